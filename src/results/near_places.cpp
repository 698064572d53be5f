#include "results/near_places.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>

namespace quoth {
namespace {

using Set = std::uint32_t;  // of parts, a bit for each

// One search: matches that begin with one place, then with the next.
class Search {
 public:
  Search(const std::vector<std::vector<Place>>& parts, std::uint32_t distance, bool ordered)
      : parts_(parts),
        distance_(distance),
        ordered_(ordered),
        full_((Set{1} << parts.size()) - 1),
        in_match_(parts.size()) {
    for (std::size_t p = 0; p < parts.size(); ++p) in_match_[p].assign(parts[p].size(), 0);
  }

  std::vector<std::vector<Place>> run() {
    for (std::size_t p = 0; p < (ordered_ ? 1 : parts_.size()); ++p)
      for (std::size_t i = 0; i < parts_[p].size(); ++i) begin_with(p, i);
    std::vector<std::vector<Place>> out(parts_.size());
    for (std::size_t p = 0; p < parts_.size(); ++p)
      for (std::size_t i = 0; i < parts_[p].size(); ++i)
        if (in_match_[p][i] != 0) out[p].push_back(parts_[p][i]);
    return out;
  }

 private:
  // Whether `part` may stand next behind the parts of `before`.
  [[nodiscard]] bool may_follow(Set before, std::size_t part) const noexcept {
    if ((before >> part & 1) != 0) return false;
    return !ordered_ || static_cast<std::size_t>(std::popcount(before)) == part;
  }

  void begin_with(std::size_t first_part, std::size_t index) {
    const Place& first = parts_[first_part][index];
    limit_ = std::uint64_t{first.last} + distance_;
    for (std::size_t p = 0; p < parts_.size(); ++p)
      if (p != first_part && !stands_within(p, first.last)) return;
    // For each set of parts, the first one's among them: the least end of a row of them that begins
    // with `first`.
    ends_.assign(full_ + 1, kNone);
    ends_[Set{1} << first_part] = first.last;
    for (Set set = 0; set <= full_; ++set) {
      if (ends_[set] == kNone) continue;
      for (std::size_t p = 0; p < parts_.size(); ++p)
        if (may_follow(set, p)) {
          std::uint32_t& end = ends_[set | Set{1} << p];
          const std::uint64_t until = std::min<std::uint64_t>(limit_, end);
          for (const Place* at = behind(p, ends_[set]); at != end_of(p) && at->first <= until; ++at)
            end = std::min(end, at->last);
        }
    }
    if (ends_[full_] == kNone) return;
    in_match_[first_part][index] = 1;
    // For each set of parts: the greatest begin of a row of them, 0 when there is none. Such a row is
    // what is left to stand behind a place.
    begins_.assign(full_ + 1, 0);
    begins_[0] = kNone;
    for (Set set = 0; set <= full_; ++set) {
      if (begins_[set] == 0) continue;
      for (std::size_t p = 0; p < parts_.size(); ++p)
        if ((set >> p & 1) == 0 && (!ordered_ || parts_.size() - 1 - p == size_of(set))) {
          std::uint32_t& begin = begins_[set | Set{1} << p];
          const Place* at = behind(p, std::min<std::uint64_t>(limit_, begins_[set]));
          while (at != parts_[p].data() && (at - 1)->first > std::max(begin, first.last)) {
            --at;
            if (at->last < begins_[set]) begin = at->first;
          }
        }
    }
    for (std::size_t p = 0; p < parts_.size(); ++p)
      for (const Place* at = behind(p, first.last); at != end_of(p) && at->first <= limit_; ++at) {
        char& in_match = in_match_[p][static_cast<std::size_t>(at - parts_[p].data())];
        if (in_match == 0 && p != first_part && completes(p, *at)) in_match = 1;
      }
  }

  // Whether the other parts have places before and behind this one.
  [[nodiscard]] bool completes(std::size_t part, const Place& place) const {
    for (Set before = 0; before <= full_; ++before)
      if (ends_[before] != kNone && may_follow(before, part) && ends_[before] < place.first &&
          begins_[full_ & ~before & ~(Set{1} << part)] > place.last)
        return true;
    return false;
  }

  [[nodiscard]] bool stands_within(std::size_t part, std::uint32_t position) const {
    const Place* at = behind(part, position);
    return at != end_of(part) && at->first <= limit_;
  }
  [[nodiscard]] const Place* end_of(std::size_t part) const noexcept {
    return parts_[part].data() + parts_[part].size();
  }
  // The first place that begins behind a position.
  [[nodiscard]] const Place* behind(std::size_t part, std::uint64_t position) const {
    return std::partition_point(parts_[part].data(), end_of(part),
                                [&](const Place& place) { return place.first <= position; });
  }
  [[nodiscard]] static std::size_t size_of(Set set) noexcept {
    return static_cast<std::size_t>(std::popcount(set));
  }

  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  const std::vector<std::vector<Place>>& parts_;
  const std::uint32_t distance_;
  const bool ordered_;
  const Set full_;
  std::uint64_t limit_ = 0;
  std::vector<std::uint32_t> ends_, begins_;
  std::vector<std::vector<char>> in_match_;
};

}  // namespace

std::vector<std::vector<Place>> near_places(const std::vector<std::vector<Place>>& parts,
                                            std::uint32_t distance, bool ordered) {
  return Search(parts, distance, ordered).run();
}

}  // namespace quoth
