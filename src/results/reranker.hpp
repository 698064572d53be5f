// Puts the best documents of a ranking in order once more, and says why.
#pragma once

#include <chrono>
#include <vector>

#include "results/candidate.hpp"

namespace quoth {

/// Re-ranks the documents of `set`, all of them; their scores become those of Reranking.
///   deadline  looked at before each document
/// @throws DeadlineError, DamagedError, StorageError, and whatever a feature throws
[[nodiscard]] std::vector<RankedDocument> reranked(CandidateSet set, const Reranking& reranking,
                                                   std::chrono::steady_clock::time_point deadline);

/// What one feature adds to a document's score: best * weight * value.
struct FeatureShare {
  const Feature* feature;
  double weight, value, added;
};
/// REQUIRES: `document` is one of the set's.
[[nodiscard]] std::vector<FeatureShare> feature_shares(CandidateSet& set,
                                                       const RankedDocument& document,
                                                       const Reranking& reranking);

}  // namespace quoth
