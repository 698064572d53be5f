// Builds one segment: articles in, sealed files out.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/article_map.hpp"
#include "index/article_texts_writer.hpp"
#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/segment_ranks.hpp"
#include "postings/article_postings.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth::storage {

/// An article ready to be written: analysed, its terms made, its record encoded.
struct PreparedArticle {
  std::string id;
  std::string record;
  ArticlePostings postings;
  std::optional<Day> published;  ///< what Slot::published holds
  std::uint64_t sketch = 0;      ///< as ArticleMapEntry has it

  /// Bytes of memory it takes, about.
  [[nodiscard]] std::size_t weight() const noexcept;
};

/// The publication day, when it is known to the day.
[[nodiscard]] std::optional<Day> published_of(const Article& article,
                                              const Annotations& annotations) noexcept;

/// Writes one segment in its own directory. What is not finished is removed with the builder.
/// Closed by its first error.
class SegmentBuilder {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{256} << 20;

  /// Begins segment `number` in `segments`; whatever had that directory's name is removed.
  ///   xapian  as WriterOptions::xapian
  ///   most_bytes  of postings gathered in memory: from then on they are put aside, and joined at the end
  SegmentBuilder(const Directory& segments, std::uint64_t number, std::uint64_t order, bool xapian,
                 std::size_t most_bytes = kMostBytes);
  ~SegmentBuilder();
  SegmentBuilder(const SegmentBuilder&) = delete;
  SegmentBuilder& operator=(const SegmentBuilder&) = delete;

  /// Adds a document and those of its quotations.
  void add(const PreparedArticle& article);
  [[nodiscard]] std::uint32_t articles() const noexcept {
    return static_cast<std::uint32_t>(map_.size());
  }

  /// Bytes of memory it takes, about.
  [[nodiscard]] std::size_t bytes() const noexcept { return ranks_.bytes(); }

  /// Compacts, sums up and saves all files. When it returns they are on disk to stay, and the
  /// entry may be published. REQUIRES: at least one article. Not to be called twice.
  [[nodiscard]] SegmentEntry finish();

 private:
  const Directory& segments_;
  const std::uint64_t number_;
  const std::uint64_t order_;
  const std::size_t most_bytes_;
  Directory directory_;
  ArticleTextsWriter texts_;
  SegmentRanks ranks_;
  std::vector<ArticleMapEntry> map_;
  bool finished_ = false;
};

/// Compacts `database` (one or several together, renumbered in order) into one new file.
void compact_into(Xapian::Database database, const Directory& directory, const std::string& name);

/// Sums up and saves the files of a segment, all of which but articles.map are written, with or without
/// articles.glass; that is made from `map`. Both the files and their names are on disk when it returns.
[[nodiscard]] SegmentEntry seal(const Directory& segments, const Directory& directory,
                                std::uint64_t number, std::uint64_t order,
                                const std::vector<ArticleMapEntry>& map);

/// Whether Xapian can hold the term: at most 245 bytes, a NUL counting twice.
[[nodiscard]] bool fits_xapian(std::string_view term) noexcept;

/// What Slot::order and Slot::published hold.
[[nodiscard]] std::string order_value(std::uint64_t order, std::uint32_t docid);
[[nodiscard]] std::string published_value(Day day);

}  // namespace quoth::storage
