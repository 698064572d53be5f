// The article map of a segment: from ids to articles, from quotations to articles, and to copies of an article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/file.hpp"

namespace quoth::storage {

/// Hash of an article's id, as the map holds it.
[[nodiscard]] std::uint64_t hash_of_id(std::string_view id) noexcept;

/// What a map is made from: articles in docid order.
struct ArticleMapEntry {
  std::uint64_t id_hash = 0;
  std::uint32_t quotations = 0;
  std::uint64_t sketch = 0;  ///< bits of its TextSketch, 0 for none
  friend bool operator==(const ArticleMapEntry&, const ArticleMapEntry&) = default;
};

/// The content of an `articles.map` file.
[[nodiscard]] std::string article_map_bytes(const std::vector<ArticleMapEntry>& articles);

/// A mapped `articles.map`. Immutable; any number of threads.
///
/// The quotations of article `docid` (1..n) are documents first_quotation(docid) ..
/// first_quotation(docid + 1) - 1 of the quotations' file.
class ArticleMap {
 public:
  /// Takes the mapping of a whole file, whose bytes were verified, and looks its structure over.
  /// @throws DamagedError  `path` is for the message
  ArticleMap(Mapping mapping, std::uint32_t articles, std::uint32_t quotations,
             const std::string& path);

  [[nodiscard]] std::uint32_t articles() const noexcept { return articles_; }
  /// Docid of the article's first quotation, and for articles() + 1 one more than the last.
  /// REQUIRES: 1 <= docid <= articles() + 1.
  [[nodiscard]] std::uint32_t first_quotation(std::uint32_t docid) const noexcept {
    return offset(docid - 1) + 1;
  }
  [[nodiscard]] std::uint32_t quotations_of(std::uint32_t docid) const noexcept {
    return offset(docid) - offset(docid - 1);
  }
  /// Docid of the article a quotation belongs to. REQUIRES: it is one of the segment. Logarithmic.
  [[nodiscard]] std::uint32_t article_of(std::uint32_t quotation) const noexcept;
  /// Docids of the articles whose id has that hash: none or one, but for collisions and ids given
  /// twice in one batch. Ascending.
  [[nodiscard]] std::vector<std::uint32_t> with_hash(std::uint64_t hash) const;
  /// Bits of the article's TextSketch, 0 for none. REQUIRES: 1 <= docid <= articles().
  [[nodiscard]] std::uint64_t sketch(std::uint32_t docid) const noexcept;
  /// Hash of the article's id; reads the table from its start, for merges and checks.
  [[nodiscard]] std::vector<ArticleMapEntry> entries() const;

 private:
  [[nodiscard]] std::uint32_t offset(std::uint32_t i) const noexcept;
  [[nodiscard]] std::uint64_t hash(std::uint32_t i) const noexcept;
  [[nodiscard]] std::uint32_t docid(std::uint32_t i) const noexcept;

  Mapping mapping_;
  std::uint32_t articles_ = 0;
  const char* offsets_ = nullptr;
  const char* hashes_ = nullptr;
  const char* sketches_ = nullptr;
  const char* docids_ = nullptr;
};

}  // namespace quoth::storage
