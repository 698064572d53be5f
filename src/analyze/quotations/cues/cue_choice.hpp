// Decides which cue of its sentence a marked stretch belongs to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"

namespace quoth::quotations {

struct StretchLook;

/// The cue chosen for a stretch.
struct Choice {
  std::int32_t cue = -1;  ///< index into the sentence's cues, -1 for none
  float score = 0;        ///< in points; see cue_choice.cpp
  bool before = false;    ///< the cue stands before the stretch
};

/// Scores every cue of the sentence within reach of the stretch at item `at`; the best one wins if
/// it has at least `kEnough` points. At most 64 cues are looked at.
[[nodiscard]] Choice choose_cue(const SentenceReader& sentence, const std::vector<Cue>& cues,
                                std::uint32_t at, const StretchLook& look);

/// What explain() calls an attribution by this cue, which stands before or after the words.
[[nodiscard]] std::string_view rule_name(const Cue& cue, bool before) noexcept;

}  // namespace quoth::quotations
