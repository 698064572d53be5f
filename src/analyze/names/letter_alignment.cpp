#include "analyze/names/letter_alignment.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace quoth::names {

// cost[i][j] is the least sum for the first i native and j Latin letters. Three rows of it are kept.
// A row is filled in two passes: first what comes from the rows above, which does not depend on the
// row itself, then the Latin letters that nothing corresponds to, from left to right. Costs never
// sink along an alignment, so only the stretch of a row between its first and its last cell within
// the bound is gone on from: the narrower the bound, the fewer cells.
std::uint32_t alignment_cost(const LetterTable& table, const ChunkId* rows, std::size_t n,
                             const std::uint16_t* columns, std::size_t m,
                             std::uint32_t at_most) noexcept {
  // Three cells before the first letter, never reached, spare the tests for the left edge.
  constexpr std::size_t kEdge = 3;
  constexpr std::uint32_t kNever = 1U << 20;
  constexpr std::uint16_t kLacking = LetterTable::kLackingColumn;
  at_most = std::min(at_most, kNever - 1);
  struct Row {
    std::array<std::uint32_t, kMostAligned + 1 + kEdge> cells;
    std::ptrdiff_t first, last;  // within the bound; first > last: none
    std::uint32_t* at(std::ptrdiff_t j) noexcept { return cells.data() + kEdge + j; }
  };
  std::array<Row, 3> kept;
  // Columns of the chunks that END at letter j, so that a cell looks back.
  std::array<std::uint16_t, kMostAligned + 1> one, two, three;
  std::array<std::uint32_t, kMostAligned + 1> lost_one, lost_two;
  const std::uint8_t* nothing = table.row(0);
  for (std::size_t j = 1; j <= m; ++j) {
    one[j] = columns[3 * (j - 1)];
    two[j] = j >= 2 ? columns[3 * (j - 2) + 1] : kLacking;
    three[j] = j >= 3 ? columns[3 * (j - 3) + 2] : kLacking;
    lost_one[j] = nothing[one[j]];
    lost_two[j] = nothing[two[j]];
  }
  const auto end = static_cast<std::ptrdiff_t>(m);
  // The second pass; `from` and `to` are the cells that the first pass filled.
  const auto lose_latin = [&](Row& row, std::ptrdiff_t from, std::ptrdiff_t to) {
    row.first = end + 1;
    row.last = -1;
    for (std::ptrdiff_t j = from; j <= end; ++j) {
      std::uint32_t* const cell = row.at(j);
      const auto k = static_cast<std::size_t>(j);
      if (j > 0) *cell = std::min({*cell, cell[-1] + lost_one[k], cell[-2] + lost_two[k]});
      if (*cell <= at_most) {
        row.first = std::min(row.first, j);
        row.last = j;
      } else if (j > to && j > row.last + 1) {
        break;  // nothing more comes from the left
      }
    }
  };
  Row* above_two = &kept[0];
  Row* above = &kept[1];
  Row* here = &kept[2];
  above->first = above_two->first = end + 1;
  above->last = above_two->last = -1;
  above->cells.fill(kNever);
  above_two->cells.fill(kNever);
  here->cells.fill(kNever);
  *here->at(0) = 0;
  lose_latin(*here, 0, 0);
  for (std::size_t i = 1; i <= n; ++i) {
    Row* const free = above_two;
    above_two = above;
    above = here;
    here = free;
    const std::ptrdiff_t from = std::min(above->first, above_two->first);
    const std::ptrdiff_t to = std::min(end, std::max(above->last, above_two->last) + 3);
    if (from > end) return kTooDear;
    here->cells.fill(kNever);
    const std::uint8_t* single = table.row(rows[2 * (i - 1)]);
    const std::uint32_t lost = single[0];
    std::ptrdiff_t j = from;
    if (j == 0) *here->at(j++) = *above->at(0) + lost;
    for (; j <= to; ++j) {
      const std::uint32_t* up = above->at(j);
      const auto k = static_cast<std::size_t>(j);
      *here->at(j) = std::min(std::min(up[0] + lost, up[-1] + single[one[k]]),
                              std::min(up[-2] + single[two[k]], up[-3] + single[three[k]]));
    }
    const ChunkId pair = i >= 2 ? rows[2 * (i - 2) + 1] : kNoChunk;
    if (pair != kNoChunk && above_two->first <= end) {
      const std::uint8_t* both = table.row(pair);
      const std::uint32_t both_lost = both[0];
      const std::ptrdiff_t pair_to = std::min(end, above_two->last + 3);
      j = above_two->first;
      if (j == 0) {
        *here->at(0) = std::min(*here->at(0), *above_two->at(0) + both_lost);
        ++j;
      }
      for (; j <= pair_to; ++j) {
        const std::uint32_t* up = above_two->at(j);
        const auto k = static_cast<std::size_t>(j);
        *here->at(j) = std::min(*here->at(j),
                                std::min(std::min(up[0] + both_lost, up[-1] + both[one[k]]),
                                         std::min(up[-2] + both[two[k]], up[-3] + both[three[k]])));
      }
    }
    lose_latin(*here, from, to);
  }
  return *here->at(end);
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
