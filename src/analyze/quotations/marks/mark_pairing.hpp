// Pairs the marks of one family by the cheapest set of repairs.
#pragma once

#include <span>
#include <vector>

#include "analyze/quotations/marks/mark_costs.hpp"
#include "analyze/quotations/marks/marks.hpp"

namespace quoth::quotations {

struct MarkToken {
  TokenIndex token;
  MarkCosts costs;
};

/// Reads every mark as opening, closing or neither, so that the costs of the marks and of the
/// repairs (a mark never closed, one inside its own kind, a speech that crosses paragraphs) are
/// least over the whole text: a Viterbi search over how deep the marks stand. Appends the
/// stretches in order of opening; what is not closed has `closed` false and `close` at the mark or
/// paragraph end that it cannot go beyond. `parent` is not set. Linear; four states a mark.
void pair_marks(const TokenTable& tokens, std::span<const MarkToken> marks,
                std::vector<Stretch>& out);

/// The same for single marks, which stand wholly inside or outside of each of `others` (in order
/// of opening, parents before children, as find_stretches gives them). A single mark that finds no
/// partner is an apostrophe. Eight states a mark.
void pair_singles(const TokenTable& tokens, const MarkHabits& habits,
                  std::span<const MarkToken> marks, std::span<const Stretch> others,
                  std::vector<Stretch>& out);

}  // namespace quoth::quotations
