#include "rank/kernels/scalar.hpp"

#include <algorithm>

#include "rank/kernels/dense_lists.hpp"

namespace quoth::kernels {
namespace scalar {

void level_table(const float* bounds, float factor, std::uint8_t* table) {
  for (std::size_t code = 0; code < kCodes; ++code) table[code] = level_of(bounds[code], factor);
  table[0] = 0;
}

void accumulate_dense(const DenseList* lists, const std::uint8_t* const* tables, std::size_t terms,
                      std::size_t documents, bool fresh, std::uint8_t* levels) {
  if (fresh) std::fill_n(levels, documents, std::uint8_t{0});
  for (std::size_t t = 0; t < terms; ++t)
    for_each_code(lists[t], documents, [&](std::size_t i, std::uint8_t code) {
      levels[i] = added(levels[i], tables[t][code]);
    });
}

void accumulate_sparse(const std::uint16_t* offsets, const std::uint8_t* codes,
                       std::size_t postings, const std::uint8_t* table, std::uint8_t* levels) {
  for (std::size_t j = 0; j < postings; ++j)
    levels[offsets[j]] = added(levels[offsets[j]], table[codes[j]]);
}

void look_up(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
             std::uint8_t* levels) {
  for (std::size_t j = 0; j < count; ++j) levels[j] = table[codes[j]];
}

void widen(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
           std::uint16_t* out) {
  for (std::size_t group = 0; group < groups; ++group)
    for (unsigned left = counts[group]; left > 0; --left)
      *out++ = static_cast<std::uint16_t>(group * kCountedEach + *lows++);
}

void lane_maxima(const std::uint8_t* levels, std::size_t documents, std::uint8_t* maxima) {
  for (std::size_t group = 0; group < documents; group += kLaneGroup, maxima += kStep) {
    std::fill_n(maxima, kStep, std::uint8_t{0});
    const std::size_t end = std::min(group + kLaneGroup, documents);
    for (std::size_t i = group; i < end; ++i)
      maxima[i % kStep] = std::max(maxima[i % kStep], levels[i]);
  }
}

std::size_t count_at_least(const std::uint8_t* bytes, std::size_t count, std::uint8_t least) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) found += bytes[i] >= least ? 1 : 0;
  return found;
}

std::size_t between(const std::uint8_t* levels, std::size_t documents, const std::uint64_t* among,
                    std::uint8_t least, std::uint8_t most, std::uint16_t* out) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < documents; ++i)
    if (levels[i] >= least && levels[i] <= most &&
        (among == nullptr || (among[i / 64] >> (i % 64) & 1) != 0))
      out[found++] = static_cast<std::uint16_t>(i);
  return found;
}

std::size_t select_from(std::size_t begin, const std::uint8_t* codes, std::size_t count,
                        const std::uint8_t* table, std::uint8_t least, std::size_t found,
                        std::uint16_t* out) {
  for (std::size_t i = begin; i < count; ++i)
    if (table[codes[i]] >= least) out[found++] = static_cast<std::uint16_t>(i);
  return found;
}

std::size_t select(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                   std::uint8_t least, std::uint16_t* out) {
  return select_from(0, codes, count, table, least, 0, out);
}

std::size_t select_dense(const DenseList& list, std::size_t documents, const std::uint8_t* table,
                         std::uint8_t least, std::uint16_t* out) {
  std::size_t found = 0;
  for_each_code(list, documents, [&](std::size_t i, std::uint8_t code) {
    if (table[code] >= least) out[found++] = static_cast<std::uint16_t>(i);
  });
  return found;
}

std::size_t find_dense(const DenseList& list, const std::uint16_t* offsets, std::size_t count,
                       std::uint16_t* in_offsets, std::uint16_t* in_list) {
  return find_in_bits(list, offsets, count, in_offsets, in_list);
}

std::size_t intersect_from(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                           std::size_t b_size, std::size_t i, std::size_t j, std::size_t found,
                           std::uint16_t* in_a, std::uint16_t* in_b) {
  while (i < a_size && j < b_size) {
    if (a[i] < b[j]) {
      ++i;
    } else if (b[j] < a[i]) {
      ++j;
    } else {
      in_a[found] = static_cast<std::uint16_t>(i++);
      in_b[found++] = static_cast<std::uint16_t>(j++);
    }
  }
  return found;
}

std::size_t intersect(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                      std::size_t b_size, std::uint16_t* in_a, std::uint16_t* in_b) {
  return intersect_from(a, a_size, b, b_size, 0, 0, 0, in_a, in_b);
}

void rescore_from(std::size_t begin, const std::uint32_t* frequencies, const std::uint32_t* lengths,
                  std::size_t documents, const Scoring& scoring, double* scores) {
  for (std::size_t i = begin; i < documents; ++i) {
    double sum = 0;
    for (std::size_t t = 0; t < scoring.terms; ++t)
      sum += bm25(frequencies[t * documents + i], lengths[i], scoring.average_length,
                  scoring.idf[t], scoring.bm25);
    scores[i] = sum;
  }
}

void rescore(const std::uint32_t* frequencies, const std::uint32_t* lengths, std::size_t documents,
             const Scoring& scoring, double* scores) {
  rescore_from(0, frequencies, lengths, documents, scoring, scores);
}

std::size_t keep_followed(std::uint32_t* starts, std::size_t starts_size,
                          const std::uint32_t* positions, std::size_t positions_size,
                          std::uint32_t distance) {
  std::size_t kept = 0, j = 0;
  for (std::size_t i = 0; i < starts_size; ++i) {
    // In 64 bits: a position near the end of the range must not wrap to its begin.
    const std::uint64_t wanted = std::uint64_t{starts[i]} + distance;
    while (j < positions_size && positions[j] < wanted) ++j;
    if (j == positions_size) break;
    if (positions[j] == wanted) starts[kept++] = starts[i];
  }
  return kept;
}

}  // namespace scalar

const Kernels& scalar_kernels() noexcept {
  static constexpr Kernels kScalar{"scalar",
                                   scalar::level_table,
                                   scalar::accumulate_dense,
                                   scalar::accumulate_sparse,
                                   scalar::look_up,
                                   scalar::widen,
                                   scalar::lane_maxima,
                                   scalar::count_at_least,
                                   scalar::between,
                                   scalar::select,
                                   scalar::select_dense,
                                   scalar::find_dense,
                                   scalar::intersect,
                                   scalar::rescore,
                                   scalar::keep_followed};
  return kScalar;
}

}  // namespace quoth::kernels
