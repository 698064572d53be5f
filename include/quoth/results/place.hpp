// Where words stand in a document.
#pragma once

#include <compare>
#include <cstdint>

namespace quoth {

/// The positions of the first and the last word of what stands there, from 1.
struct Place {
  std::uint32_t first = 0, last = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

}  // namespace quoth
