#include "analyze/dates/finder.hpp"

#include <algorithm>

#include "analyze/dates/matcher.hpp"
#include "analyze/dates/tense.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

/// Asks what stands around a match before it is believed.
class Veto {
 public:
  Veto(const TokenTable& t, const std::vector<Mention>& mentions)
      : t_(t), words_(DateWords::of(t.lexicon())), mentions_(mentions) {}

  bool believes(const Expression& e) {
    if (in_title(e)) return false;
    if (in_name(e) || in_compound(e) || in_title(e)) return false;
    switch (e.rule->check) {
      case Check::none:
        return true;
      case Check::year:
        return year(e);
      case Check::month:
        return month(e);
      case Check::season:
        return season(e);
      case Check::part:
        return part(e);
      case Check::unit:
        return unit(e);
      case Check::quantity:
        return quantity(e);
      case Check::edge:
        return ends_here(e.end);
      case Check::coming:
        return lean_of(t_, e.begin, e.end) == Lean::future;
      case Check::time:
      case Check::narrative:  // the discourse decides
        return true;
      case Check::fiscal:
        return ends_here(e.end);
      case Check::nth:
        return e.end - e.begin >= 3 && t_.kind(e.end - 2) == TokenKind::number && ends_here(e.end);
      case Check::clock:
        return clock(e);
    }
    return true;
  }

 private:
  WordClasses classes(TokenIndex i) const noexcept { return i < t_.size() ? t_.classes(i) : 0; }
  bool is(TokenIndex i, Role role) const noexcept { return words_.is(t_, i, role); }
  bool same_sentence(TokenIndex a, TokenIndex b) const noexcept {
    return b < t_.size() && t_.sentence_of(a) == t_.sentence_of(b);
  }
  bool hyphen_before_next(TokenIndex i) const noexcept {
    const char32_t c = t_.code(i);
    return c == '-' && t_.span(i).end == t_.span(i + 1).begin;
  }
  bool capital(TokenIndex i) const noexcept {
    return t_.kind(i) == TokenKind::word &&
           (t_.shape(i) == Shape::capitalised || t_.shape(i) == Shape::upper ||
            t_.shape(i) == Shape::mixed);
  }

  // A bare word of the calendar inside a name of a person or body: Theresa May, Bloody Sunday
  // Trust.
  bool in_name(const Expression& e) noexcept {
    const Stated& s = e.stated;
    if (s.has_year() || s.day != 0 || e.end - e.begin > 1) return false;
    const Span span = t_.span(TokenRange{e.begin, e.end});
    while (next_mention_ < mentions_.size() && mentions_[next_mention_].span.end <= span.begin)
      ++next_mention_;
    for (std::size_t k = next_mention_; k < mentions_.size() && mentions_[k].span.begin < span.end;
         ++k) {
      const Mention& m = mentions_[k];
      if (m.form == MentionForm::name && m.span.contains(span) && m.span.size() > span.size())
        return true;
    }
    return false;
  }

  // What a capital after a bare weekday or month makes the name of a paper or a street: the Sunday
  // Lamp, March Street. Not in a headline, where all words have capitals.
  bool in_title(const Expression& e) const noexcept {
    const TokenIndex next = e.end;
    if (words_.capital_nouns() || e.end - e.begin != 1 || e.begin == 0 || !capital(next) ||
        t_.before(next, Gap::sentence) || t_.shape(next) != Shape::capitalised)
      return false;
    const Stated& s = e.stated;
    if (s.has_year() || s.day != 0 || (s.weekday == 0 && s.month == 0)) return false;
    if (has(classes(next), WordClass::place_head)) return true;
    return s.weekday != 0 && is(e.begin - 1, Role::the) &&
           !has_any(classes(next), classes_of(WordClass::month, WordClass::day_part,
                                              WordClass::weekday, WordClass::time_unit));
  }

  // Where nouns have capitals, a hyphen and one more make another word of it (the Freitag-Ausgabe),
  // and so does a given name before it (Thomas Sonntag).
  bool in_compound(const Expression& e) const noexcept {
    if (!words_.capital_nouns()) return false;
    if (e.end + 1 < t_.size() && hyphen_before_next(e.end) && capital(e.end + 1) &&
        t_.span(e.end - 1).end == t_.span(e.end).begin)
      return true;
    if (e.begin == 0 || e.end - e.begin > 1 || !same_sentence(e.begin - 1, e.begin)) return false;
    const WordClasses before = classes(e.begin - 1);
    return capital(e.begin - 1) &&
           has_any(before, classes_of(WordClass::given_name, WordClass::honorific)) &&
           !has_any(before, classes_of(WordClass::month, WordClass::preposition));
  }

  bool year(const Expression& e) const noexcept {
    const TokenIndex i = e.begin, next = e.end;
    if (t_.kind(i) == TokenKind::mark)  // '69, but not the '11 of a product
      return i > 0 && t_.kind(i - 1) == TokenKind::word && t_.shape(i - 1) == Shape::lower;
    // "about 2023 lorries"
    if (e.end - e.begin > 1 && has(classes(i), WordClass::temporal))
      return t_.kind(e.end - 1) != TokenKind::number || !counts(next);
    if (e.end - e.begin > 1) return true;  // 221 BC, AD 79, nineteen ninety-seven
    // 2023-13-01: the head of what no rule could read whole
    if (next + 1 < t_.size() && t_.code(next) == '-' && t_.kind(next + 1) == TokenKind::number &&
        t_.span(next).begin == t_.span(i).end && t_.span(next + 1).begin == t_.span(next).end)
      return false;
    // pre-1990 borders
    if (i > 1 && t_.code(i - 1) == '-' && t_.span(i - 1).end == t_.span(i).begin &&
        t_.kind(i - 2) == TokenKind::word && t_.span(i - 2).end == t_.span(i - 1).begin)
      return e.stated.year >= 1000 && e.stated.year <= 2100 && t_.shape(i - 2) == Shape::lower;
    if (i > 1 && t_.at(i - 1) == '.' && is(i - 2, Role::number_sign)) return false;
    const std::int32_t value = e.stated.year;
    const bool plausible = value >= 1500 && value <= 2100;
    if (i > 0 && same_sentence(i - 1, i)) {
      const TokenIndex before = i - 1;
      if (is(before, Role::year_opener) && !counts(next))
        return value >= 1000 && (plausible || !is(before, Role::of));
      if (is(before, Role::count_opener)) return false;
    }
    // Where nouns have capitals, one right after a bare number is rather what it counts.
    if (words_.capital_nouns() && next < t_.size() && capital(next) &&
        !t_.before(next, Gap::sentence | Gap::paragraph))
      return false;
    return plausible && !counts(next);
  }

  // Whether what follows a number is counted by it: people, miles, of them.
  bool counts(TokenIndex i) const noexcept {
    if (i >= t_.size() || t_.kind(i) != TokenKind::word) return false;
    if (t_.before(i, Gap::sentence)) return false;
    const bool counted = is(i, Role::counted);
    if (words_.capital_nouns()) return counted;
    if (t_.shape(i) != Shape::lower) return false;
    if (counted) return true;
    const std::string_view word = t_.text(i);
    const WordClasses c = t_.classes(i);
    if (has_any(c, classes_of(WordClass::preposition, WordClass::conjunction, WordClass::auxiliary,
                              WordClass::modal, WordClass::adverb, WordClass::subordinator,
                              WordClass::pronoun, WordClass::determiner, WordClass::verb_past,
                              WordClass::verb_present, WordClass::temporal)))
      return false;
    // "1999 refugees", but "the 2008 elections"
    if (!words_.ends_as_plural(word)) return false;
    return i < 2 || !is(i - 2, Role::the);
  }

  bool month(const Expression& e) const noexcept {
    const TokenIndex i = e.begin;
    const std::int32_t code = e.stated.month;
    if (!is(i, Role::name_too) || e.end - e.begin > 2) return code != 0;
    if (t_.shape(i) == Shape::lower || t_.shape(i) == Shape::mixed)
      return !is(i, Role::never_small);
    const TokenIndex next = e.end;
    const bool opens = t_.before(i, Gap::sentence) || i == 0;
    TokenIndex before = opens ? i : i - 1;
    if (!opens && t_.at(before) == '.' && before > 0 && capital(before - 1))
      return false;  // Mr. August
    if (!opens && is(before, Role::month_opener))
      return !is(before, Role::loose_opener) || !named_after(next);
    if (is(i, Role::verb_too)) {
      // A verb, a title or a surname unless something of time stands beside it.
      if (next < t_.size() && t_.kind(next) == TokenKind::number) return true;
      if (!opens && (is(before, Role::the) || has(classes(before), WordClass::possessive)))
        return has(classes(i), WordClass::modal) || !named_after(next);
      return false;
    }
    if (!opens && capital(before) &&
        !has_any(classes(before), classes_of(WordClass::preposition, WordClass::determiner)) &&
        is(i, Role::given_name_too))
      return false;
    // "August Wilson wrote": a given name before what can only be a surname. A headline's capitals
    // tell nothing, so there the word after must be no common one.
    if (is(i, Role::given_name_too) && e.end - e.begin == 1 && capital(next) &&
        !t_.before(next, Gap::sentence) &&
        !has_any(classes(next), ~classes_of(WordClass::surname, WordClass::given_name)))
      return false;
    return true;
  }

  // Digits and a colon alone: a time after a preposition of time or at the head of a line, but no
  // verse (John 3:16) and no time taken ("in 2:03:45").
  bool clock(const Expression& e) const noexcept {
    const bool bare = t_.kind(e.end - 1) == TokenKind::number;
    if (!bare || t_.before(e.begin, Gap::paragraph | Gap::sentence) || e.begin == 0) return true;
    const TokenIndex before = e.begin - 1;
    if (t_.kind(before) != TokenKind::word) return true;
    if (is(before, Role::not_clock)) return false;
    return has_any(classes(before), classes_of(WordClass::preposition, WordClass::temporal,
                                               WordClass::subordinator, WordClass::weekday)) ||
           !capital(before);
  }

  // A verb of saying or a capitalised word right after: May said, March for Life.
  bool named_after(TokenIndex i) const noexcept {
    if (i >= t_.size() || t_.before(i, Gap::sentence)) return false;
    return has_any(classes(i), classes_of(WordClass::cue_verb)) || capital(i) ||
           is(i, Role::verb_of_name);
  }

  bool season(const Expression& e) const noexcept {
    const TokenIndex i = e.end - 1;
    const bool definite = e.end - e.begin > 1;  // the winter, late summer
    const TokenIndex before = e.begin > 0 ? e.begin - 1 : 0;
    const TokenIndex next = e.end;
    const bool preposed = e.begin > 0 && is(before, Role::season_opener);
    if (is(i, Role::verb_too)) {
      if (definite && e.end - e.begin == 2 && is(e.begin, Role::the)) {
        // "the fall of Saigon", "the spring in his step"
        return !is(next, Role::leads_on) && preposed;
      }
      return definite || (preposed && !is(next, Role::of) && !is(before, Role::of));
    }
    const bool capitalised = t_.shape(i) == Shape::capitalised && !words_.capital_nouns();
    return (definite || preposed || capitalised) && !is(next, Role::not_season);
  }

  bool part(const Expression& e) const noexcept {
    if (e.rule->reading == Reading::deictic)
      // "the night" may be any
      return is(e.begin, Role::that) || is(e.begin, Role::same) || is(e.begin + 1, Role::same);
    const auto part = e.stated.part;
    return part == DayPart::noon || part == DayPart::midnight || part == DayPart::midday;
  }

  // "a second" is rather the next after the first, and quarters are of anything.
  bool quantity(const Expression& e) const noexcept {
    const Amount& a = e.amounts[0];
    if (e.amount_count != 1) return true;
    if (a.unit == Grain::second)
      return a.milli != 1000 || has(classes(e.begin), WordClass::cardinal);
    if (a.unit == Grain::quarter) {
      for (TokenIndex i = e.begin; i < e.end; ++i)
        if (is(i, Role::in_a_row)) return true;
      return false;
    }
    return true;
  }

  // Whether no word that the expression could lead to follows.
  bool ends_here(TokenIndex i) const noexcept {
    if (i >= t_.size() || t_.before(i, Gap::sentence | Gap::paragraph)) return true;
    if (t_.kind(i) != TokenKind::word) return t_.kind(i) != TokenKind::number;
    return has_any(t_.classes(i), classes_of(WordClass::preposition, WordClass::conjunction,
                                             WordClass::auxiliary, WordClass::modal)) ||
           is(i, Role::clause_opener);
  }

  bool unit(const Expression& e) const noexcept {
    const TokenIndex before = e.begin > 0 ? e.begin - 1 : 0;
    if (e.rule->reading == Reading::deictic) {
      // "ended the day at", "later in the day"
      return e.begin > 0 && is(before, Role::unit_opener);
    }
    if (e.rule->shift == 0 && e.end - e.begin == 1) {
      // "minutes of the meeting", "seconds later"
      if (e.stated.unit == Grain::quarter || (e.begin > 0 && is(before, Role::this_one)) ||
          (e.begin > 0 && hyphen_before_next(e.begin - 1)))
        return false;
      if (is(e.begin, Role::short_unit)) return e.begin > 0 && is(before, Role::amount_opener);
      if (words_.capital_nouns()) return e.begin > 0 && is(before, Role::amount_opener);
      if (t_.shape(e.begin) == Shape::capitalised && !t_.before(e.begin, Gap::sentence))
        return false;
      return true;
    }
    return true;
  }

  const TokenTable& t_;
  const DateWords& words_;
  const std::vector<Mention>& mentions_;
  std::size_t next_mention_ = 0;
};

// "a year" after an amount or a price is a rate, elsewhere a duration.
bool is_rate(const TokenTable& t, const DateWords& words, const Expression& e) noexcept {
  if (e.begin == 0) return false;
  TokenIndex before = e.begin - 1;
  if (words.is(t, e.begin, Role::per)) return true;
  if (t.kind(before) == TokenKind::number) return true;
  const char32_t c = t.code(before);
  if (c == '%' || c == '$' || c == 0x20AC || c == 0xA3) return true;
  if (t.kind(before) == TokenKind::word) {
    const WordClasses classes = t.classes(before);
    if (has(classes, WordClass::cardinal)) return true;
    // 40 barrels a day
    if (t.shape(before) == Shape::lower && t.text(before).ends_with("s") && before > 0) {
      for (TokenIndex k = before; k > 0 && before - k < 3;) {
        --k;
        if (t.kind(k) == TokenKind::number || has(t.classes(k), WordClass::cardinal)) return true;
        if (t.kind(k) != TokenKind::word) break;
      }
      return words.is(t, before, Role::rated);
    }
  }
  return false;
}

bool is_article(const TokenTable& t, const DateWords& words, TokenIndex i) noexcept {
  return words.is(t, i, Role::one) && t.shape(i) == Shape::lower;
}

}  // namespace

void find_expressions(const TokenTable& tokens, const std::vector<Mention>& mentions, bool query,
                      std::vector<Expression>& out) {
  const RuleSet& rules = RuleSet::of(tokens.lexicon());
  if (rules.empty()) return;
  const DateWords& words = DateWords::of(tokens.lexicon());
  const AtomReader atoms(tokens, query);
  Matcher matcher(rules, tokens, atoms);
  Veto veto(tokens, mentions);
  const TokenIndex size = tokens.size();
  for (TokenIndex i = 0; out.size() < kMostExpressions;) {
    i = matcher.next_start(i);
    if (i >= size) break;
    const Match* match = matcher.match(i);
    if (match != nullptr && match->begin < match->groups[0].begin) {
      // The words before only help: "in the last week" gives way to "the last week of May".
      const TokenIndex begin = match->groups[0].begin, end = match->end;
      match = matcher.match(begin);
      if (match == nullptr || match->end <= end) match = matcher.match(i);
    }
    TokenIndex next = i + 1;
    for (; match != nullptr; match = matcher.alternative()) {
      if (match->rule->reading == Reading::none) {
        next = match->end;
        break;
      }
      Expression first = expression_of(*match, match->groups[0], tokens);
      if (!match->groups[1].empty()) {
        Expression second = expression_of(*match, match->groups[1], tokens);
        if (!share_fields(first, second) || !(query || veto.believes(first))) continue;
        out.push_back(first);
        out.push_back(second);
        next = match->end;
        break;
      }
      if (match->rule->reading == Reading::duration && match->rule->check == Check::quantity &&
          rules.rate() != nullptr && first.amount_count == 1 && first.amounts[0].milli == 1000 &&
          first.end - first.begin == 2 && is_article(tokens, words, first.begin) &&
          is_rate(tokens, words, first))
        first.rule = rules.rate();
      if (!query && !veto.believes(first)) {
        next = std::max(next, match->groups[0].begin + 1);
        continue;
      }
      out.push_back(first);
      // What only stood around may begin the next one.
      next = match->rule->event ? match->groups[0].end : match->end;
      break;
    }
    i = next;
  }
}

}  // namespace quoth::dates
