#include "analyze/quotations/cue_words.hpp"

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

bool starts_attribution(const TokenTable& t, TokenIndex i, TokenIndex end) noexcept {
  constexpr TokenIndex kLongestName = 6;
  if (i >= end || t.kind(i) != TokenKind::word) return false;
  if (finite_speech(t, i) && t.shape(i) == Shape::lower) {
    // "said Smith", "said the minister", and nothing like "said that".
    if (i + 1 >= end) return false;
    const bool article = has(t.classes(i + 1), WordClass::determiner) && i + 2 < end;
    return names_somebody(t, i + 1) || (article && names_somebody(t, i + 2));
  }
  if (has(t.classes(i), WordClass::pronoun)) {
    const std::int32_t who = class_value(t, i, WordClass::pronoun);
    if (who < 4 || who == 6) return false;
    return i + 1 < end && finite_speech(t, i + 1);
  }
  TokenIndex j = i;
  if (has(t.classes(j), WordClass::determiner)) ++j;
  for (TokenIndex n = 0; n < kLongestName && j < end; ++n, ++j) {
    if (n > 0 && finite_speech(t, j) && t.shape(j) == Shape::lower) return true;
    if (!names_somebody(t, j) && !has(t.classes(j), WordClass::honorific)) return false;
  }
  return false;
}

}  // namespace quoth::quotations
