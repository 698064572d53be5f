#include "analyze/names/letter_alignment.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace quoth::names {

// cost[i][j] is the least sum for the first i native and j Latin letters. Three rows of it are kept.
// A row is filled in two passes: first what comes from the rows above, which does not depend on the
// row itself, then the Latin letters that nothing corresponds to, from left to right.
std::uint32_t alignment_cost(const LetterTable& table, const ChunkId* rows, std::size_t n,
                             const std::uint16_t* columns, std::size_t m,
                             std::uint32_t at_most) noexcept {
  // Three cells before the first letter, never reached, spare the tests for the left edge.
  constexpr std::size_t kEdge = 3;
  constexpr std::uint32_t kNever = 1U << 20;
  std::array<std::array<std::uint32_t, kMostAligned + 1 + kEdge>, 3> kept;
  std::array<std::uint32_t, kMostAligned + kEdge> lost_one, lost_two;
  // Columns of the chunks that END at letter j, so that a cell looks back.
  std::array<std::uint16_t, kMostAligned + 1> one, two, three;
  constexpr std::uint16_t kLacking = LetterTable::kLackingColumn;
  const std::uint8_t* nothing = table.row(0);
  for (std::size_t j = 1; j <= m; ++j) {
    one[j] = columns[3 * (j - 1)];
    two[j] = j >= 2 ? columns[3 * (j - 2) + 1] : kLacking;
    three[j] = j >= 3 ? columns[3 * (j - 3) + 2] : kLacking;
    lost_one[j] = nothing[one[j]];
    lost_two[j] = nothing[two[j]];
  }
  for (auto& row : kept) std::fill_n(row.begin(), kEdge, kNever);

  std::uint32_t* above_two = kept[1].data() + kEdge;
  std::uint32_t* above = kept[2].data() + kEdge;
  std::uint32_t* here = kept[0].data() + kEdge;
  const auto lose_latin = [&](std::uint32_t* row) {
    std::uint32_t least = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      row[j] = std::min(
          {row[j], row[j - 1] + lost_one[j], (j >= 2 ? row[j - 2] : kNever) + lost_two[j]});
      least = std::min(least, row[j]);
    }
    return least;
  };
  here[0] = 0;
  std::fill_n(here + 1, m, kNever);
  std::uint32_t least_above = lose_latin(here);
  for (std::size_t i = 1; i <= n; ++i) {
    std::uint32_t* const free = above_two;
    above_two = above;
    above = here;
    here = free;
    const std::uint8_t* single = table.row(rows[2 * (i - 1)]);
    const std::uint32_t lost = single[0];
    here[0] = above[0] + lost;
    for (std::size_t j = 1; j <= m; ++j) {
      const std::uint32_t a = above[j] + lost, b = above[j - 1] + single[one[j]];
      const std::uint32_t c = above[static_cast<std::ptrdiff_t>(j) - 2] + single[two[j]];
      const std::uint32_t d = above[static_cast<std::ptrdiff_t>(j) - 3] + single[three[j]];
      here[j] = std::min(std::min(a, b), std::min(c, d));
    }
    if (i >= 2)
      if (const ChunkId pair = rows[2 * (i - 2) + 1]; pair != kNoChunk) {
        const std::uint8_t* both = table.row(pair);
        here[0] = std::min(here[0], above_two[0] + both[0]);
        for (std::size_t j = 1; j <= m; ++j) {
          const std::uint32_t a = above_two[j] + both[0], b = above_two[j - 1] + both[one[j]];
          const std::uint32_t c = above_two[static_cast<std::ptrdiff_t>(j) - 2] + both[two[j]];
          const std::uint32_t d = above_two[static_cast<std::ptrdiff_t>(j) - 3] + both[three[j]];
          here[j] = std::min(here[j], std::min(std::min(a, b), std::min(c, d)));
        }
      }
    const std::uint32_t least = lose_latin(here);
    // Costs never sink, and a chunk leaps over one row at most.
    if (std::min(least, least_above) > at_most) return kTooDear;
    least_above = least;
  }
  return here[m];
}

std::uint32_t plain_alignment_cost(const LetterTable& table, const ChunkId* rows, std::size_t n,
                                   const std::uint16_t* columns, std::size_t m) {
  std::vector<std::vector<std::uint32_t>> cost(n + 1, std::vector<std::uint32_t>(m + 1, 1U << 20));
  cost[0][0] = 0;
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= m; ++j)
      for (std::size_t a = 0; a <= 2 && a <= i; ++a)
        for (std::size_t b = 0; b <= 3 && b <= j; ++b) {
          if (a + b == 0 || (a == 0 && b == 3)) continue;
          const ChunkId row = a == 0 ? ChunkId{0} : rows[2 * (i - a) + a - 1];
          if (a == 2 && row == kNoChunk) continue;
          const std::uint16_t column = b == 0 ? std::uint16_t{0} : columns[3 * (j - b) + b - 1];
          cost[i][j] = std::min(cost[i][j], cost[i - a][j - b] + table.row(row)[column]);
        }
  return cost[n][m];
}

}  // namespace quoth::names
