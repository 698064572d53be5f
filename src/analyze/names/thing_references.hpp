// What refers to a place or an organisation without naming it: "the city", "this company", "York is
// an ancient city".
#pragma once

#include <vector>

#include "analyze/names/nominal_weights.hpp"
#include "analyze/names/references.hpp"

namespace quoth::names {

/// The nominal mentions of places and organisations that the article names, in order. Those that
/// mean nothing named are left out. Linear in the tokens. Source of the nouns:
/// src/analyze/tables/en/names_nominals.tsv. `seen`, where given, gets every candidate.
[[nodiscard]] std::vector<Reference> find_thing_references(const TokenTable& tokens,
                                                           const WordFacts& facts,
                                                           const FoundNames& names,
                                                           const Clusters& clusters,
                                                           NominalCandidates* seen = nullptr);

}  // namespace quoth::names
