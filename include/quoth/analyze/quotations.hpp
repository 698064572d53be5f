// Explains how the speakers of an article's quotations were chosen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth {

/// One observation about a candidate, and how much it counted.
struct SpeakerEvidence {
  std::string_view feature;  ///< its name in en/quotation_speakers.tsv; static
  std::string_view meaning;  ///< in plain words; static
  float value = 1;           ///< 1, or a count or distance as `meaning` says
  float points = 0;          ///< weight times value; speaks against the candidate when negative
  friend bool operator==(const SpeakerEvidence&, const SpeakerEvidence&) = default;
};

/// Somebody who may have said the words, or nobody.
struct SpeakerOption {
  std::vector<Speaker> speakers;  ///< one, or two who speak together; empty: nobody is named
  std::string rule;  ///< how they came to be a candidate: "verb-after", "paragraph-before"
  float score = 0;   ///< the sum of all points
  std::vector<SpeakerEvidence> evidence;  ///< what counts most first
  friend bool operator==(const SpeakerOption&, const SpeakerOption&) = default;
};

/// How the speaker of one stretch of marked words was chosen.
struct SpeakerExplanation {
  Span words;                          ///< inside the marks, in bytes of `text_of(article)`
  std::int32_t quotation = -1;         ///< index into the quotations, -1 when the words are none
  float confidence = 0;                ///< 0..1, the share of such choices that are right
  std::vector<SpeakerOption> options;  ///< best score first; the first was chosen
  friend bool operator==(const SpeakerExplanation&, const SpeakerExplanation&) = default;
};

/// Explains every marked stretch of an article that was weighed, in the order of reading: what
/// stands inside a quotation comes after the whole text. `found` is what the analyzers found in
/// this article; its quotations are not believed but read anew, so this costs as much as finding
/// them. Speakers given by a signature, a transcript's label or a headline's echo in the body had
/// no rivals; their rule says all, and `options` holds what the sentence alone would have offered.
/// Never throws but std::bad_alloc.
[[nodiscard]] std::vector<SpeakerExplanation> explain_speakers(const Article& article,
                                                               const Annotations& found);

}  // namespace quoth
