// Walks through dense lists: the same source for every set, which compiles it for its processor.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::kernels {

/// Calls visit(document, code) for each bit that is set, ascending. `documents`: a multiple of kStep.
template <class Visit>
[[gnu::always_inline]] inline void for_each_code(const DenseList& list, std::size_t documents,
                                                 Visit visit) {
  const std::uint8_t* code = list.codes;
  for (std::size_t begin = 0; begin < documents; begin += kStep)
    for (std::uint64_t bits = list.bits[begin / kStep]; bits != 0; bits &= bits - 1)
      visit(begin + static_cast<unsigned>(std::countr_zero(bits)), *code++);
}

/// As Kernels::find_dense.
[[gnu::always_inline]] inline std::size_t find_in_bits(const DenseList& list,
                                                       const std::uint16_t* offsets,
                                                       std::size_t count, std::uint16_t* in_offsets,
                                                       std::uint16_t* in_list) {
  constexpr std::size_t kWords = kCountedEach / kStep;
  std::size_t found = 0, group = 0, next = 0;  // next: the word behind those counted
  auto before = static_cast<unsigned>(count > 0 ? list.counted[0] : 0);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t word = offsets[i] / kStep;
    if (word / kWords != group) {
      group = word / kWords, next = group * kWords;
      before = list.counted[group];
    }
    for (; next < word; ++next) before += static_cast<unsigned>(std::popcount(list.bits[next]));
    const std::uint64_t bit = std::uint64_t{1} << offsets[i] % kStep;
    const std::uint64_t below = list.bits[word] & (bit - 1);
    in_offsets[found] = static_cast<std::uint16_t>(i);
    in_list[found] =
        static_cast<std::uint16_t>(before + static_cast<unsigned>(std::popcount(below)));
    found += (list.bits[word] & bit) != 0 ? 1 : 0;
  }
  return found;
}

}  // namespace quoth::kernels
