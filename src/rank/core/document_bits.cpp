#include "rank/core/document_bits.hpp"

#include <array>

namespace quoth::core {

using namespace storage::ranks;

void DocumentBits::begin(std::uint32_t documents) {
  documents_ = documents;
  any_ = false;
  bits_.assign((std::size_t{documents} + kWindow - 1) / kWindow * (kWindow / 64), 0);
}

void DocumentBits::add(const storage::WindowPostings& window, const kernels::Kernels& kernel) {
  any_ = true;
  std::uint64_t* bits = bits_.data() + std::size_t{window.window} * (kWindow / 64);
  const std::uint32_t steps = padded(documents_in_window(documents_, window.window));
  switch (window.kind) {
    case WindowKind::offsets:
      for (std::uint32_t i = 0; i < window.postings; ++i)
        bits[window.offsets[i] / 64] |= std::uint64_t{1} << window.offsets[i] % 64;
      break;
    case WindowKind::codes: {
      std::array<std::uint64_t, kernels::kWindow / 64> own;
      kernel.bits_of(window.codes, steps, own.data());
      for (std::size_t i = 0; i < steps / 64; ++i) bits[i] |= own[i];
      break;
    }
    case WindowKind::bits:
      for (std::size_t i = 0; i < steps / 64; ++i) bits[i] |= window.bits[i];
      break;
  }
}

}  // namespace quoth::core
