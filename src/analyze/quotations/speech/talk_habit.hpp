// What a text does with marks throughout: people talk with each other, turn by turn, in single marks.
#pragma once

#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// Whether at least one in five marked stretches, of four or more, ends as a question or a cry. In
/// such a text a small part of a clause between marks is rather a term of the narrator's. Looks at
/// the stretches that stand in no other; linear in their number.
[[nodiscard]] bool holds_talk(const TokenTable& tokens, const std::vector<Stretch>& stretches);

/// Whether many paragraphs open with marked words, as a novel's talk does. Linear in the stretches.
[[nodiscard]] bool goes_turn_by_turn(const TokenTable& tokens,
                                     const std::vector<Stretch>& stretches);
/// Whether the text quotes in single marks. Linear in the stretches.
[[nodiscard]] bool mostly_single(const std::vector<Stretch>& stretches);

}  // namespace quoth::quotations
