#include "index/preparer.hpp"

#include <new>
#include <utility>

#include "index/stage_times.hpp"
#include "index/stored_article.hpp"
#include "quoth/postings/text_sketch.hpp"

namespace quoth::storage {

void Preparer::scan(const Article& article) {
  text_ = text_of(article);
  tokens_.scan(text_, lexicon_of(article));
}

ArticlePostings Preparer::postings_of(const Article& article, const Annotations& annotations) {
  const std::string lang = article.lang.empty() ? "en" : article.lang;
  if (!postings_ || lang_ != lang) {
    postings_.emplace(lang);
    lang_ = lang;
  }
  return postings_->make(article, tokens_, annotations);
}

std::uint64_t Preparer::sketch_of_body(const Article& article) const noexcept {
  const auto sketch =
      sketch_of(tokens_, tokens_.token_at(static_cast<std::uint32_t>(article.title.size())));
  return sketch ? sketch->bits : 0;
}

void Preparer::shrink() {
  // One giant must not keep its arrays for the rest of the writer's life.
  constexpr std::size_t kLargeText = std::size_t{1} << 20;
  if (text_.size() <= kLargeText) return;
  tokens_ = {};
  postings_.reset();
  std::string().swap(text_);
}

PreparedArticle Preparer::prepare(const Article& article, const Analyzers& analyzers) {
  StageClock clock(Stage::tokens);
  scan(article);
  clock.next(Stage::analysis);
  const auto title = static_cast<std::uint32_t>(article.title.size());
  const Annotations annotations =
      analyzers.annotate(Context{tokens_, {0, title}, article.published, article.lang});
  clock.next(Stage::record);
  PreparedArticle prepared;
  prepared.id = article.id;
  prepared.record = record_of(article, annotations);
  prepared.published = published_of(article, annotations);
  clock.next(Stage::terms);
  prepared.postings = postings_of(article, annotations);
  prepared.sketch = sketch_of_body(article);
  shrink();
  return prepared;
}

PreparedArticle Preparer::prepare_again(const StoredArticle& stored, std::string record) {
  scan(stored.article);
  PreparedArticle prepared = {
      stored.article.id, std::move(record), postings_of(stored.article, stored.annotations),
      published_of(stored.article, stored.annotations), sketch_of_body(stored.article)};
  shrink();
  return prepared;
}

std::unique_ptr<Preparer> PreparerPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto preparer = std::move(idle_.back());
      idle_.pop_back();
      return preparer;
    }
  }
  return std::make_unique<Preparer>();
}

void PreparerPool::give_back(std::unique_ptr<Preparer> preparer) noexcept {
  try {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(preparer));
  } catch (const std::bad_alloc&) {  // then it is made anew next time
  }
}

}  // namespace quoth::storage
