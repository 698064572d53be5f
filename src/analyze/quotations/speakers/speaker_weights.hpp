// The weights by which candidates for a speaker are scored, read from a table.
#pragma once

#include <array>
#include <string_view>

#include "analyze/quotations/speakers/speaker_features.hpp"

namespace quoth::quotations {

struct SpeakerWeights {
  std::array<float, kSpeakerFeatures> of{};
  /// Confidence of a choice: 1 / (1 + exp(-(offset + slope * margin))), the margin being the
  /// winner's score less the best score of anybody else.
  float confidence_offset = 0;
  float confidence_slope = 1;
};

/// Reads a table of rows "feature, weight, meaning"; 0 for a missing row, other rows are skipped.
[[nodiscard]] SpeakerWeights read_speaker_weights(std::string_view table);
/// en/quotation_speakers.tsv, read once; they hold for every language, as no feature is a word.
[[nodiscard]] const SpeakerWeights& speaker_weights();

}  // namespace quoth::quotations
