#include "index/merge_policy.hpp"

#include <algorithm>

namespace quoth::storage {
namespace {

constexpr std::uint64_t kMostDocuments = 0x7fffffff;
constexpr std::uint64_t kWeight = 3;  // of the largest, against the others

std::uint64_t size_of(const SegmentSize& segment) noexcept {
  return std::max(segment.bytes, kSmallest);
}

bool fits(std::span<const SegmentSize> segments) noexcept {
  std::uint64_t bytes = 0, articles = 0, quotations = 0;
  for (const SegmentSize& segment : segments) {
    bytes += segment.bytes;
    articles += segment.articles;
    quotations += segment.quotations;
  }
  return bytes <= kLargest && articles <= kMostDocuments && quotations <= kMostDocuments;
}

}  // namespace

std::optional<MergePick> next_merge(std::span<const SegmentSize> segments) noexcept {
  const std::size_t too_many = segments.size() > kManySegments ? segments.size() - kManySegments : 0;
  const std::size_t shift = std::min<std::size_t>(too_many / 4, 20);
  std::optional<MergePick> best;
  std::uint64_t least = 0;
  for (std::size_t first = 0; first + kFanIn <= segments.size(); ++first) {
    std::uint64_t sum = 0, largest = 0;
    for (const SegmentSize& segment : segments.subspan(first, kFanIn)) {
      sum += size_of(segment);
      largest = std::max(largest, size_of(segment));
    }
    if (kWeight * largest > (sum - largest) << shift || !fits(segments.subspan(first, kFanIn))) continue;
    if (best && sum >= least) continue;
    best = MergePick{first, kFanIn};
    least = sum;
  }
  if (best) {
    const auto comes_along = [&](std::size_t i) {
      return i < segments.size() && size_of(segments[i]) <= least / kFanIn;
    };
    MergePick wider = *best;
    while (wider.count < 2 * kFanIn && comes_along(wider.first + wider.count)) ++wider.count;
    while (wider.count < 2 * kFanIn && wider.first > 0 && comes_along(wider.first - 1))
      --wider.first, ++wider.count;
    return fits(segments.subspan(wider.first, wider.count)) ? wider : *best;
  }
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (std::uint64_t{4} * segments[i].deleted > segments[i].articles &&
        segments[i].bytes >= kWorthRewriting)
      return MergePick{i, 1};
  return std::nullopt;
}

}  // namespace quoth::storage
