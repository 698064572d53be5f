#include "rank/kernels/sets.hpp"

#if defined(QUOTH_KERNELS_X86)

#include <immintrin.h>

#include <algorithm>
#include <bit>

#include "rank/kernels/block_search.hpp"
#include "rank/kernels/dense_lists.hpp"
#include "rank/kernels/scalar.hpp"

#define QUOTH_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2")))

namespace quoth::kernels {
namespace {

// A table of kCodes levels in registers.
struct Table {
  __m512i quarter[4];
};

QUOTH_AVX512 inline Table load(const std::uint8_t* table) {
  return {{_mm512_loadu_si512(table), _mm512_loadu_si512(table + 64),
           _mm512_loadu_si512(table + 128), _mm512_loadu_si512(table + 192)}};
}

// A code's low seven bits choose in a half, its top bit the half.
QUOTH_AVX512 inline __m512i look_up(const Table& table, __m512i codes) {
  const __m512i low = _mm512_permutex2var_epi8(table.quarter[0], codes, table.quarter[1]);
  const __m512i high = _mm512_permutex2var_epi8(table.quarter[2], codes, table.quarter[3]);
  return _mm512_mask_blend_epi8(_mm512_movepi8_mask(codes), low, high);
}

QUOTH_AVX512 void level_table(const float* bounds, float factor, std::uint8_t* table) {
  const __m512 times = _mm512_set1_ps(factor), most = _mm512_set1_ps(kMostLevel - 1);
  const __m512i one = _mm512_set1_epi32(1);
  for (std::size_t code = 0; code < kCodes; code += 16) {
    // The minimum gives its second operand for what is no number, as level_of does.
    const __m512 level =
        _mm512_maskz_min_ps(0xffff, _mm512_mul_ps(_mm512_loadu_ps(bounds + code), times), most);
    const __m512i whole = _mm512_maskz_cvttps_epi32(0xffff, level);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(table + code),
                     _mm512_maskz_cvtepi32_epi8(0xffff, _mm512_add_epi32(whole, one)));
  }
  table[0] = 0;
}

// So many terms at once that their tables stay in registers.
template <std::size_t kTerms>
QUOTH_AVX512 void accumulate_few(const DenseList* lists, const std::uint8_t* const* tables,
                                 std::size_t documents, bool fresh, std::uint8_t* levels) {
  Table table[kTerms];
  const std::uint8_t* codes[kTerms];
  for (std::size_t t = 0; t < kTerms; ++t) table[t] = load(tables[t]), codes[t] = lists[t].codes;
  for (std::size_t i = 0; i < documents; i += kStep) {
    __m512i sum = fresh ? _mm512_setzero_si512() : _mm512_loadu_si512(levels + i);
    for (std::size_t t = 0; t < kTerms; ++t) {
      const std::uint64_t bits = lists[t].bits[i / kStep];
      // The step's levels stand side by side; each goes to its document.
      const __m512i some = look_up(table[t], _mm512_loadu_si512(codes[t]));
      sum = _mm512_adds_epu8(sum, _mm512_maskz_expand_epi8(bits, some));
      codes[t] += std::popcount(bits);
    }
    _mm512_storeu_si512(levels + i, sum);
  }
}

QUOTH_AVX512 void accumulate_dense(const DenseList* lists, const std::uint8_t* const* tables,
                                   std::size_t terms, std::size_t documents, bool fresh,
                                   std::uint8_t* levels) {
  if (terms == 0 && fresh) std::fill_n(levels, documents, std::uint8_t{0});
  while (terms > 0) {
    const std::size_t now = std::min<std::size_t>(terms, 4);
    switch (now) {
      case 1:
        accumulate_few<1>(lists, tables, documents, fresh, levels);
        break;
      case 2:
        accumulate_few<2>(lists, tables, documents, fresh, levels);
        break;
      case 3:
        accumulate_few<3>(lists, tables, documents, fresh, levels);
        break;
      default:
        accumulate_few<4>(lists, tables, documents, fresh, levels);
    }
    lists += now, tables += now, terms -= now, fresh = false;
  }
}

QUOTH_AVX512 void look_up_all(const std::uint8_t* codes, std::size_t count,
                              const std::uint8_t* table, std::uint8_t* levels) {
  const Table of = load(table);
  std::size_t i = 0;
  for (; i + kStep <= count; i += kStep)
    _mm512_storeu_si512(levels + i, look_up(of, _mm512_loadu_si512(codes + i)));
  if (i == count) return;
  const __mmask64 rest = (__mmask64{1} << (count - i)) - 1;
  _mm512_mask_storeu_epi8(levels + i, rest, look_up(of, _mm512_maskz_loadu_epi8(rest, codes + i)));
}

QUOTH_AVX512 void widen(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
                        std::uint16_t* out) {
  constexpr unsigned kAtOnce = 32;
  for (std::size_t group = 0; group < groups; ++group) {
    const __m512i first = _mm512_set1_epi16(static_cast<short>(group * kCountedEach));
    const unsigned count = counts[group];
    for (unsigned done = 0; done < count; done += kAtOnce) {
      const __m256i some =
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lows + done));
      _mm512_storeu_si512(out + done, _mm512_or_si512(first, _mm512_cvtepu8_epi16(some)));
    }
    lows += count, out += count;
  }
}

QUOTH_AVX512 void lane_maxima(const std::uint8_t* levels, std::size_t documents,
                              std::uint8_t* maxima) {
  for (std::size_t group = 0; group < documents; group += kLaneGroup, maxima += kStep) {
    __m512i most = _mm512_setzero_si512();
    const std::size_t end = std::min(group + kLaneGroup, documents);
    for (std::size_t i = group; i < end; i += kStep)
      most = _mm512_max_epu8(most, _mm512_loadu_si512(levels + i));
    _mm512_storeu_si512(maxima, most);
  }
}

QUOTH_AVX512 std::size_t count_at_least(const std::uint8_t* bytes, std::size_t count,
                                        std::uint8_t least) {
  const __m512i bound = _mm512_set1_epi8(static_cast<char>(least));
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; i += kStep)
    found += static_cast<std::size_t>(
        std::popcount(_mm512_cmpge_epu8_mask(_mm512_loadu_si512(bytes + i), bound)));
  return found;
}

// Writes where a step's hits stand, and more behind them: there must be room for the whole step. Returns how many.
QUOTH_AVX512 inline std::size_t put_hits(std::uint64_t hits, std::size_t step, std::uint16_t* out) {
  alignas(64) static constexpr std::uint16_t kPlaces[32] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
      16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
  const __m512i low =
      _mm512_add_epi16(_mm512_load_si512(kPlaces), _mm512_set1_epi16(static_cast<short>(step)));
  const __m512i high = _mm512_add_epi16(low, _mm512_set1_epi16(32));
  const auto low_hits = static_cast<__mmask32>(hits), high_hits = static_cast<__mmask32>(hits >> 32);
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi16(low_hits, low));
  _mm512_storeu_si512(out + std::popcount(low_hits),
                      _mm512_maskz_compress_epi16(high_hits, high));
  return static_cast<std::size_t>(std::popcount(hits));
}

QUOTH_AVX512 std::size_t between(const std::uint8_t* levels, std::size_t documents,
                                 const std::uint64_t* among, std::uint8_t least, std::uint8_t most,
                                 std::uint16_t* out) {
  const __m512i low = _mm512_set1_epi8(static_cast<char>(least));
  const __m512i high = _mm512_set1_epi8(static_cast<char>(most));
  std::size_t found = 0;
  for (std::size_t i = 0; i < documents; i += kStep) {
    const __m512i step = _mm512_loadu_si512(levels + i);
    std::uint64_t hits = _mm512_cmpge_epu8_mask(step, low);
    if (hits == 0) continue;
    hits &= _mm512_cmple_epu8_mask(step, high);
    if (among != nullptr) hits &= among[i / kStep];
    found += put_hits(hits, i, out + found);
  }
  return found;
}

QUOTH_AVX512 std::size_t select(const std::uint8_t* codes, std::size_t count,
                                const std::uint8_t* table, std::uint8_t least, std::uint16_t* out) {
  const Table levels = load(table);
  const __m512i low = _mm512_set1_epi8(static_cast<char>(least));
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + kStep <= count; i += kStep) {
    const __m512i step = look_up(levels, _mm512_loadu_si512(codes + i));
    const std::uint64_t hits = _mm512_cmpge_epu8_mask(step, low);
    if (hits != 0) found += put_hits(hits, i, out + found);
  }
  if (i == count) return found;
  const __mmask64 rest = (__mmask64{1} << (count - i)) - 1;
  const __m512i step = look_up(levels, _mm512_maskz_loadu_epi8(rest, codes + i));
  for (std::uint64_t hits = _mm512_mask_cmpge_epu8_mask(rest, step, low); hits != 0;
       hits &= hits - 1)
    out[found++] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::countr_zero(hits)));
  return found;
}

QUOTH_AVX512 std::size_t select_dense(const DenseList& list, std::size_t documents,
                                      const std::uint8_t* table, std::uint8_t least,
                                      std::uint16_t* out) {
  const Table levels = load(table);
  const __m512i low = _mm512_set1_epi8(static_cast<char>(least));
  const std::uint8_t* codes = list.codes;
  std::size_t found = 0;
  for (std::size_t i = 0; i < documents; i += kStep) {
    const std::uint64_t bits = list.bits[i / kStep];
    const __m512i step =
        _mm512_maskz_expand_epi8(bits, look_up(levels, _mm512_loadu_si512(codes)));
    codes += std::popcount(bits);
    const std::uint64_t hits = _mm512_cmpge_epu8_mask(step, low);
    if (hits != 0) found += put_hits(hits, i, out + found);
  }
  return found;
}

QUOTH_AVX512 std::size_t find_dense(const DenseList& list, const std::uint16_t* offsets,
                                    std::size_t count, std::uint16_t* in_offsets,
                                    std::uint16_t* in_list) {
  return find_in_bits(list, offsets, count, in_offsets, in_list);
}

constexpr std::size_t kBlock = 32;  // offsets in a register

// Where lists are about equally long most blocks of `b` hold several of `a`: each block is compared with eight of them
// at once, without asking first which. Goes on until fewer than a block of either is left, and leaves in `i` and `j`
// where that begins. Returns how many it found.
QUOTH_AVX512 std::size_t intersect_blocks(const std::uint16_t* a, std::size_t a_size,
                                          const std::uint16_t* b, std::size_t b_size, std::size_t& i,
                                          std::size_t& j, std::uint16_t* in_a, std::uint16_t* in_b) {
  constexpr std::size_t kAtOnce = 8;
  std::size_t found = 0;
  while (i + kBlock <= a_size && j + kBlock <= b_size) {
    const __m512i block = _mm512_loadu_si512(b + j), next = _mm512_loadu_si512(a + i);
    const __mmask32 not_behind =
        _mm512_cmple_epu16_mask(next, _mm512_set1_epi16(static_cast<short>(b[j + kBlock - 1])));
    const auto here = static_cast<std::size_t>(std::popcount(not_behind));
    __mmask32 shared = 0;
    std::size_t k = 0;
    do {
      for (std::size_t more = 0; more < kAtOnce; ++more)
        shared |= _mm512_cmpeq_epi16_mask(
            block, _mm512_set1_epi16(static_cast<short>(a[i + k + more])));
      k += kAtOnce;
    } while (k < here);
    for (; shared != 0; shared &= shared - 1) {
      const auto in_block = static_cast<unsigned>(std::countr_zero(shared));
      const __mmask32 before = _mm512_cmplt_epu16_mask(
          next, _mm512_set1_epi16(static_cast<short>(b[j + in_block])));
      in_a[found] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::popcount(before)));
      in_b[found++] = static_cast<std::uint16_t>(j + in_block);
    }
    i += here;
    j += here < kBlock ? kBlock : 0;  // else the block may hold more of `a`
  }
  return found;
}

// A list so many times as long is leapt over rather than read.
constexpr std::size_t kLeaps = 16;

// Each offset of `a` is compared with the whole block of `b` that could hold it.
QUOTH_AVX512 std::size_t intersect(const std::uint16_t* a, std::size_t a_size,
                                   const std::uint16_t* b, std::size_t b_size, std::uint16_t* in_a,
                                   std::uint16_t* in_b) {
  const std::size_t whole = b_size - b_size % kBlock;
  std::size_t found = 0, i = 0, j = 0;
  if (b_size / kLeaps < a_size) found = intersect_blocks(a, a_size, b, b_size, i, j, in_a, in_b);
  for (; i < a_size && j < whole; ++i) {
    const std::uint16_t wanted = a[i];
    j = block_with<kBlock>(b, whole, j, wanted);
    if (j >= whole) break;
    const __mmask32 equal = _mm512_cmpeq_epi16_mask(_mm512_loadu_si512(b + j),
                                                    _mm512_set1_epi16(static_cast<short>(wanted)));
    if (equal == 0) continue;
    in_a[found] = static_cast<std::uint16_t>(i);
    in_b[found++] = static_cast<std::uint16_t>(j + static_cast<unsigned>(std::countr_zero(equal)));
  }
  // What is left of `b` is one block more, a short one.
  if (whole == b_size) return found;
  const __mmask32 some = (__mmask32{1} << (b_size - whole)) - 1;
  const __m512i block = _mm512_maskz_loadu_epi16(some, b + whole);
  for (; i < a_size && a[i] <= b[b_size - 1]; ++i) {
    const __mmask32 equal = _mm512_mask_cmpeq_epi16_mask(
        some, block, _mm512_set1_epi16(static_cast<short>(a[i])));
    if (equal == 0) continue;
    in_a[found] = static_cast<std::uint16_t>(i);
    in_b[found++] =
        static_cast<std::uint16_t>(whole + static_cast<unsigned>(std::countr_zero(equal)));
  }
  return found;
}

// Masked with all ones: GCC 12 warns of the plain form (its bug 105593).
QUOTH_AVX512 inline __m512d doubles(const std::uint32_t* at) {
  return _mm512_maskz_cvtepu32_pd(0xff, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
}

QUOTH_AVX512 void rescore(const std::uint32_t* frequencies, const std::uint32_t* lengths,
                          std::size_t documents, const Scoring& scoring, double* scores) {
  // The same operations in the same order as bm25(), and none fused.
  const Bm25& p = scoring.bm25;
  const __m512d k1 = _mm512_set1_pd(p.k1), b = _mm512_set1_pd(p.b), rest = _mm512_set1_pd(1 - p.b);
  const __m512d average = _mm512_set1_pd(scoring.average_length), zero = _mm512_setzero_pd();
  std::size_t i = 0;
  for (; i + 8 <= documents; i += 8) {
    __m512d normalised = _mm512_set1_pd(1);
    if (scoring.average_length > 0) normalised = _mm512_div_pd(doubles(lengths + i), average);
    const __m512d norm = _mm512_mul_pd(k1, _mm512_add_pd(rest, _mm512_mul_pd(b, normalised)));
    __m512d sum = zero;
    for (std::size_t t = 0; t < scoring.terms; ++t) {
      const __m512d wdf = doubles(frequencies + t * documents + i);
      const __m512d denominator = _mm512_add_pd(norm, wdf);
      const __m512d weight = _mm512_set1_pd(scoring.idf[t] * (p.k1 + 1));
      const __mmask8 some = _mm512_cmp_pd_mask(denominator, zero, _CMP_GT_OQ);
      sum = _mm512_add_pd(sum, _mm512_maskz_div_pd(some, _mm512_mul_pd(weight, wdf), denominator));
    }
    _mm512_storeu_pd(scores + i, sum);
  }
  scalar::rescore_from(i, frequencies, lengths, documents, scoring, scores);
}

}  // namespace

const Kernels kAvx512Kernels{"avx512",
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
