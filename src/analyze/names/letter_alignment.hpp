// How well the letters of a name in one script fit those of a Latin spelling: the cheapest
// alignment of their chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "analyze/names/letter_table.hpp"

namespace quoth::names {

/// At most this many letters of a word take part in an alignment.
inline constexpr std::size_t kMostAligned = 32;
inline constexpr std::uint32_t kTooDear = std::numeric_limits<std::uint32_t>::max();

/// The least sum of costs (letter_table.hpp) over all ways to cut both words into corresponding
/// chunks of 0..2 native and 0..3 Latin letters.
///
///   rows      2 numbers a native letter, as LetterTable::find_rows gives them; n letters
///   columns   3 numbers a Latin letter: LetterTable::column of its chunks; m letters
///   at_most   the caller needs no sum above it: kTooDear may be returned instead of one
///
/// REQUIRES: n, m <= kMostAligned. Allocates nothing.
[[nodiscard]] std::uint32_t alignment_cost(const LetterTable& table, const ChunkId* rows,
                                           std::size_t n, const std::uint16_t* columns,
                                           std::size_t m, std::uint32_t at_most) noexcept;

/// The same by the definition, without the short cuts: what alignment_cost is tested against.
[[nodiscard]] std::uint32_t plain_alignment_cost(const LetterTable& table, const ChunkId* rows,
                                                 std::size_t n, const std::uint16_t* columns,
                                                 std::size_t m);

}  // namespace quoth::names
