// From an article to what a segment keeps of it: analysed, its terms made, its record encoded.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "index/segment_builder.hpp"
#include "postings/article_postings.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::storage {

/// Prepares articles one after the other, reusing its scratch. For one thread at a time.
class Preparer {
 public:
  /// @throws UsageError  as record_of
  [[nodiscard]] PreparedArticle prepare(const Article& article, const Analyzers& analyzers);
  /// Makes the terms anew of an article analysed earlier, whose record this is.
  [[nodiscard]] PreparedArticle prepare_again(const StoredArticle& stored, std::string record);

 private:
  void scan(const Article& article);
  ArticlePostings postings_of(const Article& article, const Annotations& annotations);
  /// 0 for none. REQUIRES: scan() was called for it.
  [[nodiscard]] std::uint64_t sketch_of_body(const Article& article) const noexcept;
  void shrink();

  std::string text_;
  TokenTable tokens_;
  std::optional<PostingsMaker> postings_;
  std::string lang_;
};

/// Preparers for any number of threads.
class PreparerPool {
 public:
  /// Runs `use(preparer)` with one that is not in use.
  template <class Use>
  decltype(auto) with(Use&& use) {
    std::unique_ptr<Preparer> preparer = take();
    struct GiveBack {
      PreparerPool& pool;
      std::unique_ptr<Preparer>& preparer;
      ~GiveBack() { pool.give_back(std::move(preparer)); }
    } const give_back{*this, preparer};
    return std::forward<Use>(use)(*preparer);
  }

 private:
  std::unique_ptr<Preparer> take();
  void give_back(std::unique_ptr<Preparer> preparer) noexcept;

  std::mutex mutex_;
  std::vector<std::unique_ptr<Preparer>> idle_;
};

}  // namespace quoth::storage
