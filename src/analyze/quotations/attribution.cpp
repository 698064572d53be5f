#include "analyze/quotations/attribution.hpp"

namespace quoth::quotations {
StretchLook look_at(const TokenTable& t, const Stretch& s) {
  StretchLook look;
  std::uint32_t heavy = 0, capitals = 0;
  bool seen = false;
  for (TokenIndex i = s.open + 1; i < s.close; ++i) {
    if (t.kind(i) != TokenKind::word && t.kind(i) != TokenKind::number) continue;
    ++look.words;
    const bool capital = t.shape(i) != Shape::lower && t.shape(i) != Shape::none;
    if (!seen) {
      look.capital = capital;
      look.predicate =
          !capital &&
          has_any(t.classes(i), classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present));
    }
    seen = true;
    if (look.words > 400) break;  // no more is to be learned
    const WordClasses c = t.classes(i);
    const CueVerb v = cue_verb(t, i);
    if (has_any(c, classes_of(WordClass::auxiliary, WordClass::modal)) || v.form == Form::past ||
        (has(c, WordClass::pronoun) && class_value(t, i, WordClass::pronoun) < 8))
      look.verb = true;
    if (has_any(
            c, classes_of(WordClass::determiner, WordClass::preposition, WordClass::conjunction)) &&
        look.words > 1)
      continue;
    ++heavy;
    if (capital || t.kind(i) == TokenKind::number) ++capitals;
  }
  look.title = heavy > 0 && heavy == capitals;
  const char32_t last = t.code(s.close - 1);
  look.comma = last == ',';
  look.stopped = last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0x2014 ||
                 last == 0x2013;
  return look;
}

// Titles, terms and nicknames are marked too.
bool may_be_speech(const SentenceReader& s, std::uint32_t k, const StretchLook& look) {
  const std::uint32_t b = s.range().begin;
  if (k == b || !s.is_token(k - 1)) return true;
  std::uint32_t p = k - 1;
  if (s.code(p) == '-' && p > b) --p;
  if (s.does(p, SpeechRole::called) && p > b + 1 && s.does(p - 2, SpeechRole::so)) return false;
  // a series called “The Long Winter”
  if (look.title && p > b && s.does(p, SpeechRole::named) && s.is_word(p - 1) &&
      !s.name_like(p - 1) && s.pronoun(p - 1) == 0 &&
      !has_any(s.classes(p - 1),
               classes_of(WordClass::anonymous, WordClass::group_noun, WordClass::role,
                          WordClass::adverb, WordClass::auxiliary)))
    return false;
  if (!look.title || look.words > 9) return true;
  if (s.does(p, SpeechRole::titled)) return false;
  if (look.words < 2) return true;
  if (s.is_stretch(p)) return true;  // 'One Thing' - 'Another': no word stands before it
  // on “Meet the Press”; NBC’s “Today”; told “Fox and Friends”
  const bool clitic = s.tokens().kind(s.token(p)) == TokenKind::clitic;
  const CueVerb verb = cue_verb(s.tokens(), s.token(p));
  if (clitic || s.has_class(p, WordClass::possessive) || verb.frame == Frame::tell) return false;
  if (s.has_class(p, WordClass::preposition) && !s.does(p, SpeechRole::as)) return false;
  // her memoir, “Tough Choices”
  if (s.is_comma(p) && p > b && s.has_class(p - 1, WordClass::cue_noun) && !look.verb) return false;
  return true;
}

// A whole clause in marks; else the marks are around a part of the reporter's clause.
bool is_direct(const SentenceReader& s, std::uint32_t k, const StretchLook& look, const Cue* cue,
               const Choice& choice) {
  const std::uint32_t b = s.range().begin;
  if (cue != nullptr && cue->kind == Cue::Kind::colon) return true;
  if (cue != nullptr && (cue->kind == Cue::Kind::dash || cue->kind == Cue::Kind::headline))
    return true;
  const bool at_begin = k == b;
  const char32_t tie = k > b ? s.code(k - 1) : U'\0';
  if (tie == ':') return true;
  if (cue == nullptr) return at_begin && look.words >= 2;
  if (choice.before) {
    if (s.does(k - 1, SpeechRole::that)) return false;
    if (cue->frame == Frame::call || cue->frame == Frame::thank) return false;
    const bool adjacent = tie == ',' || k == cue->end || k == cue->content;
    return adjacent && look.capital && (look.words >= 3 || look.stopped || look.comma);
  }
  if (at_begin) return look.capital || look.comma || look.stopped;
  // “A,” he said, “B.”
  return (tie == ',' && k >= 1 && look.capital) && (look.comma || look.stopped);
}

}  // namespace quoth::quotations
