#include "text/kernels/ascii_run.hpp"

namespace quoth::kernels {

AsciiRun ascii_run_scalar(const char* begin, const char* end) noexcept {
  AsciiRun run;
  WordHash hash;
  std::uint64_t piece = 0;
  unsigned upper = 0;
  bool any_lower = false, first_upper = false;
  for (; begin + run.size < end; ++run.size) {
    auto c = static_cast<unsigned char>(begin[run.size]);
    const bool large = c >= 'A' && c <= 'Z', small = c >= 'a' && c <= 'z';
    if (!large && !small && !(c >= '0' && c <= '9')) break;
    if (run.size == 0) first_upper = large;
    upper += large ? 1 : 0;
    any_lower = any_lower || small;
    if (large) c = static_cast<unsigned char>(c + ('a' - 'A'));
    piece |= std::uint64_t{c} << (8 * (run.size % 8));
    if (run.size % 8 == 7) {
      hash.add(piece);
      piece = 0;
    }
  }
  hash.add(piece);
  run.hash = hash.of_size(run.size);
  run.shape = shape_of(upper > 0, upper > 1, first_upper, any_lower);
  return run;
}

}  // namespace quoth::kernels
