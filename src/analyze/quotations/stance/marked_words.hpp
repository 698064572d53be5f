// Reads what a sentence says of marked words beside the cue that they have: the phrase “...” was never
// used.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The cue before the marked words at item `k` that has them as its object and does not assert them,
/// though somebody else is named behind: Voss would say “...,” Keller predicted; Voss has not said
/// “...,” her lawyer said. They are Voss's words, not said. -1 for none.
[[nodiscard]] std::int32_t unasserted_cue(const SentenceReader& sentence,
                                          const std::vector<Cue>& cues, std::uint32_t k);

/// What is said of marked words, and who is named as not having said them.
struct WordsRuling {
  Stance stance = Stance::asserted;
  std::optional<NounPhrase> by;
};

/// The ruling over the marked words at item `k`:
///
///     a form that says it was not done   Rather than say “...”, Voss left
///     a wording that nobody used         the phrase “...” was never used by Voss
///                                        Voss never used the words “...”
///     an invention                       the quote “...” is made up
///     what governs their clause          Voss said it was a lie that “...” (`cue` may be null)
///
/// Bounded look-around; the words stand in stance_words.tsv.
[[nodiscard]] WordsRuling ruling_over_marked(const SentenceReader& sentence, const Cue* cue,
                                             std::uint32_t k);

/// Whether the text at `span` is what marked words are called, and nobody who says them: the quote.
[[nodiscard]] bool names_wording(const TokenTable& tokens, Span span);

}  // namespace quoth::quotations
