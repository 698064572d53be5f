// From quotations of a segment to their articles.
#pragma once

#include <cstdint>

#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// The segments' other space: its file, with no marks of the dead.
[[nodiscard]] inline SegmentView other_space(const SegmentView& segment) noexcept {
  return {segment.other, {}, segment.ranks, segment.map, !segment.of_quotations};
}

/// Whether the segment knows its other space.
[[nodiscard]] inline bool has_other_space(const SegmentView& segment) noexcept {
  return segment.other != nullptr && segment.map != nullptr;
}

/// Finds the articles of quotations that come in order. All numbers count from 0.
class ArticleWalk {
 public:
  /// REQUIRES: has_other_space(). @throws DamagedError  the map does not fit the files
  void begin(const SegmentView& segment);
  /// From the next quotation on: none yet.
  void restart() noexcept { article_ = 0, end_ = 0; }
  /// The article of a quotation, which is not before the one asked for last. What lies near is found
  /// soon. REQUIRES: the segment has the quotation.
  [[nodiscard]] std::uint32_t article_of(std::uint32_t quotation) noexcept {
    if (quotation >= end_) seek(quotation);
    return article_;
  }

 private:
  void seek(std::uint32_t quotation) noexcept;
  [[nodiscard]] std::uint32_t first_of(std::uint32_t article) const noexcept {
    return map_->first_quotation(article + 1) - 1;
  }

  const storage::ArticleMap* map_ = nullptr;
  std::uint32_t article_ = 0;
  std::uint32_t end_ = 0;  // of the article's quotations
};

}  // namespace quoth::core
