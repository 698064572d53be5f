// Tells names in marks (the ship „Morgenstern“) from speech, where every noun has a capital.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/cues/cue_choice.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "analyze/quotations/speech/stretch_look.hpp"

namespace quoth::quotations {

/// Whether the stretch at item `k` names a thing: a paper, a ship, a motto. Grammar tells it, for a
/// capital tells nothing: a noun straight before the marks, a hyphen straight after them, a verb whose
/// subject they are. Always false in a language whose nouns have small letters. Constant time.
[[nodiscard]] bool marks_a_name(const SentenceReader& s, std::uint32_t k, const Stretch& stretch,
                                const StretchLook& look, const MentionIndex& mentions,
                                const std::vector<Cue>& cues);

/// The cue that judges the stretch at item `k` by "als" and stands behind it, as verbs that are no finite
/// ones do: wurde als „Unsinn“ bezeichnet (German). No cue, if there is none. Constant time.
[[nodiscard]] Choice judgement_after(const SentenceReader& s, std::uint32_t k,
                                     const std::vector<Cue>& cues) noexcept;

/// Whether the sentence around item `k` stands in a mood that by itself reports somebody's words: er
/// sei „sehr zufrieden“ (German). Constant time.
[[nodiscard]] bool in_reported_mood(const SentenceReader& s, std::uint32_t k) noexcept;

}  // namespace quoth::quotations
