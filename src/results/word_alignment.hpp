// Which words of a text stand in which place of a source, and what lies between them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace quoth {

/// A word of the text beside a word of the source. kNoWord on one side: the other has no counterpart.
struct AlignedWords {
  static constexpr std::uint32_t kNoWord = 0xffffffff;
  std::uint32_t text = kNoWord;
  std::uint32_t source = kNoWord;
  bool same = false;
  friend bool operator==(const AlignedWords&, const AlignedWords&) = default;
};

/// The best local alignment: from the first pair of same words to the last. Both sides ascend.
struct WordAlignment {
  std::int32_t score = 0;
  std::vector<AlignedWords> steps;
  friend bool operator==(const WordAlignment&, const WordAlignment&) = default;
};

/// What an alignment is worth: the weights of the same words, less kChanged for each changed word, and for
/// each stretch that only one side has min(kGap * words, kLongGap). A long omission costs no more than a short one: a
/// quotation with an ellipsis is still that quotation.
struct AlignmentCosts {
  static constexpr std::int32_t kChanged = 2, kGap = 2, kLongGap = 5;
};

/// Aligns two sequences of word numbers.
///
///   text     at most kMostTextWords numbers
///   source   any length; kUnknownWord for words that the text does not have
///   weights  of each word of the text, 1..8
///
/// The best possible score where text times source is at most kMostCells; of a longer source only the
/// few stretches with most of the text's words are looked at. Time linear in the source, and in the square of the text;
/// memory at most kMostCells numbers. Of equal scores the one that ends first.
[[nodiscard]] WordAlignment align_words(std::span<const std::uint32_t> text,
                                        std::span<const std::uint32_t> source,
                                        std::span<const std::uint8_t> weights);

/// The same by the definition, every gap tried: for tests. REQUIRES: text times source at most kMostCells.
[[nodiscard]] WordAlignment align_words_plainly(std::span<const std::uint32_t> text,
                                                std::span<const std::uint32_t> source,
                                                std::span<const std::uint8_t> weights);

inline constexpr std::uint32_t kUnknownWord = 0xffffffff;
inline constexpr std::size_t kMostTextWords = 1000;
inline constexpr std::size_t kMostCells = std::size_t{1} << 18;

}  // namespace quoth
