#include "analyze/quotations/speakers/speaker_weights.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/tables/tables.hpp"

namespace quoth::quotations {

SpeakerWeights read_speaker_weights(std::string_view table) {
  SpeakerWeights weights;
  tables::for_each_row(table, [&](auto columns) {
    if (columns.size() < 2) return;
    float value = 0;
    std::from_chars(columns[1].data(), columns[1].data() + columns[1].size(), value);
    if (columns[0] == "confidence_offset") weights.confidence_offset = value;
    if (columns[0] == "confidence_slope") weights.confidence_slope = value;
    const auto at = std::find(kSpeakerFeatureNames.begin(), kSpeakerFeatureNames.end(), columns[0]);
    if (at != kSpeakerFeatureNames.end())
      weights.of[static_cast<std::size_t>(at - kSpeakerFeatureNames.begin())] = value;
  });
  return weights;
}

const SpeakerWeights& speaker_weights() {
  static const SpeakerWeights weights =
      read_speaker_weights(tables::text_of("en/quotation_speakers.tsv"));
  return weights;
}

}  // namespace quoth::quotations
