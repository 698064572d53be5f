// Which codes the word classes of speech can have, so that a wrong one stops the build.
#pragma once

#include <cstdint>

#include "quoth/analyze/word_class.hpp"

namespace quoth::tables {

/// Whether a value of the class means something to the analyzers of quotations. True for every value
/// of the classes that are none of theirs. The codes are told in tables/README.md.
[[nodiscard]] constexpr bool is_speech_code(WordClass c, std::int32_t value) noexcept {
  switch (c) {
    case WordClass::cue_verb:
    case WordClass::report_verb: {  // 1000 * complements + 10 * frame + form
      constexpr std::int32_t kFrames = 14, kForms = 7;
      const std::int32_t frame = value / 10 % 100, form = value % 10;
      return frame >= 1 && frame <= kFrames && form >= 1 && form <= kForms;
    }
    case WordClass::cue_noun:  // 10 * complements + kind
      return value % 10 >= 1 && value % 10 <= 3;
    case WordClass::cue_phrase:
      return value >= 1 && value <= 8;
    case WordClass::anonymous:
      return value >= 0 && value <= 2;
    case WordClass::pronoun:
    case WordClass::possessive:
      return value >= 1 && value <= 8;
    default:
      return true;
  }
}

}  // namespace quoth::tables
