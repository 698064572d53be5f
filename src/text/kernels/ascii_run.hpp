// A run of ASCII letters and digits, measured, folded and hashed eight bytes at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::kernels {

/// The longest run of ASCII letters and digits at the head of some bytes.
struct AsciiRun {
  std::size_t size = 0;    ///< bytes
  std::uint64_t hash = 0;  ///< hash_word of the folded run
  Shape shape = Shape::none;
  friend bool operator==(const AsciiRun&, const AsciiRun&) noexcept = default;
};

/// The reference: byte by byte. Reads nothing outside [begin, end).
[[nodiscard]] AsciiRun ascii_run_scalar(const char* begin, const char* end) noexcept;

/// The case of a word by the letters in it; `first_upper`: the first of them is large.
[[nodiscard]] constexpr Shape shape_of(bool any_upper, bool several_upper, bool first_upper,
                                       bool any_lower) noexcept {
  if (!any_upper) return any_lower ? Shape::lower : Shape::none;
  if (first_upper && !several_upper) return Shape::capitalised;
  return any_lower ? Shape::mixed : Shape::upper;
}

/// Eight bytes at once, as one number whose lowest byte stands first. Masks have the top bit of a
/// byte set where it belongs to the class. Source of the comparisons: Lamport, "Multiple byte
/// processing with full-word instructions", 1975.
class EightBytes {
 public:
  /// Bytes after `end` read as zeros. REQUIRES: at < end.
  EightBytes(const char* at, const char* end) noexcept {
    if (end - at >= 8) {
      std::memcpy(&bytes_, at, 8);
    } else {
      std::memcpy(&bytes_, at, static_cast<std::size_t>(end - at));
    }
    if constexpr (std::endian::native == std::endian::big) bytes_ = reversed(bytes_);
  }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::uint64_t upper() const noexcept { return between('A', 'Z', bytes_) & ~bytes_; }
  [[nodiscard]] std::uint64_t letters() const noexcept {
    return between('a', 'z', bytes_ | kEach * 0x20) & ~bytes_;
  }
  [[nodiscard]] std::uint64_t digits() const noexcept {
    return between('0', '9', bytes_) & ~bytes_;
  }

  static constexpr std::uint64_t kEach = 0x0101010101010101ULL;
  static constexpr std::uint64_t kTops = kEach * 0x80;

 private:
  static constexpr std::uint64_t reversed(std::uint64_t x) noexcept {
    std::uint64_t out = 0;
    for (int k = 0; k < 8; ++k) out = out << 8 | (x >> 8 * k & 0xff);
    return out;
  }
  // Tells bytes below 128 rightly; the callers take the others out.
  static constexpr std::uint64_t between(unsigned char low, unsigned char high,
                                         std::uint64_t x) noexcept {
    const std::uint64_t seven = x & ~kTops;
    return (seven + kEach * (0x80u - low)) & ~(seven + kEach * (0x7fu - high)) & kTops;
  }

  std::uint64_t bytes_ = 0;
};

/// What ascii_run_scalar gives, bit for bit (tests/text/ascii_run_test.cpp). REQUIRES: begin < end.
[[nodiscard]] inline AsciiRun ascii_run(const char* begin, const char* end) noexcept {
  AsciiRun run;
  WordHash hash;
  std::uint64_t any_upper = 0, any_lower = 0, several_upper = 0;
  bool first_upper = false;
  for (const char* at = begin;; at += 8) {
    if (at == end) {
      hash.add(0);
      break;
    }
    const EightBytes eight(at, end);
    const std::uint64_t letters = eight.letters();
    const std::uint64_t stops = ~(letters | eight.digits()) & EightBytes::kTops;
    // All bits below the first byte that is no part of the run.
    const std::uint64_t inside = stops == 0 ? ~std::uint64_t{0} : ((stops & -stops) - 1) >> 7;
    const std::uint64_t upper = eight.upper() & inside;
    several_upper |= any_upper != 0 ? upper : upper & (upper - 1);
    any_upper |= upper;
    any_lower |= letters & ~upper & inside;
    if (at == begin) first_upper = (upper & 0x80) != 0;
    hash.add((eight.bytes() | upper >> 2) & inside);
    if (stops != 0) {
      run.size += static_cast<std::size_t>(std::countr_zero(stops)) / 8;
      break;
    }
    run.size += 8;
  }
  run.hash = hash.of_size(run.size);
  run.shape = shape_of(any_upper != 0, several_upper != 0, first_upper, any_lower != 0);
  return run;
}

}  // namespace quoth::kernels
