// Articles that a check or a trail has read, once each.
#pragma once

#include <map>
#include <string>

#include "quoth/index/snapshot.hpp"
#include "results/printed_quotation.hpp"

namespace quoth {

/// What it gives back lives as long as it does. For one thread.
class ArticleReader {
 public:
  struct Read {
    StoredArticle stored;
    std::string text;  ///< text_of(stored.article)
  };
  explicit ArticleReader(const Snapshot& snapshot) : snapshot_(snapshot) {}

  /// @throws DamagedError, StorageError
  [[nodiscard]] const Read& read(ArticleRef ref);
  /// The words of one quotation alone, whatever other parts it has: only their text is to be looked at.
  [[nodiscard]] const std::vector<QuotationWord>& words(QuotationRef ref);

 private:
  const Snapshot& snapshot_;
  std::map<ArticleRef, Read> articles_;
  std::map<QuotationRef, std::vector<QuotationWord>> words_;
  TokenTable tokens_;
};

}  // namespace quoth
