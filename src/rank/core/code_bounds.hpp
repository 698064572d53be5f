// What a posting can score, by its code.
#pragma once

#include <array>
#include <cstdint>
#include <deque>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::core {

/// Bounds for one segment after the other. Those of the last search are kept: to compute them takes
/// as long as a small segment's whole share of a query. For one thread at a time.
class CodeBounds {
 public:
  /// By code, the most that a posting of it scores when its idf is 1; 0 for code 0.
  using Table = std::array<float, kernels::kCodes>;

  /// The bounds of the search's segment number `segment`, which is in `ranks`. Lives until the next
  /// call.
  ///   average  mean length of the collection's documents
  [[nodiscard]] const Table& of(std::uint32_t segment, const storage::Ranks& ranks, double average,
                                const Bm25& bm25);

 private:
  struct Kept {
    std::uint64_t file = 0;  // Ranks::identity()
    double average = 0;
    Bm25 bm25;
    Table table{};
  };
  static constexpr std::uint32_t kMostKept = 64;  // segments: 64 KiB
  std::deque<Kept> kept_;
};

}  // namespace quoth::core
