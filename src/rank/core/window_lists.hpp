// Postings of a window as the kernels take them.
#pragma once

#include <vector>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::core {

/// REQUIRES: kind bits.
[[nodiscard]] inline kernels::DenseList dense_list(const storage::WindowPostings& window) noexcept {
  return {window.bits, window.counted, window.codes};
}

/// Finds which of ascending offsets a window has: in_offsets[n] is where the n-th of these stands, in_list[n] which
/// posting of the window it is. Returns how many. `in_offsets`, `in_list`: room for the shorter of both.
/// REQUIRES: not kind lows; where it is of bits, room for `count`.
[[nodiscard]] inline std::size_t find_offsets(const kernels::Kernels& kernel,
                                              const storage::WindowPostings& window,
                                              const std::uint16_t* offsets, std::size_t count,
                                              std::uint16_t* in_offsets, std::uint16_t* in_list) {
  if (window.kind == storage::ranks::WindowKind::bits)
    return kernel.find_dense(dense_list(window), offsets, count, in_offsets, in_list);
  return count <= window.postings
             ? kernel.intersect(offsets, count, window.offsets, window.postings, in_offsets, in_list)
             : kernel.intersect(window.offsets, window.postings, offsets, count, in_list,
                                in_offsets);
}

/// A window whose offsets are whole: kind lows becomes kind offsets in memory of its own. Reusable.
class WholeOffsets {
 public:
  /// Lives until the next call, and as long as `window` does. `documents`: of the window.
  [[nodiscard]] const storage::WindowPostings& of(const storage::WindowPostings& window,
                                                  std::uint32_t documents,
                                                  const kernels::Kernels& kernel) {
    using namespace storage::ranks;
    if (window.kind != WindowKind::lows) return window;
    const std::size_t room = std::size_t{window.postings} + kStep;
    if (offsets_.size() < room) offsets_.resize(room);
    kernel.widen(window.counts, (documents + kCountedEach - 1) / kCountedEach, window.lows,
                 offsets_.data());
    whole_ = window;
    whole_.kind = WindowKind::offsets;
    whole_.offsets = offsets_.data();
    return whole_;
  }

 private:
  storage::WindowPostings whole_;
  std::vector<std::uint16_t> offsets_;
};

}  // namespace quoth::core
