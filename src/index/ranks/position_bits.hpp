// Positions as bits: Rice codes, chosen for each block of postings.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::storage {

/// Where a word stands in a document, and in which of its stem's forms.
struct Occurrence {
  std::uint32_t position = 0;  ///< from 1
  std::uint32_t form = 0;
  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// Appends bits to a string, the low ones of each byte first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) noexcept : out_(out) {}
  ~BitWriter() { align(); }
  BitWriter(const BitWriter&) = delete;
  BitWriter& operator=(const BitWriter&) = delete;

  /// The low `count` bits of `value`; count <= 32.
  void bits(std::uint32_t value, unsigned count) {
    held_ |= (std::uint64_t{value} & ((std::uint64_t{1} << count) - 1)) << held_bits_;
    held_bits_ += count;
    while (held_bits_ >= 8) {
      out_.push_back(static_cast<char>(held_ & 0xff));
      held_ >>= 8;
      held_bits_ -= 8;
    }
  }
  /// `value` in so many ones and a zero; long ones as kEscape ones and 32 bits.
  void rice(std::uint32_t value, unsigned low_bits);
  /// Fills the last byte with zeros.
  void align() {
    if (held_bits_ > 0) bits(0, 8 - held_bits_);
  }

  static constexpr unsigned kEscape = 20;

 private:
  std::string& out_;
  std::uint64_t held_ = 0;
  unsigned held_bits_ = 0;
};

/// Reads what BitWriter wrote; past the end of the bytes it reads zeros and `ok()` is false.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) noexcept : bytes_(bytes) {}

  std::uint32_t bits(unsigned count) noexcept {
    const auto value = static_cast<std::uint32_t>(window() & ((std::uint64_t{1} << count) - 1));
    at_ += count;
    return value;
  }
  std::uint32_t rice(unsigned low_bits) noexcept {
    const auto ones = static_cast<unsigned>(std::countr_one(window()));
    if (ones >= BitWriter::kEscape) {
      at_ += BitWriter::kEscape;
      return bits(32);
    }
    at_ += ones + 1;
    return ones << low_bits | bits(low_bits);
  }
  [[nodiscard]] bool ok() const noexcept { return at_ <= bytes_.size() * 8; }

 private:
  // At least 57 bits from here on.
  std::uint64_t window() const noexcept {
    const std::size_t byte = at_ / 8;
    std::uint64_t word = 0;
    if (byte + 8 <= bytes_.size()) {
      std::memcpy(&word, bytes_.data() + byte, 8);
      if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    } else {
      for (std::size_t i = byte; i < bytes_.size(); ++i)
        word |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * (i - byte));
    }
    return word >> (at_ % 8);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;  // in bits
};

/// The positions of up to kPostingsInBlock postings as bytes:
///
///   5 bits low, the low bits of a position's Rice code; then for each posting
///     its count less one, Rice code with no low bits; then for each occurrence
///     the distance to the one before it (to 0) less one, Rice code; if `with_forms` the number of the
///     form, Rice code with no low bits: frequent forms have small numbers
///
/// `counts[i]` occurrences belong to posting i, >= 1 each; positions ascend within a posting.
inline constexpr std::size_t kPostingsInBlock = 16;
void append_position_block(std::span<const std::uint32_t> counts,
                           std::span<const Occurrence> occurrences, bool with_forms,
                           std::string& out);

/// Appends to `out` the occurrences of posting `which` of a block. False when the bytes are damaged.
/// Reads on from `bytes`' begin; what lies behind the block is not looked at.
[[nodiscard]] bool read_positions(std::string_view bytes, std::size_t which, bool with_forms,
                                  std::vector<Occurrence>& out);
/// The same for all of a block's postings, and appends how many occurrences each has.
[[nodiscard]] bool read_position_block(std::string_view bytes, std::size_t postings,
                                       bool with_forms, std::vector<std::uint32_t>& counts,
                                       std::vector<Occurrence>& out);

}  // namespace quoth::storage
