// A number for each document, in as many bytes as the greatest needs.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace quoth::storage {

/// The bytes of some numbers, in their order: none when all are 0, else 1, 2 or 4 for each.
[[nodiscard]] std::string column_bytes(std::span<const std::uint32_t> numbers);

/// Reads them in place. The bytes are the caller's and stay.
class NumberColumn {
 public:
  /// False when they are not the bytes of so many numbers.
  [[nodiscard]] bool open(std::string_view bytes, std::uint32_t numbers) noexcept {
    bytes_ = bytes;
    width_ = numbers == 0 ? 0 : static_cast<std::uint32_t>(bytes.size() / numbers);
    return bytes.size() == std::size_t{width_} * numbers &&
           (width_ == 0 || width_ == 1 || width_ == 2 || width_ == 4);
  }
  /// REQUIRES: there are more numbers than `index`.
  [[nodiscard]] std::uint32_t operator[](std::uint32_t index) const noexcept {
    const char* at = bytes_.data() + std::size_t{width_} * index;
    if (width_ == 2) {
      std::uint16_t two;
      std::memcpy(&two, at, 2);
      return two;
    }
    if (width_ == 1) return static_cast<std::uint8_t>(*at);
    std::uint32_t four = 0;
    if (width_ == 4) std::memcpy(&four, at, 4);
    return four;
  }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::uint32_t width_ = 0;
};

}  // namespace quoth::storage
