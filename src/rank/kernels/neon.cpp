#include "rank/kernels/sets.hpp"

#if defined(QUOTH_KERNELS_NEON)

#include <arm_neon.h>

#include <algorithm>
#include <bit>

#include "rank/kernels/block_search.hpp"
#include "rank/kernels/scalar.hpp"

namespace quoth::kernels {
namespace {

// A table of kCodes levels in registers.
struct Table {
  uint8x16x4_t quarter[4];
};

inline Table load(const std::uint8_t* table) {
  return {{vld1q_u8_x4(table), vld1q_u8_x4(table + 64), vld1q_u8_x4(table + 128),
           vld1q_u8_x4(table + 192)}};
}

// TBL gives 0, and TBX leaves what is there, for an index outside its quarter.
inline uint8x16_t look_up(const Table& table, uint8x16_t codes) {
  const uint8x16_t quarter = vdupq_n_u8(64);
  uint8x16_t sum = vqtbl4q_u8(table.quarter[0], codes);
  for (int k = 1; k < 4; ++k) {
    codes = vsubq_u8(codes, quarter);
    sum = vqtbx4q_u8(sum, table.quarter[k], codes);
  }
  return sum;
}

// Levels of four bounds, less one. The minimum is the other one where a product is no number, as level_of has it.
inline uint16x4_t whole_levels(const float* bounds, float32x4_t factor) {
  const float32x4_t most = vdupq_n_f32(kMostLevel - 1);
  return vmovn_u32(vcvtq_u32_f32(vminnmq_f32(vmulq_f32(vld1q_f32(bounds), factor), most)));
}

void level_table(const float* bounds, float factor, std::uint8_t* table) {
  const float32x4_t times = vdupq_n_f32(factor);
  for (std::size_t code = 0; code < kCodes; code += 8) {
    const uint16x8_t whole = vcombine_u16(whole_levels(bounds + code, times),
                                          whole_levels(bounds + code + 4, times));
    vst1_u8(table + code, vadd_u8(vmovn_u16(whole), vdup_n_u8(1)));
  }
  table[0] = 0;
}

void look_up_all(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                 std::uint8_t* levels) {
  const Table of = load(table);
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) vst1q_u8(levels + i, look_up(of, vld1q_u8(codes + i)));
  scalar::look_up(codes + i, count - i, table, levels + i);
}

void widen(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
           std::uint16_t* out) {
  constexpr unsigned kAtOnce = 8;
  for (std::size_t group = 0; group < groups; ++group) {
    const uint16x8_t first = vdupq_n_u16(static_cast<std::uint16_t>(group * kCountedEach));
    const unsigned count = counts[group];
    for (unsigned done = 0; done < count; done += kAtOnce)
      vst1q_u16(out + done, vorrq_u16(first, vmovl_u8(vld1_u8(lows + done))));
    lows += count, out += count;
  }
}

void lane_maxima(const std::uint8_t* levels, std::size_t documents, std::uint8_t* maxima) {
  for (std::size_t group = 0; group < documents; group += kLaneGroup, maxima += kStep) {
    const std::size_t end = std::min(group + kLaneGroup, documents);
    for (std::size_t lane = 0; lane < kStep; lane += 16) {
      uint8x16_t most = vdupq_n_u8(0);
      for (std::size_t i = group + lane; i < end; i += kStep)
        most = vmaxq_u8(most, vld1q_u8(levels + i));
      vst1q_u8(maxima + lane, most);
    }
  }
}

std::size_t count_at_least(const std::uint8_t* bytes, std::size_t count, std::uint8_t least) {
  const uint8x16_t bound = vdupq_n_u8(least), one = vdupq_n_u8(1);
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; i += 16)
    found += vaddvq_u8(vandq_u8(vcgeq_u8(vld1q_u8(bytes + i), bound), one));
  return found;
}

// Bit i: whether byte i of the mask is set.
inline std::uint64_t bits16(uint8x16_t mask) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t some = vandq_u8(mask, weights);
  return static_cast<std::uint64_t>(vaddv_u8(vget_low_u8(some))) |
         static_cast<std::uint64_t>(vaddv_u8(vget_high_u8(some))) << 8;
}

std::size_t between(const std::uint8_t* levels, std::size_t documents, const std::uint64_t* among,
                    std::uint8_t least, std::uint8_t most, std::uint16_t* out) {
  const uint8x16_t low = vdupq_n_u8(least), high = vdupq_n_u8(most);
  std::size_t found = 0;
  for (std::size_t i = 0; i < documents; i += 16) {
    const uint8x16_t step = vld1q_u8(levels + i);
    const uint8x16_t inside = vandq_u8(vcgeq_u8(step, low), vcleq_u8(step, high));
    if (vmaxvq_u8(inside) == 0) continue;
    std::uint64_t hits = bits16(inside);
    if (among != nullptr) hits &= among[i / 64] >> (i % 64);
    for (; hits != 0; hits &= hits - 1)
      out[found++] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::countr_zero(hits)));
  }
  return found;
}

std::size_t select(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                   std::uint8_t least, std::uint16_t* out) {
  const Table of = load(table);
  const uint8x16_t low = vdupq_n_u8(least);
  std::size_t found = 0, i = 0;
  for (; i + 16 <= count; i += 16) {
    const uint8x16_t enough = vcgeq_u8(look_up(of, vld1q_u8(codes + i)), low);
    if (vmaxvq_u8(enough) == 0) continue;
    for (std::uint64_t hits = bits16(enough); hits != 0; hits &= hits - 1)
      out[found++] = static_cast<std::uint16_t>(i + static_cast<unsigned>(std::countr_zero(hits)));
  }
  return scalar::select_from(i, codes, count, table, least, found, out);
}

// Each offset of `a` is compared with the whole block of `b` that could hold it.
std::size_t intersect(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                      std::size_t b_size, std::uint16_t* in_a, std::uint16_t* in_b) {
  constexpr std::size_t kBlock = 8;
  const uint16x8_t places = {0, 1, 2, 3, 4, 5, 6, 7};
  const std::size_t whole = b_size - b_size % kBlock;
  std::size_t found = 0, i = 0, j = 0;
  for (; i < a_size && j < whole; ++i) {
    const std::uint16_t wanted = a[i];
    j = block_with<kBlock>(b, whole, j, wanted);
    if (j >= whole) break;
    const uint16x8_t equal = vceqq_u16(vld1q_u16(b + j), vdupq_n_u16(wanted));
    if (vmaxvq_u16(equal) == 0) continue;
    in_a[found] = static_cast<std::uint16_t>(i);
    in_b[found++] = static_cast<std::uint16_t>(j + vaddvq_u16(vandq_u16(equal, places)));
  }
  return scalar::intersect_from(a, a_size, b, b_size, i, std::min(j, whole), found, in_a, in_b);
}

}  // namespace

const Kernels kNeonKernels{"neon",
                           level_table,
                           scalar::accumulate_dense,
                           scalar::accumulate_sparse,
                           look_up_all,
                           widen,
                           lane_maxima,
                           count_at_least,
                           between,
                           select,
                           scalar::select_dense,
                           scalar::find_dense,
                           intersect,
                           scalar::rescore,
                           scalar::keep_followed};

}  // namespace quoth::kernels

#endif
