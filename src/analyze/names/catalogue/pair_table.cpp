#include "analyze/names/catalogue/pair_table.hpp"

#include <algorithm>

namespace quoth::names {

void PairTable::build() {
  std::sort(draft_.begin(), draft_.end());
  draft_.erase(std::unique(draft_.begin(), draft_.end()), draft_.end());
  unsigned bits = 1;
  while (bits < 28 && (std::size_t{1} << bits) * 4 < draft_.size()) ++bits;
  shift_ = 64 - bits;
  begins_.assign((std::size_t{1} << bits) + 1, 0);
  entries_.clear();
  entries_.reserve(draft_.size());
  for (const auto& [pair, name] : draft_) {
    ++begins_[bucket_of(pair) + 1];
    entries_.push_back({static_cast<std::uint32_t>(pair), name});
  }
  for (std::size_t b = 1; b < begins_.size(); ++b) begins_[b] += begins_[b - 1];
  for (std::size_t b = 0; b + 1 < begins_.size(); ++b)
    std::sort(entries_.begin() + begins_[b], entries_.begin() + begins_[b + 1],
              [](const Entry& x, const Entry& y) {
                return x.rest != y.rest ? x.rest < y.rest : x.name < y.name;
              });
  draft_ = {};
}

std::span<const PairTable::Entry> PairTable::find(std::uint64_t pair) const noexcept {
  if (entries_.empty()) return {};
  const std::size_t bucket = bucket_of(pair);
  const auto rest = static_cast<std::uint32_t>(pair);
  const Entry* at = entries_.data() + begins_[bucket];
  const Entry* const end = entries_.data() + begins_[bucket + 1];
  if (end - at > 32)
    at =
        std::lower_bound(at, end, rest, [](const Entry& e, std::uint32_t r) { return e.rest < r; });
  while (at != end && at->rest < rest) ++at;
  const Entry* last = at;
  while (last != end && last->rest == rest) ++last;
  return {at, last};
}

}  // namespace quoth::names
