// The operators that join words standing close together: NEAR/5, ADJ/2, w/5.
#pragma once

#include <optional>
#include <string_view>

namespace quoth {

struct DistanceOperator {
  unsigned distance = 1;  ///< 1..kMaxDistance, what was asked for cut to it
  bool ordered = false;
  bool cut = false;  ///< the number asked for is out of that range
  [[nodiscard]] bool joins_as(const DistanceOperator& other) const noexcept {
    return distance == other.distance && ordered == other.ordered;
  }
};

/// NEAR/n and w/n join words in any order, ADJ/n in the order written. NEAR alone is
/// NEAR/kNearDistance, as with Xapian; ADJ alone is ADJ/kAdjacentDistance, since users of legal and
/// medical databases take it for "adjacent". NEAR and ADJ are capitals, as every operator; nobody
/// means the word with w/n.
[[nodiscard]] std::optional<DistanceOperator> read_distance_operator(
    std::string_view chunk) noexcept;

}  // namespace quoth
