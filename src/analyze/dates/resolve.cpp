#include "analyze/dates/resolve.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "analyze/dates/holidays.hpp"

namespace quoth::dates {
namespace {

constexpr std::int64_t kMost = 100'000'000;

std::string undecided_of(Grain unit) {
  switch (unit) {
    case Grain::year:
      return "XXXX";
    case Grain::month:
      return "XXXX-XX";
    case Grain::week:
    case Grain::fortnight:
      return "XXXX-WXX";
    case Grain::weekend:
      return "XXXX-WXX-WE";
    case Grain::quarter:
      return "XXXX-QX";
    case Grain::decade:
      return "XXX";
    case Grain::century:
      return "XX";
    default:
      return "XXXX-XX-XX";
  }
}

// The anchor of a rule: what was spoken of, or the publication day.
std::optional<Cell> anchor_of(const Expression& e, const Surroundings& around, Grain unit) {
  if (e.rule->anchor == Anchor::discourse || around.narrative) {
    if ((unit == Grain::quarter || unit == Grain::half) && around.spoken_quarter.known() &&
        e.rule->reading == Reading::deictic && e.rule->shift != 0)
      return around.spoken_quarter;
    const bool needs_day = unit != Grain::none && unit <= Grain::week;
    if (needs_day && around.spoken_day.known()) return around.spoken_day;
    // "By the end of the year ... at the start of the month": a wide cell that holds the day of
    // publication gives way to it.
    if (around.spoken.known() && !around.narrative && around.published &&
        unit < around.spoken.grain &&
        interval_of(around.spoken).contains(Interval::of_day(*around.published)))
      return cell_of(Grain::day, *around.published);
    if (around.spoken.known() && !(needs_day && around.spoken.grain > Grain::week))
      return around.spoken;
    if (e.rule->anchor == Anchor::published && !around.narrative) return std::nullopt;
  }
  if (!around.published) return std::nullopt;
  return cell_of(Grain::day, *around.published);
}

// The same month, quarter or half `years` before.
std::optional<Cell> year_back(const Cell& cell, std::int64_t years) noexcept {
  const std::int64_t in_year = cell.grain == Grain::half                                     ? 2
                               : cell.grain == Grain::quarter || cell.grain == Grain::season ? 4
                                                                                             : 12;
  return shifted(cell, -in_year * years);
}

// "the year-ago quarter": a year before the quarter, half or month spoken of; when none was, before
// the last quarter that is over.
Resolved resolve_year_ago(const Surroundings& around) {
  Resolved out;
  out.value = "XXXX-QX";
  std::optional<Cell> from;
  if (around.spoken.grain >= Grain::month && around.spoken.grain <= Grain::half) {
    from = around.spoken;
  } else if (around.published) {
    from = shifted(cell_of(Grain::quarter, *around.published), -1);
  }
  if (from) out.cell = year_back(*from, 1);
  if (!out.cell) return out;
  out.anchor = interval_of(*from);
  out.value = value_of(*out.cell);
  out.interval = interval_of(*out.cell);
  return out;
}

Resolved resolve_deictic(const Expression& e, const Surroundings& around) {
  const bool month_to_half =
      around.sentence.grain >= Grain::month && around.sentence.grain <= Grain::half;
  if (e.rule->latest &&
      (e.rule->unit == Grain::quarter || (e.rule->unit == Grain::year && month_to_half)))
    return resolve_year_ago(around);
  Resolved out;
  const Stated& s = e.stated;
  Grain unit = s.unit;
  if (s.weekday != 0) unit = unit == Grain::week ? Grain::week : Grain::day;
  if (s.month != 0) unit = Grain::month;
  if (s.season != 0) unit = Grain::season;
  if (s.holiday != 0) unit = Grain::day;
  if (unit == Grain::none) unit = Grain::day;
  if (unit <= Grain::hour) {
    out.value = duration_value(e);
    out.type = TimexType::duration;
    return out;
  }
  const bool timed = s.part != DayPart::none || s.clock != Grain::none;
  out.type = timed ? TimexType::time : TimexType::date;
  if (around.narrative && e.rule->anchor == Anchor::published && unit == Grain::day && !timed &&
      s.weekday == 0 && e.rule->shift == 0) {
    out.value = "PRESENT_REF";  // the "today" of a history is its writer's
    return out;
  }
  if (e.rule->check == Check::time || e.rule->check == Check::narrative) {
    if (!around.spoken.known()) {
      out.value = "XXXX-XX-XX";
      return out;
    }
    out.cell = around.spoken;
    out.anchor = interval_of(around.spoken);
    out.interval = out.anchor;
    out.value = value_of(around.spoken);
    return out;
  }
  std::optional<Cell> anchor = anchor_of(e, around, unit);
  // "29 February 2020 ...; four years earlier they crossed on that day"
  if (anchor && unit == Grain::day && e.rule->anchor == Anchor::discourse && e.rule->shift == 0 &&
      around.sentence.grain == Grain::year && around.spoken_day.known()) {
    Civil day = around.spoken_day.first.civil();
    day.year = around.sentence.first.civil().year;
    if (is_valid(day)) anchor = cell_of(Grain::day, Day::from(day));
  }
  if (!anchor) {
    out.value = s.weekday != 0 ? "XXXX-WXX-" + std::to_string(s.weekday) : undecided_of(unit);
    return out;
  }
  out.anchor = interval_of(*anchor);
  const Day from = anchor->first;
  const std::int32_t shift = e.rule->shift;
  std::optional<Cell> cell;
  if (s.weekday != 0) {
    const int back = (from.weekday() - s.weekday + 7) % 7;
    if (unit == Grain::week) {  // Tuesday of last week
      cell = cell_of(Grain::day, from.plus(s.weekday - from.weekday() + 7 * shift));
    } else if (shift < 0) {
      cell = cell_of(Grain::day, from.plus(back == 0 ? -7 : -back));
    } else if (shift > 0) {
      cell = cell_of(Grain::day, from.plus(back == 0 ? 7 : 7 - back));
    } else {
      // Without a verb's word the one of the same week, Monday to Sunday.
      const bool behind =
          around.lean == Lean::past || (around.lean == Lean::none && s.weekday < from.weekday());
      cell = cell_of(Grain::day, from.plus(behind ? -back : (7 - back) % 7));
    }
  } else if (s.month != 0 || s.season != 0 || s.holiday != 0) {
    // The last one that is over, the next that has not begun, or this year's.
    const Civil at = from.civil();
    for (std::int32_t y = at.year - 2; y <= at.year + 2; ++y) {
      if (y < kMinYear || y > kMaxYear) continue;
      std::optional<Cell> c;
      if (s.holiday != 0) {
        const auto day = holiday(s.holiday, y);
        if (day) c = cell_of(Grain::day, *day);
      } else {
        c = cell_of(unit, Day::from({y, s.month != 0 ? s.month : s.season * 3, 1}));
      }
      if (!c) continue;
      if (s.month != 0 && s.day != 0) {
        if (!is_valid({y, s.month, s.day})) continue;
        c = cell_of(Grain::day, Day::from({y, s.month, s.day}));
      }
      const Interval place = interval_of(*c);
      if (shift < 0 && place.until <= Instant::at(from)) cell = c;
      if (shift == 0 && place.contains(Interval::of_day(from))) cell = c;
      if (shift == 0 && !cell && y == at.year) cell = c;
      // "It was cold this winter", said in May
      if (shift == 0 && e.rule->anchor == Anchor::published && around.lean == Lean::past &&
          s.season != 0 && place.until <= Instant::at(from))
        cell = c;
      if (shift > 0 && !cell && c->first > from) cell = c;
    }
  } else {
    cell = cell_of(unit, from);
    if (unit == Grain::weekend && e.rule->latest && around.lean != Lean::future &&
        cell->first > from)
      cell = shifted(*cell, -1);
    else
      cell = shifted(*cell, shift);
  }
  if (!cell) {
    out.possible = false;
    return out;
  }
  if (e.rule->edge_day != 0)
    cell = cell_of(Grain::day, e.rule->edge_day < 0
                                   ? cell->first
                                   : Instant{interval_of(*cell).until.seconds - 1}.day());
  if (timed && cell->grain == Grain::day) {
    if (s.clock != Grain::none) {
      cell->grain = s.clock;
      cell->second = s.second % static_cast<std::int32_t>(Instant::kDay);
      cell->zone = s.zone;
    } else {
      cell->grain = Grain::part;
      cell->part = s.part;
    }
  }
  out.cell = cell;
  out.value = value_of(*cell);
  out.interval = interval_of(*cell);
  return out;
}

// `from` moved by an amount; the grain is the finest unit's.
std::optional<Cell> moved(const Cell& from, const Expression& e, int direction) {
  Day day = from.first;
  std::int64_t seconds = from.grain < Grain::day ? from.second : 0;
  Grain grain = Grain::none;
  bool sub_day = false;
  for (std::uint8_t k = 0; k < e.amount_count; ++k) {
    const Amount& amount = e.amounts[k];
    const Measure m = measure_of(amount.unit);
    if (amount.milli < 0 || amount.milli > kMost * 1000) return std::nullopt;
    if (m.months != 0) {
      const std::int64_t months = amount.milli * m.months / 1000;
      const auto next = add_months(day, direction * months);
      if (!next) return std::nullopt;
      day = *next;
    } else if (m.days != 0) {
      const auto next = add_days(day, direction * (amount.milli * m.days / 1000));
      if (!next) return std::nullopt;
      day = *next;
    } else {
      sub_day = true;
      seconds += direction * (amount.milli * m.seconds / 1000);
    }
    Grain unit = amount.unit == Grain::fortnight ? Grain::week : amount.unit;
    // "two and a half years ago" is known to the month, "half a century ago" to the year
    if (amount.milli % 1000 != 0)
      unit = unit > Grain::year    ? Grain::year
             : unit == Grain::year ? Grain::month
             : unit >= Grain::week ? Grain::day
                                   : unit;
    if (grain == Grain::none || unit < grain) grain = unit;
  }
  if (sub_day) {
    const std::int64_t days =
        seconds >= 0 ? seconds / Instant::kDay : -((Instant::kDay - 1 - seconds) / Instant::kDay);
    const auto next = add_days(day, days);
    if (!next) return std::nullopt;
    // Ten minutes before a day is still that day; only whole days lead to another.
    if (from.grain >= Grain::day) {
      const auto whole = add_days(day, seconds / Instant::kDay);
      if (!whole) return std::nullopt;
      return cell_of(Grain::day, *whole);
    }
    Cell cell = from;
    cell.first = *next;
    cell.second = static_cast<std::int32_t>(seconds - days * Instant::kDay);
    return cell;
  }
  // Coarser than what it counts from adds nothing: three days after March is not a day.
  if (grain < from.grain && from.grain > Grain::day && grain <= Grain::week) return std::nullopt;
  return cell_of(grain < Grain::day ? Grain::day : grain, day);
}

Resolved resolve_offset(const Expression& e, const Surroundings& around) {
  Resolved out;
  Grain finest = Grain::millennium;
  bool vague = e.amount_count == 0;
  for (std::uint8_t k = 0; k < e.amount_count; ++k) {
    if (e.amounts[k].unit < finest) finest = e.amounts[k].unit;
    vague = vague || e.amounts[k].vague;
  }
  const std::optional<Cell> anchor = anchor_of(e, around, finest);
  if (e.rule->event) {
    // "two days before the vote": a duration whose other end is the day of what the words name.
    out.type = TimexType::duration;
    out.value = duration_value(e);
    const Cell& said = around.sentence.known() ? around.sentence : Cell{};
    if (!vague && said.known() && said.grain <= Grain::day) {
      out.anchor = interval_of(said);
      const Cell day = cell_of(Grain::day, said.first);
      if (const auto cell = moved(day, e, -e.rule->shift)) out.interval = interval_of(*cell);
    }
    return out;
  }
  if (vague) {
    out.value = e.rule->shift < 0 ? "PAST_REF" : "FUTURE_REF";
    if (e.rule->anchor == Anchor::discourse) out.value = undecided_of(finest);
    return out;
  }
  out.type = finest < Grain::day ? TimexType::time : TimexType::date;
  if (!anchor) {
    out.value = finest < Grain::day ? "XXXX-XX-XXTXX:XX" : undecided_of(finest);
    return out;
  }
  auto cell = moved(*anchor, e, e.rule->shift);
  // "a year earlier" of a quarter is that quarter, and of a half that half.
  if ((anchor->grain == Grain::quarter || anchor->grain == Grain::half) && e.amount_count == 1 &&
      e.amounts[0].unit == Grain::year && e.amounts[0].milli % 1000 == 0 && cell)
    cell = year_back(*anchor, -e.rule->shift * (e.amounts[0].milli / 1000));
  // "a year ago today": the same day, not all of that year
  if (e.rule->unit != Grain::none && cell && anchor->grain == Grain::day) {
    Day day = anchor->first;
    for (std::uint8_t k = 0; k < e.amount_count; ++k) {
      const Measure m = measure_of(e.amounts[k].unit);
      const std::int64_t amount = e.amounts[k].milli / 1000 * e.rule->shift;
      const auto next =
          m.months != 0 ? add_months(day, amount * m.months) : add_days(day, amount * m.days);
      if (next) day = *next;
    }
    cell = cell_of(e.rule->unit, day);
  }
  if (!cell) {
    out.value = undecided_of(finest);
    return out;
  }
  out.anchor = interval_of(*anchor);
  out.cell = cell;
  out.value = value_of(*cell);
  if (finest < Grain::day && cell->grain == Grain::day) out.type = TimexType::date;
  out.interval = interval_of(*cell);
  return out;
}

Resolved resolve_set(const Expression& e) {
  Resolved out;
  out.type = TimexType::set;
  const Stated& s = e.stated;
  char text[32];
  if (!e.rule->value.empty()) {
    out.value = e.rule->value;
  } else if (s.weekday != 0) {
    std::snprintf(text, sizeof text, "XXXX-WXX-%d", s.weekday);
    out.value = text;
  } else if (s.month != 0) {
    std::snprintf(text, sizeof text, "XXXX-%02d", s.month);
    out.value = text;
  } else if (s.season != 0) {
    out.value = std::string("XXXX-") + (s.season == 1   ? "SP"
                                        : s.season == 2 ? "SU"
                                        : s.season == 3 ? "FA"
                                                        : "WI");
  } else if (s.part != DayPart::none) {
    Cell cell = cell_of(Grain::day, Day{});
    cell.grain = Grain::part;
    cell.part = s.part;
    const std::string value = value_of(cell);
    out.value = "XXXX-XX-XX" + value.substr(value.find('T'));
  } else if (s.unit == Grain::weekend) {
    out.value = "XXXX-WXX-WE";
  } else {
    Expression one = e;
    // "three times a week": the amount is of times, the unit the week's
    if (!e.rule->per_amount) {
      one.amounts[0] = {1000, s.unit, false};
      one.amount_count = 1;
    }
    out.value = duration_value(one);
  }
  return out;
}

Resolved resolve_anywhere(const Expression& e, const Surroundings& around) {
  const Rule& rule = *e.rule;
  Resolved out;
  switch (rule.reading) {
    case Reading::date:
      if (!rule.value.empty()) {
        out.value = rule.value;
        if (const auto day = day_from_iso(rule.value)) {
          out.cell = cell_of(Grain::day, *day);
          out.interval = Interval::of_day(*day);
        }
        return out;
      }
      return resolve_stated(e, around);
    case Reading::deictic:
      return resolve_deictic(e, around);
    case Reading::offset:
      return resolve_offset(e, around);
    case Reading::duration:
      out.type = TimexType::duration;
      out.value = duration_value(e);
      return out;
    case Reading::set:
      return resolve_set(e);
    case Reading::reference:
      out.value = rule.value;
      return out;
    case Reading::none:
      break;
  }
  out.possible = false;
  return out;
}

}  // namespace

std::optional<Interval> offset_from(const Expression& e, const Cell& from) {
  if (from.grain > Grain::day || e.amount_count == 0) return std::nullopt;
  for (std::uint8_t k = 0; k < e.amount_count; ++k)
    if (e.amounts[k].vague) return std::nullopt;
  const auto cell = moved(cell_of(Grain::day, from.first), e, e.rule->shift);
  return cell ? std::optional(interval_of(*cell)) : std::nullopt;
}

Resolved resolve(const Expression& e, const Surroundings& around) {
  Resolved out = resolve_anywhere(e, around);
  if (!out.interval) return out;
  // The week of the last day of all time runs over its end.
  out.interval->from = std::max(out.interval->from, kAllTime.from);
  out.interval->until = std::min(out.interval->until, kAllTime.until);
  if (out.interval->empty()) {
    out.interval.reset();
    out.cell.reset();
  }
  return out;
}

}  // namespace quoth::dates
