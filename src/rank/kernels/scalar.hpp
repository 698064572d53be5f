// The reference kernels, one document at a time. The fast sets use them for what is left over at an
// array's end, and where nothing is faster.
#pragma once

#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::kernels::scalar {

/// Sum of two levels, stopping at kMostLevel.
[[nodiscard]] constexpr std::uint8_t added(std::uint8_t a, std::uint8_t b) noexcept {
  const unsigned sum = unsigned{a} + b;
  return static_cast<std::uint8_t>(sum > kMostLevel ? kMostLevel : sum);
}

/// Level of a posting: never 0, which means that there is none. What is no number counts as the most.
[[nodiscard]] constexpr std::uint8_t level_of(float bound, float factor) noexcept {
  constexpr float kMost = kMostLevel - 1;
  const float level = bound * factor;
  return static_cast<std::uint8_t>(static_cast<int>(level < kMost ? level : kMost) + 1);
}

void level_table(const float* bounds, float factor, std::uint8_t* table);
void accumulate_dense(const DenseList* lists, const std::uint8_t* const* tables, std::size_t terms,
                      std::size_t documents, bool fresh, std::uint8_t* levels);
void accumulate_sparse(const std::uint16_t* offsets, const std::uint8_t* codes,
                       std::size_t postings, const std::uint8_t* table, std::uint8_t* levels);
void look_up(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
             std::uint8_t* levels);
void widen(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
           std::uint16_t* out);
void lane_maxima(const std::uint8_t* levels, std::size_t documents, std::uint8_t* maxima);
std::size_t count_at_least(const std::uint8_t* bytes, std::size_t count, std::uint8_t least);
std::size_t between(const std::uint8_t* levels, std::size_t documents, const std::uint64_t* among,
                    std::uint8_t least, std::uint8_t most, std::uint16_t* out);
/// As Kernels::select, from code `begin` on, with `found` already found.
std::size_t select_from(std::size_t begin, const std::uint8_t* codes, std::size_t count,
                        const std::uint8_t* table, std::uint8_t least, std::size_t found,
                        std::uint16_t* out);
std::size_t select(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                   std::uint8_t least, std::uint16_t* out);
std::size_t select_dense(const DenseList& list, std::size_t documents, const std::uint8_t* table,
                         std::uint8_t least, std::uint16_t* out);
std::size_t find_dense(const DenseList& list, const std::uint16_t* offsets, std::size_t count,
                       std::uint16_t* in_offsets, std::uint16_t* in_list);
/// As Kernels::intersect, from places `i` in a and `j` in b on, with `found` already found.
std::size_t intersect_from(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                           std::size_t b_size, std::size_t i, std::size_t j, std::size_t found,
                           std::uint16_t* in_a, std::uint16_t* in_b);
std::size_t intersect(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                      std::size_t b_size, std::uint16_t* in_a, std::uint16_t* in_b);
/// As Kernels::rescore, for documents begin..documents-1.
void rescore_from(std::size_t begin, const std::uint32_t* frequencies, const std::uint32_t* lengths,
                  std::size_t documents, const Scoring& scoring, double* scores);
void rescore(const std::uint32_t* frequencies, const std::uint32_t* lengths, std::size_t documents,
             const Scoring& scoring, double* scores);
std::size_t keep_followed(std::uint32_t* starts, std::size_t starts_size,
                          const std::uint32_t* positions, std::size_t positions_size,
                          std::uint32_t distance);

}  // namespace quoth::kernels::scalar
