// Posting lists of pairs: which names have one key and another.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace quoth::names {

/// Names behind unordered pairs of hashed keys. Names with two common tokens are found without
/// reading the postings of either. Flat: a directory of buckets, in each the entries by the rest of
/// the hash (32 bits; two pairs may share it, so a list can hold a name too many).
class PairTable {
 public:
  struct Entry {
    std::uint32_t rest;
    std::uint32_t name;
  };
  /// Symmetric.
  [[nodiscard]] static constexpr std::uint64_t pair_of(std::uint64_t a, std::uint64_t b) noexcept {
    std::uint64_t h = (a < b ? a : b) * 0x9fb21c651e98df25ULL ^ (a < b ? b : a);
    h *= 0xbf58476d1ce4e5b9ULL;
    return h ^ (h >> 31);
  }

  void add(std::uint64_t pair, std::uint32_t name) { draft_.emplace_back(pair, name); }
  /// Ends the adding.
  void build();
  /// Ascending by name, each once. A view of the table.
  [[nodiscard]] std::span<const Entry> find(std::uint64_t pair) const noexcept;
  [[nodiscard]] std::size_t memory() const noexcept {
    return begins_.capacity() * sizeof(std::uint32_t) + entries_.capacity() * sizeof(Entry);
  }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

 private:
  [[nodiscard]] std::size_t bucket_of(std::uint64_t pair) const noexcept { return pair >> shift_; }

  std::vector<std::pair<std::uint64_t, std::uint32_t>> draft_;
  std::vector<std::uint32_t> begins_;
  std::vector<Entry> entries_;
  unsigned shift_ = 63;
};

}  // namespace quoth::names
