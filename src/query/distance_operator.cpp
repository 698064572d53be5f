#include "query/distance_operator.hpp"

#include <algorithm>

#include "quoth/query/query.hpp"

namespace quoth {

std::optional<DistanceOperator> read_distance_operator(std::string_view chunk) noexcept {
  const std::size_t slash = chunk.find('/');
  const std::string_view head = chunk.substr(0, slash);
  const bool near = head == "NEAR", adjacent = head == "ADJ";
  DistanceOperator out;
  out.ordered = adjacent;
  if (slash == std::string_view::npos) {
    if (!near && !adjacent) return std::nullopt;
    out.distance = near ? kNearDistance : kAdjacentDistance;
    return out;
  }
  if (!near && !adjacent && head != "w" && head != "W") return std::nullopt;
  const std::string_view digits = chunk.substr(slash + 1);
  if (digits.empty()) return std::nullopt;
  unsigned number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = std::min(number * 10 + static_cast<unsigned>(c - '0'), kMaxDistance + 1);
  }
  out.distance = std::clamp(number, 1u, kMaxDistance);
  out.cut = out.distance != number;
  return out;
}

}  // namespace quoth
