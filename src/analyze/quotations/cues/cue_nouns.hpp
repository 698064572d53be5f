// Finds the nouns of speech that tell what somebody said: her claim that, a plea by the council to.
#pragma once

#include <cstdint>
#include <optional>

#include "analyze/quotations/cues/cue_subjects.hpp"

namespace quoth::quotations {

/// The cue of the noun of speech at item `k`, when it has an owner and something after or before it
/// says what the words were. Constant time.
[[nodiscard]] std::optional<Cue> noun_cue(const SentenceReader& sentence,
                                          const SubjectFinder& subjects, std::uint32_t k);

}  // namespace quoth::quotations
