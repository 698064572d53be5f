// Reads what is said of a whole clause by the words that govern it: it is not true that, had she.
#pragma once

#include <cstdint>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/stance/stance_words.hpp"

namespace quoth::quotations {

/// What governs a clause leaves it asserted, denies it, or leaves open whether it is so.
enum class Ruling : std::uint8_t { none, denies, doubts };

/// The ruling over the clause of `cue` that begins at item `start` (its subject, or the verb group)
/// and whose reported words are items `content`. Looks
///
///     left, to what governs it        It is not true that Voss said “...”
///                                     no record of Voss saying “...”
///     left, to what opens it          Nor did Voss say “...”; Had Voss said “...”
///     right, to what is said of it    Claims that Voss said “...” are false
///     across, to what stands for it   “...” is not what Voss said
///
/// A bounded number of items on each side.
[[nodiscard]] Ruling ruling_over(const SentenceReader& sentence, const StanceWords& words,
                                 const Cue& cue, std::uint32_t start, ItemRange content);

/// The ruling over marked words at item `k` that are a clause of their own within what `cue` reports:
/// Voss said it was a lie that “...”; nobody, Voss said, believes that “...”. Likewise bounded.
[[nodiscard]] Ruling ruling_over_words(const SentenceReader& sentence, const StanceWords& words,
                                       const Cue& cue, std::uint32_t k);

/// Whether the infinitive whose "to" stands at item `to` is called untrue: it is wrong to (say). Who
/// "was wrong to say" it has said it.
[[nodiscard]] bool untrue_to(const SentenceReader& sentence, const StanceWords& words,
                             std::uint32_t to) noexcept;

/// Whether items [from, to) name what the publisher printed itself before: "an earlier version of
/// this article", "this story originally".
[[nodiscard]] bool names_own_print(const SentenceReader& sentence, const StanceWords& words,
                                   std::uint32_t from, std::uint32_t to);

/// Whether a noun phrase is the publisher: "we", "this article", "an earlier version of this story".
[[nodiscard]] bool is_publisher(const SentenceReader& sentence, const StanceWords& words,
                                const NounPhrase& phrase);

/// Whether an item ends the clause it stands behind: a comma, a dash, marked words.
[[nodiscard]] bool ends_clause(const SentenceReader& sentence, std::uint32_t k) noexcept;
/// The first item of the clause that ends before item `k`, a bounded number of items back.
[[nodiscard]] std::uint32_t clause_begin(const SentenceReader& sentence, std::uint32_t k) noexcept;

}  // namespace quoth::quotations
