// Visits the postings of a window one by one.
#pragma once

#include <bit>
#include <cstdint>

#include "index/ranks/ranks.hpp"

namespace quoth::core {

/// Calls visit(offset, posting) for each document of the window that has the term, ascending; `posting` counts them
/// from 0. `documents`: of the segment.
template <class Visit>
void for_each_posting(const storage::WindowPostings& window, std::uint32_t documents, Visit visit) {
  using storage::ranks::WindowKind;
  const std::uint32_t size = storage::ranks::documents_in_window(documents, window.window);
  std::uint32_t posting = 0;
  switch (window.kind) {
    case WindowKind::offsets:
      for (; posting < window.postings; ++posting) visit(window.offsets[posting], posting);
      break;
    case WindowKind::codes:
      for (std::uint32_t offset = 0; offset < size; ++offset)
        if (window.codes[offset] != 0) visit(static_cast<std::uint16_t>(offset), posting++);
      break;
    case WindowKind::bits:
      for (std::uint32_t begin = 0; begin < size; begin += 64)
        for (std::uint64_t bits = window.bits[begin / 64]; bits != 0; bits &= bits - 1) {
          const std::uint32_t offset = begin + static_cast<std::uint32_t>(std::countr_zero(bits));
          if (offset >= size) break;  // damaged
          visit(static_cast<std::uint16_t>(offset), posting++);
        }
      break;
  }
}

}  // namespace quoth::core
