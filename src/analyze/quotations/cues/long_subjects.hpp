// Finds the head of a subject that goes on behind it: the man who sold the boat, residents of A and B.
#pragma once

#include <cstdint>
#include <optional>

#include "analyze/quotations/cues/noun_phrase.hpp"

namespace quoth::quotations {

/// The unnamed subject that a clause without commas describes, whose last item is `last`:
///
///     a diplomat who spoke on condition of anonymity said    a diplomat
///     the lawyer representing the families said              the lawyer
///
/// It opens its clause, so that "to a man who knows Voss said" has none. Looks at a bounded number of
/// items.
[[nodiscard]] std::optional<NounPhrase> subject_under_clause(const SentenceReader& sentence,
                                                             std::uint32_t last);

/// What "and" before the phrase `last` joins it to, where both belong to one noun: "the presidents of
/// France and Germany" for Germany. Nothing where it is a speaker of its own: "Voss and Keller".
/// Constant time.
[[nodiscard]] std::optional<NounPhrase> owner_of_joint(const SentenceReader& sentence,
                                                       const NounPhrase& last);

/// Whether the phrase is a description of one speaker that can stand beside another: the governor.
[[nodiscard]] bool describes_one(const SentenceReader& sentence, const NounPhrase& phrase) noexcept;

}  // namespace quoth::quotations
