#include "analyze/dates/tense.hpp"

#include "analyze/dates/date_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr int kPast = 1, kFuture = 2, kPlan = 3;

class Clause {
 public:
  Clause(const TokenTable& t, TokenIndex begin, TokenIndex end) noexcept
      : t_(t), words_(DateWords::of(t.lexicon())), begin_(begin), end_(end) {
    const TokenRange sentence = t.sentences()[t.sentence_of(begin)];
    first_ = begin - sentence.begin > kTenseReach ? begin - kTenseReach : sentence.begin;
    last_ =
        sentence.end > end && sentence.end - end > kTenseReach ? end + kTenseReach : sentence.end;
  }

  Lean lean() const noexcept {
    if (const Lean beside = beside_it(); beside != Lean::none) return beside;
    // "she may go; on May 3 she did": what opens a clause belongs to the verb after it.
    if (opens_clause())
      if (const Lean after = verb_after(); after != Lean::none) return after;
    for (TokenIndex i = begin_; i > first_;) {
      --i;
      if (t_.at(i) == ';') break;
      // Speech in marks has its own time, but what stands before the marks is further away still.
      if (const Lean lean = verb(i); lean != Lean::none) return lean;
    }
    return verb_after();
  }

 private:
  int cue(TokenIndex i) const noexcept {
    return has(t_.classes(i), WordClass::tense_cue)
               ? t_.lexicon().value(t_.word(i), static_cast<unsigned>(WordClass::tense_cue))
               : 0;
  }
  bool is(TokenIndex i, Role role) const noexcept { return words_.is(t_, i, role); }
  std::int32_t value(TokenIndex i, WordClass c) const noexcept {
    return has(t_.classes(i), c) ? t_.lexicon().value(t_.word(i), static_cast<unsigned>(c)) : 0;
  }

  Lean verb_after() const noexcept {
    for (TokenIndex i = end_; i < last_ && t_.at(i) != ';'; ++i)
      if (const Lean lean = verb(i); lean != Lean::none) return lean;
    return Lean::none;
  }

  bool opens_clause() const noexcept {
    TokenIndex i = begin_;
    bool joined = false;  // by "and"
    while (i > first_ && begin_ - i < 3 && t_.kind(i - 1) == TokenKind::word &&
           has_any(t_.classes(i - 1), classes_of(WordClass::preposition, WordClass::determiner,
                                                 WordClass::conjunction, WordClass::adverb))) {
      joined = joined || has(t_.classes(i - 1), WordClass::conjunction);
      --i;
    }
    if (i == first_) return false;
    const char before = t_.at(i - 1);
    return before == ';' || before == ':' ||
           (joined && (before == ',' || t_.kind(i - 1) == TokenKind::mark));
  }

  Lean beside_it() const noexcept {
    if (begin_ > first_) {
      TokenIndex before = begin_ - 1;
      if (has(t_.classes(before), WordClass::determiner) && before > first_) --before;
      const int code = cue(before);
      // "by Friday" sets a term only while no verb has already said that it was met.
      if (code == kFuture && !is(before, Role::met)) return Lean::future;
      if (code == kPast) return Lean::past;
      if (is(before, Role::ahead) ||
          (is(before, Role::of) && before > first_ && is(before - 1, Role::ahead)))
        return Lean::future;
    }
    for (TokenIndex i = end_; i < last_ && i < end_ + 2; ++i)
      if (is(i, Role::deadline)) return Lean::future;
    for (TokenIndex i = begin_; i > first_ && begin_ - i < 4;) {
      --i;
      if (is(i, Role::deadline)) return Lean::future;
      // "the deadline ran out on Friday"
      if (t_.kind(i) == TokenKind::punctuation || verb(i) == Lean::past) break;
    }
    return Lean::none;
  }

  // A past form that "to be" or a modal before it turns to the future: to be implemented.
  Lean participle(TokenIndex i) const noexcept {
    for (TokenIndex k = i; k > first_ && i - k < 4;) {
      --k;
      const WordClasses classes = t_.classes(k);
      if (is(k, Role::to)) return k + 1 < i && is(k + 1, Role::have) ? Lean::past : Lean::future;
      if (has(classes, WordClass::modal)) {
        return k + 1 < i && is(k + 1, Role::have) ? Lean::past : Lean::future;
      }
      if (has(classes, WordClass::auxiliary)) {
        if (is(k, Role::be)) continue;
        return Lean::past;
      }
      // "will stay shut": a bare verb may come between
      if (k > first_ && has(t_.classes(k - 1), WordClass::modal) && !is(k, Role::have))
        return Lean::future;
      if (!has_any(classes, classes_of(WordClass::adverb, WordClass::negation))) break;
    }
    return Lean::past;
  }

  // "will have signed", but "shall have none"
  bool is_participle(TokenIndex i) const noexcept {
    if (i >= t_.size() || t_.kind(i) != TokenKind::word) return false;
    const std::string_view text = t_.text(i);
    return has_any(t_.classes(i),
                   classes_of(WordClass::verb_past, WordClass::auxiliary, WordClass::adverb)) ||
           text.ends_with("ed") || text.ends_with("en");
  }

  Lean verb(TokenIndex i) const noexcept {
    if (t_.kind(i) != TokenKind::word) return Lean::none;
    const WordClasses classes = t_.classes(i);
    if (const int code = cue(i); code != 0) {
      // "had promised on Wednesday": a plan that is itself of the past
      if (code == kPlan && i > first_ && is(i - 1, Role::perfect)) return Lean::past;
      if (code == kPlan) {
        for (TokenIndex k = i + 1; k < t_.size() && k < i + 3; ++k)
          if (is(k, Role::plan_leads)) return Lean::future;
        if (is(i, Role::due)) return Lean::future;
      } else if (code == kFuture && has(classes, WordClass::verb_present)) {
        return Lean::future;
      }
    }
    if (has(classes, WordClass::modal) && t_.shape(i) == Shape::lower) {
      for (TokenIndex k = i + 1; k < t_.size() && k < i + 3; ++k)
        if (is(k, Role::have) && is_participle(k + 1)) return Lean::past;
      return Lean::future;
    }
    if (has(classes, WordClass::auxiliary)) {
      const std::int32_t tense = value(i, WordClass::auxiliary);
      if (is(i, Role::is)) {
        for (TokenIndex k = i + 1; k < t_.size() && k < i + 4; ++k) {
          if (is(k, Role::to) ||
              (t_.kind(k) == TokenKind::word && words_.ends_as_ongoing(t_.text(k))))
            return Lean::future;
          if (cue(k) == kPlan) return Lean::future;
        }
        return Lean::none;
      }
      if (is(i, Role::has)) return Lean::past;
      if (tense == 1) return is(i + 1, Role::to) ? Lean::future : Lean::past;
      return Lean::none;
    }
    if (has(classes, WordClass::verb_past)) return participle(i);
    if (t_.shape(i) == Shape::lower && words_.ends_as_past(t_.text(i))) return participle(i);
    return Lean::none;
  }

  const TokenTable& t_;
  const DateWords& words_;
  TokenIndex begin_, end_, first_ = 0, last_ = 0;
};

}  // namespace

Lean lean_of(const TokenTable& tokens, TokenIndex begin, TokenIndex end) noexcept {
  if (begin >= tokens.size() || end <= begin) return Lean::none;
  return Clause(tokens, begin, end).lean();
}

}  // namespace quoth::dates
