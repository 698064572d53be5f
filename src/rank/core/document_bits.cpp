#include "rank/core/document_bits.hpp"

#include "index/ranks/each_posting.hpp"

namespace quoth::core {

using namespace storage::ranks;

void DocumentBits::begin(std::uint32_t documents) {
  documents_ = documents;
  any_ = false;
  bits_.assign((std::size_t{documents} + kWindow - 1) / kWindow * (kWindow / 64), 0);
}

void DocumentBits::add(const storage::WindowPostings& window) {
  any_ = true;
  std::uint64_t* bits = bits_.data() + std::size_t{window.window} * (kWindow / 64);
  if (window.kind == WindowKind::bits) {
    const std::uint32_t words = padded(documents_in_window(documents_, window.window)) / 64;
    for (std::uint32_t i = 0; i < words; ++i) bits[i] |= window.bits[i];
    return;
  }
  storage::for_each_posting(window, [&](std::uint16_t offset, std::uint32_t) {
    bits[offset / 64] |= std::uint64_t{1} << offset % 64;
  });
}

}  // namespace quoth::core
