// How hard a mark is to read as opening, as closing, or as none, seen where it stands.
#pragma once

#include <cstdint>

#include "analyze/quotations/marks/mark_habits.hpp"

namespace quoth::quotations {

/// Points, 0 for what fits; a reading that something speaks against costs more. All small.
struct MarkCosts {
  std::uint8_t open = 0;
  std::uint8_t close = 0;
  std::uint8_t nothing = 0;  ///< an apostrophe, inches, a slip
};
inline constexpr std::uint8_t kNever = 100;

/// Of the mark token `i`. Looks at its neighbours only.
[[nodiscard]] MarkCosts costs_of(const TokenTable& tokens, const MarkHabits& habits,
                                 TokenIndex i) noexcept;

}  // namespace quoth::quotations
