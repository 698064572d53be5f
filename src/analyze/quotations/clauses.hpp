// How far the clause reaches that a cue reports, and who else passed the words on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/cues.hpp"

namespace quoth::quotations {

/// The end of the clause that `cue` reports and that holds item `from` (at least up to `from` + 1):
/// before a semicolon, or the comma or "and" that leads to another cue, or the sentence's end
/// without its full stop.
[[nodiscard]] std::uint32_t reported_end(const SentenceReader& sentence,
                                         const std::vector<Cue>& cues, std::size_t cue,
                                         std::uint32_t from);

/// The reported clause of a cue that has no marked words: before it ("Prices rose, X said.") or
/// after it ("X said prices rose."). Nothing when there is none of at least three words, or when it
/// holds marks.
[[nodiscard]] std::optional<ItemRange> indirect_content(const SentenceReader& sentence,
                                                        const std::vector<Cue>& cues,
                                                        std::size_t cue);

/// The cues whose subjects passed on what `cue` reports, from the speaker outwards:
/// "A said that B said ..." gives A for B, "..., Tass reported" gives Tass.
void passed_on_by(const SentenceReader& sentence, const std::vector<Cue>& cues, std::size_t cue,
                  ItemRange content, std::vector<std::size_t>& out);

}  // namespace quoth::quotations
