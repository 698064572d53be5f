// The names analyzer: words' facts, names, entities, then what refers to them.
#include <utility>

#include "analyze/names/entities.hpp"
#include "analyze/names/finder.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"

namespace quoth {
namespace {

class NamesAnalyzer final : public Analyzer {
 public:
  NamesAnalyzer() : name_("quoth.names.en/1 " + std::string(names_version())) {}
  std::string_view name() const noexcept override { return name_; }

  void analyze(const Context& context, Annotations& out) const override {
    const TokenTable& tokens = context.tokens;
    const names::WordFacts facts(tokens);
    const names::FoundNames found = names::find_names(tokens, facts);
    names::Clusters clusters = names::cluster(tokens, found);
    const auto first = static_cast<std::int32_t>(out.entities.size());
    out.mentions.reserve(out.mentions.size() + found.size());
    for (std::size_t n = 0; n < found.size(); ++n) {
      Mention mention;
      mention.span = found[n].span;
      mention.type = found[n].type;
      mention.entity = {first + clusters.of_name[n].index};
      mention.rule = out.rule(names::name_of(found[n].rule));
      out.mentions.push_back(mention);
    }
    for (Entity& entity : clusters.entities) out.entities.push_back(std::move(entity));
  }

 private:
  std::string name_;
};

}  // namespace

std::shared_ptr<const Analyzer> make_names_analyzer() { return std::make_shared<NamesAnalyzer>(); }

}  // namespace quoth
