#include "analyze/quotations/speech/speech_scorer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "analyze/tables/per_language.hpp"

namespace quoth::quotations {

SpeechScorer::SpeechScorer(std::string_view table, std::vector<std::string>* errors) {
  tables::for_each_row(table, [&](auto columns, std::size_t line) {
    std::size_t feature = 0;
    while (feature < kSpeechFeatures && name_of(static_cast<SpeechFeature>(feature)) != columns[0])
      ++feature;
    float weight = 0;
    const char* end = columns.size() > 1 ? columns[1].data() + columns[1].size() : nullptr;
    const bool number = columns.size() > 1 &&
                        std::from_chars(columns[1].data(), end, weight).ptr == end &&
                        !columns[1].empty();
    if (feature < kSpeechFeatures && number) {
      weights_[feature] = weight;
    } else if (errors != nullptr) {
      errors->push_back(
          "quotation_speech.tsv:" + std::to_string(line) + ": \"" + std::string(columns[0]) +
          "\" with its weight is no row; write a feature of speech_features.hpp, TAB, "
          "and a number");
    }
  });
}

const SpeechScorer& SpeechScorer::of(const Lexicon& lexicon) {
  static tables::PerLanguage<SpeechScorer> scorers;
  return scorers.of(lexicon, [](std::string_view lang) {
    const std::string_view own = tables::text_of(std::string(lang) + "/quotation_speech.tsv");
    return SpeechScorer(own.empty() ? tables::text_of("en/quotation_speech.tsv") : own);
  });
}

float SpeechScorer::score(const SpeechFeatures& features) const noexcept {
  float sum = 0;
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    if (features.has(static_cast<SpeechFeature>(k))) sum += weights_[k];
  return sum;
}

std::string SpeechScorer::explain(const SpeechFeatures& features, std::size_t most) const {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    if (features.has(static_cast<SpeechFeature>(k)) && weights_[k] != 0) found.push_back(k);
  std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(weights_[a]) > std::abs(weights_[b]);
  });
  std::string out;
  for (std::size_t k = 0; k < std::min(most, found.size()); ++k) {
    char number[32];
    std::snprintf(number, sizeof number, " %+.1f", static_cast<double>(weights_[found[k]]));
    if (!out.empty()) out += ", ";
    out += name_of(static_cast<SpeechFeature>(found[k]));
    out += number;
  }
  return out;
}

}  // namespace quoth::quotations
