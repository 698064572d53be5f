// How far the clause reaches that a cue reports, and who else passed the words on.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"

namespace quoth::quotations {

/// Only the cues near a place matter.
inline constexpr std::size_t kNear = 12;
/// No reported clause is longer, in items; keeps the work linear in sentences without end.
inline constexpr std::uint32_t kLongestClause = 200;

/// "According to A, B said": whether the phrase opens the clause of the cue whose words begin at `inner`.
[[nodiscard]] bool opens_for(const SentenceReader& sentence, const Cue& phrase, const Cue& cue,
                             std::uint32_t inner);

/// Where the words of a cue begin: its subject, when that stands before it.
[[nodiscard]] std::uint32_t words_begin(const Cue& cue) noexcept;

/// The end of the clause that `cue` reports and that holds item `from` (at least up to `from` + 1):
/// before a semicolon, or the comma or "and" that leads to another of `cues`, or the sentence's end
/// without its full stop.
[[nodiscard]] std::uint32_t reported_end(const SentenceReader& sentence,
                                         const std::vector<Cue>& cues, const Cue& cue,
                                         std::uint32_t from);

/// The cues whose subjects passed on what `cue` reports, from the speaker outwards:
/// "A said that B said ..." gives A for B, "..., Tass reported" gives Tass.
void passed_on_by(const SentenceReader& sentence, const std::vector<Cue>& cues, std::size_t cue,
                  ItemRange content, std::vector<std::size_t>& out);

}  // namespace quoth::quotations
