#include "results/reranker.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "quoth/error.hpp"

namespace quoth {

std::vector<FeatureShare> feature_shares(CandidateSet& set, const RankedDocument& document,
                                         const Reranking& reranking) {
  Candidate::Impl impl(set, document);
  const Candidate candidate(impl);
  std::vector<FeatureShare> out;
  for (const auto& [feature, weight] : reranking.features) {
    if (feature == nullptr) throw UsageError("a re-ranking holds a feature that is null");
    if (!std::isfinite(weight))
      throw UsageError("the weight of the feature “" + std::string(feature->name()) +
                       "” is no finite number");
    const double given = feature->value(candidate);
    const double value = std::isnan(given) ? 0 : std::clamp(given, 0.0, 1.0);
    out.push_back({feature.get(), weight, value, set.best_score() * weight * value});
  }
  return out;
}

std::vector<RankedDocument> reranked(CandidateSet set, const Reranking& reranking,
                                     std::chrono::steady_clock::time_point deadline) {
  std::vector<RankedDocument> out;
  out.reserve(set.documents.size());
  for (const RankedDocument& document : set.documents) {
    if (std::chrono::steady_clock::now() >= deadline)
      throw DeadlineError(
          "Re-ranking ran out of time. Give the search a longer deadline, or a smaller depth.");
    RankedDocument& placed = out.emplace_back(document);
    for (const FeatureShare& share : feature_shares(set, document, reranking))
      placed.score += share.added;
  }
  std::stable_sort(out.begin(), out.end(), [](const RankedDocument& a, const RankedDocument& b) {
    return a.score > b.score;
  });
  return out;
}

}  // namespace quoth
