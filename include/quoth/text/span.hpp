// A half-open byte range of a text.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace quoth {

/// Bytes [begin, end) of the UTF-8 text it was found in; always on code-point boundaries, begin <=
/// end.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }
  /// Whether `inner` lies wholly in this span; an empty span at an edge counts.
  [[nodiscard]] constexpr bool contains(Span inner) const noexcept {
    return begin <= inner.begin && inner.end <= end;
  }
  /// Whether the two share at least one byte.
  [[nodiscard]] constexpr bool overlaps(Span other) const noexcept {
    return begin < other.end && other.begin < end;
  }
  /// The bytes themselves. REQUIRES: end <= text.size(). The view lives as long as `text`'s bytes.
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const noexcept {
    return text.substr(begin, end - begin);
  }

  friend constexpr bool operator==(Span, Span) noexcept = default;
  friend constexpr auto operator<=>(Span, Span) noexcept = default;
  friend std::ostream& operator<<(std::ostream& out, Span span) {
    return out << '[' << span.begin << ',' << span.end << ')';
  }
};

}  // namespace quoth
