// The names analyzer: facts about words, names, entities, then what refers to them.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "analyze/names/entities.hpp"
#include "analyze/names/finder.hpp"
#include "analyze/names/references.hpp"
#include "analyze/names/thing_references.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"

namespace quoth {
namespace {

class NamesAnalyzer final : public Analyzer {
 public:
  NamesAnalyzer() : name_("quoth.names.en/2 " + std::string(names_version())) {}
  std::string_view name() const noexcept override { return name_; }

  void analyze(const Context& context, Annotations& out) const override {
    const TokenTable& tokens = context.tokens;
    const names::WordFacts facts(tokens);
    names::FoundNames found = names::find_names(tokens, facts);
    names::Clusters clusters = names::cluster(tokens, found);
    auto references = names::find_references(tokens, facts, found, clusters);
    const auto things = names::find_thing_references(tokens, facts, found, clusters);
    const auto people = static_cast<std::ptrdiff_t>(references.size());
    references.insert(references.end(), things.begin(), things.end());
    std::inplace_merge(references.begin(), references.begin() + people, references.end(),
                       [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });

    const auto first = static_cast<std::int32_t>(out.entities.size());
    const auto entity = [&](EntityId id) {
      return id.known() ? EntityId{first + id.index} : EntityId::none();
    };
    RuleIds rules(out);
    out.mentions.reserve(out.mentions.size() + found.size() + references.size());
    std::size_t r = 0;
    const auto add_references_before = [&](std::uint32_t begin) {
      for (; r < references.size() && references[r].span.begin < begin; ++r) {
        const names::Reference& ref = references[r];
        const bool nominal = ref.form == MentionForm::nominal;
        out.mentions.push_back({ref.span, ref.type, ref.form, entity(ref.entity),
                                rules.of(nominal ? names::Rule::nominal : names::Rule::pronoun)});
      }
    };
    for (std::size_t n = 0; n < found.size(); ++n) {
      add_references_before(found[n].span.begin);
      out.mentions.push_back({found[n].span, found[n].type, MentionForm::name,
                              entity(clusters.of_name[n]), rules.of(found[n].rule)});
    }
    add_references_before(0xffffffffu);
    for (Entity& e : clusters.entities) out.entities.push_back(std::move(e));
  }

 private:
  // Interns each rule's name once, when it is first used.
  class RuleIds {
   public:
    explicit RuleIds(Annotations& out) : out_(out) {}
    RuleId of(names::Rule rule) {
      auto& id = ids_[static_cast<std::size_t>(rule)];
      if (!id) id = out_.rule(names::name_of(rule));
      return *id;
    }

   private:
    Annotations& out_;
    std::array<std::optional<RuleId>, 32> ids_{};
  };

  std::string name_;
};

}  // namespace

std::shared_ptr<const Analyzer> make_names_analyzer() { return std::make_shared<NamesAnalyzer>(); }

}  // namespace quoth
