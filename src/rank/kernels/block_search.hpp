// Leaps over blocks of an ascending list, for the intersections that compare a whole block at once.
#pragma once

#include <cstddef>
#include <cstdint>

namespace quoth::kernels {

/// Where the first whole block at `from` or later begins that does not end before `wanted`; at
/// least `whole` when there is none. Doubling leaps, then halving ones.
///   whole  size of the list, cut to whole blocks; `from` is a multiple of kBlock
template <std::size_t kBlock>
[[nodiscard]] inline std::size_t block_with(const std::uint16_t* list, std::size_t whole,
                                            std::size_t from, std::uint16_t wanted) noexcept {
  if (list[from + kBlock - 1] >= wanted) return from;
  std::size_t leap = kBlock, low = from + kBlock;
  while (low + leap <= whole && list[low + leap - 1] < wanted) low += leap, leap *= 2;
  for (; leap >= kBlock; leap /= 2)
    if (low + leap <= whole && list[low + leap - 1] < wanted) low += leap;
  return low;
}

}  // namespace quoth::kernels
