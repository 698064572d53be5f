// Whether a text is in another language than English, as far as its words tell.
#pragma once

#include "results/checked_text.hpp"

namespace quoth {

/// True when most of its letters are of another script, or when it has hardly any of the small words that make up a third
/// of English and `unknown` (0..1, the share of its words that stand nowhere in the index) is high. A guess.
[[nodiscard]] bool is_other_language(const CheckedText& text, double unknown);

}  // namespace quoth
