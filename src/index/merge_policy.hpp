// Which segments are merged in the background: neighbours of about one size, so that nothing is written often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace quoth::storage {

/// What the policy looks at of a segment.
struct SegmentSize {
  std::uint64_t bytes = 0;
  std::uint32_t articles = 0, quotations = 0;  ///< the dead included
  std::uint32_t deleted = 0;                   ///< articles
};

/// Segments [first, first + count) of a list.
struct MergePick {
  std::size_t first = 0, count = 0;
  friend bool operator==(const MergePick&, const MergePick&) = default;
};

/// kFanIn neighbours are merged when the largest of them is at most a third of the others together: so a byte is written
/// anew only into a segment at least four times as large as its own, most often one kFanIn times as large. Commits of very uneven
/// sizes leave no such row for long; so with more than kManySegments the largest may weigh more, twice as much for each
/// four segments that there are too many. Of several rows the one with the fewest bytes comes first, and smaller segments
/// beside it come along. A segment of less than kSmallest bytes counts as so many. A segment of which more than a
/// quarter is dead is written anew alone, if it has kWorthRewriting bytes. Nothing comes of a merge that is larger than kLargest, or too large for the
/// numbers of an index.
inline constexpr std::size_t kFanIn = 8, kManySegments = 16;
inline constexpr std::uint64_t kSmallest = std::uint64_t{1} << 14;
inline constexpr std::uint64_t kWorthRewriting = std::uint64_t{1} << 20;
inline constexpr std::uint64_t kLargest = std::uint64_t{8} << 30;

/// What is to be merged next; nothing when all is well.
[[nodiscard]] std::optional<MergePick> next_merge(std::span<const SegmentSize> segments) noexcept;

}  // namespace quoth::storage
