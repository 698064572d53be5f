#include "analyze/dates/resolve.hpp"

#include <cstdio>
#include <cstdlib>

#include "analyze/dates/holidays.hpp"

namespace quoth::dates {
namespace {

constexpr std::int64_t kMost = 100'000'000;

// Months or days in one unit; a unit of a day's fraction gives seconds.
struct Measure {
  std::int64_t months = 0, days = 0, seconds = 0;
};
Measure measure_of(Grain unit) noexcept {
  switch (unit) {
    case Grain::second:
      return {0, 0, 1};
    case Grain::minute:
      return {0, 0, 60};
    case Grain::hour:
      return {0, 0, 3600};
    case Grain::week:
    case Grain::weekend:
      return {0, 7, 0};
    case Grain::fortnight:
      return {0, 14, 0};
    case Grain::month:
      return {1, 0, 0};
    case Grain::season:
    case Grain::quarter:
      return {3, 0, 0};
    case Grain::half:
      return {6, 0, 0};
    case Grain::year:
      return {12, 0, 0};
    case Grain::decade:
      return {120, 0, 0};
    case Grain::century:
      return {1200, 0, 0};
    case Grain::millennium:
      return {12000, 0, 0};
    default:
      return {0, 1, 0};
  }
}

// The stated fields completed to a cell, one year (of the candidates) at a time.
class DateReader {
 public:
  DateReader(const Expression& e, const Surroundings& around)
      : e_(e), s_(e.stated), around_(around) {}

  Resolved read() {
    Resolved out;
    const std::optional<Cell> cell = place();
    if (!possible_) {
      out.possible = false;
      return out;
    }
    out.type =
        s_.clock != Grain::none || s_.part != DayPart::none ? TimexType::time : TimexType::date;
    if (!cell) {
      out.value = undecided();
      return out;
    }
    const Cell exact = with_time(*cell);
    out.cell = exact;
    out.value = value_of(exact);
    out.interval = interval_of(exact);
    if (!s_.has_year() && s_.decade == Stated::kNoYear && around_.published && !used_spoken_)
      out.anchor = Interval::of_day(*around_.published);
    if (used_spoken_) out.anchor = interval_of(around_.spoken);
    return out;
  }

 private:
  std::optional<Cell> impossible() {
    possible_ = false;
    return std::nullopt;
  }

  Cell with_time(Cell cell) const noexcept {
    if (cell.grain != Grain::day) return cell;
    if (s_.clock != Grain::none) {
      cell.grain = s_.clock;
      cell.second = s_.second;
      cell.zone = s_.zone;
      if (s_.second >= Instant::kDay) {
        cell.second = 0;
        if (const auto next = add_days(cell.first, 1)) cell.first = *next;
      }
      // "at 7 in the evening"
      if ((s_.part == DayPart::evening || s_.part == DayPart::afternoon ||
           s_.part == DayPart::night) &&
          cell.second < 12 * 3600 && cell.second > 0)
        cell.second += 12 * 3600;
    } else if (s_.part != DayPart::none) {
      cell.grain = Grain::part;
      cell.part = s_.part;
    }
    return cell;
  }

  // The first week of a month holds its fourth day, as ISO counts the weeks of a year; the last
  // ends within it.
  std::optional<Cell> week_of_month(std::int32_t year) const noexcept {
    if (s_.nth > 0)
      return shifted(cell_of(Grain::week, Day::from({year, s_.month, 4})), s_.nth - 1);
    const Day last = Day::from({year, s_.month, days_in_month(year, s_.month)});
    const Cell week = cell_of(Grain::week, last);
    return last.weekday() == 7 ? week : shifted(week, -1);
  }

  // The cell in a given year, when the fields allow one there.
  std::optional<Cell> in_year(std::int64_t year) {
    if (year < kMinYear || year > kMaxYear) return impossible();
    const auto y = static_cast<std::int32_t>(year);
    if (s_.month != 0) {
      if (s_.month > 12) return impossible();
      if (s_.unit == Grain::week && s_.nth != 0) return week_of_month(y);
      if (s_.day == 0) return cell_of(Grain::month, Day::from({y, s_.month, 1}));
      const Civil c{y, s_.month, s_.day};
      if (!is_valid(c)) return impossible();
      return cell_of(Grain::day, Day::from(c));
    }
    if (s_.holiday != 0) {
      const auto day = holiday(s_.holiday, y);
      if (!day) return impossible();
      return cell_of(Grain::day, *day);
    }
    if (s_.season != 0) {
      // spring March, summer June, autumn September, winter December
      return cell_of(Grain::season, Day::from({y, s_.season * 3, 1}));
    }
    if (s_.unit == Grain::quarter && s_.nth != 0) {
      if (s_.nth > 4) return impossible();
      return cell_of(Grain::quarter, Day::from({y, s_.nth * 3 - 2, 1}));
    }
    if (s_.unit == Grain::half && s_.nth != 0) {
      if (s_.nth > 2) return impossible();
      return cell_of(Grain::half, Day::from({y, s_.nth * 6 - 5, 1}));
    }
    return cell_of(Grain::year, Day::from({y, 1, 1}));
  }

  // Among last, this and next year's cell, the one the lean asks for, seen from `from`.
  std::optional<Cell> nearest(Day from, Lean lean) {
    const std::int32_t year = from.civil().year;
    std::optional<Cell> past, future;
    for (std::int32_t y = year - 8; y <= year + 8; ++y) {
      possible_ = true;
      const std::optional<Cell> cell = in_year(y);
      if (!cell) continue;
      if (s_.weekday != 0 && cell->grain == Grain::day && cell->first.weekday() != s_.weekday)
        continue;
      // February 29 and a weekday may ask for years far off; the rest lies within one.
      if (s_.weekday == 0 && !(s_.month == 2 && s_.day == 29) && std::abs(y - year) > 1) continue;
      if (cell->first <= from)
        past = cell;
      else if (!future)
        future = cell;
    }
    possible_ = past.has_value() || future.has_value();
    if (!past) return future;
    if (!future) return past;
    if (interval_of(*past).contains(Interval::of_day(from))) return past;  // it is now
    const std::int64_t ago = from.since_epoch - past->first.since_epoch;
    const std::int64_t ahead = future->first.since_epoch - from.since_epoch;
    if (s_.weekday != 0 && s_.month != 0) return ago <= ahead ? past : future;
    if (lean == Lean::past) return past;
    if (lean == Lean::future) return future;
    return ahead * 3 < ago ? future : past;
  }

  std::optional<Cell> weekday_near(Day from, Lean lean) const noexcept {
    const int back = (from.weekday() - s_.weekday + 7) % 7;
    if (lean == Lean::future) return cell_of(Grain::day, from.plus((7 - back) % 7));
    return cell_of(Grain::day, from.plus(-back));
  }

  std::optional<Cell> place() {
    if (s_.decade != Stated::kNoYear) {
      if (s_.decade < kMinYear || s_.decade > kMaxYear) return impossible();
      return cell_of(s_.decade_grain, Day::from({s_.decade, 1, 1}));
    }
    if (s_.unit == Grain::century && s_.nth != 0) {
      const std::int64_t year =
          e_.rule->bc ? -std::int64_t{s_.nth} * 100 : (std::int64_t{s_.nth} - 1) * 100;
      if (s_.nth < 1 || year > kMaxYear || year < kMinYear) return impossible();
      return cell_of(Grain::century, Day::from({static_cast<std::int32_t>(year), 1, 1}));
    }
    if (s_.has_year()) return in_year(s_.year);
    const bool of_discourse = e_.rule->anchor == Anchor::discourse && around_.spoken.known();
    if (of_discourse) {
      used_spoken_ = true;
      return in_year(around_.spoken.first.civil().year);
    }
    if (dayless()) return time_alone();
    // "June of last year", "the first quarter of this year"
    if (e_.rule->year_told) {
      if (!around_.published) return std::nullopt;
      return in_year(std::int64_t{around_.published->civil().year} + e_.rule->shift);
    }
    if (around_.narrative && around_.spoken.known()) {
      used_spoken_ = true;
      return in_narrative();
    }
    if (s_.month == 2 && s_.day > 29) return impossible();
    if (s_.month != 0 && s_.day > days_in_month(2000, s_.month)) return impossible();
    if (!around_.published) return std::nullopt;
    if (s_.weekday != 0 && s_.month == 0) return weekday_near(*around_.published, around_.lean);
    if (s_.unit == Grain::quarter) {
      // A quarter's results come after it.
      const auto now = cell_of(Grain::quarter, *around_.published);
      auto cell = in_year(around_.published->civil().year);
      if (cell && cell->first >= now.first && around_.lean != Lean::future)
        cell = in_year(std::int64_t{around_.published->civil().year} - 1);
      return cell;
    }
    return nearest(*around_.published, around_.lean);
  }

  bool dayless() const noexcept {
    return s_.month == 0 && s_.weekday == 0 && s_.season == 0 && s_.holiday == 0 && s_.nth == 0 &&
           (s_.clock != Grain::none || s_.part != DayPart::none);
  }

  // A time of day alone is of the day spoken of in the sentence, else of the publication day.
  std::optional<Cell> time_alone() {
    const Cell& said = around_.sentence.known() && around_.sentence.grain <= Grain::day
                           ? around_.sentence
                       : around_.narrative ? around_.spoken_day
                                           : Cell{};
    if (said.known()) {
      used_spoken_ = true;
      return cell_of(Grain::day, said.first);
    }
    if (!around_.published) return std::nullopt;
    return cell_of(Grain::day, *around_.published);
  }

  // The story goes on: the same year, or the next when it would run far back at a year's end.
  std::optional<Cell> in_narrative() {
    // "December 7 (...), 1941 ... In January": the day says more than the year after it.
    const Cell& finer = around_.spoken_month;
    const Cell& spoken = around_.spoken.grain == Grain::year && finer.known() &&
                                 finer.first.civil().year == around_.spoken.first.civil().year
                             ? finer
                             : around_.spoken;
    if (s_.weekday != 0 && s_.month == 0) {
      if (!around_.spoken_day.known()) return std::nullopt;
      return weekday_near(around_.spoken_day.first, Lean::future);
    }
    const Civil at = spoken.first.civil();
    if (spoken.grain > Grain::year) return std::nullopt;
    std::optional<Cell> same = in_year(at.year);
    if (!same || spoken.grain == Grain::year) return same;
    if (spoken.grain <= Grain::month && at.month >= 11 && s_.month != 0 && s_.month <= 2)
      return in_year(at.year + 1);
    return same;
  }

  std::string undecided() const {
    char text[48];
    const char* time = s_.part != DayPart::none || s_.clock != Grain::none ? "T" : "";
    if (s_.month != 0 && s_.day != 0)
      std::snprintf(text, sizeof text, "XXXX-%02d-%02d%s", s_.month, s_.day, time);
    else if (s_.month != 0)
      std::snprintf(text, sizeof text, "XXXX-%02d", s_.month);
    else if (s_.weekday != 0)
      std::snprintf(text, sizeof text, "XXXX-WXX-%d%s", s_.weekday, time);
    else if (s_.season != 0)
      std::snprintf(text, sizeof text, "XXXX-%s",
                    s_.season == 1   ? "SP"
                    : s_.season == 2 ? "SU"
                    : s_.season == 3 ? "FA"
                                     : "WI");
    else if (s_.unit == Grain::quarter)
      std::snprintf(text, sizeof text, "XXXX-Q%d", s_.nth);
    else
      std::snprintf(text, sizeof text, "XXXX-XX-XX%s", time);
    std::string value = text;
    if (*time == '\0') return value;
    Cell cell = with_time(cell_of(Grain::day, Day{}));
    const std::string full = value_of(cell);
    const std::size_t t = full.find('T');
    value.pop_back();
    return t == std::string::npos ? value : value + full.substr(t);
  }

  const Expression& e_;
  const Stated& s_;
  const Surroundings& around_;
  bool possible_ = true;
  bool used_spoken_ = false;
};

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
    const bool needs_day = unit != Grain::none && unit <= Grain::week;
    if (needs_day && around.spoken_day.known()) return around.spoken_day;
    if (around.spoken.known() && !(needs_day && around.spoken.grain > Grain::week))
      return around.spoken;
    if (e.rule->anchor == Anchor::published && !around.narrative) return std::nullopt;
  }
  if (!around.published) return std::nullopt;
  return cell_of(Grain::day, *around.published);
}

Resolved resolve_deictic(const Expression& e, const Surroundings& around) {
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
  if (e.rule->check == Check::time) {
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
  const std::optional<Cell> anchor = anchor_of(e, around, unit);
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
      cell = around.lean == Lean::past ? cell_of(Grain::day, from.plus(-back))
                                       : cell_of(Grain::day, from.plus((7 - back) % 7));
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
    // "two and a half years ago" is known to the month
    if (amount.milli % 1000 != 0)
      unit = unit == Grain::year ? Grain::month : unit >= Grain::week ? Grain::day : unit;
    if (grain == Grain::none || unit < grain) grain = unit;
  }
  if (sub_day) {
    const std::int64_t days =
        seconds >= 0 ? seconds / Instant::kDay : -((Instant::kDay - 1 - seconds) / Instant::kDay);
    const auto next = add_days(day, days);
    if (!next) return std::nullopt;
    if (from.grain >= Grain::day) return cell_of(Grain::day, *next);
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
  const auto cell = moved(*anchor, e, e.rule->shift);
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
  if (s.weekday != 0) {
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

}  // namespace

std::string duration_value(const Expression& e) {
  std::string date, time;
  const auto append = [](std::string& out, std::int64_t milli, const char* unit) {
    char text[40];
    if (milli % 1000 == 0) {
      std::snprintf(text, sizeof text, "%lld%s", static_cast<long long>(milli / 1000), unit);
    } else {
      std::snprintf(text, sizeof text, "%g%s", static_cast<double>(milli) / 1000, unit);
    }
    out += text;
  };
  for (std::uint8_t k = 0; k < e.amount_count; ++k) {
    Amount a = e.amounts[k];
    const char* unit = "D";
    const char* rest_unit = nullptr;
    std::int64_t rest = 0;
    bool clock = false;
    const std::int64_t fraction = a.milli % 1000;
    switch (a.unit) {
      case Grain::second:
        unit = "S";
        clock = true;
        break;
      case Grain::minute:
        unit = "M";
        clock = true;
        if (fraction == 500 && a.milli > 1000) rest_unit = "S", rest = 30;
        break;
      case Grain::hour:
        unit = "H";
        clock = true;
        if (fraction == 500 || fraction == 250 || fraction == 750)
          rest_unit = "M", rest = fraction * 60 / 1000;
        break;
      case Grain::weekend:
        unit = "WE";
        break;
      case Grain::week:
        unit = "W";
        break;
      case Grain::fortnight:
        unit = "W";
        if (a.milli <= kMost * 1000) a.milli *= 2;
        break;
      case Grain::month:
        unit = "M";
        break;
      case Grain::season:
      case Grain::quarter:
        unit = "Q";
        break;
      case Grain::year:
        unit = "Y";
        if (fraction == 500 || fraction == 250 || fraction == 750)
          rest_unit = "M", rest = fraction * 12 / 1000;
        break;
      case Grain::decade:
        unit = a.vague ? "DE" : "Y";
        if (!a.vague && a.milli <= kMost * 1000) a.milli *= 10;
        break;
      case Grain::century:
        unit = "CE";
        break;
      case Grain::millennium:
        unit = "ML";
        break;
      default:
        break;
    }
    std::string& out = clock ? time : date;
    if (a.vague) {
      out += 'X';
      out += unit;
    } else if (rest_unit != nullptr) {
      if (a.milli >= 1000) append(out, a.milli / 1000 * 1000, unit);
      append(out, rest * 1000, rest_unit);
    } else {
      append(out, a.milli, unit);
    }
  }
  return "P" + date + (time.empty() ? "" : "T" + time);
}

Resolved resolve(const Expression& e, const Surroundings& around) {
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
      return DateReader(e, around).read();
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

}  // namespace quoth::dates
