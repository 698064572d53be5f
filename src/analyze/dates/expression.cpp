#include "analyze/dates/expression.hpp"

#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

// Which one of a row an ordinal word says, 0 for any other word.
std::int32_t ordinal(const TokenTable& t, TokenIndex i) noexcept {
  if (!has(t.classes(i), WordClass::ordinal)) return 0;
  return t.lexicon().value(t.word(i), static_cast<unsigned>(WordClass::ordinal));
}

void take(const Capture& c, Expression& e) noexcept {
  Stated& s = e.stated;
  switch (c.atom) {
    case Atom::day:
      s.day = static_cast<std::int32_t>(c.value);
      break;
    case Atom::year:
      s.year = static_cast<std::int32_t>(c.value);
      break;
    case Atom::two:
      s.year = static_cast<std::int32_t>(c.value);  // its century comes from the range's first year
      break;
    case Atom::month:
      s.month = static_cast<std::int32_t>(c.value);
      break;
    case Atom::weekday:
    case Atom::weekdays:
      s.weekday = static_cast<std::int32_t>(c.value);
      break;
    case Atom::season:
      s.season = static_cast<std::int32_t>(c.value);
      break;
    case Atom::holiday:
      s.holiday = c.value;
      break;
    case Atom::ordinal:
      s.nth = static_cast<std::int32_t>(c.value);
      break;
    case Atom::part:
      s.part = static_cast<DayPart>(c.value % 100);
      break;
    case Atom::decade:
      s.decade = static_cast<std::int32_t>(c.value);
      s.decade_grain = c.grain;
      break;
    case Atom::clock:
      s.clock = c.grain;
      s.second = static_cast<std::int32_t>(c.value);
      s.zone = c.zone;
      break;
    case Atom::numdate:
      s.year = c.year != 0 ? c.year : Stated::kNoYear;
      s.month = c.month;
      s.day = c.day;
      if (c.month == 0 && c.value > 0) {  // a week
        s.unit = Grain::week;
        e.amounts[0] = {c.value * 1000, Grain::none, false};
        e.amount_count = 1;
      }
      s.two_readings = c.weak;
      s.order = c.order;
      if (c.second >= 0) {
        s.clock = c.grain;
        s.second = c.second;
        s.zone = c.zone;
      }
      break;
    case Atom::quantity:
    case Atom::number:
      if (e.amount_count < e.amounts.size()) {
        Amount& amount = e.amounts[e.amount_count];
        amount = {c.value, Grain::none, c.weak};
        ++e.amount_count;
      }
      break;
    case Atom::unit:
    case Atom::units:
      s.unit = c.grain;
      if (e.amount_count > 0 && e.amounts[e.amount_count - 1u].unit == Grain::none) {
        e.amounts[e.amount_count - 1u].unit = c.grain;
      } else if (e.amount_count < e.amounts.size()) {
        e.amounts[e.amount_count] = {1000, c.grain, c.atom == Atom::units};
        ++e.amount_count;
      }
      break;
    default:
      break;
  }
}

}  // namespace

Expression expression_of(const Match& match, Group group, const TokenTable& t) noexcept {
  Expression e;
  e.rule = match.rule;
  e.begin = group.begin;
  e.end = group.end;
  e.context_begin = match.begin;
  e.context_end = match.end;
  for (std::uint32_t k = 0; k < match.capture_count; ++k) {
    const Capture& c = match.captures[k];
    if (c.begin < group.begin || c.begin >= group.end) continue;
    take(c, e);
    // Dienstagabend: one word says the day and its part.
    if (c.atom == Atom::weekday && has(t.classes(c.begin), WordClass::day_part))
      e.stated.part = static_cast<DayPart>(
          t.lexicon().value(t.word(c.begin), static_cast<unsigned>(WordClass::day_part)));
  }
  const Rule& rule = *match.rule;
  const DateWords& words = DateWords::of(t.lexicon());
  if (rule.unit != Grain::none) e.stated.unit = rule.unit;
  if (rule.part != DayPart::none) e.stated.part = rule.part;
  if (rule.holiday != 0) e.stated.holiday = rule.holiday;
  // Thursday the 9th
  if (e.stated.weekday != 0 && rule.reading == Reading::date && e.stated.day == 0 &&
      e.amount_count == 1 && e.amounts[0].unit == Grain::none && e.amounts[0].milli <= 31'000)
    e.stated.day = static_cast<std::int32_t>(e.amounts[0].milli / 1000);
  // "a minute and a half" after the unit, "first half", "Q3": words that no atom reads.
  for (TokenIndex i = group.begin; i < group.end; ++i) {
    if (t.kind(i) != TokenKind::word) continue;
    if (i + 1 == group.end && i >= group.begin + 3 && words.is(t, i, Role::half) &&
        e.amount_count > 0 &&
        (rule.reading == Reading::duration || rule.reading == Reading::offset)) {
      e.amounts[e.amount_count - 1u].milli += 500;
    }
    if (rule.unit == Grain::half || rule.unit == Grain::quarter) {
      const std::string_view text = t.text(i);
      if (text.size() == 2 &&
          (text[0] == 'Q' || text[0] == 'q' || text[0] == 'H' || text[0] == 'h') &&
          text[1] >= '1' && text[1] <= '4')
        e.stated.nth = text[1] - '0';
      if (const std::int32_t nth = ordinal(t, i); nth == 1 || nth == 2) e.stated.nth = nth;
    }
    if (rule.unit == Grain::day && rule.reading == Reading::date && e.stated.nth == 0)
      e.stated.nth = ordinal(t, i);  // the first day of May
    if (rule.unit == Grain::week && rule.reading == Reading::date) {
      if (words.is(t, i, Role::last)) e.stated.nth = -1;
      if (const std::int32_t nth = ordinal(t, i); nth >= 1 && nth <= 4) e.stated.nth = nth;
    }
    if (rule.reading == Reading::duration && e.amount_count == 0 &&
        has(t.classes(i), WordClass::time_unit)) {
      const std::int32_t code =
          t.lexicon().value(t.word(i), static_cast<unsigned>(WordClass::time_unit));
      e.amounts[0] = {1000, static_cast<Grain>(code % 100), code > 100};
      e.amount_count = 1;
    }
  }
  return e;
}

bool share_fields(Expression& first, Expression& second) noexcept {
  first.range = 1;
  second.range = 2;
  Stated &a = first.stated, &b = second.stated;
  if (first.rule->reading == Reading::date && first.amount_count == 1 && !a.has_year()) {
    // 499-493 BC: only what stands after the second tells that the first is a year
    if (b.year > 0 || first.amounts[0].milli % 1000 != 0 || first.amounts[0].milli > 9'999'000)
      return false;
    a.year = 1 - static_cast<std::int32_t>(first.amounts[0].milli / 1000);
    return a.year <= b.year;
  }
  if (first.rule->reading == Reading::duration) {
    if (first.amount_count > 0 && second.amount_count > 0 && first.amounts[0].unit == Grain::none)
      first.amounts[0].unit = second.amounts[0].unit;
    return true;
  }
  if (a.has_year() && b.has_year() && b.year >= 0 && b.year < 100 && a.year >= 100) {
    // 1914-18, and over a century's end only just: 1998-02
    const bool next_century = b.year < a.year % 100;
    if (next_century && (a.year % 100 < 70 || b.year > 30)) return false;
    b.year += a.year / 100 * 100 + (next_century ? 100 : 0);
  }
  if (a.has_year() && b.has_year() && a.year > 0 && b.year <= 0) a.year = 1 - a.year;  // 218-201 BC
  if (b.month == 0) b.month = a.day != 0 && b.day != 0 ? a.month : 0;
  if (a.month == 0) a.month = a.day != 0 && b.day != 0 ? b.month : 0;
  if (!a.has_year() && b.has_year()) {
    a.year = b.year;
    // December to January 1990 began the year before.
    if (a.month > b.month && b.month != 0) --a.year;
  } else if (a.has_year() && !b.has_year() && b.month != 0) {
    b.year = a.year + (a.month > b.month ? 1 : 0);
  }
  return true;
}

}  // namespace quoth::dates
