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

/// Of "Tass reported, citing the ministry" and "Citing the ministry, Tass reported": cue `c`, the
/// citing one, gives its object to the other as speaker and is taken out of `cues`. Does nothing to
/// other cues. Constant time but for the taking out.
void take_cited(const SentenceReader& sentence, std::vector<Cue>& cues, std::size_t c);

/// "attributed the words “...” to Voss": the cue of a verb at `k` that gives marked words to somebody.
/// Looks at a bounded number of items.
[[nodiscard]] std::optional<Cue> words_attributed(const SentenceReader& sentence, std::uint32_t k);

}  // namespace quoth::quotations
