// Did you mean: spellings of the index near to those a query asked for in vain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoth/query/query.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/hit.hpp"

namespace quoth {

/// For each name clause and word of `query` that (nearly) nothing has, the spellings of the index
/// that are near to it, best first, at most three each and five in all.
///
/// Names are looked up by their keys at a lower likeness, and one edit away; words, as written, one
/// edit away. That is some 500 look-ups a word, whatever the size of the index.
///   strictness  as given to make_plan
[[nodiscard]] std::vector<Suggestion> suggestions_for(const Query& query, const Snapshot& snapshot,
                                                      Unit unit, int strictness);

/// Every word one letter away from a folded word: one left out, put in, changed, or two neighbours
/// swapped. Letters are those of its script, Latin and Cyrillic; of other scripts only leaving out
/// and swapping. Distinct, without the word itself; none for a word of more than 32 letters.
[[nodiscard]] std::vector<std::string> one_edit_away(std::string_view folded);

}  // namespace quoth
