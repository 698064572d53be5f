#include "analyze/dates/question_atoms.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "quoth/text/fold.hpp"

namespace quoth::dates {
namespace {

constexpr std::pair<std::string_view, QuestionAtom> kNames[] = {
    {"MONTH", QuestionAtom::month},
    {"WEEKDAY", QuestionAtom::weekday},
    {"WEEKDAYS", QuestionAtom::weekdays},
    {"UNIT", QuestionAtom::unit},
    {"WEEK", QuestionAtom::week},
    {"QUARTERS", QuestionAtom::quarters},
    {"YEARUNIT", QuestionAtom::year_unit},
    {"PART", QuestionAtom::part},
    {"SEASON", QuestionAtom::season},
    {"HOLIDAY", QuestionAtom::holiday},
    {"ZONE", QuestionAtom::zone},
    {"NUM", QuestionAtom::num},
    {"Q", QuestionAtom::quantity},
    {"ORD", QuestionAtom::ordinal},
    {"ORDDAY", QuestionAtom::ordinal_day},
    {"ORDNUM", QuestionAtom::ordinal_digits},
    {"DOM", QuestionAtom::dom},
    {"DAYNUM", QuestionAtom::day_number},
    {"YEAR", QuestionAtom::year},
    {"Y2", QuestionAtom::year2},
    {"Y2LATE", QuestionAtom::year2_late},
    {"HOUR", QuestionAtom::hour},
    {"MINUTE", QuestionAtom::minute},
    {"HHMM", QuestionAtom::hhmm},
    {"HHMMBARE", QuestionAtom::hhmm_bare},
    {"HM", QuestionAtom::hm},
    {"HD", QuestionAtom::hd},
    {"AMPM", QuestionAtom::ampm},
    {"AMOUNT", QuestionAtom::amount},
    {"NUMDATE", QuestionAtom::numdate},
    {"MD", QuestionAtom::month_day},
    {"NUMMONTH", QuestionAtom::num_month},
    {"QCODE", QuestionAtom::qcode},
    {"NEWS", QuestionAtom::news},
};

}  // namespace

AtomReading AtomReading::open(std::uint32_t tokens, const OpenDate& date) noexcept {
  AtomReading out;
  out.tokens = tokens;
  out.meaning.form = Meaning::Form::open;
  out.meaning.date = date;
  return out;
}

AtomReading AtomReading::numeral(std::uint32_t tokens, std::int64_t number) noexcept {
  AtomReading out;
  out.tokens = tokens;
  out.meaning.number = number;
  return out;
}

AtomReading AtomReading::time_of_day(std::uint32_t tokens, std::int32_t second, Grain grain,
                                     std::uint8_t certain) noexcept {
  AtomReading out;
  out.tokens = tokens;
  out.meaning.second = second;
  out.meaning.clock = grain;
  out.meaning.certain = certain;
  out.meaning.type = TimexType::time;
  return out;
}

QuestionAtom question_atom(std::string_view name) noexcept {
  for (const auto& [known, atom] : kNames)
    if (known == name) return atom;
  return QuestionAtom::count_;
}

bool QuestionAtoms::is(Index i, std::string_view lower) const noexcept {
  const QuestionToken& t = t_[i];
  if (t.kind != QuestionToken::Kind::word || t.end - t.begin != lower.size()) return false;
  for (std::size_t k = 0; k < lower.size(); ++k) {
    const char c = text_[t.begin + k];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[k]) return false;
  }
  return true;
}

// A number in words: "twenty-five", "two hundred and ten".
std::int64_t QuestionAtoms::spelled(Index i, Index& used) const noexcept {
  std::int64_t total = 0, group = 0;
  used = 0;
  for (Index at = i, steps = 0; steps < 12; ++steps) {
    Index here = at;
    if (used > 0 && (is_mark(here, '-') || is(here, "and"))) ++here;
    const std::int64_t v = cardinal(here);
    if (v < 0) break;
    if (v >= 1000) {
      total += (group == 0 ? 1 : group) * v;
      group = 0;
    } else if (v == 100) {
      if (group >= 100) break;
      group = (group == 0 ? 1 : group) * 100;
    } else if (v >= 20) {
      if (group % 100 != 0 || (used > 0 && group == 0 && total == 0)) break;
      group += v;
    } else {
      const std::int64_t ones = group % 100;
      if (used > 0 &&
          (ones % 10 != 0 || (ones != 0 && v >= 10) || (ones == 0 && group == 0 && total == 0)))
        break;
      group += v;
    }
    if (total + group > 1'000'000'000) break;
    at = here + 1;
    used = at - i;
  }
  return total + group;
}

std::int64_t QuestionAtoms::whole_number(Index i, Index& used) const noexcept {
  used = 0;
  if (is_number(i)) {
    if (t_[i].number == QuestionToken::kTooLong) return -1;
    if ((glued_mark(i + 1, '.') || glued_mark(i + 1, ':')) && glued_number(i + 2)) return -1;
    if (glued_mark(i + 1, ',') && glued_number(i + 2) && t_[i + 2].digits == 3) return -1;
    used = 1;
    return t_[i].number;
  }
  return cardinal(i) < 0 ? -1 : spelled(i, used);
}

std::int64_t QuestionAtoms::ordinal(Index i, Index& used) const noexcept {
  used = 0;
  if (is_number(i)) {
    if (t_[i].digits > 3 || !t_[i + 1].glued) return -1;
    if (!is(i + 1, "th") && !is(i + 1, "st") && !is(i + 1, "nd") && !is(i + 1, "rd")) return -1;
    used = 2;
    return t_[i].number;
  }
  const WordMeaning* w = word(i);
  if (w == nullptr) return -1;
  if (w->ordinal != 0) {
    used = 1;
    return w->ordinal;
  }
  if (w->cardinal < 20 || w->cardinal > 90) return -1;
  const Index ones = is_mark(i + 1, '-') ? i + 2 : i + 1;
  if (word(ones) == nullptr || word(ones)->ordinal < 1 || word(ones)->ordinal > 9) return -1;
  used = ones + 1 - i;
  return w->cardinal + word(ones)->ordinal;
}

AtomReading QuestionAtoms::quantity(Index i) const noexcept {
  AtomReading out;
  std::int64_t milli = -1;
  Index used = 0;
  bool vague = false;
  const auto a = [&](Index k) { return is(k, "a") || is(k, "an"); };
  if (is_number(i)) {
    if (t_[i].number == QuestionToken::kTooLong) return out;
    milli = std::int64_t{t_[i].number} * 1000;
    used = 1;
    if (glued_mark(i + 1, '.') && glued_number(i + 2) && t_[i + 2].digits <= 3) {
      std::int64_t fraction = t_[i + 2].number;
      for (unsigned d = t_[i + 2].digits; d < 3; ++d) fraction *= 10;
      milli += fraction;
      used = 3;
    } else if (glued_mark(i + 1, '/') && glued_number(i + 2) && t_[i].digits == 1 &&
               t_[i + 2].digits == 1 && t_[i + 2].number > t_[i].number) {
      milli = 1000 * std::int64_t{t_[i].number} / t_[i + 2].number;
      used = 3;
    }
  } else if (cardinal(i) >= 0) {
    milli = spelled(i, used) * 1000;
  } else if (a(i) || is(i, "another")) {
    milli = 1000;
    used = 1;
    if (is(i + 1, "couple") || is(i + 1, "pair")) {
      milli = 2000;
      used = is(i + 2, "of") ? 3 : 2;
    } else if (is(i + 1, "few")) {
      milli = 3000;
      used = 2;
      vague = true;
    } else if (is(i + 1, "half")) {
      milli = 500;
      used = 2;
    } else if (is(i + 1, "quarter") && is(i + 2, "of")) {
      milli = 250;
      used = a(i + 3) ? 4 : 3;
    }
  } else if (is(i, "half")) {
    milli = 500;
    used = a(i + 1) ? 2 : 1;
  } else if (is(i, "couple")) {
    milli = 2000;
    used = is(i + 1, "of") ? 2 : 1;
  } else if (is(i, "few") || is(i, "several")) {
    milli = 3000;
    used = 1;
    vague = true;
  }
  if (used == 0) return out;
  if (is(i + used, "and") && milli % 1000 == 0) {  // two and a half
    const Index half = i + used + (a(i + used + 1) ? 2 : 1);
    if (is(half, "half") || is(half, "quarter")) {
      milli += is(half, "half") ? 500 : 250;
      used = half + 1 - i;
    }
  }
  out.tokens = used;
  out.meaning.number = milli;
  out.meaning.vague = vague;
  return out;
}

AtomReading QuestionAtoms::amount(Index i) const noexcept {
  AtomReading out;
  Index at = i;
  Grain last = Grain::none;
  while (out.meaning.amount_count < out.meaning.amounts.size()) {
    Index here = at;
    if (out.tokens > 0) {
      if (is_mark(here, ',')) ++here;
      if (is(here, "and")) ++here;
    }
    const AtomReading q = quantity(here);
    if (q.tokens == 0) break;
    Index unit = here + q.tokens;
    Grain grain = Grain::none;
    std::int64_t milli = q.meaning.number;
    if (is_mark(unit, '\'') && t_[unit].glued && is_number(here)) {  // 30'
      grain = Grain::minute;
    } else {
      if (is_mark(unit, '-')) ++unit;
      if (is(unit, "more") || is(unit, "full") || is(unit, "whole") || is(unit, "consecutive") ||
          is(unit, "straight") || is(unit, "business") || is(unit, "working"))
        ++unit;
      const WordMeaning* w = word(unit);
      if (w == nullptr || w->unit == Grain::none) break;
      if (w->glued_unit && !is_number(unit - 1)) break;
      grain = w->unit;
    }
    if (last != Grain::none && grain >= last) break;
    at = unit + 1;
    if (is(at, "and") && milli % 1000 == 0) {  // an hour and a half
      const Index half = at + (is(at + 1, "a") || is(at + 1, "an") ? 2 : 1);
      if (is(half, "half") && (word(half + 1) == nullptr || word(half + 1)->unit == Grain::none)) {
        milli += 500;
        at = half + 1;
      }
    }
    last = grain;
    out.meaning.amounts[out.meaning.amount_count++] = {milli, grain, q.meaning.vague};
    out.meaning.vague = out.meaning.vague || q.meaning.vague;
    out.tokens = at - i;
  }
  return out;
}

AtomReading QuestionAtoms::day_of_month(Index i) const noexcept {
  Index used = 0;
  std::int64_t day = ordinal(i, used);
  if (used == 0) {
    if (is_number(i) && t_[i].digits > 2) return {};
    day = whole_number(i, used);
  }
  if (used == 0 || day < 1 || day > 31) return {};
  return AtomReading::open(used, {.day = static_cast<std::int8_t>(day)});
}

AtomReading QuestionAtoms::holiday(Index i) const {
  if (word(i) == nullptr || !word(i)->starts_holiday) return {};
  const auto folded_token = [&](Index k) {
    return folded(text_.substr(t_[k].begin, t_[k].end - t_[k].begin));
  };
  std::string first = folded_token(i);
  const std::vector<QuestionWords::Holiday>* names = words_.holidays(first);
  if (names == nullptr) return {};
  for (const QuestionWords::Holiday& name : *names) {
    Index at = i + 1;
    bool same = true;
    for (const std::string& rest : name.rest) {
      if (is_mark(at, '-')) ++at;
      same = same && t_[at].kind == QuestionToken::Kind::word && folded_token(at) == rest;
      if (!same) break;
      ++at;
    }
    if (same) return AtomReading::open(at - i, {.holiday = name.code});
  }
  return {};
}

AtomReading QuestionAtoms::news(Index i) const noexcept {
  const auto piece =
      std::lower_bound(news_.begin(), news_.end(), t_[i].begin,
                       [](const NewsPiece& p, std::uint32_t begin) { return p.begin < begin; });
  if (piece == news_.end() || piece->begin != t_[i].begin) return {};
  Index at = i;
  while (t_[at].kind != QuestionToken::Kind::end && t_[at].end < piece->end) ++at;
  if (t_[at].kind == QuestionToken::Kind::end || t_[at].end != piece->end) return {};
  return {at + 1 - i, piece->meaning};
}

AtomReading QuestionAtoms::read(QuestionAtom atom, Index i) const {
  const WordMeaning* w = word(i);
  const auto unit = [&](bool fits) -> AtomReading {
    return fits ? AtomReading::numeral(1, static_cast<std::int64_t>(w->unit)) : AtomReading{};
  };
  // The full stop of an abbreviation: Dec., Thurs.
  const auto point = [&](Index k) -> Index {
    return t_[k].end - t_[k].begin <= 5 && !is(k, "may") && !is(k, "june") && !is(k, "july") &&
                   !is(k, "march") && !is(k, "april") && glued_mark(k + 1, '.')
               ? 1
               : 0;
  };
  Index used = 0;
  switch (atom) {
    case QuestionAtom::month:
      return w != nullptr && w->month != 0 ? AtomReading::open(1 + point(i), {.month = w->month})
                                           : AtomReading{};
    case QuestionAtom::weekday:
      return w != nullptr && w->weekday != 0 && !w->weekdays
                 ? AtomReading::open(1 + point(i), {.weekday = w->weekday})
                 : AtomReading{};
    case QuestionAtom::weekdays:
      return w != nullptr && w->weekdays ? AtomReading::open(1, {.weekday = w->weekday})
                                         : AtomReading{};
    case QuestionAtom::unit:
      return unit(w != nullptr && w->unit != Grain::none && !w->glued_unit);
    case QuestionAtom::week:
      return unit(w != nullptr && w->unit == Grain::week && !w->glued_unit);
    case QuestionAtom::quarters:
      return w != nullptr && w->unit == Grain::quarter
                 ? AtomReading::open(1, {.unit = Grain::quarter})
                 : AtomReading{};
    case QuestionAtom::year_unit:
      return unit(w != nullptr && w->unit == Grain::year && !w->glued_unit);
    case QuestionAtom::part: {
      if (w == nullptr || w->part == DayPart::none) return {};
      AtomReading out;
      out.tokens = 1;
      out.meaning.part = w->part == DayPart::noon ? DayPart::midday : w->part;
      out.meaning.type = TimexType::time;
      return out;
    }
    case QuestionAtom::season:
      return w != nullptr && w->season != 0 ? AtomReading::open(1, {.season = w->season})
                                            : AtomReading{};
    case QuestionAtom::holiday:
      return holiday(i);
    case QuestionAtom::zone:
      return zone(i);
    case QuestionAtom::num: {
      const std::int64_t value = whole_number(i, used);
      return used > 0 ? AtomReading::numeral(used, value) : AtomReading{};
    }
    case QuestionAtom::quantity:
      return quantity(i);
    case QuestionAtom::ordinal: {
      const std::int64_t value = ordinal(i, used);
      if (used == 0 || value > 999) return {};
      AtomReading out = AtomReading::open(used, {.nth = static_cast<std::int16_t>(value)});
      out.meaning.number = value;
      return out;
    }
    case QuestionAtom::ordinal_digits:
      if (!is_number(i)) return {};
      [[fallthrough]];
    case QuestionAtom::ordinal_day: {
      const std::int64_t value = ordinal(i, used);
      if (used == 0 || value < 1 || value > 31) return {};
      return AtomReading::open(used, {.day = static_cast<std::int8_t>(value)});
    }
    case QuestionAtom::dom:
      return day_of_month(i);
    case QuestionAtom::day_number:
      if (!is_number(i) || t_[i].digits > 2 || hour(i).tokens == 0) return {};
      return day_of_month(i);
    case QuestionAtom::year:
      return year(i);
    case QuestionAtom::year2_late:
      if (is_number(i) && t_[i].number <= 31) return {};
      [[fallthrough]];
    case QuestionAtom::year2:
      if (!is_number(i) || t_[i].digits != 2) return {};
      return AtomReading::open(1, {.year = AtomReading::full_year(t_[i].number)});
    case QuestionAtom::hour:
      return hour(i);
    case QuestionAtom::minute: {
      if ((is(i, "oh") || is(i, "o")) && cardinal(i + 1) >= 1 && cardinal(i + 1) <= 9)
        return AtomReading::numeral(2, cardinal(i + 1));
      if (cardinal(i) < 10) return {};
      const std::int64_t value = spelled(i, used);
      return used > 0 && value < 60 ? AtomReading::numeral(used, value) : AtomReading{};
    }
    case QuestionAtom::hhmm_bare:
      if (!is_number(i) || (t_[i].digits != 3 && text_[t_[i].begin] != '0')) return {};
      [[fallthrough]];
    case QuestionAtom::hhmm: {
      if (!is_number(i) || (t_[i].digits != 3 && t_[i].digits != 4)) return {};
      const std::uint32_t h = t_[i].number / 100, m = t_[i].number % 100;
      if (h > 23 || m > 59) return {};
      return AtomReading::time_of_day(1, static_cast<std::int32_t>(h * 3600 + m * 60),
                                      Grain::minute, h > 12 || t_[i].digits == 4 ? 2 : 0);
    }
    case QuestionAtom::hm:
      return clock(i, false);
    case QuestionAtom::hd:
      return clock(i, true);
    case QuestionAtom::ampm:
      return half(i);
    case QuestionAtom::amount:
      return amount(i);
    case QuestionAtom::numdate: {
      AtomReading out = digits(QuestionAtom::numdate, i);
      return out.tokens > 0 ? out : digits(QuestionAtom::month_day, i);
    }
    case QuestionAtom::month_day:
    case QuestionAtom::num_month:
      return digits(atom, i);
    case QuestionAtom::qcode: {
      if (!is(i, "q") || !glued_number(i + 1) || t_[i + 1].digits != 1) return {};
      const std::uint32_t n = t_[i + 1].number;
      if (n < 1 || n > 4) return {};
      return AtomReading::open(2, {.nth = static_cast<std::int16_t>(n), .unit = Grain::quarter});
    }
    case QuestionAtom::news:
      return news(i);
    case QuestionAtom::count_:
      break;
  }
  return {};
}

}  // namespace quoth::dates
