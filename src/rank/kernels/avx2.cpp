#include "rank/kernels/sets.hpp"

#if defined(QUOTH_KERNELS_X86)

#include <immintrin.h>

#include <algorithm>
#include <bit>

#include "rank/kernels/block_search.hpp"
#include "rank/kernels/dense_lists.hpp"
#include "rank/kernels/scalar.hpp"

#define QUOTH_AVX2 __attribute__((target("avx2,bmi,popcnt")))

namespace quoth::kernels {
namespace {

QUOTH_AVX2 inline __m256i load(const void* at) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(at));
}
QUOTH_AVX2 inline void store(void* at, __m256i bytes) {
  _mm256_storeu_si256(static_cast<__m256i*>(at), bytes);
}
QUOTH_AVX2 inline std::uint32_t mask_of(__m256i bytes) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
}
QUOTH_AVX2 inline __m256i at_least(__m256i bytes, __m256i bound) {
  return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, bound), bytes);
}
QUOTH_AVX2 inline __m256i at_most(__m256i bytes, __m256i bound) {
  return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, bound), bytes);
}

// PSHUFB looks up sixteen levels and gives 0 where the index's top bit is set. So each sixteenth of
// the table is asked with the code less that sixteenth's first, and 0x70 added so that it stops: what
// is no code of this sixteenth has its top bit set.
QUOTH_AVX2 inline __m256i look_up(const std::uint8_t* table, __m256i codes) {
  const __m256i sixteen = _mm256_set1_epi8(16), most = _mm256_set1_epi8(0x70);
  __m256i sum = _mm256_setzero_si256();
  for (std::size_t k = 0; k < kCodes; k += 16) {
    const __m256i part =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table + k)));
    sum = _mm256_or_si256(sum, _mm256_shuffle_epi8(part, _mm256_adds_epu8(codes, most)));
    codes = _mm256_sub_epi8(codes, sixteen);
  }
  return sum;
}

// Levels of eight bounds, less one. The minimum gives its second operand for what is no number, as
// level_of does.
QUOTH_AVX2 inline __m256i whole_levels(const float* bounds, __m256 factor) {
  const __m256 most = _mm256_set1_ps(kMostLevel - 1);
  return _mm256_cvttps_epi32(_mm256_min_ps(_mm256_mul_ps(_mm256_loadu_ps(bounds), factor), most));
}

QUOTH_AVX2 void level_table(const float* bounds, float factor, std::uint8_t* table) {
  const __m256 times = _mm256_set1_ps(factor);
  const __m256i in_order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);  // packing goes by halves
  for (std::size_t code = 0; code < kCodes; code += 32) {
    const float* at = bounds + code;
    const __m256i low = _mm256_packus_epi32(whole_levels(at, times), whole_levels(at + 8, times));
    const __m256i high =
        _mm256_packus_epi32(whole_levels(at + 16, times), whole_levels(at + 24, times));
    const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(low, high), in_order);
    store(table + code, _mm256_add_epi8(bytes, _mm256_set1_epi8(1)));
  }
  table[0] = 0;
}

// Nothing spreads bytes by a mask here; a posting at a time costs no more than to look up every document.
QUOTH_AVX2 void accumulate_dense(const DenseList* lists, const std::uint8_t* const* tables,
                                 std::size_t terms, std::size_t documents, bool fresh,
                                 std::uint8_t* levels) {
  if (fresh) std::fill_n(levels, documents, std::uint8_t{0});
  for (std::size_t t = 0; t < terms; ++t) {
    const std::uint8_t* table = tables[t];
    for_each_code(lists[t], documents, [levels, table](std::size_t i, std::uint8_t code) {
      levels[i] = scalar::added(levels[i], table[code]);
    });
  }
}

QUOTH_AVX2 void look_up_all(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                            std::uint8_t* levels) {
  std::size_t i = 0;
  for (; i + 32 <= count; i += 32) store(levels + i, look_up(table, load(codes + i)));
  scalar::look_up(codes + i, count - i, table, levels + i);
}

QUOTH_AVX2 void widen(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
                      std::uint16_t* out) {
  constexpr unsigned kAtOnce = 16;
  for (std::size_t group = 0; group < groups; ++group) {
    const __m256i first = _mm256_set1_epi16(static_cast<short>(group * kCountedEach));
    const unsigned count = counts[group];
    for (unsigned done = 0; done < count; done += kAtOnce) {
      const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(lows + done));
      store(out + done, _mm256_or_si256(first, _mm256_cvtepu8_epi16(some)));
    }
    lows += count, out += count;
  }
}

QUOTH_AVX2 void lane_maxima(const std::uint8_t* levels, std::size_t documents,
                            std::uint8_t* maxima) {
  for (std::size_t group = 0; group < documents; group += kLaneGroup, maxima += kStep) {
    __m256i low = _mm256_setzero_si256(), high = low;
    const std::size_t end = std::min(group + kLaneGroup, documents);
    for (std::size_t i = group; i < end; i += kStep) {
      low = _mm256_max_epu8(low, load(levels + i));
      high = _mm256_max_epu8(high, load(levels + i + 32));
    }
    store(maxima, low);
    store(maxima + 32, high);
  }
}

QUOTH_AVX2 std::size_t count_at_least(const std::uint8_t* bytes, std::size_t count,
                                      std::uint8_t least) {
  const __m256i bound = _mm256_set1_epi8(static_cast<char>(least));
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; i += 32)
    found += static_cast<std::size_t>(std::popcount(mask_of(at_least(load(bytes + i), bound))));
  return found;
}

QUOTH_AVX2 std::size_t between(const std::uint8_t* levels, std::size_t documents,
                               const std::uint64_t* among, std::uint8_t least, std::uint8_t most,
                               std::uint16_t* out) {
  const __m256i low = _mm256_set1_epi8(static_cast<char>(least));
  const __m256i high = _mm256_set1_epi8(static_cast<char>(most));
  std::size_t found = 0;
  for (std::size_t i = 0; i < documents; i += 32) {
    const __m256i step = load(levels + i);
    std::uint32_t hits = mask_of(at_least(step, low));
    if (hits == 0) continue;
    hits &= mask_of(at_most(step, high));
    if (among != nullptr) hits &= static_cast<std::uint32_t>(among[i / 64] >> (i % 64));
    for (; hits != 0; hits &= hits - 1)
      out[found++] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::countr_zero(hits)));
  }
  return found;
}

QUOTH_AVX2 std::size_t select(const std::uint8_t* codes, std::size_t count,
                              const std::uint8_t* table, std::uint8_t least, std::uint16_t* out) {
  const __m256i low = _mm256_set1_epi8(static_cast<char>(least));
  std::size_t found = 0, i = 0;
  for (; i + 32 <= count; i += 32)
    for (std::uint32_t hits = mask_of(at_least(look_up(table, load(codes + i)), low)); hits != 0;
         hits &= hits - 1)
      out[found++] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::countr_zero(hits)));
  return scalar::select_from(i, codes, count, table, least, found, out);
}

QUOTH_AVX2 std::size_t select_dense(const DenseList& list, std::size_t documents,
                                    const std::uint8_t* table, std::uint8_t least,
                                    std::uint16_t* out) {
  std::size_t found = 0;
  for_each_code(list, documents, [&found, table, least, out](std::size_t i, std::uint8_t code) {
    out[found] = static_cast<std::uint16_t>(i);
    found += table[code] >= least ? 1 : 0;
  });
  return found;
}

QUOTH_AVX2 std::size_t find_dense(const DenseList& list, const std::uint16_t* offsets,
                                  std::size_t count, std::uint16_t* in_offsets,
                                  std::uint16_t* in_list) {
  return find_in_bits(list, offsets, count, in_offsets, in_list);
}

// Each offset of `a` is compared with the whole block of `b` that could hold it.
QUOTH_AVX2 std::size_t intersect(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                                 std::size_t b_size, std::uint16_t* in_a, std::uint16_t* in_b) {
  constexpr std::size_t kBlock = 16;
  const std::size_t whole = b_size - b_size % kBlock;
  std::size_t found = 0, i = 0, j = 0;
  for (; i < a_size && j < whole; ++i) {
    const std::uint16_t wanted = a[i];
    j = block_with<kBlock>(b, whole, j, wanted);
    if (j >= whole) break;
    const std::uint32_t equal =
        mask_of(_mm256_cmpeq_epi16(load(b + j), _mm256_set1_epi16(static_cast<short>(wanted))));
    if (equal == 0) continue;
    in_a[found] = static_cast<std::uint16_t>(i);
    in_b[found++] =
        static_cast<std::uint16_t>(j + static_cast<unsigned>(std::countr_zero(equal)) / 2);
  }
  return scalar::intersect_from(a, a_size, b, b_size, i, std::min(j, whole), found, in_a, in_b);
}

// Four unsigned numbers as doubles: AVX2 converts only signed ones.
QUOTH_AVX2 inline __m256d doubles(const std::uint32_t* at) {
  const __m256i wide = _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
  // 2^52 + x is exact for x < 2^52, and its low bits are x.
  const __m256d magic = _mm256_set1_pd(4503599627370496.0);
  return _mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(wide, _mm256_castpd_si256(magic))),
                       magic);
}

QUOTH_AVX2 void rescore(const std::uint32_t* frequencies, const std::uint32_t* lengths,
                        std::size_t documents, const Scoring& scoring, double* scores) {
  // The same operations in the same order as bm25(), and none fused.
  const Bm25& p = scoring.bm25;
  const __m256d k1 = _mm256_set1_pd(p.k1), b = _mm256_set1_pd(p.b), rest = _mm256_set1_pd(1 - p.b);
  const __m256d average = _mm256_set1_pd(scoring.average_length), zero = _mm256_setzero_pd();
  std::size_t i = 0;
  for (; i + 4 <= documents; i += 4) {
    __m256d normalised = _mm256_set1_pd(1);
    if (scoring.average_length > 0) normalised = _mm256_div_pd(doubles(lengths + i), average);
    const __m256d norm = _mm256_mul_pd(k1, _mm256_add_pd(rest, _mm256_mul_pd(b, normalised)));
    __m256d sum = zero;
    for (std::size_t t = 0; t < scoring.terms; ++t) {
      const __m256d wdf = doubles(frequencies + t * documents + i);
      const __m256d denominator = _mm256_add_pd(norm, wdf);
      const __m256d weight = _mm256_set1_pd(scoring.idf[t] * (p.k1 + 1));
      const __m256d quotient = _mm256_div_pd(_mm256_mul_pd(weight, wdf), denominator);
      sum =
          _mm256_add_pd(sum, _mm256_and_pd(quotient, _mm256_cmp_pd(denominator, zero, _CMP_GT_OQ)));
    }
    _mm256_storeu_pd(scores + i, sum);
  }
  scalar::rescore_from(i, frequencies, lengths, documents, scoring, scores);
}

}  // namespace

const Kernels kAvx2Kernels{"avx2",
                           level_table,
                           accumulate_dense,
                           scalar::accumulate_sparse,
                           look_up_all,
                           widen,
                           lane_maxima,
                           count_at_least,
                           between,
                           select,
                           select_dense,
                           find_dense,
                           intersect,
                           rescore,
                           scalar::keep_followed};

}  // namespace quoth::kernels

#endif
