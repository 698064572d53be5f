// From the parts of a `near` clause, each planned for itself, to the node that holds them together.
#pragma once

#include <string>
#include <vector>

#include "quoth/rank/plan.hpp"

namespace quoth {

/// The node for `query`, a near, whose children were planned as `parts`: words, phrases, synonyms and
/// `any` of these. What no document has goes from an `any`; where it is a whole part, nothing is near.
///
/// The node's distance is the query's and room for the parts that stand between the first and the
/// last, since the query counts other words only: the widest of each `any`, and where any part may
/// be in the middle, the widest parts.
[[nodiscard]] PlanNode near_node(const Query& query, std::vector<PlanNode> parts);

/// Stems, of which a text with all of `near` in it has one in each list. Phrases are left out: their
/// stems are those of a language.
[[nodiscard]] std::vector<std::vector<std::string>> stems_of(const PlanNode& near);

/// The nodes below `near` that score.
[[nodiscard]] std::vector<PlanNode> scored_words_of(const PlanNode& near);

}  // namespace quoth
