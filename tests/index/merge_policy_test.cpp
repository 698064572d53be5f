// Merging in the background keeps segments few, and writes each byte a few times.
#include "index/merge_policy.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

using namespace quoth::storage;

namespace {

constexpr std::uint32_t kSeed = 20261128;

struct Simulated {
  std::vector<SegmentSize> segments;
  std::uint64_t committed = 0, merged = 0;
  std::size_t most = 0;

  void commit(std::uint64_t bytes) {
    segments.push_back({bytes, 1, 1, 0});
    committed += bytes;
    while (const auto pick = next_merge(segments)) {
      REQUIRE(pick->count >= 1);
      REQUIRE(pick->first + pick->count <= segments.size());
      SegmentSize one;
      for (std::size_t i = pick->first; i < pick->first + pick->count; ++i) {
        one.bytes += segments[i].bytes;
        one.articles += segments[i].articles;
        one.quotations += segments[i].quotations;
      }
      merged += one.bytes;
      const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(pick->first);
      *begin = one;
      segments.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(pick->count));
    }
    most = std::max(most, segments.size());
  }
};

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

}  // namespace

TEST_CASE("merge policy: eight of a size become one, seven are left alone") {
  const std::vector<SegmentSize> seven(7, SegmentSize{kMiB / 2, 10, 10, 0});
  CHECK(next_merge(seven) == std::nullopt);
  const std::vector<SegmentSize> eight(8, SegmentSize{kMiB / 2, 10, 10, 0});
  CHECK(next_merge(eight) == MergePick{0, 8});
}

TEST_CASE("merge policy: one that outweighs the others is left out, smaller neighbours come along") {
  std::vector<SegmentSize> segments(8, SegmentSize{kMiB, 10, 10, 0});
  segments.insert(segments.begin(), {100 * kMiB, 10, 10, 0});
  CHECK(next_merge(segments) == MergePick{1, 8});
  segments.insert(segments.begin() + 4, {50 * kMiB, 10, 10, 0});  // divides them
  CHECK(next_merge(segments) == std::nullopt);
  std::vector<SegmentSize> mixed(8, SegmentSize{4 * kMiB, 10, 10, 0});
  mixed.push_back({kMiB, 10, 10, 0});
  CHECK(next_merge(mixed) == MergePick{1, 8});
  mixed.pop_back();
  mixed.insert(mixed.begin() + 8, 2, {90 * kMiB, 10, 10, 0});
  CHECK(next_merge(mixed) == MergePick{0, 8});
  mixed.insert(mixed.begin(), {1000 * kMiB, 10, 10, 0});
  mixed.insert(mixed.begin() + 1, {kMiB, 10, 10, 0});
  mixed[9].bytes = 3 * kMiB;
  mixed[2].bytes = 9 * kMiB;
  CHECK(next_merge(mixed) == MergePick{1, 9});
}

TEST_CASE("merge policy: a segment with more than a quarter dead is written anew") {
  std::vector<SegmentSize> segments(3, SegmentSize{kMiB, 100, 10, 25});
  CHECK(next_merge(segments) == std::nullopt);
  segments[1].deleted = 26;
  CHECK(next_merge(segments) == MergePick{1, 1});
  segments[1].bytes = kMiB - 1;  // not worth it
  CHECK(next_merge(segments) == std::nullopt);
}

TEST_CASE("merge policy: nothing grows beyond what an index can number, or beyond the largest") {
  CHECK(next_merge(std::vector<SegmentSize>(8, SegmentSize{kMiB, 10, 0x20000000, 0})) ==
        std::nullopt);
  CHECK(next_merge(std::vector<SegmentSize>(8, SegmentSize{kLargest / 7, 10, 10, 0})) ==
        std::nullopt);
}

TEST_CASE("merge policy: thousands of commits end in few segments, each byte written some times") {
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  Simulated even, uneven, bulk;
  for (int i = 0; i < 5000; ++i) even.commit(20'000);
  for (int i = 0; i < 5000; ++i)
    uneven.commit(static_cast<std::uint64_t>(std::exp(std::generate_canonical<double, 53>(random) * 17)));
  for (int i = 0; i < 16; ++i) bulk.commit(100 * kMiB);
  CHECK(even.most < 4 * kFanIn);
  CHECK(even.merged < 5 * even.committed);
  CHECK(uneven.most < 6 * kFanIn);
  CHECK(uneven.merged < 6 * uneven.committed);
  MESSAGE("at most " << even.most << " and " << uneven.most << " segments; each byte merged "
                     << static_cast<double>(even.merged) / static_cast<double>(even.committed) << " and "
                     << static_cast<double>(uneven.merged) / static_cast<double>(uneven.committed) << " times");
  // A million articles at once.
  CHECK(bulk.segments.size() <= kFanIn);
  CHECK(bulk.merged <= bulk.committed);
}
