// Finds the words that a cue reports without marks, by what the cue takes.
#pragma once

#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"

namespace quoth::quotations {

/// What a cue reports, and how:
///
///     Ada Voss vowed to rebuild the dam
///                    `-- content -----'  by kTakesInfinitive
struct Reported {
  ItemRange content;
  Complements by = 0;  ///< one bit; kTakesClause as well for words before the cue
};

/// The words that `cue` reports: before it ("Prices rose, X said.") or after it ("X said prices
/// rose.", "X vowed to ..."). `cues` are the cues of speech of the sentence, where reported words
/// end. Nothing when there are too few of them for what the cue takes (three for a clause, five for
/// an object), or when they hold marks. Bounded by kLongestClause.
[[nodiscard]] std::optional<Reported> reported_content(const SentenceReader& sentence,
                                                       const std::vector<Cue>& cues,
                                                       const Cue& cue);

}  // namespace quoth::quotations
