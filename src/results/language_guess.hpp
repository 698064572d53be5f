// Whether a text is in another language than English, as far as its words tell.
#pragma once

#include "results/checked_text.hpp"

namespace quoth {

/// True only on evidence for another language: most letters are of another script; or more small words are another
/// language's than English; or it has none of English, letters that English lacks, and `unknown` (0..1, the share of its words
/// that stand nowhere in the index) is high. Names, slang and jargon alone are none. A guess.
[[nodiscard]] bool is_other_language(const CheckedText& text, double unknown);

}  // namespace quoth
