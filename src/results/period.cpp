#include "quoth/results/period.hpp"

#include <algorithm>
#include <array>

#include "query/when.hpp"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 10> kNames = {
    "moment", "day", "week", "month", "quarter", "half", "year", "decade", "century", "other"};

// The first day of a month counted from January of the year 0; past the calendar's end, its end.
Instant month_begin(std::int64_t month) noexcept {
  const std::int64_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
  if (year < kMinYear) return kAllTime.from;
  if (year > kMaxYear) return kAllTime.until;
  return Instant::at(Day::from(
      {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month - year * 12) + 1, 1}));
}

std::int64_t floored(std::int64_t value, std::int64_t step) noexcept {
  return (value >= 0 ? value : value - (step - 1)) / step * step;
}

constexpr std::int64_t months_in(Grain grain) noexcept {
  switch (grain) {
    case Grain::month:
      return 1;
    case Grain::quarter:
      return 3;
    case Grain::half:
      return 6;
    case Grain::year:
      return 12;
    case Grain::decade:
      return 120;
    case Grain::century:
      return 1200;
    default:
      return 0;
  }
}

std::string year_text(std::int32_t year) {
  std::string digits = std::to_string(year);
  return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

}  // namespace

std::string_view name_of(Grain grain) noexcept { return kNames[static_cast<std::size_t>(grain)]; }

Interval period_of(Grain grain, Instant moment) noexcept {
  const Day day = moment.day();
  Interval period = Interval::of_day(day);
  if (grain == Grain::week) {
    const Day monday = day.plus(1 - day.weekday());
    period = Interval::of_days(monday, monday.plus(7));
  } else if (const std::int64_t months = months_in(grain); months > 0) {
    const Civil c = day.civil();
    const std::int64_t first = floored(std::int64_t{c.year} * 12 + c.month - 1, months);
    period = {month_begin(first), month_begin(first + months)};
  }
  return {std::max(period.from, kAllTime.from), std::min(period.until, kAllTime.until)};
}

Grain grain_of(const Interval& interval) noexcept {
  if (interval.empty() || interval.from < kAllTime.from || interval.until > kAllTime.until)
    return Grain::other;
  for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::half,
                            Grain::year, Grain::decade, Grain::century})
    if (period_of(grain, interval.from) == interval) return grain;
  return interval.single_day() ? Grain::moment : Grain::other;
}

std::string period_name(const Interval& interval) {
  if (interval.empty()) return {};
  const Civil first = interval.from.day().civil();
  if (first.year >= 1000) {  // what is written differently in earlier years is written as days
    switch (grain_of(interval)) {
      case Grain::week: {
        const IsoWeek week = iso_week_of(interval.from.day());
        return year_text(week.year) + (week.week < 10 ? "-W0" : "-W") + std::to_string(week.week);
      }
      case Grain::quarter:
        return year_text(first.year) + "-Q" + std::to_string((first.month + 2) / 3);
      case Grain::half:
        return year_text(first.year) + "-H" + std::to_string((first.month + 5) / 6);
      case Grain::decade:
        // As people write them; the 1700s are a century, and nobody speaks of the 2130s yet.
        if (first.year % 100 != 0 && first.year < 2100) return year_text(first.year) + "s";
        break;
      default:
        break;
    }
  }
  return when_syntax(
      {std::max(interval.from, kAllTime.from), std::min(interval.until, kAllTime.until)});
}

std::string period_words(const Interval& interval) {
  const Grain grain = grain_of(interval);
  std::string name = period_name(interval);
  if (grain == Grain::moment || grain == Grain::day || grain == Grain::other) return name;
  return name + " (the whole " +
         (grain == Grain::half ? "half-year" : std::string(name_of(grain))) + ")";
}

}  // namespace quoth
