// Tells who speaks from who passes it on, where a cue cites somebody: Tass quoted him as saying.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"

namespace quoth::quotations {

/// Of a cue that passes words on and whose subject is known: its object becomes the speaker and its
/// subject the channel, when "as saying" follows or the subject is an outlet. Constant time.
void take_object_as_speaker(const SentenceReader& sentence, Cue& cue);

/// Gives the cues of a sentence what others beside them tell of who passed words on, and takes those
/// others out of `cues`:
///
///     Tass reported, citing the ministry, that   the ministry speaks, through Tass
///     Citing the ministry, Tass reported         likewise
///     Voss, quoted by Tass, said                 Voss speaks, through Tass
///     Voss said, as quoted by Tass               likewise
///     Voss told Tass, according to Le Monde,     Voss speaks, through Tass and Le Monde
///     “...,” Voss said in May, according to Tass Voss speaks, through Tass
///     According to Tass, Voss called it “...”    likewise
///     Voss wrote, according to court documents   Voss speaks; nobody passed it on
///
/// Linear in the cues.
void take_citations(const SentenceReader& sentence, std::vector<Cue>& cues);

/// "attributed the words “...” to Voss": the cue of a verb at `k` that gives marked words to somebody.
/// Looks at a bounded number of items.
[[nodiscard]] std::optional<Cue> words_attributed(const SentenceReader& sentence, std::uint32_t k);

}  // namespace quoth::quotations
