#include "analyze/quotations/cues/cue_words.hpp"

namespace quoth::quotations {
namespace {

bool finite_speech(const TokenTable& t, TokenIndex i) noexcept {
  const CueVerb v = cue_verb(t, i);
  const bool finite = v.form == Form::past || v.form == Form::present;
  return finite && (is_speech(v.frame) || v.frame == Frame::add);
}

bool names_somebody(const TokenTable& t, TokenIndex i) noexcept {
  if (t.kind(i) != TokenKind::word) return false;
  return t.shape(i) != Shape::lower || has(t.classes(i), WordClass::pronoun) ||
         has_any(t.classes(i), classes_of(WordClass::role, WordClass::anonymous));
}

}  // namespace

TokenIndex end_of_attribution(const TokenTable& t, TokenIndex i, TokenIndex end) noexcept {
  constexpr TokenIndex kLongestName = 6;
  if (i >= end || t.kind(i) != TokenKind::word) return i;
  if (finite_speech(t, i) && t.shape(i) == Shape::lower) {
    // "said Smith", "said the minister", and nothing like "said that".
    if (i + 1 >= end) return i;
    const bool article = has(t.classes(i + 1), WordClass::determiner);
    TokenIndex j = i + (article ? 2 : 1);
    if (j >= end || !names_somebody(t, j)) return i;
    while (j < end && j < i + kLongestName && names_somebody(t, j)) ++j;
    return j;
  }
  if (has(t.classes(i), WordClass::pronoun)) {
    const std::int32_t who = class_value(t, i, WordClass::pronoun);
    return who != 3 && who != 6 && i + 1 < end && finite_speech(t, i + 1) ? i + 2 : i;
  }
  TokenIndex j = i;
  if (has(t.classes(j), WordClass::determiner)) ++j;
  for (TokenIndex n = 0; n < kLongestName && j < end; ++n, ++j) {
    if (n > 0 && finite_speech(t, j) && t.shape(j) == Shape::lower) return j + 1;
    if (!names_somebody(t, j) && !has(t.classes(j), WordClass::honorific)) return i;
  }
  return i;
}

bool starts_attribution(const TokenTable& t, TokenIndex i, TokenIndex end) noexcept {
  return end_of_attribution(t, i, end) != i;
}

}  // namespace quoth::quotations
