// Finds the subject that a comma and a description keep apart from its verb.
#pragma once

#include <optional>

#include "analyze/quotations/cues/noun_phrase.hpp"

namespace quoth::quotations {

/// The subject of a verb that stands after the comma at `comma`:
///
///     Ada Voss, 54, a farmer who lives in Arlen, said
///     `-------' subject                        | comma
///
/// Nothing when no name or description stands before. Looks at most 48 items back.
[[nodiscard]] std::optional<NounPhrase> subject_over_appositive(const SentenceReader& sentence,
                                                                std::uint32_t comma);

}  // namespace quoth::quotations
