// Numbers and strings as bytes: little-endian, or variable-length with seven bits a byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoth::storage {

/// Appends to a string.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) noexcept : out_(out) {}

  void u8(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void u32(std::uint32_t value) { fixed(value, 4); }
  void u64(std::uint64_t value) { fixed(value, 8); }
  /// 1..10 bytes, the small ones first.
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) u8(static_cast<std::uint8_t>(value | 0x80));
    u8(static_cast<std::uint8_t>(value));
  }
  /// Small for numbers near zero of either sign.
  void zigzag(std::int64_t value) {
    varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  /// Its length and its bytes.
  void string(std::string_view value) {
    varint(value.size());
    out_.append(value);
  }

 private:
  void fixed(std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) u8(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  std::string& out_;
};

/// Reads what ByteWriter wrote, from bytes that may be anything: after the first read past the end
/// or overflow `ok()` is false, and all reads give zero and "".
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  /// Whether all was read, and no more.
  [[nodiscard]] bool done() const noexcept { return ok_ && bytes_.empty(); }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size(); }

  std::uint8_t u8() noexcept {
    if (bytes_.empty()) return fail();
    const auto value = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
  }
  std::uint32_t u32() noexcept { return static_cast<std::uint32_t>(fixed(4)); }
  std::uint64_t u64() noexcept { return fixed(8); }
  std::uint64_t varint() noexcept {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = u8();
      // The tenth byte has room for one bit.
      if (shift == 63 && byte > 1) return fail();
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::int64_t zigzag() noexcept {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  /// Of the bytes read; lives as long as they do.
  std::string_view string() noexcept { return bytes(varint()); }
  std::string_view bytes(std::uint64_t count) noexcept {
    if (count > bytes_.size()) {
      fail();
      return {};
    }
    const std::string_view value = bytes_.substr(0, static_cast<std::size_t>(count));
    bytes_.remove_prefix(value.size());
    return value;
  }
  std::uint8_t fail() noexcept {
    ok_ = false;
    bytes_ = {};
    return 0;
  }

 private:
  std::uint64_t fixed(unsigned count) noexcept {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(u8()) << (8 * i);
    return ok_ ? value : 0;
  }
  std::string_view bytes_;
  bool ok_ = true;
};

/// The 16 hexadecimal digits of a checksum in the manifest.
[[nodiscard]] std::string to_hex(std::uint64_t value);
/// Exactly 16 small hexadecimal digits.
[[nodiscard]] std::optional<std::uint64_t> from_hex(std::string_view digits) noexcept;

/// XXH3, 64 bits: the checksum of every file of an index.
[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes) noexcept;

}  // namespace quoth::storage
