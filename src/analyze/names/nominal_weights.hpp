// The weights by which a description chooses whom it means, read from a table.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

/// One weight a feature: a description means the candidate with the greatest sum, if it is above 0.
template <std::size_t N>
using Features = std::array<float, N>;

/// What a trainer is shown: every candidate of every description, with its features.
struct NominalCandidate {
  Span span;
  EntityId entity;
  std::vector<float> features;
};
/// Weights to use instead of the table's, and what was seen.
struct NominalTraining {
  std::vector<float> weights;
  std::vector<NominalCandidate> seen;
};

enum class WeightColumn : std::size_t {
  learned = 1,
  by_hand = 2,  ///< what a trainer starts from
};
/// Reads the weights of `names` in order from en/names_nominal_weights.tsv; 0 for a missing row.
[[nodiscard]] std::vector<float> read_weights(const std::string_view* names, std::size_t count,
                                              WeightColumn column = WeightColumn::learned);

template <std::size_t N>
[[nodiscard]] float weighed(const Features<N>& features,
                            const std::vector<float>& weights) noexcept {
  float sum = 0;
  for (std::size_t k = 0; k < N; ++k) sum += features[k] * weights[k];
  return sum;
}

}  // namespace quoth::names
