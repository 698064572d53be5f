// Explains how an article's quotations were found: which marked words are speech, and whose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth {

/// One observation, and how much it counted.
struct QuotationEvidence {
  std::string_view feature;  ///< its name in the table of its weights; static
  std::string_view meaning;  ///< in plain words; static
  float value = 1;           ///< 1, or a count or distance as `meaning` says
  float points = 0;          ///< weight times value; speaks against when negative
  friend bool operator==(const QuotationEvidence&, const QuotationEvidence&) = default;
};

/// Somebody who may have said the words, or nobody.
struct SpeakerOption {
  std::vector<Speaker> speakers;  ///< one, or two who speak together; empty: nobody is named
  std::string rule;  ///< how they came to be a candidate: "verb-after", "paragraph-before"
  float score = 0;   ///< the sum of all points
  std::vector<QuotationEvidence> evidence;  ///< what counts most first; en/quotation_speakers.tsv
  friend bool operator==(const SpeakerOption&, const SpeakerOption&) = default;
};

/// How one stretch of marked words was read.
struct QuotationExplanation {
  Span words;                   ///< inside the marks, in bytes of `text_of(article)`
  std::int32_t quotation = -1;  ///< index into the quotations, -1 when the words are none
  /// The log-odds of the words being somebody's, the sum of all points: below zero they are a title,
  /// a term or the like, unless a headline's words are said in the body, or the mood of the sentence
  /// tells by itself that it is reported.
  float speech = 0;
  std::vector<QuotationEvidence> speech_evidence;  ///< what counts most first; quotation_speech.tsv
  float confidence = 0;  ///< 0..1, the share of such choices of a speaker that are right
  std::vector<SpeakerOption> options;  ///< best score first; the first was chosen; empty: no speech
  friend bool operator==(const QuotationExplanation&, const QuotationExplanation&) = default;
};

/// Explains every marked stretch of an article that was weighed, in the order of reading: what
/// stands inside a quotation comes after the whole text. `found` is what the analyzers found in
/// this article; its quotations are not believed but read anew, so this costs as much as finding
/// them. Speakers given by a signature, a transcript's label or a headline's echo in the body had
/// no rivals; their rule says all, and `options` holds what the sentence alone would have offered.
/// Never throws but std::bad_alloc.
[[nodiscard]] std::vector<QuotationExplanation> explain_quotations(const Article& article,
                                                                   const Annotations& found);

}  // namespace quoth
