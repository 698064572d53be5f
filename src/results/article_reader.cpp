#include "results/article_reader.hpp"

#include <utility>

namespace quoth {

const ArticleReader::Read& ArticleReader::read(ArticleRef ref) {
  const auto at = articles_.find(ref);
  if (at != articles_.end()) return at->second;
  Read read{snapshot_.article(ref), {}};
  read.text = text_of(read.stored.article);
  return articles_.emplace(ref, std::move(read)).first->second;
}

const std::vector<QuotationWord>& ArticleReader::words(QuotationRef ref) {
  const auto at = words_.find(ref);
  if (at != words_.end()) return at->second;
  const auto& [stored, text] = read(ref.article);
  std::vector<QuotationWord>& words = words_[ref];
  append_words_of(stored, text, ref.index, tokens_, words);
  return words;
}

}  // namespace quoth
