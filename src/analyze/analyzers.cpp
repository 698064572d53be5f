#include "quoth/analyze/analyzers.hpp"

#include <atomic>
#include <exception>
#include <utility>

#include "analyze/text_language.hpp"
#include "text/each_on_threads.hpp"

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

std::vector<Annotations> Analyzers::annotate_many(std::span<const Article> articles,
                                                  unsigned threads) const {
  std::vector<Annotations> out(articles.size());
  std::vector<std::exception_ptr> errors(articles.size());
  std::atomic<std::size_t> failed{articles.size()};  // the first, as far as is known
  each_on_threads(articles.size(), threads, [&](std::size_t i) noexcept {
    if (i > failed.load(std::memory_order_relaxed)) return;
    try {
      out[i] = annotate(articles[i]);
    } catch (...) {
      errors[i] = std::current_exception();
      std::size_t first = failed.load(std::memory_order_relaxed);
      while (i < first && !failed.compare_exchange_weak(first, i, std::memory_order_relaxed)) {
      }
    }
  });
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  return out;
}

Annotations Analyzers::annotate(std::string_view text, std::optional<Day> published) const {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return annotate(Context{tokens, {}, published, "en"});
}

}  // namespace quoth
