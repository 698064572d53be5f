#include "analyze/quotations/cues.hpp"

#include <algorithm>

#include "analyze/quotations/appositive.hpp"
#include "analyze/quotations/layout.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kNowhere = 0xffffffff;

class CueFinder {
 public:
  CueFinder(const SentenceReader& s, std::vector<Cue>& out, WordClass verbs)
      : s_(s), t_(s.tokens()), out_(out), verbs_(verbs) {}

  void run() {
    out_.clear();
    const ItemRange r = s_.range();
    for (std::uint32_t k = r.begin; k < r.end; ++k) {
      if (!s_.is_token(k)) continue;
      const WordClasses classes = s_.classes(k);
      if (verbs_ != WordClass::cue_verb) {
        if (has(classes, verbs_)) verb(k);
        continue;
      }
      if (const std::uint32_t end = phrase(k); end != 0) {
        k = end - 1;
        continue;
      }
      if (has(classes, WordClass::cue_verb) && verb(k)) {
        k = std::max(k, out_.back().end - 1);
        continue;
      }
      if (has(classes, WordClass::cue_noun)) noun(k);
    }
    for (std::size_t c = 0; c < out_.size(); ++c) citing(c);
    const std::size_t by_words = out_.size();
    if (verbs_ == WordClass::cue_verb) find_layout_cues(s_, out_);
    if (out_.size() > by_words)
      std::stable_sort(out_.begin(), out_.end(),
                       [](const Cue& a, const Cue& b) { return a.begin < b.begin; });
  }

 private:
  [[nodiscard]] bool any_class(std::uint32_t k, WordClasses c) const noexcept {
    return has_any(s_.classes(k), c);
  }

  // "according to X", "was quoted as saying": returns the item after it, or 0.
  std::uint32_t phrase(std::uint32_t k) {
    const TokenIndex i = s_.token(k);
    std::int32_t code = 0;
    std::uint32_t words = 1;
    if (const TokenTable::Phrase p = t_.phrase_at(i);
        p.id != kNoWord && has(t_.lexicon().classes(p.id), WordClass::cue_phrase)) {
      code = t_.lexicon().value(p.id, static_cast<unsigned>(WordClass::cue_phrase));
      words = p.words;
    } else if (has(t_.classes(i), WordClass::cue_phrase)) {
      code = class_value(t_, i, WordClass::cue_phrase);
    }
    if (code == 0 || !s_.inside(k + words - 1)) return 0;
    Cue cue;
    cue.kind = Cue::Kind::phrase;
    cue.frame = Frame::say;
    cue.begin = k;
    cue.end = cue.content = k + words;
    if (code == 1) {
      const auto subject = s_.phrase_starting(cue.end);
      if (!subject) return 0;
      // "per day", "per capita": only somebody who can speak.
      if (words == 1 && !s_.name_like(subject->begin) && !s_.speaks(subject->head)) return 0;
      set_subject(cue, *subject);
      cue.subject_after = true;
      cue.content = subject->end;
    } else if (code == 2) {
      cue.quoted_as_saying = true;
      const Left left = skip_auxiliaries(k, cue);
      find_subject(cue, left.at);
      content_after(cue);
    } else {
      const std::uint32_t possessive = k + (words > 2 ? 1 : 0);
      cue.subject[0] = {possessive, possessive, possessive, possessive + 1, possessive + 1};
      cue.subjects = 1;
    }
    out_.push_back(cue);
    return cue.end;
  }

  void set_subject(Cue& cue, const NounPhrase& p) const {
    cue.subject[0] = p;
    cue.subjects = 1;
    add_joint_subject(cue);
  }

  // "Smith and Jones said": the first of the two.
  void add_joint_subject(Cue& cue) const {
    const NounPhrase& p = cue.subject[0];
    if (cue.subject_after) {
      if (!s_.does(p.end, SpeechRole::conjunct)) return;
      const auto second = s_.phrase_starting(p.end + 1);
      if (second && (s_.name_like(second->head) && s_.name_like(p.head))) {
        cue.subject[1] = *second;
        cue.subjects = 2;
      }
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
    if (!before || !s_.name_like(before->head) || !s_.name_like(p.head)) return;
    const std::uint32_t b = before->first;
    const bool starts = b == s_.range().begin || s_.is_comma(b - 1) || s_.is_stretch(b - 1);
    if (!starts) return;
    cue.subject[1] = p;
    cue.subject[0] = *before;
    cue.subjects = 2;
  }

  struct Left {
    std::uint32_t at;  // item left of the verb group, or kNowhere
    bool infinitive = false;
  };

  // Walks left over "has also not been", noting what it says.
  Left skip_auxiliaries(std::uint32_t k, Cue& cue) const {
    Left left{kNowhere};
    for (std::uint32_t n = 0; n < 8; ++n) {
      if (k == s_.range().begin) return left;
      --k;
      left.at = k;
      if (!s_.is_token(k)) return left;
      const WordClasses c = s_.classes(k);
      if (s_.name_like(k)) return left;
      if (has(c, WordClass::negation)) {
        if (has(c, WordClass::determiner)) return left;
        if (s_.words().is(t_, s_.token(k), SpeechRole::nobody)) return left;
        cue.negated = true;
      } else if (has(c, WordClass::auxiliary)) {
        if (s_.does(k, SpeechRole::be)) cue.passive = cue.progressive = true;
      } else if (has(c, WordClass::modal)) {
        if (s_.does(k, SpeechRole::doubt)) cue.hypothetical = true;
      } else if (s_.does(k, SpeechRole::infinitive)) {
        left.infinitive = true;
        if (k == s_.range().begin) return left;
        if (s_.does(k - 1, SpeechRole::planned)) cue.hypothetical = true;
        if (s_.does(k - 1, SpeechRole::refused)) cue.negated = true;
        return left;
      } else if (t_.kind(s_.token(k)) == TokenKind::clitic && k > s_.range().begin &&
                 s_.pronoun(k - 1) != 0) {
        // he’s said
      } else if (!has(c, WordClass::adverb) && !manner(k) && !s_.does(k, SpeechRole::between) &&
                 !has_any(c, classes_of(WordClass::weekday, WordClass::day_part))) {
        // "denied having said that"
        if (cue_verb(t_, s_.token(k)).frame == Frame::deny) cue.negated = true;
        return left;
      }
    }
    return left;
  }

  // "angrily": an adverb by its ending.
  [[nodiscard]] bool manner(std::uint32_t k) const noexcept {
    return s_.is_word(k) && t_.shape(s_.token(k)) == Shape::lower &&
           s_.words().tells_manner(s_.text(k));
  }

  bool verb(std::uint32_t k) {
    const CueVerb v = cue_verb(t_, s_.token(k), verbs_);
    if (v.frame == Frame::none) return false;
    // "Citing the ministry, ...": a capital that the place explains.
    const bool opens = k == s_.range().begin && s_.does(k, SpeechRole::passes_on);
    if (!opens && s_.name_like(k) && !headline_verb(k, v)) return false;
    Cue cue;
    cue.frame = v.frame;
    cue.form = v.form;
    cue.takes = v.takes;
    cue.begin = k;
    cue.end = k + 1;
    const bool first = k == s_.range().begin;
    const WordClasses before = first ? 0 : s_.classes(k - 1);
    const bool determined =
        has_any(before, classes_of(WordClass::determiner, WordClass::possessive)) ||
        (!first && s_.is_token(k - 1) && t_.kind(s_.token(k - 1)) == TokenKind::clitic &&
         !(k >= 2 && s_.pronoun(k - 2) != 0));
    const bool demonstrative = !first && s_.does(k - 1, SpeechRole::free_standing);
    if (determined && !demonstrative) return false;
    const Left left = skip_auxiliaries(k, cue);
    if (!acts_as_verb(k, v, left)) return false;
    if (cue.form == Form::plural) cue.form = Form::present;
    if ((cue.form == Form::base || cue.form == Form::noun) && !base_form_is_verb(k, left, cue.form))
      return false;
    if (cue.form == Form::noun) cue.form = Form::base;
    if (cue.form == Form::present && has(before, WordClass::preposition)) return false;
    if (cue.form == Form::ing && has(before, WordClass::determiner)) return false;
    cue.passive = cue.passive && (cue.form == Form::past || cue.form == Form::participle);
    find_subject(cue, left.at, left.infinitive);
    quoted_as_saying(cue);
    content_after(cue);
    // "Asked about it, Smith said": the one asked is not the one who says.
    // "Such a move, if agreed, would"
    if (!first && cue.form == Form::past && has(before, WordClass::subordinator) &&
        !s_.does(k - 1, SpeechRole::before_verb))
      return false;
    cue.infinitive = left.infinitive;
    if (first && cue.subjects == 0 && (cue.form == Form::past || cue.form == Form::participle))
      return false;
    out_.push_back(cue);
    return true;
  }

  // "Tass quoted him as saying": he speaks, Tass passes it on.
  void quoted_as_saying(Cue& cue) const {
    if (cue.passive || cue.subjects == 0 || cue.subject_after ||
        !s_.does(cue.begin, SpeechRole::passes_on))
      return;
    const auto object = s_.phrase_starting(cue.end);
    if (!object || !s_.does(object->end, SpeechRole::as) || !s_.is_token(object->end + 1)) return;
    if (cue_verb(t_, s_.token(object->end + 1)).form != Form::ing) return;
    cue.channel = cue.subject[0];
    cue.channelled = true;
    cue.subject[0] = *object;
    cue.subjects = 1;
    cue.subject_carried = false;
    cue.end = object->end + 2;
  }

  // "Tass reported, citing the ministry": the ministry speaks, Tass passes it on. A person who
  // cites somebody speaks for themselves.
  void citing(std::size_t c) {
    constexpr std::uint32_t kReach = 48;
    const Cue& other = out_[c];
    if (other.form != Form::ing || other.channelled || !s_.does(other.begin, SpeechRole::passes_on))
      return;
    const auto object = s_.phrase_starting(other.end);
    if (!object || !(s_.name_like(object->head) || s_.speaks(object->head))) return;
    const bool first = other.begin == s_.range().begin;
    if (first ? c + 1 == out_.size() : c == 0) return;
    Cue& cue = out_[first ? c + 1 : c - 1];
    if (cue.kind != Cue::Kind::verb || cue.subjects == 0 || cue.channelled) return;
    const std::uint32_t end = cue.subject_after ? std::max(cue.end, cue.subject[0].end) : cue.end;
    if (!first &&
        (end > other.begin || other.begin - end > kReach || !s_.is_comma(other.begin - 1)))
      return;
    bool outlet = false;
    for (std::uint32_t k = cue.subject[0].begin; k < cue.subject[0].end; ++k)
      outlet = outlet || s_.has_class(k, WordClass::outlet);
    if (!outlet) return;
    cue.channel = cue.subject[0];
    cue.channelled = true;
    cue.subject[0] = *object;
    cue.subjects = 1;
    out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(c));
  }

  // "phone calls with", "positive signals from": plural nouns that look like verbs.
  [[nodiscard]] bool acts_as_verb(std::uint32_t k, const CueVerb& v,
                                  const Left& left) const noexcept {
    if (takes_next(k, v.takes) && left.at != kNowhere && s_.is_word(left.at) &&
        !s_.has_class(left.at, WordClass::preposition) &&
        (v.form != Form::plural || s_.name_like(left.at) || s_.pronoun(left.at) != 0 ||
         s_.speaks(left.at)))
      return true;
    if (v.form == Form::plural) {
      if (s_.is_stretch(k + 1) || s_.does(k + 1, SpeechRole::leads_clause)) return true;
      if (s_.does(k + 1, SpeechRole::infinitive) && (v.takes & kTakesInfinitive) != 0)
        return left.at != kNowhere && (s_.name_like(left.at) || s_.pronoun(left.at) != 0 ||
                                       s_.speaks(left.at) || left.at + 1 < k);
      const char32_t c = s_.code(k + 1);
      const bool named =
          left.at != kNowhere &&
          (s_.name_like(left.at) || s_.pronoun(left.at) == 4 || s_.pronoun(left.at) == 5 ||
           s_.pronoun(left.at) == 6 || s_.pronoun(left.at) == 8);
      if (c == ':' || c == ',')
        return named || left.at == kNowhere || s_.is_stretch(left.at) || s_.is_comma(left.at);
      return named && s_.is_token(k + 1) && !s_.has_class(k + 1, WordClass::preposition) &&
             !any_class(k + 1, classes_of(WordClass::auxiliary, WordClass::modal));
    }
    if (v.form != Form::present || is_speech(v.frame)) return true;
    const bool preposition =
        s_.has_class(k + 1, WordClass::preposition) && !s_.does(k + 1, SpeechRole::infinitive);
    if (!preposition) return true;
    if (left.at == kNowhere || s_.is_stretch(left.at)) return false;
    return v.frame != Frame::call && (s_.name_like(left.at) || s_.pronoun(left.at) != 0);
  }

  // "calls for", "talks about": the preposition that the verb takes follows it.
  [[nodiscard]] bool takes_next(std::uint32_t k, Complements takes) const noexcept {
    return s_.has_class(k + 1, WordClass::preposition) &&
           (takes & takes_preposition(class_value(t_, s_.token(k + 1), WordClass::preposition))) !=
               0;
  }

  // Headlines write verbs with capitals; trust those only that follow a name and stand in speech.
  [[nodiscard]] bool headline_verb(std::uint32_t k, const CueVerb& v) const noexcept {
    return is_speech(v.frame) && v.form == Form::present && k > s_.range().begin &&
           s_.name_like(k - 1);
  }

  [[nodiscard]] bool base_form_is_verb(std::uint32_t k, const Left& left, Form form) const {
    if (left.infinitive) return true;
    if (left.at == kNowhere || !s_.is_token(left.at)) return false;
    if (left.at + 1 < k) return true;  // a modal or auxiliary or adverb stands between
    // "Did Smith say", "should he say"
    if (left.at <= s_.range().begin + 4 &&
        any_class(s_.range().begin, classes_of(WordClass::auxiliary, WordClass::modal)))
      return true;
    const std::int32_t p = s_.pronoun(left.at);
    if (p != 0) return p != 4 && p != 5 && p != 6;
    if (s_.does(left.at, SpeechRole::joins_verbs))
      return !out_.empty() && out_.back().form == Form::base;
    const bool plural =
        s_.words().ends_as_plural(s_.text(left.at)) || s_.does(left.at, SpeechRole::plural);
    if (form == Form::noun)
      return plural && !s_.name_like(left.at) &&
             any_class(left.at,
                       classes_of(WordClass::anonymous, WordClass::group_noun, WordClass::role,
                                  WordClass::person_noun, WordClass::cue_noun));
    // A base form that is no noun stands after its subject: "polls show", "eight in ten say".
    const bool number = t_.kind(s_.token(left.at)) == TokenKind::number;
    return plural || number || any_class(left.at, classes_of(WordClass::cardinal)) ||
           s_.name_like(left.at) || s_.does(left.at, SpeechRole::free_standing) ||
           s_.words().ends_as_past(s_.text(left.at));
  }

  [[nodiscard]] bool invertible(const Cue& cue) const noexcept {
    return (is_speech(cue.frame) || cue.frame == Frame::add || cue.frame == Frame::think) &&
           (cue.form == Form::past || cue.form == Form::present) && !cue.passive;
  }

  // The subject from what stands left of the verb group.
  void find_subject(Cue& cue, std::uint32_t at, bool infinitive = false) {
    const ItemRange r = s_.range();
    if (cue.passive && !cue.quoted_as_saying) {
      if (by_agent(cue)) return;
    }
    const bool after_quotation =
        at == kNowhere || s_.is_stretch(at) ||
        ((s_.is_comma(at) || s_.is_dash(at)) && at > r.begin && s_.is_stretch(at - 1));
    if (cue.form == Form::ing && at != kNowhere && !infinitive && at + 1 == cue.begin) {
      // "Voss calling it", "a sign reading"; "a statement saying" is its writer's.
      const bool occasion = s_.has_class(at, WordClass::cue_noun) &&
                            class_value(t_, s_.token(at), WordClass::cue_noun) % 10 != 3;
      if (s_.is_word(at) && !occasion && !s_.breaks_phrase(at)) {
        if (const auto subject = s_.phrase_ending(at)) {
          set_subject(cue, *subject);
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
        if (const auto right = s_.phrase_starting(k);
            right && can_follow(cue, *right, after_quotation)) {
          cue.subject_after = true;
          set_subject(cue, *right);
          return;
        }
      }
      if (after_quotation) {
        if (at != kNowhere) carry(cue, cue.begin);
        return;
      }
    }
    if (s_.is_comma(at) || s_.is_dash(at)) {
      if (const auto subject = subject_over_appositive(s_, at)) {
        set_subject(cue, *subject);
        return;
      }
      carry(cue, cue.begin);
      return;
    }
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
          set_subject(cue, *subject);
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
    if (const auto subject = s_.phrase_ending(at)) {
      set_subject(cue, *subject);
      return;
    }
    carry(cue, cue.begin);
  }

  // Whether the phrase right of an inverted verb is its subject and not its hearer or object.
  [[nodiscard]] bool can_follow(const Cue& cue, const NounPhrase& p, bool after_quotation) const {
    const std::int32_t pronoun = s_.pronoun(p.head);
    if (pronoun != 0)
      return after_quotation && (pronoun == 4 || pronoun == 5 || pronoun == 7) &&
             is_speech(cue.frame) && subject_case(p.head);
    if (cue.frame == Frame::tell && !s_.does(cue.begin, SpeechRole::inverts)) return false;
    if (after_quotation && is_speech(cue.frame)) return true;
    if (after_quotation && (p.first < p.begin || s_.name_like(p.begin))) return true;
    return s_.name_like(p.begin) || s_.name_like(p.head) || s_.speaks(p.head);
  }

  // "Prices rose, said Smith." against "Smith, 54, said prices rose."
  [[nodiscard]] bool ends_statement(std::uint32_t k) const noexcept {
    if (k >= s_.range().end) return true;
    if (!s_.is_token(k)) return false;
    const char32_t c = s_.code(k);
    if (c == '.' || c == ',' || c == ';' || c == '(' || s_.is_dash(k)) return true;
    if (s_.pronoun(k) == 8) return true;
    return s_.is_word(k) && !s_.does(k, SpeechRole::that) &&
           !any_class(
               k, classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
                             WordClass::verb_present, WordClass::pronoun, WordClass::negation)) &&
           cue_verb(t_, s_.token(k)).form == Form::none && !s_.words().ends_as_past(s_.text(k));
  }

  [[nodiscard]] bool subject_case(std::uint32_t k) const noexcept {
    return !s_.does(k, SpeechRole::object_pronoun);
  }

  // "... by X" after a passive.
  // "... by X as saying": X passed the words on, and the subject stands before: then false.
  bool by_agent(Cue& cue) const {
    std::uint32_t k = cue.end;
    for (std::uint32_t n = 0; n < 12 && s_.inside(k); ++n, ++k) {
      if (s_.is_comma(k)) return true;
      if (!s_.does(k, SpeechRole::agent)) continue;
      const auto agent = s_.phrase_starting(k + 1);
      if (agent && s_.does(agent->end, SpeechRole::before_verb) && s_.is_word(agent->end + 1) &&
          cue_verb(t_, s_.token(agent->end + 1)).form == Form::ing) {
        cue.quoted_as_saying = true;
        cue.passive = false;
        return false;
      }
      if (agent && (s_.name_like(agent->head) || s_.speaks(agent->head))) {
        cue.subject_after = true;
        set_subject(cue, *agent);
      }
      return true;
    }
    return true;
  }

  // The subject of the cue before, or of the sentence.
  void carry(Cue& cue, std::uint32_t limit) const {
    const ItemRange r = s_.range();
    constexpr std::size_t kFarthest = 8;
    const std::size_t lowest = out_.size() > kFarthest ? out_.size() - kFarthest : 0;
    for (std::size_t c = out_.size(); c-- > lowest;) {
      const Cue& other = out_[c];
      if (other.kind != Cue::Kind::verb || other.subjects == 0) continue;
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
  [[nodiscard]] bool clause_starts(std::uint32_t k) const noexcept {
    if (k == s_.range().begin || !s_.is_token(k - 1)) return true;
    const char32_t c = s_.code(k - 1);
    return c == ',' || c == ';' || c == ':' || s_.is_dash(k - 1) ||
           s_.has_class(k - 1, WordClass::conjunction);
  }

  // What follows the cue: hearer, time, "that".
  void content_after(Cue& cue) const {
    std::uint32_t k = cue.subject_after && cue.subjects > 0
                          ? std::max(cue.end, cue.subject[cue.subjects - 1].end)
                          : cue.end;
    if (cue.frame == Frame::tell && !cue.passive) {
      if (const auto hearer = s_.phrase_starting(k);
          hearer &&
          (s_.name_like(hearer->head) || s_.pronoun(hearer->head) != 0 || s_.speaks(hearer->head) ||
           s_.has_class(hearer->begin - (hearer->begin > hearer->first ? 1u : 0u),
                        WordClass::determiner)))
        k = hearer->end;
    }
    cue.content = k;
    // "said on Friday in a statement that": the clause begins at "that".
    for (std::uint32_t n = 0; n < 24 && s_.inside(k); ++n, ++k) {
      if (!s_.is_token(k)) break;
      // "in that town"; but "pointed out that"
      if (s_.does(k, SpeechRole::that) &&
          (k <= cue.end + 1 || !s_.has_class(k - 1, WordClass::preposition))) {
        // "areas that have suffered": a relative pronoun.
        if (k > cue.content + 1 &&
            any_class(k + 1, classes_of(WordClass::auxiliary, WordClass::modal,
                                        WordClass::verb_past, WordClass::verb_present)))
          break;
        cue.content = k;
        cue.that = true;
        return;
      }
      const char32_t c = s_.code(k);
      // "added, though, that"
      // "plans to hit countries that": the infinitive has the "that" to itself.
      if (s_.does(k, SpeechRole::infinitive) && s_.is_word(k + 1) && !s_.name_like(k + 1) &&
          !any_class(k + 1,
                     classes_of(WordClass::determiner, WordClass::possessive, WordClass::group_noun,
                                WordClass::anonymous, WordClass::role, WordClass::pronoun)))
        break;
      if (s_.is_dash(k)) break;
      const bool aside = c == ',' && k < cue.content + 5 &&
                         (k < cue.content + 2 || s_.does(k + 1, SpeechRole::that));
      if (c == ';' || c == ':' || (c == ',' && !aside)) break;
      if (has_any(s_.classes(k),
                  classes_of(WordClass::auxiliary, WordClass::modal, WordClass::pronoun)) &&
          !s_.name_like(k))
        break;
    }
  }

  void noun(std::uint32_t k) {
    const TokenIndex i = s_.token(k);
    Cue cue;
    cue.kind = Cue::Kind::noun;
    cue.frame = Frame::add;
    cue.begin = k;
    cue.end = cue.content = k + 1;
    const std::int32_t code = class_value(t_, i, WordClass::cue_noun) % 10;
    cue.takes = static_cast<Complements>(class_value(t_, i, WordClass::cue_noun) / 10);
    // X’s own harsh claim
    std::uint32_t b = k;
    for (std::uint32_t n = 0; n < 4 && b > s_.range().begin; ++n) {
      --b;
      if (!s_.is_token(b)) {
        if (n == 0) continue;  // Trump’s “Q” remark
        break;
      }
      if (t_.kind(s_.token(b)) == TokenKind::clitic && b > s_.range().begin) {
        if (const auto owner = s_.phrase_ending(b - 1)) set_subject(cue, *owner);
        break;
      }
      if (s_.has_class(b, WordClass::possessive)) {
        cue.subject[0] = {b, b, b, b + 1, b + 1};
        cue.subjects = 1;
        break;
      }
      if (s_.breaks_phrase(b) || s_.has_class(b, WordClass::determiner)) break;
    }
    if (cue.subjects == 0) {
      if (s_.does(k + 1, SpeechRole::author) || (code == 2 && s_.does(k + 1, SpeechRole::of))) {
        if (const auto owner = s_.phrase_starting(k + 2);
            owner && (s_.name_like(owner->head) || s_.speaks(owner->head))) {
          set_subject(cue, *owner);
          cue.subject_after = true;
          cue.content = owner->end;
        }
      }
    }
    if (cue.subjects == 0) return;
    // Only what says what the words were: "his claim that", "her remark “...”", "their plea: ...".
    const std::uint32_t next = std::max(cue.end, cue.content);
    const char32_t c = s_.code(next);
    // "her plan", "his decision" tell of words only by what follows them.
    const bool of_words = cue.takes == 0 || (cue.takes & kTakesThat) != 0;
    const bool tells =
        (of_words && (s_.is_stretch(next) || s_.does(next, SpeechRole::that) || c == ':' ||
                      c == ',' || s_.is_stretch(k > s_.range().begin ? k - 1 : k))) ||
        (s_.does(next, SpeechRole::infinitive) && (cue.takes & kTakesInfinitive) != 0) ||
        takes_next(next - 1, cue.takes);
    if (!tells) return;
    // "her claim that the dam" against "letters that threatened": a verb follows a relative pronoun.
    cue.that = s_.does(next, SpeechRole::that) && (cue.takes & kTakesThat) != 0 &&
               !any_class(next + 1,
                          classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
                                     WordClass::verb_present, WordClass::cue_verb));
    out_.push_back(cue);
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  std::vector<Cue>& out_;
  WordClass verbs_;
};

}  // namespace

void find_cues(const SentenceReader& sentence, std::vector<Cue>& out) {
  CueFinder(sentence, out, WordClass::cue_verb).run();
}

void find_reports(const SentenceReader& sentence, std::vector<Cue>& out) {
  CueFinder(sentence, out, WordClass::report_verb).run();
}

}  // namespace quoth::quotations
