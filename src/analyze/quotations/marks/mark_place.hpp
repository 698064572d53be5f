// Where a mark stands: which side of it touches a word.
#pragma once

#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

class SpeechWords;

[[nodiscard]] inline bool space_before(const TokenTable& t, TokenIndex i) noexcept {
  return i == 0 || t.before(i, Gap::space | Gap::paragraph);
}
[[nodiscard]] inline bool space_after(const TokenTable& t, TokenIndex i) noexcept {
  return i + 1 >= t.size() || t.before(i + 1, Gap::space | Gap::paragraph);
}
[[nodiscard]] inline bool starts_paragraph(const TokenTable& t, TokenIndex i) noexcept {
  return t.before(i, Gap::paragraph);
}
[[nodiscard]] inline bool ends_paragraph(const TokenTable& t, TokenIndex i) noexcept {
  return i + 1 >= t.size() || t.before(i + 1, Gap::paragraph);
}

/// Where an opening mark stands: space, a bracket, a dash or another opening mark before, a word
/// glued after.
[[nodiscard]] bool opening_place(const TokenTable& t, TokenIndex i) noexcept;
/// Where a closing mark stands: glued to what is before; space or punctuation after.
[[nodiscard]] bool closing_place(const TokenTable& t, TokenIndex i) noexcept;
/// With space on both sides, as in tokenised text.
[[nodiscard]] inline bool loose(const TokenTable& t, TokenIndex i) noexcept {
  return space_before(t, i) && space_after(t, i);
}

/// Whether letters or figures were dropped after the mark: ’em, ’til, ’90s, ’n’.
[[nodiscard]] bool clipped_word(const TokenTable& t, const SpeechWords& words,
                                TokenIndex i) noexcept;

/// . ! ? … , ; : and dashes: what speech ends in before its closing mark.
[[nodiscard]] bool ends_clause(char32_t c) noexcept;

}  // namespace quoth::quotations
