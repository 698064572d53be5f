// Where the parts of a `near` stand close enough to each other.
#pragma once

#include <cstdint>
#include <vector>

#include "quoth/results/place.hpp"

namespace quoth {

/// Those of `parts` that take part in a match, of each part in ascending order; all lists empty when
/// there is none. A match has one place of each part, none in another's, the last of them begun at
/// most `distance` positions behind the end of the first; `ordered`: in the parts' order.
///   parts     1..kMaxNear lists, each ascending and distinct
///   distance  >= 1
/// All choices are weighed, so the cost is that of the places times 2^parts at worst.
[[nodiscard]] std::vector<std::vector<Place>> near_places(
    const std::vector<std::vector<Place>>& parts, std::uint32_t distance, bool ordered);

}  // namespace quoth
