// What the rows of questions.tsv do with the meanings of their parts.
#include <algorithm>

#include "analyze/dates/holidays.hpp"
#include "analyze/dates/question_grammar.hpp"

namespace quoth::dates {
namespace {

constexpr auto kDay = static_cast<std::int32_t>(Instant::kDay);
constexpr std::int32_t kHour = 3600;
constexpr std::int32_t kHalfDay = kDay / 2;

using Form = Meaning::Form;

struct Parts {
  const Meaning* const* parts;
  std::size_t count;

  const Meaning& operator[](std::size_t k) const noexcept { return *parts[k]; }
  const Meaning& back() const noexcept { return *parts[count - 1]; }
  const Meaning* begin_date() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->form != Form::none) return parts[k];
    return nullptr;
  }
  const Meaning* clock() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->clock != Grain::none) return parts[k];
    return nullptr;
  }
  const Meaning* amount() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->amount_count > 0) return parts[k];
    return nullptr;
  }
};

bool set_cell(const std::optional<Cell>& cell, Meaning& out) {
  if (!cell) return false;
  out.form = Form::cell;
  out.first = *cell;
  return true;
}

bool set_range(const std::optional<Cell>& first, const std::optional<Cell>& last, Meaning& out) {
  if (!first || !last) return false;
  out.form = Form::range;
  out.first = *first;
  out.last = *last;
  return true;
}

bool set_days(const std::optional<Day>& first, const std::optional<Day>& after, Meaning& out) {
  if (!first || !after || *after <= *first) return false;
  out.form = Form::span;
  out.interval = Interval::of_days(*first, *after);
  return true;
}

// The one cell that a part is, completed.
std::optional<Cell> cell_in(const Meaning& m, const Asked& asked) {
  const auto extent = extent_of(m, asked);
  if (!extent || !extent->first.known()) return std::nullopt;
  return extent->first;
}

bool possible(const OpenDate& d) {
  if (d.month != 0 && d.day != 0) {
    if (d.day > days_in_month(2000, d.month)) return false;
    if (d.has_year() && !in_year(d, d.year)) return false;
  }
  return true;
}

bool unite(const OpenDate& from, OpenDate& out) {
  const auto field = [](auto value, auto empty, auto& into) {
    if (value == empty) return true;
    if (into != empty && into != value) return false;
    into = value;
    return true;
  };
  constexpr std::int8_t kNone = 0;
  return field(from.year, OpenDate::kNoYear, out.year) && field(from.month, kNone, out.month) &&
         field(from.day, kNone, out.day) && field(from.weekday, kNone, out.weekday) &&
         field(from.season, kNone, out.season) && field(from.holiday, 0, out.holiday) &&
         field(from.nth, std::int16_t{0}, out.nth) && field(from.unit, Grain::none, out.unit);
}

// ---- the time of day

bool clock(const QuestionRow& row, const Parts& parts, Meaning& out) {
  out.type = TimexType::time;
  out.latent = row.latent;
  if (row.second >= 0) {
    out.clock = Grain::hour;
    out.second = row.second;
    out.certain = 2;
    return true;
  }
  const Meaning& hour = parts[0];
  out.clock = hour.clock;
  out.second = hour.second;
  out.certain = hour.certain;
  out.zone = hour.zone;
  std::int64_t half = 0;
  for (std::size_t k = 1; k < parts.count; ++k) {
    const Meaning& part = parts[k];
    if (part.number >= 1 && part.number <= 2 && part.half) {
      half = part.number;
    } else if (part.zone != Cell::kNoZone) {
      // In another zone an hour is a moment.
      if (out.clock == Grain::hour) out.clock = Grain::minute;
      out.zone = part.zone;
    } else if (part.number > 0) {
      if (out.second % kHour != 0) return false;
      out.second += static_cast<std::int32_t>(part.number) * 60;
      out.clock = Grain::minute;
    }
  }
  if (half != 0) {
    if ((out.second < kHour || out.second >= kHalfDay + kHour) && out.clock == Grain::hour)
      return false;  // 0 p.m., 13 p.m.
    if (out.second < kHalfDay + kHour) {
      out.second %= kHalfDay;
      if (half == 2) out.second += kHalfDay;
    } else if (half == 1) {
      return false;  // 15 a.m.
    }
    out.certain = 2;
  }
  return true;
}

bool past(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning* base = parts.clock();
  if (base == nullptr || base->second % kHour != 0) return false;
  const std::int64_t minutes = row.minutes >= 0 ? row.minutes : parts[0].number;
  if (minutes < 1 || minutes > 59) return false;
  out = *base;
  out.latent = false;
  out.clock = Grain::minute;
  const auto seconds = static_cast<std::int32_t>(minutes) * 60;
  out.second += row.back ? -seconds : seconds;
  if (out.second < 0) out.second += kDay;
  return true;
}

bool times(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning &a = parts[0], &b = parts.back();
  out = a;
  out.latent = row.latent;
  out.until_clock = b.clock;
  std::int32_t from = a.second, until = b.second;
  if (a.certain < 2 && b.certain == 2) {
    // 3-4 p.m., 10-4 p.m.: the later of the two that is not after the end
    const std::int32_t morning = from % kHalfDay;
    from = morning + kHalfDay < until % kDay ? morning + kHalfDay : morning;
    if (b.second >= kDay) from = a.second;
  } else if (b.certain < 2) {
    const std::int32_t morning = until % kHalfDay;
    for (std::int32_t half = 0; half < 3; ++half) {
      until = morning + half * kHalfDay;
      if (until > from) break;
    }
  }
  if (until <= from) until += kDay;
  out.second = from;
  out.until_second = until;
  out.certain = std::max(a.certain, b.certain);
  return true;
}

// A clock time moved into a part of the day: 8 in the evening.
std::int32_t in_part(std::int32_t second, DayPart part) noexcept {
  const std::int32_t hour = second / kHour;
  switch (part) {
    case DayPart::morning:
    case DayPart::midday:
      return second;
    case DayPart::afternoon:
      return hour < 12 ? second + kHalfDay : second;
    case DayPart::evening:
      return hour >= 1 && hour <= 12 ? second + kHalfDay : second;
    case DayPart::night:
      return hour >= 5 && hour <= 12 ? second + kHalfDay : second;
    default:
      return second;
  }
}

void put_in_part(DayPart part, Meaning& m) noexcept {
  if (part == DayPart::none || m.clock == Grain::none) return;
  if (m.certain < 2) {
    m.second = in_part(m.second, part);
    if (m.until_clock != Grain::none) {
      m.until_second = in_part(m.until_second % kDay, part);
      if (m.until_second <= m.second) m.until_second += kDay;
    }
  }
  m.certain = 2;
  m.part = DayPart::none;
}

bool part(const Parts& parts, Meaning& out) {
  DayPart which = DayPart::none;
  for (std::size_t k = 0; k < parts.count; ++k)
    if (parts[k].part != DayPart::none) which = parts[k].part;
  if (const Meaning* time = parts.clock()) {
    out = *time;
    out.latent = false;
    put_in_part(which, out);
  } else {
    out.part = which;
  }
  out.type = TimexType::time;
  return which != DayPart::none;
}

// ---- dates

bool date(const Parts& parts, Meaning& out) {
  out.form = Form::open;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].form == Form::none) continue;
    out.impossible = out.impossible || parts[k].impossible;
    if (parts[k].form == Form::cell && out.date.weekday != 0) return set_cell(parts[k].first, out);
    if (parts[k].form != Form::open || !unite(parts[k].date, out.date)) return false;
  }
  out.impossible = !possible(out.date);
  return true;
}

bool ides(const Parts& parts, Meaning& out) {
  out = parts[0];
  const std::int8_t month = out.date.month;
  out.date.day = month == 3 || month == 5 || month == 7 || month == 10 ? 15 : 13;
  return true;
}

// The weekday of the week `shift` weeks from this.
std::optional<Cell> weekday_of_week(std::int32_t weekday, std::int32_t shift, const Asked& asked) {
  const auto day = add_days(asked.today, weekday - asked.today.weekday() + 7 * shift);
  if (!day) return std::nullopt;
  return cell_of(Grain::day, *day);
}

bool deictic(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Day today = asked.today;
  const Meaning* named = parts.begin_date();
  if (named != nullptr) {
    const OpenDate& d = named->date;
    if (d.weekday != 0) {
      if (row.shift > 0) return set_cell(weekday_of_week(d.weekday, row.shift, asked), out);
      return set_cell(
          row.shift < 0 ? next_from(d, today.plus(-1), true) : next_from(d, today, false), out);
    }
    if (row.shift > 0) return set_cell(next_from(d, today.plus(1), false), out);
    const auto begun = next_from(d, today, true);
    if (row.shift == 0) return set_cell(in_year(d, today.civil().year), out);
    if (!begun || interval_of(*begun).until <= Instant::at(today)) return set_cell(begun, out);
    return set_cell(next_from(d, begun->first.plus(-1), true), out);
  }
  const Grain unit = row.unit != Grain::none ? row.unit : static_cast<Grain>(parts[0].number);
  if (unit < Grain::day) {
    if (asked.second < 0 || row.shift == 0) return false;
    Meaning one;
    one.amounts[0] = {1000, unit, false};
    one.amount_count = 1;
    const Cell now = now_cell(asked);
    const auto other = moved_by(now, one, row.shift < 0 ? -1 : 1, true, asked);
    if (!other) return false;
    out.form = Form::span;
    const Instant a = interval_of(now).from, b = Instant::at(other->first, other->second);
    out.interval = a < b ? Interval{a, b} : Interval{b, a};
    return true;
  }
  if (unit == Grain::fortnight) {
    if (row.shift == 0) return false;
    return row.shift < 0 ? set_days(add_days(today, -14), today, out)
                         : set_days(add_days(today, 1), add_days(today, 15), out);
  }
  return set_cell(shifted(cell_of(unit, today), row.shift), out);
}

// ---- what lies in something longer

std::optional<Cell> nth_weekday(std::int32_t weekday, std::int64_t n, const Interval& place) {
  const Day first = place.from.day(), last = place.until.day().plus(-1);
  std::optional<Day> day;
  if (n > 0) {
    day = add_days(first, (weekday - first.weekday() + 7) % 7 + 7 * (n - 1));
  } else {
    day = add_days(last, -((last.weekday() - weekday + 7) % 7) + 7 * (n + 1));
  }
  if (!day || *day < first || *day > last) return std::nullopt;
  return cell_of(Grain::day, *day);
}

std::optional<Cell> nth_unit(Grain unit, std::int64_t n, const Interval& place) {
  const Day first = place.from.day(), last = place.until.day().plus(-1);
  Cell cell;
  if (unit == Grain::week) {
    // The first week holds the fourth day, as ISO counts the weeks of a year; the last ends within.
    cell = n > 0 ? cell_of(unit, first.plus(3)) : cell_of(unit, last.plus(-6).plus(0));
    if (n < 0) {
      cell = cell_of(unit, last);
      if (last.weekday() != 7) cell.first = cell.first.plus(-7);
    }
  } else if (unit == Grain::weekend) {
    cell = cell_of(unit, first);
    if (n > 0 && cell.first < first) cell.first = cell.first.plus(7);
    if (n < 0) {
      cell = cell_of(unit, last);
      if (cell.first > last) cell.first = cell.first.plus(-7);
    }
  } else {
    if (unit < Grain::day || unit == Grain::fortnight) return std::nullopt;
    cell = cell_of(unit, n > 0 ? first : last);
  }
  const auto found = shifted(cell, n > 0 ? n - 1 : n + 1);
  if (!found || !place.overlaps(interval_of(*found))) return std::nullopt;
  return found;
}

bool nth(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto container = extent_of(parts.back(), asked);
  if (!container) return false;
  std::int64_t n = row.n;
  std::size_t what = 0;
  if (n == 0) {
    n = row.back ? -parts[0].number : parts[0].number;
    what = 1;
  }
  if (n == 0 || n > 400 || n < -400) return false;
  if (what + 1 < parts.count && parts[what].date.weekday != 0)
    return set_cell(nth_weekday(parts[what].date.weekday, n, container->interval), out);
  const Grain unit = row.unit != Grain::none ? row.unit : static_cast<Grain>(parts[what].number);
  if (container->first.known() && unit >= container->first.grain) return false;
  return set_cell(nth_unit(unit, n, container->interval), out);
}

bool nth_span(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto container = extent_of(parts.back(), asked);
  const Meaning* amount = parts.amount();
  if (!container || amount == nullptr) return false;
  const Day first = container->interval.from.day(), after = container->interval.until.day();
  const Cell edge = cell_of(Grain::day, row.back ? after : first);
  const auto other = moved_by(edge, *amount, row.back ? -1 : 1, true, asked);
  if (!other) return false;
  return row.back ? set_days(other->first, after, out) : set_days(first, other->first, out);
}

bool week_number(const Parts& parts, const Asked& asked, Meaning& out) {
  std::int32_t year = asked.today.civil().year;
  std::int64_t number = 0;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].form == Form::none) {
      if (parts[k].number != static_cast<std::int64_t>(Grain::week) || k > 0 || parts.count == 1)
        number = parts[k].number;
      continue;
    }
    const auto cell = cell_in(parts[k], asked);
    if (!cell || cell->grain != Grain::year) return false;
    year = cell->first.civil().year;
  }
  if (number < 1 || number > 53) return false;
  return set_cell(
      in_year({.year = year, .nth = static_cast<std::int16_t>(number), .unit = Grain::week}, year),
      out);
}

bool week_of(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto cell = cell_in(parts.back(), asked);
  if (!cell || cell->grain > Grain::day) return false;
  return set_cell(cell_of(row.unit == Grain::none ? Grain::week : row.unit, cell->first), out);
}

// The begin, middle or end of a cell: thirds of a month and of coarser cells, three days of a week,
// and of a year its first quarter, its last four months and the four in its middle.
bool edge_of(const Cell& cell, QuestionEdge edge, Meaning& out) {
  const Interval place = interval_of(cell);
  const Day first = place.from.day(), after = place.until.day();
  const auto days = [&](std::int32_t from, std::int32_t until) {
    out.first = cell_of(Grain::day, first.plus(from));
    out.last = cell_of(Grain::day, first.plus(until));
    out.form = Form::range;
    out.edge = true;
    return true;
  };
  const auto cells = [&](Grain grain, std::int32_t from, std::int32_t until) {
    const Cell begin = cell_of(grain, first);
    out.edge = true;
    return set_range(shifted(begin, from), shifted(begin, until), out);
  };
  const auto third = [&](Grain grain, std::int32_t a, std::int32_t b, std::int32_t c,
                         std::int32_t end) {
    return edge == QuestionEdge::start ? cells(grain, 0, a - 1)
           : edge == QuestionEdge::mid ? cells(grain, a, b - 1)
                                       : cells(grain, c, end - 1);
  };
  out.mod = edge == QuestionEdge::start ? "START" : edge == QuestionEdge::mid ? "MID" : "END";
  const std::int32_t length = after.since_epoch - first.since_epoch;
  switch (cell.grain) {
    case Grain::week:
      return edge == QuestionEdge::start ? days(0, 2)
             : edge == QuestionEdge::mid ? days(2, 4)
                                         : days(4, 6);
    case Grain::month:
      return edge == QuestionEdge::start ? days(0, 9)
             : edge == QuestionEdge::mid ? days(10, 19)
                                         : days(20, length - 1);
    case Grain::quarter:
    case Grain::season:
      return third(Grain::month, 1, 2, 2, 3);
    case Grain::half:
      return third(Grain::month, 2, 4, 4, 6);
    case Grain::year:
      return edge == QuestionEdge::start ? cells(Grain::month, 0, 2)
             : edge == QuestionEdge::mid ? cells(Grain::month, 4, 7)
                                         : cells(Grain::month, 8, 11);
    case Grain::decade:
      return third(Grain::year, 3, 7, 7, 10);
    case Grain::century:
      return third(Grain::decade, 3, 7, 7, 10);
    default:
      return set_cell(cell, out);
  }
}

// ---- a date with its time

bool join(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning* day = parts.begin_date();
  if (day == nullptr) return false;
  out = *day;
  DayPart which = row.part;
  const Meaning* time = nullptr;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].clock != Grain::none) {
      if (time != nullptr && time->clock != Grain::none) return false;
      time = parts.parts[k];
    }
    if (parts[k].part != DayPart::none) which = parts[k].part;
  }
  if (time == nullptr && which == DayPart::none) return false;
  if (day->form != Form::open && !(day->form == Form::cell && day->first.grain == Grain::day))
    return false;
  if (day->form == Form::open && day->date.day == 0 && day->date.weekday == 0 &&
      day->date.holiday == 0)
    return false;  // a month has no time of day
  if (time != nullptr) {
    out.clock = time->clock;
    out.until_clock = time->until_clock;
    out.second = time->second;
    out.until_second = time->until_second;
    out.certain = time->certain;
    out.zone = time->zone;
    put_in_part(which, out);
  } else {
    out.part = which;
  }
  out.latent = false;
  out.type = TimexType::time;
  return true;
}

bool join_now(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning today;
  if (!set_cell(shifted(cell_of(Grain::day, asked.today), row.shift), today)) return false;
  if (row.second >= 0) {
    out = today;
    out.clock = Grain::second;
    out.second = row.second;
    out.certain = 2;
    out.type = TimexType::time;
    return true;
  }
  const Meaning* all[8] = {&today};
  std::size_t count = 1;
  for (std::size_t k = 0; k < parts.count && count < 8; ++k) all[count++] = parts.parts[k];
  return join(row, {all, count}, out);
}

bool end_of_day(const Parts& parts, const Asked& asked, Meaning& out) {
  const auto cell = cell_in(parts[0], asked);
  if (!cell || cell->grain != Grain::day || parts[0].timed()) return false;
  set_cell(cell, out);
  out.clock = Grain::second;
  out.second = kDay - 1;
  out.certain = 2;
  out.type = TimexType::time;
  return true;
}

// ---- amounts counted off

bool offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning one;
  const Meaning* amount = parts.amount();
  if (row.action == QuestionAction::offset_unit) {
    one.amounts[0] = {1000, static_cast<Grain>(parts[0].number), false};
    one.amount_count = 1;
    amount = &one;
  }
  if (amount == nullptr) return false;
  return set_cell(moved_by(now_cell(asked), *amount, row.sign, false, asked), out);
}

bool offset_from(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts.parts[k] == amount) continue;
    const auto anchor = cell_in(parts[k], asked);
    if (!anchor || amount == nullptr) return false;
    return set_cell(moved_by(*anchor, *amount, row.sign, true, asked), out);
  }
  return false;
}

bool weekdays(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const std::int64_t n = parts[0].number;
  if (n < 1 || n > 10'000) return false;
  const auto first = next_from(parts.back().date, asked.today.plus(row.sign), row.sign < 0);
  if (!first) return false;
  const auto day = add_days(first->first, row.sign * 7 * (n - 1));
  if (!day) return false;
  return set_cell(cell_of(Grain::day, *day), out);
}

bool holiday_offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  if (amount == nullptr) return false;
  const auto from = moved_by(cell_of(Grain::day, asked.today), *amount, row.sign, true, asked);
  if (!from) return false;
  return set_cell(next_from(parts[0].date, from->first, false), out);
}

bool reach(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning amount;
  if (const Meaning* whole = parts.amount()) {
    amount = *whole;
  } else {  // two upcoming days
    if (parts.count < 2) return false;
    amount.amounts[0] = {parts[0].number, static_cast<Grain>(parts[1].number), parts[0].vague};
    amount.amount_count = 1;
  }
  Grain finest = Grain::millennium;
  for (std::uint8_t k = 0; k < amount.amount_count; ++k)
    finest = std::min(finest, amount.amounts[k].unit);
  if (finest < Grain::day) {
    if (asked.second < 0) return false;
    const Cell now = now_cell(asked);
    const auto other = moved_by(now, amount, row.sign, false, asked);
    if (!other) return false;
    Instant a = Instant::at(now.first, now.second);
    const Instant b = Instant::at(other->first, other->second);
    if (other->grain == Grain::minute) a.seconds -= a.seconds % 60;
    out.form = Form::span;
    out.interval = row.sign > 0 ? Interval{a, b} : Interval{b, a};
    return !out.interval.empty();
  }
  if (finest == Grain::quarter || finest >= Grain::decade) {  // whole ones
    if (amount.amounts[0].milli % 1000 != 0 || amount.amount_count != 1) return false;
    const std::int64_t n = amount.amounts[0].milli / 1000;
    const Cell here = cell_of(finest, asked.today);
    return row.sign > 0 ? set_range(shifted(here, 1), shifted(here, n), out)
                        : set_range(shifted(here, -n), shifted(here, -1), out);
  }
  // An archive's last three days hold what came in today.
  const bool today_too = row.sign > 0 ? row.today : asked.outlook == DateOutlook::archive;
  const auto start = add_days(asked.today, row.sign > 0 ? (today_too ? 0 : 1) : 0);
  if (!start) return false;
  const auto other = moved_by(cell_of(Grain::day, *start), amount, row.sign, true, asked);
  if (!other) return false;
  if (row.sign > 0) return set_days(*start, other->first, out);
  return set_days(other->first, today_too ? add_days(*start, 1) : start, out);
}

bool reach_from(const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  const Meaning* from =
      parts.count == 2 ? (parts.parts[0] == amount ? parts.parts[1] : parts.parts[0]) : nullptr;
  if (amount == nullptr || from == nullptr) return false;
  const auto anchor = cell_in(*from, asked);
  if (!anchor || anchor->grain > Grain::day || anchor->grain == Grain::part) return false;
  const auto end = moved_by(*anchor, *amount, 1, true, asked);
  if (!end) return false;
  out.form = Form::span;
  out.interval = {interval_of(*anchor).from, interval_of(*end).from};
  return !out.interval.empty();
}

// ---- ranges

bool days(const Parts& parts, const Asked& asked, Meaning& out) {
  OpenDate a, b;
  bool month_first = false, second = false;
  for (std::size_t k = 0; k < parts.count; ++k) {
    const OpenDate& d = parts[k].date;
    if (d.month != 0) {
      a.month = b.month = d.month;
      month_first = k == 0;
    } else if (d.has_year()) {
      a.year = b.year = d.year;
    } else if (d.day != 0) {
      (second ? b : a).day = d.day;
      second = true;
    }
  }
  if (b.day <= a.day) {  // April 27 to the third
    if (month_first) {
      b.month = static_cast<std::int8_t>(b.month % 12 + 1);
      if (b.month == 1 && b.has_year()) ++b.year;
    } else {
      a.month = static_cast<std::int8_t>((a.month + 10) % 12 + 1);
      if (a.month == 12 && a.has_year()) --a.year;
    }
  }
  if (!possible(a) || !possible(b)) {
    out.form = Form::open;
    out.impossible = true;
    return true;
  }
  const auto first = completed(a, asked);
  if (!first) return false;
  return set_range(first, next_from(b, first->first, false), out);
}

bool is_open(const Meaning& m) noexcept { return m.form == Form::open && !m.date.has_year(); }

bool range(const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning a = parts[0], b = parts.count > 1 ? parts[1] : parts[0];
  if (parts.count == 3) {  // 5/1 - 5/7, 2020
    if (!unite(parts[2].date, a.date) || !unite(parts[2].date, b.date)) return false;
  }
  if (parts.count < 2 || a.latent || a.set || b.set || a.type == TimexType::duration ||
      b.type == TimexType::duration)
    return false;
  // Between now and November counts days.
  const auto as_today = [&](Meaning& m, const Meaning& beside) {
    if (m.now && !beside.timed() && !beside.now) m.first = cell_of(Grain::day, asked.today);
  };
  as_today(a, b);
  as_today(b, a);
  if (a.now && b.form == Form::none && b.clock != Grain::none) {
    b.form = Form::cell;
    b.first = cell_of(Grain::day, asked.today);
    if (b.certain < 2 && b.second <= asked.second) b.second += kHalfDay;
    if (b.second <= asked.second) b.second += kHalfDay;
  }
  // What one leaves out the other tells: the day, the year, the half of the day.
  if (b.form == Form::none && a.form != Form::none) {
    if (a.clock == Grain::none || a.until_clock != Grain::none || b.clock == Grain::none)
      return false;
    Meaning both;
    const Meaning* two[2] = {&a, &b};
    if (!times(QuestionRow{}, {two, 2}, both)) return false;
    out = both;
    return true;
  }
  if (a.form == Form::none && b.form != Form::none && b.timed()) {
    a.form = b.form;
    a.date = b.date;
    a.first = b.first;
  }
  if (is_open(a) && b.form == Form::open && b.date.has_year()) {
    a.date.year = b.date.year;
    if (a.date.month > b.date.month && b.date.month != 0) --a.date.year;
    if (!possible(a.date)) return false;
  }
  std::optional<Extent> first;
  if (is_open(a) && is_open(b)) {
    // A range that is under way is the one meant.
    const auto begun = next_from(a.date, asked.today, true);
    const auto end = begun ? next_from(b.date, begun->first, false) : std::nullopt;
    if (end && interval_of(*end).until > Instant::at(asked.today) && a.date.weekday == 0) {
      a.form = Form::cell;
      a.first = *begun;
    }
  }
  if (is_open(a) && b.form == Form::cell) {
    if (const auto before = next_from(a.date, b.first.first, true)) {
      a.form = Form::cell;
      a.first = *before;
    }
  }
  first = extent_of(a, asked);
  if (!first || !first->first.known()) return false;
  if (is_open(b)) {
    const auto next = next_from(b.date, first->first.first, false);
    if (!next) return false;
    b.form = Form::cell;
    b.first = *next;
  }
  const auto last = extent_of(b, asked);
  if (!last || !last->last.known()) return false;
  set_range(first->first, last->last, out);
  return extent_of(out, asked).has_value();
}

}  // namespace

static bool act(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const std::size_t count = parts.count;
  switch (row.action) {
    case QuestionAction::take:
      if (count == 0) return false;
      out = parts.back();
      if (row.firm) out.latent = false;
      return true;
    case QuestionAction::none:
      return false;
    case QuestionAction::clock:
      return clock(row, parts, out);
    case QuestionAction::past:
      return past(row, parts, out);
    case QuestionAction::times:
      return times(row, parts, out);
    case QuestionAction::part:
      return part(parts, out);
    case QuestionAction::date:
      return date(parts, out);
    case QuestionAction::ides:
      return ides(parts, out);
    case QuestionAction::deictic:
      return deictic(row, parts, asked, out);
    case QuestionAction::week_day: {
      const Meaning* day = parts.begin_date();
      return day != nullptr && set_cell(weekday_of_week(day->date.weekday, row.shift, asked), out);
    }
    case QuestionAction::to_date:
      return set_days(cell_of(Grain::year, asked.today).first, asked.today, out);
    case QuestionAction::nth:
      return nth(row, parts, asked, out);
    case QuestionAction::nth_span:
      return nth_span(row, parts, asked, out);
    case QuestionAction::of: {
      const auto container = cell_in(parts.back(), asked);
      return container && parts[0].form == Form::open &&
             set_cell(within_cell(parts[0].date, *container), out);
    }
    case QuestionAction::week_number:
      return week_number(parts, asked, out);
    case QuestionAction::week_of:
      return week_of(row, parts, asked, out);
    case QuestionAction::edge: {
      if (parts.back().form == Form::none)  // "end of year"
        return edge_of(cell_of(static_cast<Grain>(parts.back().number), asked.today), row.edge,
                       out);
      const auto cell = cell_in(parts.back(), asked);
      return cell && edge_of(*cell, row.edge, out);
    }
    case QuestionAction::edge_now:
      return edge_of(cell_of(row.unit, asked.today), row.edge, out);
    case QuestionAction::later:
      out = parts.back();
      out.mod = "END";
      return true;
    case QuestionAction::join:
      return join(row, parts, out);
    case QuestionAction::join_now:
      return join_now(row, parts, asked, out);
    case QuestionAction::end_of_day:
      return end_of_day(parts, asked, out);
    case QuestionAction::now:
      out.now = true;
      out.type = asked.second >= 0 ? TimexType::time : TimexType::date;
      return set_cell(now_cell(asked), out);
    case QuestionAction::offset:
    case QuestionAction::offset_unit:
      return offset(row, parts, asked, out);
    case QuestionAction::offset_from:
      return offset_from(row, parts, asked, out);
    case QuestionAction::weekdays:
      return weekdays(row, parts, asked, out);
    case QuestionAction::holiday_offset:
      return holiday_offset(row, parts, asked, out);
    case QuestionAction::reach:
      return reach(row, parts, asked, out);
    case QuestionAction::reach_from:
      return reach_from(parts, asked, out);
    case QuestionAction::days:
      return days(parts, asked, out);
    case QuestionAction::range:
      return range(parts, asked, out);
    case QuestionAction::side: {
      if (count > 1) {
        if (!join(row, parts, out)) return false;
      } else if (count == 1) {
        out = parts[0];
      } else {
        return false;
      }
      if (out.side != DateSide::within || out.set) return false;
      out.side = row.side;
      out.latent = false;
      return true;
    }
    case QuestionAction::set:
      out = count > 0 ? parts.back() : Meaning{};
      if (out.form == Form::none && out.part == DayPart::none)
        out.date.unit = static_cast<Grain>(out.number);
      out.set = true;
      return count > 0;
    case QuestionAction::length:
      out = parts[0];
      out.type = TimexType::duration;
      return true;
  }
  return false;
}

bool apply(const QuestionRow& row, const Meaning* const* meanings, std::size_t count,
           const Asked& asked, Meaning& out) {
  if (!act(row, {meanings, count}, asked, out)) return false;
  unsigned doubt = row.latent ? 1 : 0;
  for (std::size_t k = 0; k < count; ++k) {
    doubt += meanings[k]->doubt;
    out.impossible = out.impossible || meanings[k]->impossible;
  }
  out.doubt = static_cast<std::uint8_t>(std::min(doubt, 255u));
  return true;
}

}  // namespace quoth::dates
