// On which side of the publication day a date without its year lies, told by the verbs and words
// around it.
#pragma once

#include <cstdint>

#include "quoth/text/token_table.hpp"

namespace quoth::dates {

enum class Lean : std::uint8_t { none, past, future };

/// How the words around tokens [begin, end) lean. Looks at no more than kTenseReach tokens on
/// either side, within the sentence. Words beside the expression count first (until, deadline),
/// then the nearest verb before it, then the nearest after it.
[[nodiscard]] Lean lean_of(const TokenTable& tokens, TokenIndex begin, TokenIndex end) noexcept;

inline constexpr TokenIndex kTenseReach = 30;

}  // namespace quoth::dates
