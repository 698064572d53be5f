#include "analyze/quotations/cues/reported_content.hpp"

#include <algorithm>

#include "analyze/quotations/cues/clauses.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kFewestOfClause = 3;
constexpr std::uint32_t kFewestOfObject = 5;

constexpr WordClasses kFiniteVerb =
    classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
               WordClass::verb_present, WordClass::negation);

class ContentReader {
 public:
  ContentReader(const SentenceReader& s, const std::vector<Cue>& cues, const Cue& cue)
      : s_(s), cues_(cues), cue_(cue), begin_(words_begin(cue)) {}

  [[nodiscard]] std::optional<Reported> read() const {
    const ItemRange r = s_.range();
    const bool aside = begin_ > r.begin + 1 && s_.is_comma(begin_ - 1);
    const bool after_comma = aside && begin_ > r.begin + 3;
    std::uint32_t k = cue_.content;
    while (s_.inside(k) && (s_.is_comma(k) || s_.code(k) == ':')) ++k;
    const bool inverted =
        cue_.subject_after && after_comma && !cue_.that && cue_.kind == Cue::Kind::verb;
    const bool phrase = cue_.kind == Cue::Kind::phrase;
    if (s_.words().verb_second() && (phrase || cue_.kind == Cue::Kind::verb)) {
      if (const auto after = phrase ? after_phrase() : after_clause()) return after;
      if (const auto whole = phrase ? around_phrase() : before_clause()) return whole;
      return phrase && !after_comma ? std::nullopt : before(after_comma, k);
    }
    if (aside)
      if (const auto around = around_aside()) return around;
    if (!inverted && !(phrase && after_comma && !cue_.that)) {
      // According to X, prices rose.
      const bool open = !phrase || !cue_.subject_after || s_.is_comma(cue_.content);
      if (open && s_.inside(k))
        if (const auto after = following(k)) return after;
    }
    return before(after_comma, k);
  }

 private:
  [[nodiscard]] std::uint32_t words_in(std::uint32_t from, std::uint32_t to,
                                       bool names = false) const noexcept {
    if (to < from || to - from > kLongestClause) return 0;
    std::uint32_t words = 0;
    for (std::uint32_t k = from; k < to; ++k) {
      // The ship “Aurora” stands in a clause; an object with marks is rather their own.
      if (names ? s_.is_speech(k) : s_.is_stretch(k)) return 0;
      if (s_.is_word(k) || s_.is_stretch(k)) ++words;
    }
    return words;
  }

  // "Prices rose, X said", "Prices rose according to X".
  [[nodiscard]] std::optional<Reported> before(bool after_comma, std::uint32_t next) const {
    const ItemRange r = s_.range();
    const bool phrase = cue_.kind == Cue::Kind::phrase;
    const bool speech = is_speech(cue_.frame) || cue_.frame == Frame::add ||
                        cue_.frame == Frame::think || cue_.frame == Frame::deny;
    if (!phrase && (!speech || cue_.kind != Cue::Kind::verb)) return std::nullopt;
    if (!after_comma && !(phrase && begin_ > r.begin + 3)) return std::nullopt;
    // "..., Tass reported, citing the ministry"
    const bool participle =
        s_.is_comma(cue_.content) && s_.is_word(next) && s_.words().ends_as_ongoing(s_.text(next));
    if (!phrase && !cue_.subject_after && !participle && !ends(next)) return std::nullopt;
    const std::uint32_t to = after_comma ? begin_ - 1 : begin_;
    if (words_in(r.begin, to, true) < kFewestOfClause) return std::nullopt;
    return Reported{{r.begin, to}, kTakesClause};
  }

  // "The bridge, Keel said on Monday, is cursed": the predicate of what stands before the aside follows
  // it at once.
  [[nodiscard]] std::optional<Reported> around_aside() const {
    const ItemRange r = s_.range();
    const bool speech =
        cue_.kind == Cue::Kind::phrase || (cue_.kind == Cue::Kind::verb && is_speech(cue_.frame));
    if (!speech || cue_.that || cue_.subject_carried) return std::nullopt;
    constexpr std::uint32_t kLongestRest = 6;
    std::uint32_t comma = cue_.content;
    if (!s_.is_comma(comma) && !ends(comma)) return std::nullopt;
    while (comma < cue_.content + kLongestRest && s_.is_word(comma)) ++comma;
    constexpr WordClasses kPresent =
        classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_present);
    if (!s_.is_comma(comma) || !s_.is_word(comma + 1) || !has_any(s_.classes(comma + 1), kPresent))
      return std::nullopt;
    if (!s_.phrase_starting(r.begin) || words_in(r.begin, begin_ - 1) == 0) return std::nullopt;
    for (std::uint32_t k = r.begin; k + 1 < begin_; ++k)
      if (s_.is_comma(k) || has_any(s_.classes(k), kFiniteVerb)) return std::nullopt;
    const std::uint32_t to = reported_end(s_, cues_, cue_, comma + 1);
    return Reported{{r.begin, to}, kTakesClause};
  }

  // Whether what stands after the cue is no clause of its own.
  [[nodiscard]] bool ends(std::uint32_t k) const noexcept {
    return !s_.inside(k) || (s_.is_token(k) && s_.code(k) == '.') ||
           has_any(s_.classes(k),
                   classes_of(WordClass::preposition, WordClass::weekday, WordClass::adverb));
  }

  [[nodiscard]] std::optional<Reported> following(std::uint32_t k) const {
    if (cue_.that) return made(k, kTakesThat | kTakesClause, kFewestOfClause);
    if (cue_.kind == Cue::Kind::noun) {
      if (s_.does(k, SpeechRole::infinitive) && is_base(k + 1))
        return (cue_.takes & kTakesInfinitive) != 0 ? made(k, kTakesInfinitive, kFewestOfClause)
                                                    : std::nullopt;
      if (!s_.has_class(k, WordClass::preposition)) return std::nullopt;
      const Complements bit = preposition(k);
      return (cue_.takes & bit) != 0 ? made(k + 1, bit, kFewestOfObject - 1) : std::nullopt;
    }
    if (cue_.kind != Cue::Kind::verb) {
      if (cue_.kind != Cue::Kind::phrase || ends_with_phrase(k)) return std::nullopt;
      return made(k, kTakesClause, kFewestOfClause);
    }
    if (s_.does(k, SpeechRole::infinitive) && is_base(k + 1)) {
      // "wants to", and "told him to" by the object before it.
      if ((cue_.takes & kTakesInfinitive) == 0) return std::nullopt;
      // "urged the council to rebuild the dam": whom is a part of what.
      const bool hearer =
          cue_.frame == Frame::tell && cue_.content > cue_.end && !cue_.subject_after;
      return made(hearer ? cue_.end : k, kTakesInfinitive, kFewestOfClause);
    }
    if (s_.does(k, SpeechRole::leads_question))
      return (cue_.takes & kTakesQuestion) != 0 || (cue_.takes & kTakesClause) != 0
                 ? made(k, kTakesQuestion, kFewestOfClause)
                 : std::nullopt;
    if (s_.has_class(k, WordClass::preposition)) {
      const Complements bit = preposition(k);
      if ((cue_.takes & bit) != 0) return made(k + 1, bit, kFewestOfObject - 1);
      k = after_time(k);
      if (k == 0) return std::nullopt;
    } else if (s_.has_class(k, WordClass::weekday)) {
      ++k;
    } else if (s_.has_class(k, WordClass::adverb) && !s_.does(k, SpeechRole::there)) {
      return std::nullopt;
    }
    const bool ongoing = s_.is_word(k) && s_.tokens().shape(s_.token(k)) == Shape::lower &&
                         s_.words().ends_as_ongoing(s_.text(k));
    if (ongoing && (cue_.takes & kTakesIng) != 0) return made(k, kTakesIng, kFewestOfClause);
    if ((cue_.takes & kTakesClause) != 0 && !(cue_.frame == Frame::think && cue_.infinitive)) {
      const auto clause = made(k, kTakesClause, kFewestOfClause);
      if (clause && (begins_clause(k) || has_finite_verb(clause->content))) return clause;
    }
    // "3,500 confirmed cases", "the first known lawsuit"
    const bool adjective =
        cue_.begin > s_.range().begin &&
        (has_any(s_.classes(cue_.begin - 1), classes_of(WordClass::cardinal, WordClass::ordinal)) ||
         (s_.is_token(cue_.begin - 1) &&
          s_.tokens().kind(s_.token(cue_.begin - 1)) == TokenKind::number));
    // "the Queen showed the couple": what shows speech is a thing.
    const bool shower = cue_.frame == Frame::show && (s_.name_like(cue_.subject[0].head) ||
                                                      s_.pronoun(cue_.subject[0].head) != 0);
    if ((cue_.takes & kTakesObject) != 0 && !adjective && !shower && begins_object(k))
      return made(k, kTakesObject, kFewestOfObject);
    return std::nullopt;
  }

  // In a language whose finite verb is second. "Laut Voss ist der Damm sicher": opens its sentence, and
  // the verb follows; "Der Damm ist laut Voss sicher": stands in what is said.
  [[nodiscard]] std::optional<Reported> after_phrase() const {
    const ItemRange r = s_.range();
    const std::uint32_t k = cue_.content;
    if (begin_ == r.begin && cue_.begin <= begin_ + kFewestOfClause + kFewestOfObject)
      return in_verb_place(k) ? made(k, kTakesClause, kFewestOfClause) : std::nullopt;
    return std::nullopt;
  }

  // "Der Damm ist laut Voss nicht mehr sicher": the phrase stands in what is said.
  [[nodiscard]] std::optional<Reported> around_phrase() const {
    const ItemRange r = s_.range();
    if (begin_ <= r.begin + 1 || !s_.is_word(begin_ - 1) || !s_.is_word(cue_.content))
      return std::nullopt;
    return made(r.begin, kTakesClause, kFewestOfClause);
  }

  // What stands behind the comma that ends the cue's own clause: with "dass", a question, or a main
  // clause, which tells itself by its verb.
  [[nodiscard]] std::optional<Reported> after_clause() const {
    const bool speech = is_speech(cue_.frame);
    if (cue_.that) return made(cue_.content, kTakesThat | kTakesClause, kFewestOfClause);
    constexpr std::uint32_t kLongestRest = 24;
    std::uint32_t comma = cue_.content;
    while (comma < cue_.content + kLongestRest && s_.is_word(comma)) ++comma;
    if (!s_.is_comma(comma) || !s_.is_word(comma + 1)) return std::nullopt;
    const std::uint32_t k = comma + 1;
    if (s_.does(k, SpeechRole::that)) return made(k, kTakesThat | kTakesClause, kFewestOfClause);
    if (s_.does(k, SpeechRole::leads_question))
      return cue_.frame == Frame::inquire || (speech && s_.does(k, SpeechRole::leads_clause))
                 ? made(k, kTakesQuestion, kFewestOfClause)
                 : std::nullopt;
    // "Wie die Polizei mitteilte, ist der Fahrer verletzt."
    const std::uint32_t first = s_.range().begin;
    if (speech && comma == cue_.end && first + 1 == begin_ &&
        s_.words().is(s_.tokens(), s_.token(first), SpeechRole::leads_clause))
      return in_verb_place(k) ? made(k, kTakesClause, kFewestOfClause) : std::nullopt;
    const bool any = speech || cue_.frame == Frame::add || cue_.frame == Frame::think ||
                     cue_.frame == Frame::deny;
    return any && main_clause(k, speech) ? made(k, kTakesClause, kFewestOfClause) : std::nullopt;
  }

  // "Der Fahrer ist verletzt, wie die Polizei mitteilte."
  [[nodiscard]] std::optional<Reported> before_clause() const {
    const ItemRange r = s_.range();
    if (!is_speech(cue_.frame) || cue_.subject_after || cue_.subject_carried ||
        begin_ < r.begin + 2 + kFewestOfClause || !s_.does(begin_ - 1, SpeechRole::before_verb) ||
        !s_.is_comma(begin_ - 2) || words_in(r.begin, begin_ - 2, false) < kFewestOfClause)
      return std::nullopt;
    return Reported{{r.begin, begin_ - 2}, kTakesClause};
  }

  // Whether a word in small letters is no function word: behind the first phrase it is the verb.
  [[nodiscard]] bool in_verb_place(std::uint32_t k) const noexcept {
    return s_.is_word(k) && s_.tokens().shape(s_.token(k)) == Shape::lower &&
           (has_any(s_.classes(k), kFiniteVerb) ||
            !has_any(s_.classes(k),
                     classes_of(WordClass::preposition, WordClass::determiner, WordClass::pronoun,
                                WordClass::possessive, WordClass::conjunction, WordClass::adverb,
                                WordClass::subordinator)));
  }

  // "der Damm sei alt" against "der alt sei": its verb is not the last word, and is in the reported
  // mood or, after a verb of speech, right behind the first phrase.
  [[nodiscard]] bool main_clause(std::uint32_t k, bool speech) const {
    if (has_any(s_.classes(k), classes_of(WordClass::subordinator, WordClass::conjunction)))
      return false;
    constexpr std::uint32_t kReach = 32;
    for (std::uint32_t i = k + 1; i < k + kReach && s_.is_word(i); ++i)
      if (s_.does(i, SpeechRole::reported) && s_.is_word(i + 1)) return true;
    const auto first = s_.phrase_starting(k);
    return speech && first && !s_.does(first->head, SpeechRole::relative) &&
           in_verb_place(first->end) && s_.is_word(first->end + 1);
  }

  [[nodiscard]] Complements preposition(std::uint32_t k) const noexcept {
    return takes_preposition(class_value(s_.tokens(), s_.token(k), WordClass::preposition));
  }

  [[nodiscard]] bool ends_with_phrase(std::uint32_t k) const noexcept {
    return has_any(s_.classes(k),
                   classes_of(WordClass::preposition, WordClass::weekday, WordClass::adverb)) &&
           !s_.does(k, SpeechRole::infinitive) && !s_.does(k, SpeechRole::there);
  }

  [[nodiscard]] std::optional<Reported> made(std::uint32_t from, Complements by,
                                             std::uint32_t fewest) const {
    if (!s_.inside(from)) return std::nullopt;
    std::uint32_t to = reported_end(s_, cues_, cue_, from);
    if (by != kTakesThat && by != kTakesQuestion && (by & kTakesClause) == 0)
      to = phrase_end(from, to);
    if (words_in(from, to, cue_.that) < fewest) return std::nullopt;
    return Reported{{from, to}, by};
  }

  // "to rebuild the dam, and a sixth farmer is ill": what is no clause ends before one.
  [[nodiscard]] std::uint32_t phrase_end(std::uint32_t from, std::uint32_t to) const noexcept {
    for (std::uint32_t k = from + kFewestOfClause; k + 1 < to; ++k)
      if (s_.is_comma(k) && s_.does(k + 1, SpeechRole::joins_clauses) && starts_clause(k + 2, to))
        return k;
    return to;
  }

  // A subject of a few words and a verb.
  [[nodiscard]] bool starts_clause(std::uint32_t k, std::uint32_t to) const {
    if (s_.pronoun(k) != 0) return true;
    const auto subject = s_.phrase_starting(k);
    return subject && subject->end < to && has_any(s_.classes(subject->end), kFiniteVerb);
  }

  // "to rebuild" against "to the council".
  [[nodiscard]] bool is_base(std::uint32_t k) const noexcept {
    return s_.is_word(k) && !s_.name_like(k) &&
           !has_any(s_.classes(k), classes_of(WordClass::determiner, WordClass::possessive,
                                              WordClass::pronoun, WordClass::preposition));
  }

  [[nodiscard]] bool begins_object(std::uint32_t k) const noexcept {
    return s_.is_word(k) &&
           !has_any(s_.classes(k),
                    kFiniteVerb | classes_of(WordClass::preposition, WordClass::conjunction,
                                             WordClass::subordinator));
  }

  // "said on Friday the dam would hold": the item after the time, or 0.
  [[nodiscard]] std::uint32_t after_time(std::uint32_t k) const noexcept {
    constexpr std::uint32_t kLongestTime = 5;
    constexpr WordClasses kTime =
        classes_of(WordClass::weekday, WordClass::month, WordClass::time_unit, WordClass::day_part);
    std::uint32_t end = 0;
    for (std::uint32_t n = k + 1; n < k + kLongestTime && s_.is_token(n); ++n) {
      if (has_any(s_.classes(n), kTime))
        end = n + 1;
      else if (!has_any(s_.classes(n), classes_of(WordClass::determiner, WordClass::cardinal)) &&
               s_.is_word(n))
        break;
    }
    return end != 0 && s_.inside(end) && s_.is_word(end) && !ends(end) ? end : 0;
  }

  // "said she", "said there": a subject. What "said" governs is a clause whatever it looks like.
  [[nodiscard]] bool begins_clause(std::uint32_t k) const noexcept {
    if (s_.does(k, SpeechRole::there)) return true;
    if (s_.pronoun(k) != 0) return !s_.does(k, SpeechRole::object_pronoun);
    return cue_.frame == Frame::say && (cue_.takes & kTakesObject) == 0 && begins_object(k) &&
           words_in(k, std::min(k + kFewestOfObject, s_.range().end), false) >= kFewestOfObject;
  }

  // A clause, and not an object: some verb must be in it.
  [[nodiscard]] bool has_finite_verb(ItemRange content) const noexcept {
    for (std::uint32_t k = content.begin; k < content.end; ++k) {
      if (!s_.is_token(k)) continue;
      if (s_.tokens().kind(s_.token(k)) == TokenKind::clitic && k > content.begin &&
          s_.pronoun(k - 1) != 0)
        return true;  // he’s
      if (has_any(s_.classes(k), kFiniteVerb)) return true;
      if (!s_.is_word(k)) continue;
      for (const WordClass verbs : {WordClass::cue_verb, WordClass::report_verb}) {
        const CueVerb v = cue_verb(s_.tokens(), s_.token(k), verbs);
        if (v.form == Form::past || v.form == Form::present || v.form == Form::plural) return true;
      }
      if (s_.words().ends_as_past(s_.text(k))) return true;
    }
    return false;
  }

  const SentenceReader& s_;
  const std::vector<Cue>& cues_;
  const Cue& cue_;
  std::uint32_t begin_;
};

}  // namespace

std::optional<Reported> reported_content(const SentenceReader& sentence,
                                         const std::vector<Cue>& cues, const Cue& cue) {
  return ContentReader(sentence, cues, cue).read();
}

}  // namespace quoth::quotations
