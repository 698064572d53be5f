// Guesses from its function words which language a text is written in.
#pragma once

#include <string_view>

#include "quoth/text/token_table.hpp"

namespace quoth {

/// The code of the language with tables ("de") whose function words the first 600 bytes of a text
/// hold, or "en". Another language than English is believed when words that are function words there
/// alone outnumber those that are so in English alone by two to one, and are at least three. Constant
/// time.
[[nodiscard]] std::string_view guessed_language(std::string_view text);

/// Whether a text that was scanned with some language's lexicon is written in another one: hardly any
/// of the function words that make up a third of a text are in it. Short texts, and those that have
/// few words in small letters, are never called so. Looks at the first 4,000 tokens.
[[nodiscard]] bool in_unknown_language(const TokenTable& tokens) noexcept;

}  // namespace quoth
