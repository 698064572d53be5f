// Words of many place names that are translated, where they are part of a longer word: Kokosinseln, モラル諸島.
#pragma once

#include <cstddef>
#include <string_view>

namespace quoth::names {

/// Where to part a folded token so that such a word stands alone, in bytes; 0 for nowhere. Also where
/// katakana and Han meet. Which words: `first` and `last` in names_place_words.tsv.
[[nodiscard]] std::size_t place_word_cut(std::string_view folded_token);

}  // namespace quoth::names
