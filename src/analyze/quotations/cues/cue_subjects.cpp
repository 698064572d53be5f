#include "analyze/quotations/cues/cue_subjects.hpp"

#include <algorithm>
#include <array>

#include "analyze/quotations/cues/appositive.hpp"
#include "analyze/quotations/cues/long_subjects.hpp"

namespace quoth::quotations {

void SubjectFinder::set(Cue& cue, const NounPhrase& p) const {
  cue.subject[0] = p;
  cue.subjects = 1;
  add_joint(cue);
}

// Whether two phrases are speakers side by side: "Smith and Jones", "Smith and the mayor of Arlen".
bool SubjectFinder::can_join(const NounPhrase& before, const NounPhrase& p) const noexcept {
  const auto name = [&](const NounPhrase& x) {
    return s_.name_like(x.head) && !s_.has_class(x.head, WordClass::place);
  };
  const auto whole = [&](const NounPhrase& x) { return x.first < x.begin && describes_one(s_, x); };
  if (s_.name_like(before.head) && s_.name_like(p.head)) return true;
  return (name(before) || whole(before)) && (name(p) || whole(p));
}

// "Smith and Jones said", "Voss, Smith and Jones said": the first comes first.
void SubjectFinder::add_joint(Cue& cue) const {
  const NounPhrase p = cue.subject[0];
  if (cue.subject_after) return add_joint_after(cue);
  if (add_neither(cue)) return;
  if (const auto owner = owner_of_joint(s_, p)) {
    cue.subject[0] = *owner;
    return;
  }
  // "Smith and former aide Jones": words between the "and" and the name describe him.
  std::uint32_t link = p.first;
  for (std::uint32_t n = 0; n < 6 && link > s_.range().begin + 1; ++n) {
    if (s_.does(link - 1, SpeechRole::conjunct) || !s_.is_word(link - 1) ||
        s_.breaks_phrase(link - 1))
      break;
    --link;
  }
  if (link < s_.range().begin + 2 || !s_.does(link - 1, SpeechRole::conjunct)) return;
  const auto before = s_.phrase_ending(link - 2);
  if (!before || !can_join(*before, p)) return;
  std::array<NounPhrase, kMostSubjects> list{p, *before};  // the last one first
  std::uint8_t count = 2;
  while (count < list.size()) {
    const std::uint32_t first = list[count - 1].first;
    if (first < s_.range().begin + 2 || !s_.is_comma(first - 1)) break;
    const auto more = s_.phrase_ending(first - 2);
    if (!more || !s_.name_like(more->head)) break;
    // "In Arlen, Smith and Jones said"
    if (more->first > s_.range().begin && s_.is_word(more->first - 1)) break;
    list[count++] = *more;
  }
  const std::uint32_t b = before_title(list[count - 1].first);
  const bool starts = b == s_.range().begin || s_.is_comma(b - 1) || s_.is_stretch(b - 1);
  if (!starts) return;
  std::reverse_copy(list.begin(), list.begin() + count, cue.subject.begin());
  cue.subjects = count;
}

// "neither Smith nor his aide said"
bool SubjectFinder::add_neither(Cue& cue) const {
  const NounPhrase p = cue.subject[0];
  const std::uint32_t b = s_.range().begin;
  const auto negates = [&](std::uint32_t k) { return s_.has_class(k, WordClass::negation); };
  if (p.first < b + 2 || !negates(p.first - 1) ||
      !s_.has_class(p.first - 1, WordClass::conjunction))
    return false;
  const auto before = s_.phrase_ending(p.first - 2);
  if (!before || !(negates(before->first) || (before->first > b && negates(before->first - 1))))
    return false;
  cue.subject[0] = *before;
  cue.subject[1] = p;
  cue.subjects = 2;
  return true;
}

// "said Voss and Smith", "said Voss, Smith and Jones"
void SubjectFinder::add_joint_after(Cue& cue) const {
  std::uint32_t end = cue.subject[0].end;
  if (!s_.name_like(cue.subject[0].head)) return;
  for (std::size_t count = 1; count < cue.subject.size(); ++count) {
    const bool comma = s_.is_comma(end);
    const bool last = s_.does(end + (comma ? 1u : 0u), SpeechRole::conjunct);
    if (!comma && !last) return;
    const auto next = s_.phrase_starting(end + (comma ? 1u : 0u) + (last ? 1u : 0u));
    if (!next || !s_.name_like(next->begin) || !s_.name_like(next->head)) return;
    cue.subject[count] = *next;
    end = next->end;
    // ", Smith and Jones": only the conjunction makes them a list; else they may describe.
    if (last) {
      cue.subjects = static_cast<std::uint8_t>(count + 1);
      return;
    }
  }
}

// "The deputies Voss and Smith": the item where the office that both have begins, else `b`.
std::uint32_t SubjectFinder::before_title(std::uint32_t b) const {
  const std::uint32_t begin = s_.range().begin;
  if (b == begin || !s_.is_word(b - 1) || s_.name_like(b - 1) || s_.breaks_phrase(b - 1) ||
      !s_.words().ends_as_plural(s_.text(b - 1)))
    return b;
  const auto title = s_.phrase_ending(b - 1);
  return title ? title->first : b;
}

bool SubjectFinder::invertible(const Cue& cue) const noexcept {
  return (is_speech(cue.frame) || cue.frame == Frame::add || cue.frame == Frame::think) &&
         (cue.form == Form::past || cue.form == Form::present) && !cue.passive;
}

// The subject from what stands left of the verb group.
void SubjectFinder::find(Cue& cue, std::uint32_t at, bool infinitive) const {
  const ItemRange r = s_.range();
  if (cue.passive && !cue.quoted_as_saying) {
    const auto patient = at != kNowhere ? s_.phrase_ending(at) : std::nullopt;
    if (by_agent(cue)) {
      const bool felt = cue.frame == Frame::think || cue.frame == Frame::sense;
      if (patient && !felt) cue.patient = patient->head;
      return;
    }
  }
  if (!cue.passive && described_by(cue, at)) return;
  const bool after_quotation =
      at == kNowhere || s_.is_stretch(at) ||
      ((s_.is_comma(at) || s_.is_dash(at)) && at > r.begin && s_.is_stretch(at - 1));
  if (cue.form == Form::ing && at != kNowhere && !infinitive && at + 1 == cue.begin) {
    // "Voss calling it", "a sign reading"; "a statement saying" is its writer's.
    const bool occasion = s_.has_class(at, WordClass::cue_noun) &&
                          class_value(t_, s_.token(at), WordClass::cue_noun) % 10 != 3;
    if (s_.is_word(at) && !occasion && !s_.breaks_phrase(at)) {
      if (const auto subject = s_.phrase_ending(at)) {
        set(cue, seen_saying(*subject).value_or(*subject));
        return;
      }
    }
  }
  if ((cue.form == Form::ing && !cue.progressive) || infinitive) {
    carry(cue, cue.begin);
    return;
  }
  if (after_quotation || s_.is_comma(at)) {
    if (invertible(cue)) {
      std::uint32_t k = cue.end;
      while (s_.has_class(k, WordClass::adverb) && !s_.name_like(k)) ++k;
      if (const auto right = s_.phrase_starting(k); right &&
                                                    can_follow(cue, *right, after_quotation) &&
                                                    (after_quotation || !has_predicate(*right))) {
        cue.subject_after = true;
        set(cue, name_beside(*right).value_or(*right));
        return;
      }
    }
    if (after_quotation) {
      if (at != kNowhere) carry(cue, cue.begin, true);
      return;
    }
  }
  if (s_.is_comma(at) || s_.is_dash(at)) {
    if (const auto subject = subject_over_appositive(s_, at)) {
      set(cue, *subject);
      return;
    }
    carry(cue, cue.begin);
    return;
  }
  // "neither confirm nor deny"
  if (!earlier_.empty() && earlier_.back().kind == Cue::Kind::verb && earlier_.back().begin == at &&
      earlier_.back().form == cue.form) {
    carry(cue, cue.begin);
    return;
  }
  at = over_time(at);
  const std::int32_t p = s_.pronoun(at);
  if (p == 8 || s_.does(at, SpeechRole::relative)) {
    // The antecedent of a relative clause.
    if (at > r.begin) {
      std::uint32_t k = at - 1;
      if (s_.is_comma(k) && k > r.begin) --k;
      if (auto subject = s_.phrase_ending(k)) {
        // "Ada Voss, the region's governor, who said"
        if (!s_.name_like(subject->head) && subject->first > r.begin + 1 &&
            s_.is_comma(subject->first - 1)) {
          const auto name = s_.phrase_ending(subject->first - 2);
          if (name && s_.name_like(name->head)) subject = name;
        }
        set(cue, *subject);
        cue.relative = at;
        return;
      }
    }
    if (p == 8) return;
  }
  if (s_.has_class(at, WordClass::conjunction)) {
    carry(cue, cue.begin);
    return;
  }
  if (const auto subject = under_clause(at)) {
    set(cue, *subject);
    return;
  }
  if (const auto subject = s_.phrase_ending(at)) {
    // "no record of Voss ever having said"
    const bool having = cue.begin > at + 1 && s_.words().ends_as_ongoing(s_.text(cue.begin - 1));
    const auto seen = having ? seen_saying(*subject) : std::nullopt;
    set(cue, seen ? *seen : over_participle(cue, *subject).value_or(*subject));
    return;
  }
  carry(cue, cue.begin);
}

// "A man who knows Voss said"; but in "a man who knows Voss told us Keller said" he has told already.
std::optional<NounPhrase> SubjectFinder::under_clause(std::uint32_t at) const {
  const auto subject = subject_under_clause(s_, at);
  if (!subject) return std::nullopt;
  constexpr std::size_t kFarthest = 4;
  const std::size_t lowest = earlier_.size() > kFarthest ? earlier_.size() - kFarthest : 0;
  for (std::size_t c = earlier_.size(); c-- > lowest;) {
    const Cue& other = earlier_[c];
    if (other.subjects != 0 && other.subject[0].head == subject->head && other.relative == 0 &&
        !other.subject_carried)
      return std::nullopt;
  }
  return subject;
}

// "who in 2015 said", "who on that Friday said": the item of "who", else `at`.
std::uint32_t SubjectFinder::over_time(std::uint32_t at) const noexcept {
  constexpr std::uint32_t kLongest = 5;
  if (!s_.is_token(at)) return at;
  const bool time = t_.kind(s_.token(at)) == TokenKind::number ||
                    has_any(s_.classes(at), classes_of(WordClass::weekday, WordClass::month,
                                                       WordClass::time_unit, WordClass::day_part));
  for (std::uint32_t k = at; time && at - k < kLongest && k > s_.range().begin + 1; --k) {
    if (!s_.is_token(k) || s_.is_comma(k)) return at;
    if (s_.has_class(k, WordClass::preposition)) return s_.pronoun(k - 1) == 8 ? k - 1 : at;
  }
  return at;
}

// "Voss, the harbour's doctor, said Moss was late": Moss begins what is said.
bool SubjectFinder::has_predicate(const NounPhrase& p) const noexcept {
  constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                             WordClass::verb_past, WordClass::verb_present);
  std::uint32_t k = p.end;
  while (s_.inside(k) && s_.is_token(k) && s_.has_class(k, WordClass::adverb)) ++k;
  return s_.inside(k) && s_.is_token(k) && has_any(s_.classes(k), kFinite);
}

// "a video of Voss saying": of what cannot speak, the one who is named behind it.
std::optional<NounPhrase> SubjectFinder::seen_saying(const NounPhrase& p) const {
  if (s_.speaks(p.head) || s_.pronoun(p.head) != 0 || s_.name_like(p.head) ||
      !s_.does(p.head_end, SpeechRole::of))
    return std::nullopt;
  // "nine percent of Americans saying"
  for (std::uint32_t k = p.first; k <= p.head; ++k)
    if (!s_.is_word(k) || s_.has_class(k, WordClass::cardinal)) return std::nullopt;
  const auto inner = s_.phrase_starting(p.head_end + 1);
  const bool somebody = inner && inner->end <= p.end && s_.name_like(inner->head) &&
                        !s_.has_class(inner->head, WordClass::demonym) &&
                        t_.shape(s_.token(inner->head)) != Shape::upper;
  return somebody ? inner : std::nullopt;
}

// "papers handed to the council showed": what shows is what the participle describes.
std::optional<NounPhrase> SubjectFinder::over_participle(const Cue& cue,
                                                         const NounPhrase& p) const {
  const ItemRange r = s_.range();
  if (p.first < r.begin + 3) return std::nullopt;
  // "A letter obtained by Tass warns": the letter, and not who obtained it.
  const bool text_by = s_.does(p.first - 1, SpeechRole::agent);
  if (cue.frame != Frame::show && !text_by) return std::nullopt;
  const std::uint32_t participle = p.first - 2;
  if (!s_.has_class(p.first - 1, WordClass::preposition) || !s_.is_word(participle) ||
      t_.shape(s_.token(participle)) != Shape::lower ||
      !s_.words().ends_as_past(s_.text(participle)))
    return std::nullopt;
  const auto described = s_.phrase_ending(
      s_.is_comma(participle - 1) || s_.has_class(participle - 1, WordClass::conjunction)
          ? participle - 2
          : participle - 1);
  if (text_by && !(described && s_.has_class(described->head, WordClass::cue_noun)))
    return std::nullopt;
  return described && s_.pronoun(described->head) == 0 && !s_.name_like(described->head)
             ? described
             : std::nullopt;
}

// "said the watchman, Ada Voss.": the name beside a description, when nothing goes on from it.
std::optional<NounPhrase> SubjectFinder::name_beside(const NounPhrase& p) const {
  if (s_.name_like(p.head) || s_.pronoun(p.head) != 0 || !s_.is_comma(p.end)) return std::nullopt;
  const auto name = s_.phrase_starting(p.end + 1);
  if (!name || !s_.name_like(name->begin) || !s_.name_like(name->head)) return std::nullopt;
  // Of "the mayor of Brall, Arlen" a place is no speaker; "said the mayor, Tass reported" goes on.
  if (name->begin == name->head && s_.has_class(name->head, WordClass::place)) return std::nullopt;
  const std::uint32_t k = name->end;
  const char32_t c = s_.code(k);
  const bool ends = !s_.inside(k) || c == '.' || c == ',' || c == ';' || c == ')' || s_.is_dash(k);
  return ends ? name : std::nullopt;
}

// Whether the phrase right of an inverted verb is its subject and not its hearer or object.
bool SubjectFinder::can_follow(const Cue& cue, const NounPhrase& p, bool after_quotation) const {
  const std::int32_t pronoun = s_.pronoun(p.head);
  if (pronoun != 0)
    return after_quotation && (pronoun == 4 || pronoun == 5 || pronoun == 7) &&
           is_speech(cue.frame) && subject_case(p.head);
  if (cue.frame == Frame::tell && !s_.does(cue.begin, SpeechRole::inverts)) return false;
  if (after_quotation && is_speech(cue.frame)) return true;
  if (after_quotation && (p.first < p.begin || s_.name_like(p.begin))) return true;
  return s_.name_like(p.begin) || s_.name_like(p.head) || s_.speaks(p.head);
}

bool SubjectFinder::subject_case(std::uint32_t k) const noexcept {
  return !s_.does(k, SpeechRole::object_pronoun);
}

// "... by X" after a passive.
// "... by X as saying": X passed the words on, and the subject stands before: then false.
bool SubjectFinder::by_agent(Cue& cue) const {
  std::uint32_t k = cue.end;
  for (std::uint32_t n = 0; n < 12 && s_.inside(k); ++n, ++k) {
    if (s_.is_comma(k)) return true;
    if (!s_.does(k, SpeechRole::agent)) continue;
    if (k > cue.end && inner_agent(cue.end, k)) continue;
    const auto agent = s_.phrase_starting(k + 1);
    if (agent && s_.does(agent->end, SpeechRole::before_verb) && s_.is_word(agent->end + 1) &&
        cue_verb(t_, s_.token(agent->end + 1)).form == Form::ing) {
      cue.quoted_as_saying = true;
      cue.passive = false;
      cue.pass_on(*agent);
      cue.end = agent->end + 2;
      return false;
    }
    if (agent && (s_.name_like(agent->head) || s_.speaks(agent->head))) {
      cue.subject_after = true;
      set(cue, name_beside(*agent).value_or(*agent));
    }
    return true;
  }
  return true;
}

// "Voss, described by Keller as “a coat”", "called “a coat” by Keller": a participle without its "was",
// and Keller speaks.
bool SubjectFinder::described_by(Cue& cue, std::uint32_t at) const {
  if (cue.form != Form::past && cue.form != Form::participle) return false;
  if (s_.words().verb_second() || s_.does(cue.begin, SpeechRole::passes_on)) return false;
  const std::uint32_t by = cue.end + (s_.is_stretch(cue.end) ? 1u : 0u);
  if (!s_.does(by, SpeechRole::agent)) return false;
  const auto agent = s_.phrase_starting(by + 1);
  constexpr WordClasses kTime =
      classes_of(WordClass::weekday, WordClass::month, WordClass::time_unit, WordClass::day_part);
  if (!agent || has_any(s_.classes(agent->head), kTime)) return false;
  if (!s_.name_like(agent->head) && !describes_one(s_, *agent)) return false;
  if (at != kNowhere && at > s_.range().begin) {
    const auto patient = s_.phrase_ending(s_.is_comma(at) ? at - 1 : at);
    if (patient) cue.patient = patient->head;
  }
  cue.passive = cue.subject_after = true;
  set(cue, name_beside(*agent).value_or(*agent));
  return true;
}

// "was told that the bridge was built by Voss": whether the "by" at `by` belongs to a passive of its
// own in what the cue that ends at `from` reports.
bool SubjectFinder::inner_agent(std::uint32_t from, std::uint32_t by) const {
  for (std::uint32_t k = from; k < by; ++k) {
    if (!s_.is_word(k)) continue;
    const bool small = t_.shape(s_.token(k)) == Shape::lower;
    const bool participle =
        small && (s_.words().ends_as_past(s_.text(k)) || s_.has_class(k, WordClass::verb_past));
    if (s_.does(k, SpeechRole::be) || participle) return true;
  }
  return false;
}

// The subject of the cue before, or of the sentence.
void SubjectFinder::carry(Cue& cue, std::uint32_t limit, bool over_agents) const {
  const ItemRange r = s_.range();
  constexpr std::size_t kFarthest = 8;
  const std::size_t lowest = earlier_.size() > kFarthest ? earlier_.size() - kFarthest : 0;
  for (std::size_t c = earlier_.size(); c-- > lowest;) {
    const Cue& other = earlier_[c];
    if (other.kind != Cue::Kind::verb || other.subjects == 0) continue;
    // "Voss, called “a coat” by Keller, said": who called him so is not who says.
    if (over_agents && other.passive && other.subject_after) continue;
    // In "X said he tried, adding Z" the one who adds is X: a cue inside what X says does not
    // count.
    if (c > lowest && !other.subject_carried && !other.subject_after &&
        !clause_starts(other.subject[0].first))
      continue;
    cue.subject = other.subject;
    cue.subjects = other.subjects;
    cue.subject_carried = true;
    return;
  }
  std::uint32_t from = r.begin;
  auto subject = s_.main_subject(from, limit);
  if (!subject) return;
  cue.subject[0] = *subject;
  cue.subjects = 1;
  cue.subject_carried = true;
}

// Whether item `k` begins a clause of its own and not one that "said" or "that" governs.
bool SubjectFinder::clause_starts(std::uint32_t k) const noexcept {
  if (k == s_.range().begin || !s_.is_token(k - 1)) return true;
  const char32_t c = s_.code(k - 1);
  return c == ',' || c == ';' || c == ':' || s_.is_dash(k - 1) ||
         s_.has_class(k - 1, WordClass::conjunction);
}

}  // namespace quoth::quotations
