// Turns marks, cues and mentions of one text into quotations.
#pragma once

#include <functional>

#include "analyze/quotations/speakers/speaker_candidates.hpp"
#include "analyze/quotations/speech/speech_scorer.hpp"
#include "quoth/analyze/analyzer.hpp"

namespace quoth::quotations {

/// How the speaker of one marked stretch was chosen.
struct SpeakerDecision {
  Span words;                                       ///< inside the marks
  const std::vector<SpeakerCandidate>& candidates;  ///< best first; valid during the call
  float confidence = 0;
  bool nested = false;  ///< inside another quotation
};

/// What a reader of decisions may ask for; the default reads with the table's weights.
struct ExtractOptions {
  const SpeakerWeights* weights = nullptr;
  std::function<void(const SpeakerDecision&)> observe;  ///< called once for each quotation
  const SpeechScorer* speech = nullptr;                 ///< what is speech; else the table's
  std::vector<SeenStretch>* seen = nullptr;             ///< receives every marked stretch read
};

/// Fills `out.quotations` from what `out` holds already. Linear in the text.
void extract(const Context& context, Annotations& out, const ExtractOptions& options = {});

}  // namespace quoth::quotations
