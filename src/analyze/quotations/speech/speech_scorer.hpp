// Weighs what speaks for and against a marked stretch being somebody's words.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/speech/speech_features.hpp"
#include "quoth/text/lexicon.hpp"
#include "quoth/text/span.hpp"

namespace quoth::quotations {

/// A linear model: the log-odds of "somebody's words" are the sum of the weights of what is found,
/// so zero is even odds. Its weights stand in tables/<lang>/quotation_speech.tsv; a language without
/// that table uses the English ones, as no feature is a word.
class SpeechScorer {
 public:
  using Weights = std::array<float, kSpeechFeatures>;

  SpeechScorer() = default;
  explicit SpeechScorer(const Weights& weights) : weights_(weights) {}
  /// The weights of a table: feature <TAB> weight <TAB> ...; unknown features go to `errors`.
  explicit SpeechScorer(std::string_view table, std::vector<std::string>* errors = nullptr);
  /// The one of the language whose compiled lexicon this is. Read on first use.
  static const SpeechScorer& of(const Lexicon& lexicon);

  [[nodiscard]] float score(const SpeechFeatures& features) const noexcept;
  /// "cued +2.1, one-word -1.4, ...": what was found, the heaviest first, at most `most` of them.
  [[nodiscard]] std::string explain(const SpeechFeatures& features, std::size_t most = 8) const;
  [[nodiscard]] const Weights& weights() const noexcept { return weights_; }

 private:
  Weights weights_{};
};

/// One marked stretch as the scorer saw it, for the program that learns the weights.
struct SeenStretch {
  Span quoted;  ///< without the marks
  SpeechFeatures features;
  bool cued = false;
  bool single = false;  ///< in single marks
  bool nested = false;  ///< inside other marks
};

}  // namespace quoth::quotations
