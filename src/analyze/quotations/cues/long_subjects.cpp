#include "analyze/quotations/cues/long_subjects.hpp"

#include "analyze/quotations/cues/cue_words.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kReach = 24;  // items of a clause that describes a subject
constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);
constexpr WordClasses kDetermines = classes_of(WordClass::determiner, WordClass::possessive);

bool opens_clause(const SentenceReader& s, const NounPhrase& p) noexcept {
  const std::uint32_t b = p.first;
  if (b == s.range().begin || !s.is_token(b - 1)) return true;
  return s.is_comma(b - 1) || s.code(b - 1) == ':' || s.code(b - 1) == ';' || s.is_dash(b - 1) ||
         s.has_class(b - 1, WordClass::conjunction);
}

// Reads the clause to the left of a cue, from its last item to the noun that it describes.
class DescribedSubject {
 public:
  DescribedSubject(const SentenceReader& s, std::uint32_t last) : s_(s), last_(last) {}

  std::optional<NounPhrase> find() const {
    const std::uint32_t begin = s_.range().begin;
    if (last_ < begin + 2 || begins_own_clause()) return std::nullopt;
    const std::uint32_t lowest = last_ - begin > kReach ? last_ - kReach : begin;
    for (std::uint32_t k = last_; k > lowest; --k) {
      if (!s_.is_token(k) || s_.is_dash(k)) return std::nullopt;
      const char32_t c = s_.code(k);
      if (c == ',' || c == ';' || c == ':' || c == '(') return std::nullopt;
      const bool describes = relative(k) || (!joined() && participle(k));
      if (!describes) continue;
      const auto described = described_before(k);
      if (described && opens_clause(s_, *described) && unnamed(*described) &&
          (relative(k) || s_.speaks(described->head)))
        return described;
    }
    return std::nullopt;
  }

 private:
  // "The crowd gathered in Arlen and the mayor said": no participle.
  [[nodiscard]] bool joined() const {
    const auto p = s_.phrase_ending(last_);
    return p && p->first > s_.range().begin && s_.has_class(p->first - 1, WordClass::conjunction);
  }

  // "The man who runs it left and Voss said", "... knows that the mayor said": what stands right
  // before the cue is the subject of a clause of its own.
  [[nodiscard]] bool begins_own_clause() const {
    const auto p = s_.phrase_ending(last_);
    if (!p || p->first == s_.range().begin) return false;
    const std::int32_t pronoun = s_.pronoun(p->head);
    if (pronoun != 0 && pronoun != 6 && !s_.does(p->head, SpeechRole::object_pronoun)) return true;
    const std::uint32_t before = p->first - 1;
    if (!s_.has_class(before, WordClass::conjunction))
      return s_.has_class(before, WordClass::subordinator) || s_.does(before, SpeechRole::that) ||
             s_.does(before, SpeechRole::leads_clause);
    return s_.name_like(p->head) || !s_.phrase_ending(before - 1);
  }

  [[nodiscard]] bool verb(std::uint32_t k) const noexcept {
    return s_.is_word(k) && !s_.name_like(k) &&
           (has_any(s_.classes(k), kFinite) || s_.words().ends_as_past(s_.text(k)) ||
            cue_verb(s_.tokens(), s_.token(k)).form != Form::none);
  }

  // "who spoke", "that represents": the subject of its clause, so no noun follows it at once.
  [[nodiscard]] bool relative(std::uint32_t k) const noexcept {
    std::uint32_t next = k + 1;
    while (next < last_ && s_.has_class(next, WordClass::adverb) && !s_.name_like(next)) ++next;
    if (next > last_ || !s_.is_word(next)) return false;
    // "whose son died in the fire"
    if (s_.does(k, SpeechRole::owner_of_next)) return clause_of_possession(next);
    if (s_.pronoun(k) == 8)
      return !s_.name_like(next) && s_.pronoun(next) == 0 &&
             !has_any(s_.classes(next), kDetermines);
    return s_.does(k, SpeechRole::relative) && verb(next);
  }

  // "son died in the fire": a noun and its verb; but in "whose wife said" the wife says it.
  [[nodiscard]] bool clause_of_possession(std::uint32_t noun) const {
    for (std::uint32_t k = noun + 1; k <= last_; ++k)
      if (verb(k)) return true;
    return false;
  }

  // "representing the families", "accused of theft"
  [[nodiscard]] bool participle(std::uint32_t k) const noexcept {
    if (k == last_ || !s_.is_word(k) || s_.name_like(k) ||
        s_.tokens().shape(s_.token(k)) != Shape::lower)
      return false;
    const bool governs = s_.has_class(k + 1, WordClass::preposition);
    if (s_.words().ends_as_ongoing(s_.text(k)))
      return governs || s_.name_like(k + 1) || has_any(s_.classes(k + 1), kDetermines);
    return governs && !s_.does(k + 1, SpeechRole::infinitive) &&
           s_.words().ends_as_past(s_.text(k));
  }

  // "those who", "many who": a determiner alone.
  [[nodiscard]] std::optional<NounPhrase> described_before(std::uint32_t k) const {
    const auto p = s_.phrase_ending(k - 1);
    if (p || s_.pronoun(k) != 8 || !s_.has_class(k - 1, WordClass::determiner)) return p;
    return NounPhrase{k - 1, k - 1, k - 1, k, k};
  }

  [[nodiscard]] bool unnamed(const NounPhrase& p) const noexcept {
    if (s_.name_like(p.head) || s_.pronoun(p.head) != 0 || !s_.is_word(p.head)) return false;
    if (s_.has_class(p.head, WordClass::cue_noun)) return false;
    return s_.speaks(p.head) || p.first < p.begin || s_.has_class(p.head, WordClass::determiner);
  }

  const SentenceReader& s_;
  const std::uint32_t last_;
};

bool plural(const SentenceReader& s, std::uint32_t k) noexcept {
  return s.does(k, SpeechRole::plural) || (s.is_word(k) && s.words().ends_as_plural(s.text(k)));
}

}  // namespace

bool describes_one(const SentenceReader& s, const NounPhrase& p) noexcept {
  return !s.name_like(p.head) && s.pronoun(p.head) == 0 &&
         has_any(s.classes(p.head),
                 classes_of(WordClass::role, WordClass::person_noun, WordClass::relative_person));
}

std::optional<NounPhrase> subject_under_clause(const SentenceReader& s, std::uint32_t last) {
  if (s.words().verb_second()) return std::nullopt;
  return DescribedSubject(s, last).find();
}

std::optional<NounPhrase> owner_of_joint(const SentenceReader& s, const NounPhrase& last) {
  const std::uint32_t first = last.first;
  if (s.words().verb_second() || first < s.range().begin + 3 ||
      !s.does(first - 1, SpeechRole::conjunct) || s.pronoun(last.head) != 0)
    return std::nullopt;
  auto owner = s.phrase_ending(first - 2);
  // "the ministers of France, Germany and Italy"
  for (int n = 0; n < 4 && owner && owner->head_end == owner->end; ++n) {
    const std::uint32_t b = owner->first;
    if (b < s.range().begin + 2 || !s.is_comma(b - 1) || !s.name_like(owner->head)) break;
    owner = s.phrase_ending(b - 2);
  }
  if (!owner || owner->head_end == owner->end || s.name_like(owner->head) ||
      s.pronoun(owner->head) != 0 || !opens_clause(s, *owner))
    return std::nullopt;
  const bool many = plural(s, owner->head);
  if (!s.speaks(owner->head) && !(many && owner->first < owner->begin)) return std::nullopt;
  const bool names = s.name_like(first - 2) && s.name_like(last.head);
  // "the mayor of Arlen and Brall", but "the mayor of Arlen and Ada Voss"
  const bool place = names && (last.begin == last.head || s.has_class(last.head, WordClass::place));
  const bool descriptions = describes_one(s, last) && !describes_one(s, {0, 0, first - 2, 0, 0});
  // "the mayor of Arlen and Keller", "residents of Arlen and the mayor"
  if (descriptions || s.name_like(first - 2) != s.name_like(last.head)) return std::nullopt;
  if (!many && !place && last.first == last.begin) return std::nullopt;
  owner->end = last.end;
  return owner;
}

}  // namespace quoth::quotations
