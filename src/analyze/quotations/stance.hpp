// Tells whether what a cue reports is asserted, denied or only supposed.
#pragma once

#include "analyze/quotations/cues/cues.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The stance that `cue` of `sentence` gives to what it reports. Reads the verb group ("never
/// said", "would say", "denied having said"), the subject ("nobody said") and what governs the
/// clause ("no record of him saying", "denies that he said", "if he says"). "Would not say" and
/// "could not say whether" are denied: nothing was said. Bounded look-around; the words stand in
/// speech_words.tsv, examples in quotation_stances.tsv.
[[nodiscard]] Stance stance_of(const SentenceReader& sentence, const Cue& cue);

/// Whether the sentence calls words a fabrication: "The quote is a hoax.", "a fake quote".
[[nodiscard]] bool calls_it_fake(const SentenceReader& sentence);

}  // namespace quoth::quotations
