#include "index/ranks/number_column.hpp"

#include <algorithm>

namespace quoth::storage {

std::string column_bytes(std::span<const std::uint32_t> numbers) {
  const std::uint32_t most =
      numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
  const unsigned width = most == 0 ? 0 : most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  std::string out;
  out.reserve(width * numbers.size());
  for (const std::uint32_t number : numbers)
    for (unsigned byte = 0; byte < width; ++byte)
      out.push_back(static_cast<char>(number >> 8 * byte & 0xff));
  return out;
}

}  // namespace quoth::storage
