// Tells whether what a cue reports is asserted, denied or only supposed.
#pragma once

#include "analyze/quotations/cues/cues.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The stance that `cue` of `sentence` gives to the items `content` that it reports. Reads the verb
/// group ("never said", "would say", "denied having said", "stopped short of saying"), the subject
/// ("nobody said"), what governs the clause (governors.hpp) and what the words are set against
/// ("said “A”, not “B”"). "Would not say" and "could not say whether" are denied: nothing was said.
/// Bounded look-around; the words stand in stance_words.tsv, examples in quotation_stances.tsv.
[[nodiscard]] Stance stance_of(const SentenceReader& sentence, const Cue& cue, ItemRange content);

/// Whether the marked words at item `k` are set against what `cue` reports: she said “A”, not “B”;
/// “A,” she said, not “B”; she said not “B” but “A”. Their stance is denied.
[[nodiscard]] bool set_against(const SentenceReader& sentence, const Cue& cue, std::uint32_t k);

/// Whether the sentence calls words a fabrication: "The quote is a hoax.", "a fake quote".
[[nodiscard]] bool calls_it_fake(const SentenceReader& sentence);

}  // namespace quoth::quotations
