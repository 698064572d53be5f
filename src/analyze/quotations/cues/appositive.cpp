#include "analyze/quotations/cues/appositive.hpp"

namespace quoth::quotations {
namespace {

// A number, a small word or a name may describe what stands before; only a word that is neither
// (a headline's capitals aside) may not.
bool appositive_starts(const SentenceReader& s, std::uint32_t k) noexcept {
  if (!s.is_token(k)) return false;
  return s.tokens().kind(s.token(k)) == TokenKind::number || s.name_like(k) || s.speaks(k) ||
         s.has_class(k, WordClass::determiner) || s.pronoun(k) == 8 ||
         s.tokens().shape(s.token(k)) == Shape::lower;
}

}  // namespace

std::optional<NounPhrase> subject_over_appositive(const SentenceReader& s, std::uint32_t comma) {
  const ItemRange r = s.range();
  constexpr std::uint32_t kFarthest = 48;
  std::optional<NounPhrase> fallback;
  std::uint32_t k = comma;
  // "Speaking in Arlen, correspondent Ada Voss, said": an office and a full name, with no name to
  // describe before them.
  const auto last = s.phrase_ending(comma - 1);
  const bool whole =
      last && last->first > r.begin && s.is_comma(last->first - 1) && s.name_like(last->head) &&
      last->begin < last->head &&
      has_any(s.classes(last->begin),
              classes_of(WordClass::role, WordClass::person_noun, WordClass::honorific));
  if (whole && !s.has_class(last->head, WordClass::place)) {
    const auto described = s.phrase_ending(last->first - 2);
    if (!described || described->first == r.begin || !s.name_like(described->head) ||
        s.has_class(described->first - 1, WordClass::preposition) ||
        s.is_comma(described->first - 1))
      return last;
  }
  for (std::uint32_t n = 0; n < kFarthest && k > r.begin; ++n) {
    --k;
    // "Voss, called “a coat” by Keller, said"
    const bool inside = s.is_stretch(k) && k > r.begin && s.is_word(k - 1) && s.is_word(k + 1);
    if (inside) continue;
    if (!s.is_token(k)) break;
    const char32_t c = s.code(k);
    if (c == ';' || c == ':') break;
    if ((c != ',' && !s.is_dash(k)) || k == r.begin) continue;
    if (!appositive_starts(s, k + 1)) {
      // "In a speech, Smith, said" and "When X left, Y, said" end here; so does a list.
      if (const auto here = s.phrase_ending(comma - 1); here && !fallback) {
        if (s.name_like(here->head) || s.speaks(here->head)) fallback = here;
      }
      continue;
    }
    const auto subject = s.phrase_ending(k - 1);
    if (!subject) continue;
    const bool number =
        s.is_token(subject->head) && s.tokens().kind(s.token(subject->head)) == TokenKind::number;
    if (number) continue;
    if (s.name_like(subject->head) || s.speaks(subject->head)) {
      const bool place =
          s.has_class(subject->head, WordClass::place) && !s.name_like(subject->begin);
      if (place) continue;
      // "X, of Y, Z": climb on while the name itself stands in an appositive of place.
      const bool after_comma = subject->first > r.begin && s.is_comma(subject->first - 1);
      if (after_comma && s.has_class(subject->head, WordClass::place)) continue;
      // "Her rival, Tomas Veld, called": of a description and the name beside it, the name.
      // Where every noun has a capital, an article tells the description.
      const bool described = !s.name_like(subject->head) ||
                             (subject->first < subject->begin && s.speaks(subject->head));
      const bool named = described && last && last->first == k + 1 && s.name_like(last->head) &&
                         !s.has_class(last->head, WordClass::place);
      return named ? last : subject;
    }
    if (!fallback) fallback = subject;
  }
  return fallback;
}

}  // namespace quoth::quotations
