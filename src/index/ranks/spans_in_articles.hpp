// Where each quotation stands in its article, as positions of words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoth::storage {

/// A quotation's words have its article's positions first .. first + n - 1, n being how many it has. The sentences round
/// it have `before` words more in front of these, and `after` behind them.
struct SpanInArticle {
  std::uint32_t first =
      0;  ///< from 1; where it has no word, that of the next one. 0 for what is no quotation
  std::uint32_t before = 0, after = 0;
  friend bool operator==(const SpanInArticle&, const SpanInArticle&) = default;
};

/// The bytes of the spans of all documents, in their order; none when there is no quotation among them.
///
///   u8 bits of `first`, u8 of `before`, u8 of `after`: as many as the greatest needs, at most 32
///   for each document first, before, after in so many bits, the low ones of each byte first, zeros to a whole byte
///   8 zeros
[[nodiscard]] std::string bytes_of(std::span<const SpanInArticle> spans);

/// Reads them in place. The bytes are the caller's and stay.
class SpansInArticles {
 public:
  /// In the same time for any number of documents. False when sizes are wrong.
  [[nodiscard]] bool open(std::string_view bytes, std::uint32_t documents) noexcept;
  /// REQUIRES: the document is one of them. Constant time.
  [[nodiscard]] SpanInArticle operator[](std::uint32_t document) const noexcept;
  /// What they take in their file.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_.size(); }

 private:
  std::string_view bytes_;  // empty: no quotations
  std::array<std::uint8_t, 3> widths_{};
};

}  // namespace quoth::storage
