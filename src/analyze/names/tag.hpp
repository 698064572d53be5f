// What a token is to a name: outside of any, at the begin of one, or inside.
#pragma once

#include <cstddef>
#include <cstdint>

#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

/// 0 outside, 1 + 2 * type where one begins, 2 + 2 * type inside.
using Tag = std::uint8_t;
inline constexpr std::size_t kTags = 7;
[[nodiscard]] constexpr bool begins(Tag tag) noexcept { return tag % 2 == 1; }
[[nodiscard]] constexpr EntityType type_of(Tag tag) noexcept {
  return static_cast<EntityType>((tag - 1) / 2);
}
[[nodiscard]] constexpr Tag tag_of(EntityType type, bool inside) noexcept {
  return static_cast<Tag>(1 + 2 * static_cast<unsigned>(type) + (inside ? 1 : 0));
}
/// Whether `after` can follow `before`: what is inside a name follows a token of that name.
[[nodiscard]] constexpr bool can_follow(Tag before, Tag after) noexcept {
  return after == 0 || begins(after) || before == after || before + 1 == after;
}

}  // namespace quoth::names
