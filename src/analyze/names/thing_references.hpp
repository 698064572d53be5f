// What refers to a place or an organisation without naming it: "the city", "this company".
#pragma once

#include <vector>

#include "analyze/names/references.hpp"

namespace quoth::names {

/// The nominal mentions of places and organisations that the article has named before, in order.
/// Those that mean nothing named are left out. Linear in the tokens. Source of the nouns:
/// src/analyze/tables/en/names_nominals.tsv.
[[nodiscard]] std::vector<Reference> find_thing_references(const TokenTable& tokens,
                                                           const WordFacts& facts,
                                                           const FoundNames& names,
                                                           const Clusters& clusters);

}  // namespace quoth::names
