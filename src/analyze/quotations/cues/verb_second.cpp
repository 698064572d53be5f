#include "analyze/quotations/cues/verb_second.hpp"

#include <algorithm>

#include "analyze/quotations/cues/appositive.hpp"

namespace quoth::quotations {
namespace {

// No clause is read further than this on either side.
constexpr std::uint32_t kReach = 48;

class ClauseReader {
 public:
  ClauseReader(const SentenceReader& s, std::uint32_t k, CueVerb verb)
      : s_(s), t_(s.tokens()), k_(k), verb_(verb) {}

  std::optional<VerbClause> read() {
    // der Rat, not rät
    if (s_.words().capital_nouns() && k_ > s_.range().begin &&
        t_.shape(s_.token(k_)) != Shape::lower)
      return std::nullopt;
    find_range();
    if (!s_.is_stretch(k_ - (k_ > s_.range().begin ? 1u : 0u)) && modifies_noun())
      return std::nullopt;
    std::uint32_t particle = 0;
    if (s_.words().needs_particle(t_, s_.token(k_))) {
      particle = particle_of();
      if (particle == 0) return std::nullopt;
    }
    find_finite();
    if (verb_.form == Form::ing) return std::nullopt;
    // "gesagt" without any auxiliary: an ellipsis, and nobody's verb.
    if (verb_.form == Form::participle && out_.finite == k_) return std::nullopt;
    find_subject();
    if (s_.words().is(t_, s_.token(k_), SpeechRole::impersonal) && !impersonal())
      return std::nullopt;
    out_.negated = negated();
    out_.content = k_ + 1;
    if (out_.subject && out_.subject_after)
      out_.content = std::max(out_.content, out_.subject->end);
    if (particle != 0) out_.content = std::max(out_.content, particle + 1);
    return out_;
  }

 private:
  [[nodiscard]] bool boundary(std::uint32_t k) const noexcept {
    if (!s_.is_token(k)) return true;
    const char32_t c = s_.code(k);
    return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '.' || c == '!' ||
           c == '?' || s_.is_dash(k);
  }

  // Marked words that a clause runs through: wies das als „Unsinn“ zurück.
  [[nodiscard]] bool inside_clause(std::uint32_t k) const noexcept {
    return s_.is_stretch(k) && k > s_.range().begin && s_.is_word(k - 1) && s_.is_word(k + 1);
  }

  void find_range() {
    const ItemRange r = s_.range();
    std::uint32_t b = k_;
    while (b > r.begin && k_ - b < kReach && (!boundary(b - 1) || inside_clause(b - 1))) --b;
    std::uint32_t e = k_ + 1;
    while (e < r.end && e - k_ < kReach && (!boundary(e) || inside_clause(e))) ++e;
    // "und sagte", "aber die Ministerin sagte"
    if (b < k_ && s_.does(b, SpeechRole::joins_clauses)) ++b;
    out_.range = {b, e};
    out_.finite = k_;
  }

  // "die betonte Silbe", "der genannte Sprecher": a participle between a determiner and its noun.
  [[nodiscard]] bool modifies_noun() const noexcept {
    if (k_ == out_.range.begin) return false;
    const std::uint32_t before = k_ - 1;
    if (s_.name_like(before)) return false;
    const bool determined =
        has_any(s_.classes(before), classes_of(WordClass::determiner, WordClass::possessive));
    return determined && s_.is_word(k_ + 1) && t_.shape(s_.token(k_ + 1)) != Shape::lower;
  }

  // The particle that ends the clause: "teilte die Polizei am Freitag mit", or 0.
  [[nodiscard]] std::uint32_t particle_of() const noexcept {
    const ItemRange r = s_.range();
    const std::uint32_t limit = std::min(r.end, k_ + kReach);
    for (std::uint32_t i = k_ + 1; i < limit; ++i) {
      if (!s_.is_token(i)) continue;
      const char32_t c = s_.code(i);
      if (c == ';' || c == ':') return 0;
      if (s_.is_word(i) && s_.words().goes_with(t_, s_.token(k_), s_.token(i)) &&
          (i + 1 >= r.end || boundary(i + 1) || s_.does(i + 1, SpeechRole::conjunct)))
        return i;
    }
    return 0;
  }

  [[nodiscard]] bool governs(std::uint32_t k) const noexcept {
    return has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::modal)) &&
           !s_.name_like(k);
  }

  void find_finite() {
    const ItemRange c = out_.range;
    // A participle or infinitive stands last, its auxiliary second, or behind it in a subordinate
    // clause. A form that can be finite and has none of them is.
    const bool can_be_participle =
        verb_.form == Form::participle || verb_.form == Form::present || verb_.form == Form::base;
    if (!can_be_participle) return;
    std::uint32_t finite = k_;
    if (k_ + 1 < c.end && governs(k_ + 1)) {
      finite = k_ + 1;
      while (finite + 1 < c.end && governs(finite + 1)) ++finite;
    } else {
      for (std::uint32_t i = k_; i-- > c.begin;)
        if (governs(i)) finite = i;
      // ", habe er gesagt"; but in "Er ist, sagte sie, ..." the auxiliary is another clause's.
    }
    if (verb_.form == Form::base && k_ > c.begin && s_.does(k_ - 1, SpeechRole::infinitive)) {
      out_.infinitive = true;
      return;
    }
    if (finite == k_) return;
    out_.finite = finite;
    out_.hypothetical = s_.does(finite, SpeechRole::doubt);
    if (verb_.form == Form::base) {
      out_.infinitive = true;
      return;
    }
    out_.participle = true;
    for (std::uint32_t i = c.begin; i < c.end; ++i)
      if (s_.does(i, SpeechRole::passive)) out_.passive = true;
  }

  [[nodiscard]] bool time(const NounPhrase& p) const noexcept {
    return !s_.name_like(p.head) &&
           has_any(s_.classes(p.head), classes_of(WordClass::time_unit, WordClass::weekday,
                                                  WordClass::month, WordClass::day_part));
  }

  [[nodiscard]] bool can_speak(const NounPhrase& p) const noexcept {
    const std::int32_t pronoun = s_.pronoun(p.head);
    if (pronoun != 0) return !s_.does(p.head, SpeechRole::object_pronoun);
    return s_.name_like(p.head) || s_.speaks(p.head) || s_.name_like(p.begin);
  }

  // "Weiter sagte Lind", "In einem Brief schrieb er", "Diese Aussagen nannte Voss": whether what stands
  // before the verb is no subject, since one stands behind it.
  [[nodiscard]] bool fronted(const NounPhrase& left, const std::optional<NounPhrase>& right,
                             std::uint32_t first) const {
    if (!right || !can_speak(*right) || s_.pronoun(left.head) != 0) return false;
    constexpr std::int32_t kHe = 4;
    if (s_.pronoun(right->head) == kHe) return true;
    if (has_any(s_.classes(first), classes_of(WordClass::preposition, WordClass::adverb)) &&
        !s_.has_class(first, WordClass::determiner))
      return true;
    // A capital at the sentence's begin alone makes no name.
    const bool bare = left.first == left.head && left.head == s_.range().begin &&
                      !s_.in_name(left.head) && !s_.speaks(left.head);
    if (bare) return true;
    const bool thing =
        s_.has_class(left.head, WordClass::cue_noun) && !s_.name_like(left.head) &&
        !has_any(s_.classes(left.head),
                 classes_of(WordClass::role, WordClass::group_noun, WordClass::person_noun));
    return thing && right->end <= out_.range.end && s_.name_like(right->head);
  }

  // The subject right of the finite verb, adverbs and "sich" skipped.
  [[nodiscard]] std::optional<NounPhrase> right_of(std::uint32_t f) const {
    std::uint32_t i = f + 1;
    for (int n = 0; n < 3; ++n) {
      if (s_.name_like(i)) break;
      const bool skipped = s_.has_class(i, WordClass::adverb) ||
                           s_.has_class(i, WordClass::negation) ||
                           s_.does(i, SpeechRole::object_pronoun);
      if (!skipped || s_.has_class(i, WordClass::determiner)) break;
      ++i;
    }
    if (!s_.inside(i) || boundary(i)) return std::nullopt;
    if (has_any(s_.classes(i), classes_of(WordClass::preposition, WordClass::subordinator)) &&
        !s_.name_like(i))
      return std::nullopt;
    auto p = s_.phrase_starting(i);
    if (!p || time(*p)) return std::nullopt;
    return p;
  }

  void take(const NounPhrase& p, bool after) {
    out_.subject = p;
    out_.subject_after = after;
  }

  void find_subject() {
    const ItemRange c = out_.range;
    const ItemRange r = s_.range();
    const std::uint32_t f = out_.finite;
    if (out_.passive) {
      find_agent();
      return;
    }
    if (out_.infinitive && out_.finite == k_) {  // "um zu sagen"
      out_.subject_carried = true;
      return;
    }
    const std::uint32_t first = c.begin;
    const bool subordinate =
        first < k_ && s_.has_class(first, WordClass::subordinator) && !s_.name_like(first);
    if (subordinate || f > k_) {
      // "wie die Polizei mitteilte", "die sie am Freitag geäußert hatte"
      if (const auto p = s_.main_subject(first + 1, k_); p && can_speak(*p)) {
        take(*p, false);
        return;
      }
      if (relative(first)) return;
      return;
    }
    if (f == k_ && f > first && relative(first)) return;
    const bool after_stretch =
        f == first && (first == r.begin || s_.is_stretch(first - 1) ||
                       (s_.is_comma(first - 1) && first > r.begin + 1 && s_.is_stretch(first - 2)));
    const auto right = right_of(f);
    if (f > first) {
      const auto left = s_.main_subject(first, f);
      if (left && can_speak(*left) && !time(*left) && !fronted(*left, right, first)) {
        take(*left, false);
        return;
      }
      if (right && can_speak(*right)) {
        take(*right, true);
        return;
      }
      if (left && !time(*left) && !s_.pronoun(left->head)) {
        take(*left, false);
        return;
      }
      if (right) take(*right, true);
      return;
    }
    // The verb stands first: after a quotation, after an appositive, after "und".
    if (right && (after_stretch || can_speak(*right))) {
      const bool hearer =
          first > r.begin && s_.is_comma(first - 1) && !after_stretch && names_hearer(*right);
      if (!hearer) {
        take(*right, true);
        return;
      }
    }
    if (first > r.begin && (s_.is_comma(first - 1) || s_.is_dash(first - 1)) && !after_stretch) {
      if (const auto p = subject_over_appositive(s_, first - 1)) {
        take(*p, false);
        return;
      }
    }
    out_.subject_carried = true;
  }

  // "Peter Voss, Chef der Bank, sagte der Zeitung": an outlet after the verb hears, and a name stands
  // before the comma.
  [[nodiscard]] bool names_hearer(const NounPhrase& p) const {
    if (p.first == p.begin) return false;
    if (!has_any(s_.classes(p.head), classes_of(WordClass::outlet, WordClass::group_noun)) &&
        !s_.name_like(p.head))
      return false;
    return subject_over_appositive(s_, out_.range.begin - 1).has_value();
  }

  // "Voss, der am Freitag sagte": a determiner without its noun points back over the comma.
  bool relative(std::uint32_t first) {
    const ItemRange r = s_.range();
    if (first < r.begin + 2 || !s_.is_comma(first - 1) || !s_.does(first, SpeechRole::relative))
      return false;
    const bool alone =
        first + 1 >= k_ || !s_.is_word(first + 1) ||
        has_any(s_.classes(first + 1), classes_of(WordClass::preposition, WordClass::adverb,
                                                  WordClass::determiner, WordClass::negation));
    if (!alone) return false;
    const auto p = s_.phrase_ending(first - 2);
    if (!p || !can_speak(*p)) return false;
    take(*p, false);
    return true;
  }

  void find_agent() {
    for (std::uint32_t i = out_.range.begin; i < out_.range.end; ++i) {
      if (!s_.does(i, SpeechRole::agent)) continue;
      const auto p = s_.phrase_starting(i + 1);
      if (!p || !can_speak(*p)) continue;
      take(*p, i > k_);
      return;
    }
  }

  // "heißt es in einem Bericht der Kammer", "hieß es aus dem Ministerium"
  bool impersonal() {
    const bool left = k_ > out_.range.begin && s_.pronoun(k_ - 1) == 6;
    const bool right = s_.pronoun(k_ + 1) == 6;
    if (!left && !right) return false;
    out_.subject.reset();
    out_.subject_carried = false;
    const std::uint32_t after = k_ + (right ? 2 : 1);
    if (!source_in(after, std::min(out_.range.end, after + 8), true))
      (void)source_in(out_.range.begin, k_, false);
    return true;
  }

  bool source_in(std::uint32_t from, std::uint32_t to, bool after) {
    for (std::uint32_t i = from; i < to; ++i) {
      if (!s_.has_class(i, WordClass::preposition)) continue;
      const auto p = s_.phrase_starting(i + 1);
      if (!p || time(*p) || s_.has_class(p->head, WordClass::place)) continue;
      take(*p, after);
      return true;
    }
    return false;
  }

  // "sagte nicht, dass": a negation between the verb and the end of its clause.
  [[nodiscard]] bool negated() const noexcept {
    const std::uint32_t from = out_.finite, limit = std::min(out_.range.end, from + 12);
    for (std::uint32_t i = from + 1; i < limit; ++i)
      if (s_.has_class(i, WordClass::negation) && !s_.has_class(i, WordClass::determiner))
        return true;
    return s_.has_class(out_.range.begin, WordClass::negation) &&
           s_.does(out_.range.begin, SpeechRole::nobody);
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  const std::uint32_t k_;
  const CueVerb verb_;
  VerbClause out_;
};

}  // namespace

std::optional<VerbClause> read_verb_second(const SentenceReader& s, std::uint32_t k, CueVerb verb) {
  return ClauseReader(s, k, verb).read();
}

}  // namespace quoth::quotations
