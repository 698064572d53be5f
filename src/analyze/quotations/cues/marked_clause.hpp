// What stands round marked words in their sentence: the reported clause they are a part of.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/cues/cue_choice.hpp"

namespace quoth::quotations {

/// The reported clause that the marked words at item `k` stand in; `choice` is the cue that reports it,
/// and the words set against others (not “this” but “that”) end before item `against_end`, 0 for none.
///
///     Voss said the dam was “never in danger” before the flood, and left.
///               `-- content ------------------------------------'
[[nodiscard]] ItemRange marked_clause(const SentenceReader& sentence, const std::vector<Cue>& cues,
                                      std::uint32_t k, const Choice& choice,
                                      std::uint32_t against_end);

/// The stretch that a comma or a conjunction joins to item `k`, or -1.
[[nodiscard]] std::int32_t listed_before(const SentenceReader& sentence, std::uint32_t k);

/// Whether one of the cues from `lowest` on stands before item `k`, nearer than another stretch, and
/// denies what stands there.
[[nodiscard]] bool denied_before(const SentenceReader& sentence, const std::vector<Cue>& cues,
                                 std::uint32_t k, std::size_t lowest);

/// The items that go on with unclosed words behind their attribution, which ends before token
/// `attribution_end` and of which item `k` is the first: after a comma, to the end of the sentence, when
/// no other words are marked in them and their first finite verb is in the present. Nothing otherwise.
[[nodiscard]] std::optional<ItemRange> rest_behind_attribution(const SentenceReader& sentence,
                                                               std::uint32_t k,
                                                               TokenIndex attribution_end);

}  // namespace quoth::quotations
