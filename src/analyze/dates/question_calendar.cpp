// Open dates completed from today, and amounts counted off: the calendar behind questions.
#include <algorithm>

#include "analyze/dates/holidays.hpp"
#include "analyze/dates/question_meaning.hpp"

namespace quoth::dates {
namespace {

constexpr std::int64_t kMost = 100'000'000;
// A weekday and a day of the month come together within four years or never.
constexpr std::int32_t kMonthsAround = 48;
constexpr std::int32_t kYearsAround = 8;
constexpr std::int32_t kYearsOfWeekday = 3;

bool yearly(const OpenDate& d) noexcept {
  return d.month != 0 || d.holiday != 0 || d.season != 0 || d.unit != Grain::none;
}

std::optional<Cell> day_cell(std::int32_t year, std::int32_t month, std::int32_t day) noexcept {
  const Civil c{year, month, day};
  if (!is_valid(c)) return std::nullopt;
  return cell_of(Grain::day, Day::from(c));
}

// The day of the month (and weekday) in the month that lies `months` from the day's.
std::optional<Cell> in_month(const OpenDate& d, Day day, std::int32_t months) noexcept {
  const auto month = add_months(cell_of(Grain::month, day).first, months);
  if (!month) return std::nullopt;
  const Civil c = month->civil();
  const auto cell = day_cell(c.year, c.month, d.day);
  if (cell && d.weekday != 0 && cell->first.weekday() != d.weekday) return std::nullopt;
  return cell;
}

std::optional<Cell> weekday_from(std::int32_t weekday, Day day, bool back) noexcept {
  const std::int32_t ahead = (weekday - day.weekday() + 7) % 7;
  const auto found = add_days(day, back ? -((7 - ahead) % 7) : ahead);
  if (!found) return std::nullopt;
  return cell_of(Grain::day, *found);
}

// A weekday in a full date is a check; where it fails in every year nearby it is overlooked.
std::optional<Cell> with_weekday(const OpenDate& d, Day today) {
  std::optional<Cell> best;
  for (std::int32_t y = -kYearsOfWeekday; y <= kYearsOfWeekday; ++y) {
    const auto cell = in_year(d, std::int64_t{today.civil().year} + y);
    if (!cell || cell->first.weekday() != d.weekday) continue;
    const auto distance = [&](const Cell& c) {
      const std::int32_t days = c.first.since_epoch - today.since_epoch;
      return days < 0 ? -days : days;
    };
    if (!best || distance(*cell) < distance(*best)) best = cell;
  }
  return best;
}

}  // namespace

std::optional<Cell> in_year(const OpenDate& d, std::int64_t year) {
  if (year < kMinYear || year > kMaxYear) return std::nullopt;
  const auto y = static_cast<std::int32_t>(year);
  if (d.month != 0) {
    if (d.day != 0) return day_cell(y, d.month, d.day);
    return cell_of(Grain::month, Day::from({y, d.month, 1}));
  }
  if (d.holiday != 0) {
    const auto day = holiday(d.holiday, y);
    if (!day) return std::nullopt;
    return cell_of(Grain::day, *day);
  }
  if (d.season != 0) return cell_of(Grain::season, Day::from({y, d.season * 3, 1}));
  if (d.unit == Grain::quarter || d.unit == Grain::half) {
    const std::int32_t months = d.unit == Grain::quarter ? 3 : 6;
    if (d.nth < 1 || d.nth > 12 / months) return std::nullopt;
    return cell_of(d.unit, Day::from({y, (d.nth - 1) * months + 1, 1}));
  }
  if (d.unit == Grain::week) {
    if (d.nth < 1 || d.nth > 53) return std::nullopt;
    const Day monday = monday_of({y, d.nth});
    if (iso_week_of(monday).year != y) return std::nullopt;
    return cell_of(Grain::week, monday);
  }
  if (d.day != 0 || d.weekday != 0) return std::nullopt;
  return cell_of(Grain::year, Day::from({y, 1, 1}));
}

std::optional<Cell> next_from(const OpenDate& d, Day day, bool back) {
  if (d.has_year()) return in_year(d, d.year);
  if (!yearly(d)) {
    if (d.day == 0) return d.weekday == 0 ? std::nullopt : weekday_from(d.weekday, day, back);
    for (std::int32_t k = 0; k <= kMonthsAround; ++k) {
      const auto cell = in_month(d, day, back ? -k : k);
      if (cell && (back ? cell->first <= day : cell->first >= day)) return cell;
    }
    return std::nullopt;
  }
  for (std::int32_t k = 0; k <= kYearsAround; ++k) {
    const std::int64_t year = std::int64_t{day.civil().year} + (back ? 1 - k : k - 1);
    const auto cell = in_year(d, year);
    if (cell && (back ? cell->first <= day : cell->first >= day)) return cell;
  }
  return std::nullopt;
}

std::optional<Cell> within_cell(const OpenDate& d, const Cell& cell) {
  const Interval place = interval_of(cell);
  if (yearly(d)) {
    if (cell.grain < Grain::year) {
      const auto found = next_from(d, cell.first, false);
      if (!found || !place.contains(interval_of(*found))) return std::nullopt;
      return found;
    }
    return in_year(d, cell.first.civil().year);
  }
  const auto found = next_from(d, cell.first, false);
  if (!found || !place.contains(interval_of(*found))) return std::nullopt;
  return found;
}

std::optional<Cell> completed(const OpenDate& d, const Asked& asked) {
  if (d.has_year()) return in_year(d, d.year);
  const Day today = asked.today;
  const bool back = asked.outlook == DateOutlook::archive;
  if (!yearly(d)) return next_from(d, today, back);
  if (d.weekday != 0 && d.day != 0)
    if (const auto cell = with_weekday(d, today)) return cell;
  const auto past = next_from(d, today, true);
  const auto future = next_from(d, today, false);
  if (back) return past ? past : future;
  if (d.unit != Grain::none) return in_year(d, today.civil().year);
  if (!future || !past) return future ? future : past;
  if (interval_of(*past).contains(Interval::of_day(today))) return past;
  // The one that has just been is meant rather than one nearly a year off.
  const std::int64_t ago = std::int64_t{today.since_epoch} - past->first.since_epoch;
  const std::int64_t ahead = std::int64_t{future->first.since_epoch} - today.since_epoch;
  return d.holiday == 0 && ago * 3 < ahead ? past : future;
}

Cell now_cell(const Asked& asked) noexcept {
  Cell cell = cell_of(Grain::day, asked.today);
  if (asked.second >= 0) {
    cell.grain = Grain::second;
    cell.second = asked.second;
  }
  return cell;
}

std::optional<Cell> moved_by(const Cell& from, const Meaning& amount, int direction, bool keep,
                             const Asked& asked) {
  if (amount.amount_count == 0) return std::nullopt;
  Day day = from.first;
  std::int64_t seconds = within_day(from.grain) && from.grain != Grain::part ? from.second : 0;
  Grain finest = Grain::millennium;
  for (std::uint8_t k = 0; k < amount.amount_count; ++k) {
    const Amount& a = amount.amounts[k];
    if (a.milli < 0 || a.milli > kMost * 1000) return std::nullopt;
    const Measure step = measure_of(a.unit);
    std::optional<Day> next = day;
    Grain unit = a.unit == Grain::fortnight || a.unit == Grain::weekend ? Grain::week : a.unit;
    if (step.months != 0) {
      next = add_months(day, direction * (a.milli * step.months / 1000));
      if (a.milli % 1000 != 0) unit = unit == Grain::month ? Grain::day : Grain::month;
    } else if (step.days != 0) {
      next = add_days(day, direction * (a.milli * step.days / 1000));
    } else {
      seconds += direction * (a.milli * step.seconds / 1000);
    }
    if (!next) return std::nullopt;
    day = *next;
    finest = std::min(finest, unit);
  }
  const std::int64_t days =
      seconds >= 0 ? seconds / Instant::kDay : -((Instant::kDay - 1 - seconds) / Instant::kDay);
  const auto moved = add_days(day, days);
  if (!moved) return std::nullopt;
  Cell out = from;
  if (finest < Grain::day) {
    // What counts hours needs a time to count from.
    if (!within_day(from.grain) || from.grain == Grain::part) return std::nullopt;
    out.grain = finest == Grain::second ? Grain::second : Grain::minute;
    out.first = *moved;
    out.second = static_cast<std::int32_t>(seconds - days * Instant::kDay);
    if (out.grain == Grain::minute) out.second -= out.second % 60;
    return out;
  }
  if (keep && within_day(from.grain)) {
    out.first = *moved;
    return out;
  }
  if (finest == Grain::week && asked.outlook == DateOutlook::agenda) finest = Grain::day;
  if (keep && from.grain < finest) finest = from.grain;
  return cell_of(finest, *moved);
}

}  // namespace quoth::dates
