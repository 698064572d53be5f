#include <algorithm>
#include <cmath>
#include <span>

#include "analyze/quotations/extractor.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/quotations.hpp"

namespace quoth {
namespace {

using quotations::kSpeakerFeatureNames;
using quotations::kSpeechFeatures;
using quotations::SpeechFeature;

using Meanings = std::vector<std::string_view>;

// What the features of a table mean: its third column, in the order of their names.
template <class Names>
Meanings meanings_of(std::string_view table, const Names& names) {
  Meanings out(std::size(names));
  tables::for_each_row(tables::text_of(table), [&](auto columns) {
    const auto at = std::find(std::begin(names), std::end(names), columns[0]);
    if (at != std::end(names) && columns.size() > 2)
      out[static_cast<std::size_t>(at - std::begin(names))] = columns[2];
  });
  return out;
}

const Meanings& speaker_meanings() {
  static const Meanings all = meanings_of("en/quotation_speakers.tsv", kSpeakerFeatureNames);
  return all;
}

const Meanings& speech_meanings() {
  static const Meanings all = [] {
    std::vector<std::string_view> names;
    names.reserve(kSpeechFeatures);
    for (std::size_t k = 0; k < kSpeechFeatures; ++k)
      names.push_back(name_of(static_cast<SpeechFeature>(k)));
    return meanings_of("en/quotation_speech.tsv", names);
  }();
  return all;
}

void put_heaviest_first(std::vector<QuotationEvidence>& evidence) {
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const QuotationEvidence& a, const QuotationEvidence& b) {
                     return std::abs(a.points) > std::abs(b.points);
                   });
}

SpeakerOption option_of(const quotations::SpeakerCandidate& candidate) {
  SpeakerOption option{candidate.speakers, std::string(candidate.rule), candidate.score, {}};
  for (const auto& f : candidate.features) {
    const auto k = static_cast<std::size_t>(f.feature);
    option.evidence.push_back({kSpeakerFeatureNames[k], speaker_meanings()[k], f.value,
                               f.value * quotations::speaker_weights().of[k]});
  }
  put_heaviest_first(option.evidence);
  return option;
}

void explain_speech(const quotations::SpeechScorer& scorer,
                    const quotations::SpeechFeatures& features, QuotationExplanation& e) {
  e.speech = scorer.score(features);
  for (std::size_t k = 0; k < kSpeechFeatures; ++k) {
    const auto feature = static_cast<SpeechFeature>(k);
    if (features.has(feature))
      e.speech_evidence.push_back({name_of(feature), speech_meanings()[k], 1, scorer.weights()[k]});
  }
  put_heaviest_first(e.speech_evidence);
}

}  // namespace

std::vector<QuotationExplanation> explain_quotations(const Article& article,
                                                     const Annotations& found) {
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of(article));
  Annotations anew = found;
  anew.quotations.clear();
  std::vector<quotations::SeenStretch> seen;
  std::vector<QuotationExplanation> out;
  quotations::ExtractOptions options;
  options.seen = &seen;
  // What is speech was seen just before its speaker is chosen.
  options.observe = [&](const quotations::SpeakerDecision& decision) {
    out.resize(seen.size());
    QuotationExplanation& e = out.back();
    e.confidence = decision.confidence;
    for (const auto& candidate : decision.candidates) e.options.push_back(option_of(candidate));
  };
  const auto title = static_cast<std::uint32_t>(article.title.size());
  quotations::extract(
      Context{tokens, {0, title}, article.published, article.lang, article.published_at}, anew,
      options);
  out.resize(seen.size());
  const auto& scorer = quotations::SpeechScorer::of(tokens.lexicon());
  for (std::size_t k = 0; k < seen.size(); ++k) {
    QuotationExplanation& e = out[k];
    e.words = seen[k].quoted;
    explain_speech(scorer, seen[k].features, e);
    for (std::size_t i = 0; i < found.quotations.size() && e.quotation < 0; ++i)
      for (const Span quoted : found.quotations[i].quoted)
        if (quoted == e.words) e.quotation = static_cast<std::int32_t>(i);
  }
  return out;
}

}  // namespace quoth
