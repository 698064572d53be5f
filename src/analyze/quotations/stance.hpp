// Tells whether what a cue reports is asserted, denied or only supposed.
#pragma once

#include "analyze/quotations/cues.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The stance that `cue` of `sentence` gives to what it reports.
[[nodiscard]] Stance stance_of(const SentenceReader& sentence, const Cue& cue);

}  // namespace quoth::quotations
