// The characters that mean something in the text of a query.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace quoth::query_text {

/// White space and control characters: they end a word. The same as those the token table skips.
[[nodiscard]] bool is_space(char32_t c) noexcept;

/// A quotation mark that can open a phrase, and what closes it.
struct MarkPair {
  char32_t open;
  std::u32string_view close;
  /// Taken when none of `close` follows: a telephone's keyboard mixes marks.
  std::u32string_view otherwise;
};
[[nodiscard]] std::span<const MarkPair> mark_pairs() noexcept;
/// The pair `c` opens, or nullptr.
[[nodiscard]] const MarkPair* opened_by(char32_t c) noexcept;

/// The text as it may be shown and stored: white space and control characters folded to one space
/// and trimmed, broken UTF-8 as U+FFFD. Cleaning clean text changes nothing.
[[nodiscard]] std::string cleaned(std::string_view text);

/// A user's text as a message shows it: cleaned, in marks, cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

/// How many words of the index the text has.
[[nodiscard]] std::size_t count_words(std::string_view text);

/// Whether the text is one word and nothing else.
[[nodiscard]] bool is_bare_word(std::string_view text);

/// Whether a star behind the text makes it the begin of a word: it is one word, and has two letters
/// or digits.
[[nodiscard]] bool is_prefix(std::string_view text);

/// AND, OR, NOT, NEAR, ADJ: operators when they stand alone, in capitals.
[[nodiscard]] bool is_operator(std::string_view word) noexcept;

}  // namespace quoth::query_text
