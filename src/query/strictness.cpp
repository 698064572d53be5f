#include "query/strictness.hpp"

#include <cstddef>

namespace quoth {

std::optional<int> read_strictness(std::string_view text) noexcept {
  if (text.ends_with('%')) text.remove_suffix(1);
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  int value = 0, digits = 0;
  const auto take = [&](std::string_view part, std::size_t most) {
    for (const char c : part.substr(0, most)) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
      ++digits;
    }
    return part.size() <= most;
  };
  if (!take(whole, 3)) return std::nullopt;
  if (dot == std::string_view::npos) return digits > 0 ? std::optional(value) : std::nullopt;
  const std::string_view part = text.substr(dot + 1);
  if (part.empty() || value > 1 || !take(part, 2)) return std::nullopt;
  return part.size() == 1 ? value * 10 : value;
}

std::string_view without_trailing_marks(std::string_view text) noexcept {
  while (!text.empty() && std::string_view(",;:!?*").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

}  // namespace quoth
