#include <algorithm>
#include <cmath>

#include "analyze/quotations/extractor.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/quotations.hpp"

namespace quoth {
namespace {

using quotations::kSpeakerFeatureNames;
using quotations::kSpeakerFeatures;

const std::array<std::string_view, kSpeakerFeatures>& meanings() {
  static const auto all = [] {
    std::array<std::string_view, kSpeakerFeatures> out{};
    tables::for_each_row(tables::text_of("en/quotation_speakers.tsv"), [&](auto columns) {
      const auto at =
          std::find(kSpeakerFeatureNames.begin(), kSpeakerFeatureNames.end(), columns[0]);
      if (at != kSpeakerFeatureNames.end() && columns.size() > 2)
        out[static_cast<std::size_t>(at - kSpeakerFeatureNames.begin())] = columns[2];
    });
    return out;
  }();
  return all;
}

SpeakerOption option_of(const quotations::SpeakerCandidate& candidate) {
  SpeakerOption option{candidate.speakers, std::string(candidate.rule), candidate.score, {}};
  for (const auto& f : candidate.features) {
    const auto k = static_cast<std::size_t>(f.feature);
    option.evidence.push_back({kSpeakerFeatureNames[k], meanings()[k], f.value,
                               f.value * quotations::speaker_weights().of[k]});
  }
  std::stable_sort(option.evidence.begin(), option.evidence.end(),
                   [](const SpeakerEvidence& a, const SpeakerEvidence& b) {
                     return std::abs(a.points) > std::abs(b.points);
                   });
  return option;
}

}  // namespace

std::vector<SpeakerExplanation> explain_speakers(const Article& article, const Annotations& found) {
  std::vector<SpeakerExplanation> out;
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of(article.lang));
  Annotations anew = found;
  anew.quotations.clear();
  quotations::ExtractOptions options;
  options.observe = [&](const quotations::SpeakerDecision& decision) {
    SpeakerExplanation& e = out.emplace_back();
    e.words = decision.words;
    e.confidence = decision.confidence;
    for (const auto& candidate : decision.candidates) e.options.push_back(option_of(candidate));
    for (std::size_t i = 0; i < found.quotations.size() && e.quotation < 0; ++i)
      for (const Span quoted : found.quotations[i].quoted)
        if (quoted == decision.words) e.quotation = static_cast<std::int32_t>(i);
  };
  const auto title = static_cast<std::uint32_t>(article.title.size());
  quotations::extract(
      Context{tokens, {0, title}, article.published, article.lang, article.published_at}, anew,
      options);
  return out;
}

}  // namespace quoth
