// The letters of a name cut into chunks, as the tables of corresponding letters have them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoth::names {

/// A chunk has at most this many letters.
inline constexpr std::size_t kMostNativeChunk = 2;
inline constexpr std::size_t kMostLatinChunk = 3;

/// Keeps the apostrophe after a Hebrew letter, which folding would drop, as a geresh: צ' is "ch".
[[nodiscard]] std::string with_geresh(std::string_view text);

/// The letters of a folded token of another script than Latin, in the form that the tables have:
/// hiragana as katakana, Persian forms of Arabic letters as Arabic ones, Hangul syllables in their
/// parts. At most 64 code points are read.
[[nodiscard]] std::u32string native_letters(std::string_view folded_token);

/// Whether the Arabic article begins the word, and enough follows to be a name without it.
[[nodiscard]] inline bool has_arabic_article(std::u32string_view letters) noexcept {
  return letters.size() > 4 && letters[0] == U'\u0627' && letters[1] == U'\u0644';
}

/// A Latin word (a-z) with the letter groups of German, French and Polish that are too long for a
/// chunk written as English has them: "tsch" as "tch", "schtsch" and "szcz" as "shch".
[[nodiscard]] std::string alignment_letters(std::string_view letters);

/// The text of the chunk of `count` letters at `at`, as in the tables: "^" before it where the word
/// begins, "$" behind it where the word ends.
[[nodiscard]] std::string native_chunk_text(std::u32string_view letters, std::size_t at,
                                            std::size_t count);

/// The same of a Latin word, with ")" behind a chunk that ends with c or g where e, i or y follows.
[[nodiscard]] std::string latin_chunk_text(std::string_view letters, std::size_t at,
                                           std::size_t count);

}  // namespace quoth::names
