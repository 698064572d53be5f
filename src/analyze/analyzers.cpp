#include "quoth/analyze/analyzers.hpp"

#include <utility>

#include "analyze/text_language.hpp"

namespace quoth {

const Lexicon& lexicon_of(const Article& article) {
  return lexicon_of(article.lang.empty() ? guessed_language(article.body)
                                         : std::string_view(article.lang));
}

Analyzers::Analyzers(std::vector<std::shared_ptr<const Analyzer>> analyzers)
    : analyzers_(std::make_shared<const std::vector<std::shared_ptr<const Analyzer>>>(
          std::move(analyzers))) {}

Analyzers Analyzers::english(DateStyle dates) {
  return Analyzers({make_names_analyzer(), make_dates_analyzer(dates), make_quotations_analyzer()});
}

Analyzers Analyzers::with(std::shared_ptr<const Analyzer> analyzer) const {
  auto all = *analyzers_;
  all.push_back(std::move(analyzer));
  return Analyzers(std::move(all));
}

std::vector<std::string> Analyzers::names() const {
  std::vector<std::string> names;
  for (const auto& analyzer : *analyzers_) names.emplace_back(analyzer->name());
  return names;
}

Annotations Analyzers::annotate(const Context& context) const {
  Annotations out;
  for (const auto& analyzer : *analyzers_) analyzer->analyze(context, out);
  return out;
}

Annotations Analyzers::annotate(const Article& article) const {
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of(article));
  const auto title = static_cast<std::uint32_t>(article.title.size());
  return annotate(
      Context{tokens, {0, title}, article.published, article.lang, article.published_at});
}

Annotations Analyzers::annotate(std::string_view text, std::optional<Day> published) const {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return annotate(Context{tokens, {}, published, "en"});
}

}  // namespace quoth
