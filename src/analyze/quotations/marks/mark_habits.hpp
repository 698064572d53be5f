// What a text does with its quotation marks: which open, which close, which stand for speech.
#pragma once

#include <cstdint>
#include <span>

#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

class SpeechWords;

/// Marks of one family pair with each other.
enum class Family : std::uint8_t {
  doubles,
  singles,
  guillemets,
  single_guillemets,
  corners,
  white_corners
};
inline constexpr std::size_t kFamilies = 6;
[[nodiscard]] Family family_of(Mark mark) noexcept;

/// Told by the company that the marks of one text keep.
struct MarkHabits {
  const SpeechWords* words = nullptr;  ///< of the text's language: what an apostrophe stands at
  bool left_closes = false;            ///< „German“
  bool left_single_closes = false;     ///< ‚German‘
  bool right_opens = false;            ///< ”Swedish”
  bool right_single_opens = false;     ///< ’the same’
  bool latex = false;                  ///< ``LaTeX''
  bool reversed = false;               ///< »guillemets«
  bool loose_singles = false;          ///< tokenised text: ' I know , ' he said .
  bool singles_first = false;          ///< speech stands in single marks, and doubles inside them
};

/// `marks` are the tokens of kind mark, in order. Linear in their number.
[[nodiscard]] MarkHabits habits_of(const TokenTable& tokens,
                                   std::span<const TokenIndex> marks) noexcept;

}  // namespace quoth::quotations
