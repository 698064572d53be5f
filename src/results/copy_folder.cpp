#include "results/copy_folder.hpp"

#include <utility>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/quotation_words.hpp"

namespace quoth {

std::string CopyFolder::words_of(const StoredArticle& stored, const RankedDocument& document) {
  if (unit_ != Unit::quotations) return {};
  const std::uint32_t index = snapshot_.quotation(document.segment, document.docid).index;
  const std::string text = text_of(stored.article);
  tokens_.scan(text, lexicon_of(stored.article));
  std::vector<QuotationWord> words;
  append_quotation_words(tokens_, tokens_.tokens_in(stored.annotations.quotations[index].span),
                         stored.article.lang, words);
  std::string out;
  for (const QuotationWord& word : words) (out += word.text) += ' ';
  return out;
}

void CopyFolder::read(Known& known, const RankedDocument& document, const StoredArticle& stored) {
  known.runs.emplace(stored.article, tokens_);
  known.words = words_of(stored, document);
}

void CopyFolder::add(const RankedDocument& document) {
  Known now;
  now.article = unit_ == Unit::quotations ? snapshot_.quotation(document.segment, document.docid).article
                                          : ArticleRef{document.segment, document.docid};
  now.sketch = snapshot_.sketch(now.article);
  std::optional<StoredArticle> stored;
  for (std::size_t group = 0; now.sketch && group < groups_.size(); ++group) {
    Known& best = known_[group];
    // Two quotations of one article are two.
    if (best.article == now.article || !best.sketch ||
        equal_bits(*best.sketch, *now.sketch) < kCopyCandidateBits)
      continue;
    if (!best.runs) read(best, groups_[group].best, snapshot_.article(best.article));
    if (!stored) {
      stored = snapshot_.article(now.article);
      read(now, document, *stored);
    }
    const double shared = now.runs->shared_with(*best.runs);
    if (shared < CopyOptions{}.least || now.words != best.words) continue;
    groups_[group].copies.push_back(copy_of(now.article, *stored, shared));
    return;
  }
  groups_.push_back({document, {}});
  known_.push_back(std::move(now));
}

}  // namespace quoth
