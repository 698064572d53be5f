#include "analyze/quotations/cues/cue_nouns.hpp"

namespace quoth::quotations {

std::optional<Cue> noun_cue(const SentenceReader& s, const SubjectFinder& subjects,
                            std::uint32_t k) {
  const TokenTable& t = s.tokens();
  const TokenIndex i = s.token(k);
  Cue cue;
  cue.kind = Cue::Kind::noun;
  cue.frame = Frame::add;
  cue.begin = k;
  cue.end = cue.content = k + 1;
  const std::int32_t code = class_value(t, i, WordClass::cue_noun) % 10;
  cue.takes = static_cast<Complements>(class_value(t, i, WordClass::cue_noun) / 10);
  // X’s own harsh claim
  std::uint32_t b = k;
  for (std::uint32_t n = 0; n < 4 && b > s.range().begin; ++n) {
    --b;
    if (!s.is_token(b)) {
      if (n == 0) continue;  // Trump’s “Q” remark
      break;
    }
    if (t.kind(s.token(b)) == TokenKind::clitic && b > s.range().begin) {
      if (const auto owner = s.phrase_ending(b - 1)) subjects.set(cue, *owner);
      break;
    }
    if (s.has_class(b, WordClass::possessive)) {
      cue.subject[0] = {b, b, b, b + 1, b + 1};
      cue.subjects = 1;
      break;
    }
    if (s.breaks_phrase(b) || s.has_class(b, WordClass::determiner)) break;
  }
  if (cue.subjects == 0) {
    if (s.does(k + 1, SpeechRole::author) || (code == 2 && s.does(k + 1, SpeechRole::of))) {
      if (const auto owner = s.phrase_starting(k + 2);
          owner && (s.name_like(owner->head) || s.speaks(owner->head))) {
        subjects.set(cue, *owner);
        cue.subject_after = true;
        cue.content = owner->end;
      }
    }
  }
  if (cue.subjects == 0) return std::nullopt;
  // Only what says what the words were: "his claim that", "her remark “...”", "their plea: ...".
  const std::uint32_t next = std::max(cue.end, cue.content);
  const char32_t c = s.code(next);
  // "her plan", "his decision" tell of words only by what follows them.
  const bool of_words = cue.takes == 0 || (cue.takes & kTakesThat) != 0;
  const bool tells =
      (of_words && (s.is_stretch(next) || s.does(next, SpeechRole::that) || c == ':' || c == ',' ||
                    s.is_stretch(k > s.range().begin ? k - 1 : k))) ||
      (s.does(next, SpeechRole::infinitive) && (cue.takes & kTakesInfinitive) != 0) ||
      takes_preposition_at(s, next, cue.takes);
  if (!tells) return std::nullopt;
  // "her claim that the dam" against "letters that threatened": a verb follows a relative pronoun.
  cue.that = s.does(next, SpeechRole::that) && (cue.takes & kTakesThat) != 0 &&
             !has_any(s.classes(next + 1),
                      classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
                                 WordClass::verb_present, WordClass::cue_verb));
  return cue;
}

}  // namespace quoth::quotations
