// Visits the postings of a window one by one.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "index/ranks/ranks.hpp"

namespace quoth::storage {

/// Calls visit(offset, posting) for each document of the window that has the term, ascending; `posting` counts them
/// from 0. A visit may return whether to go on. Returns whether all were visited.
template <class Visit>
bool for_each_posting(const WindowPostings& window, Visit visit) {
  using ranks::kCountedEach;
  const auto goes_on = [&](std::uint32_t offset, std::uint32_t posting) {
    if constexpr (std::is_void_v<decltype(visit(std::uint16_t{}, posting))>) {
      visit(static_cast<std::uint16_t>(offset), posting);
      return true;
    } else {
      return visit(static_cast<std::uint16_t>(offset), posting);
    }
  };
  std::uint32_t posting = 0;
  switch (window.kind) {
    case ranks::WindowKind::offsets:
      for (; posting < window.postings; ++posting)
        if (!goes_on(window.offsets[posting], posting)) return false;
      break;
    case ranks::WindowKind::lows:
      for (std::uint32_t group = 0; posting < window.postings; ++group)
        for (std::uint32_t left = window.counts[group]; left > 0; --left, ++posting)
          if (!goes_on(group * kCountedEach + window.lows[posting], posting)) return false;
      break;
    case ranks::WindowKind::bits:
      for (std::uint32_t word = 0; posting < window.postings; ++word)
        for (std::uint64_t bits = window.bits[word]; bits != 0; bits &= bits - 1, ++posting)
          if (!goes_on(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)), posting))
            return false;
      break;
  }
  return true;
}

}  // namespace quoth::storage
