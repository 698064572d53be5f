#include "analyze/quotations/speech/stretch_look.hpp"

#include "analyze/quotations/cues/cue_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {

StretchLook look_at(const TokenTable& t, const Stretch& s) {
  constexpr std::uint32_t kEnough = 400;
  constexpr WordClasses kLight =
      classes_of(WordClass::determiner, WordClass::preposition, WordClass::conjunction);
  StretchLook look;
  std::uint32_t heavy = 0, capitals = 0;
  for (TokenIndex i = s.open + 1; i < s.close; ++i) {
    if (t.kind(i) != TokenKind::word && t.kind(i) != TokenKind::number) continue;
    const WordClasses c = t.classes(i);
    const bool capital = t.shape(i) != Shape::lower && t.shape(i) != Shape::none;
    if (look.words++ == 0) {
      look.capital = capital;
      look.predicate =
          !capital && has_any(c, classes_of(WordClass::auxiliary, WordClass::modal,
                                            WordClass::verb_past, WordClass::verb_present));
    }
    const CueVerb v = cue_verb(t, i);
    const std::int32_t pronoun =
        has(c, WordClass::pronoun) ? class_value(t, i, WordClass::pronoun) : 0;
    if (has_any(c, classes_of(WordClass::auxiliary, WordClass::modal)) || v.form == Form::past ||
        (pronoun > 0 && pronoun < 8))
      look.verb = true;
    if (pronoun > 0 && pronoun < 4) look.first_person = true;
    if (has(c, WordClass::possessive)) {
      const std::int32_t owner = class_value(t, i, WordClass::possessive);
      if (owner > 0 && owner < 4) look.first_person = true;
    }
    if (look.words == kEnough) break;  // no more is to be learned
    if (has_any(c, kLight) && look.words > 1) continue;
    ++heavy;
    if (capital || t.kind(i) == TokenKind::number) ++capitals;
  }
  look.title = heavy > 0 && heavy == capitals;
  const char32_t last = t.code(s.close - 1);
  look.comma = last == ',';
  look.label = last == ':';
  look.stopped = last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0x2014 ||
                 last == 0x2013;
  return look;
}

}  // namespace quoth::quotations
