// What refers to a place or an organisation without naming it: "the city", "this company", "York is
// an ancient city".
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyze/names/nominal_weights.hpp"
#include "analyze/names/references.hpp"

namespace quoth::names {

/// The nominal mentions of places and organisations that the article names, in order. Those that
/// mean nothing named are left out. Linear in the tokens. Source of the nouns:
/// src/analyze/tables/en/names_nominals.tsv. `training`, where given, has the weights and gets every candidate.
[[nodiscard]] std::vector<Reference> find_thing_references(const TokenTable& tokens,
                                                           const WordFacts& facts,
                                                           const FoundNames& names,
                                                           const Clusters& clusters,
                                                           NominalTraining* training = nullptr);

/// Names of the features by which a description chooses a thing, in the order of their weights.
[[nodiscard]] std::span<const std::string_view> thing_features() noexcept;

}  // namespace quoth::names
