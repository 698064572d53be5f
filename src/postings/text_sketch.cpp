#include "quoth/postings/text_sketch.hpp"

#include <algorithm>
#include <array>

namespace quoth {

std::optional<TextSketch> sketch_of(const TokenTable& tokens, TokenIndex body) noexcept {
  constexpr std::uint32_t kBins = 64;
  constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  std::array<std::uint64_t, kBins> least;
  least.fill(kEmpty);
  const std::uint32_t words =
      for_each_run(tokens, body, TextSketch::kWords, [&](std::uint64_t run) noexcept {
        std::uint64_t& bin = least[run >> 58];
        bin = std::min(bin, run);
      });
  if (words < TextSketch::kLeastWords) return std::nullopt;

  // An empty bin takes what a bin chosen by its number alone has, so that two texts with that bin empty agree there
  // as often as anywhere else.
  TextSketch out;
  for (std::uint32_t bin = 0; bin < kBins; ++bin) {
    std::uint64_t minimum = least[bin];
    for (std::uint64_t tries = 1; minimum == kEmpty; ++tries)
      minimum = least[detail::mixed((std::uint64_t{bin} << 32) | tries) >> 58];
    out.bits |= (detail::mixed(minimum) & 1) << bin;
  }
  // 0 stands for no sketch where sketches are stored.
  if (out.bits == 0) out.bits = 1;
  return out;
}

}  // namespace quoth
