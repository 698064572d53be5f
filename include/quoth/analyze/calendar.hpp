// Days, instants and intervals of the proleptic Gregorian calendar, in integer arithmetic that
// cannot overflow.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

/// A civil date. Year 0 is 1 BC. Plain numbers: `is_valid` tells whether there is such a day.
struct Civil {
  std::int32_t year = 1970;
  std::int32_t month = 1;  ///< 1..12
  std::int32_t day = 1;    ///< 1..31
  friend constexpr auto operator<=>(const Civil&, const Civil&) noexcept = default;
};

inline constexpr std::int32_t kMinYear = -9999;
inline constexpr std::int32_t kMaxYear = 9999;

[[nodiscard]] constexpr bool is_leap(std::int32_t year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
[[nodiscard]] constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) noexcept {
  constexpr std::int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}
[[nodiscard]] constexpr bool is_valid(const Civil& c) noexcept {
  return c.year >= kMinYear && c.year <= kMaxYear && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
         c.day <= days_in_month(c.year, c.month);
}

/// A calendar day, counted from 1970-01-01 (day 0).
struct Day {
  std::int32_t since_epoch = 0;

  /// REQUIRES: is_valid(c). Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  [[nodiscard]] static constexpr Day from(const Civil& c) noexcept {
    const std::int32_t y = c.year - (c.month <= 2 ? 1 : 0);
    const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int32_t yoe = y - era * 400;
    const std::int32_t doy = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    const std::int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return {era * 146097 + doe - 719468};
  }
  [[nodiscard]] constexpr Civil civil() const noexcept {
    const std::int32_t z = since_epoch + 719468;
    const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int32_t doe = z - era * 146097;
    const std::int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int32_t mp = (5 * doy + 2) / 153;
    const std::int32_t month = mp < 10 ? mp + 3 : mp - 9;
    return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
  }
  /// 1 Monday .. 7 Sunday.
  [[nodiscard]] constexpr std::int32_t weekday() const noexcept {
    return (since_epoch % 7 + 10) % 7 + 1;
  }
  [[nodiscard]] constexpr Day plus(std::int32_t days) const noexcept {
    return {since_epoch + days};
  }
  friend constexpr auto operator<=>(Day, Day) noexcept = default;
};

/// A moment in local civil time, in seconds from 1970-01-01T00:00.
struct Instant {
  std::int64_t seconds = 0;
  static constexpr std::int64_t kDay = 86400;
  [[nodiscard]] static constexpr Instant at(Day day, std::int64_t second_of_day = 0) noexcept {
    return {day.since_epoch * kDay + second_of_day};
  }
  [[nodiscard]] constexpr Day day() const noexcept {
    return {static_cast<std::int32_t>((seconds >= 0 ? seconds : seconds - (kDay - 1)) / kDay)};
  }
  [[nodiscard]] constexpr std::int64_t second_of_day() const noexcept {
    return seconds - day().since_epoch * kDay;
  }
  friend constexpr auto operator<=>(Instant, Instant) noexcept = default;
};

/// The moments from <= t < until; not to be confused with a Span of text. Empty when from == until.
struct Interval {
  Instant from;
  Instant until;

  [[nodiscard]] static constexpr Interval of_day(Day day) noexcept {
    return of_days(day, day.plus(1));
  }
  /// From the begin of `first` to the begin of `after`.
  [[nodiscard]] static constexpr Interval of_days(Day first, Day after) noexcept {
    return {Instant::at(first), Instant::at(after)};
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return until <= from; }
  [[nodiscard]] constexpr bool overlaps(const Interval& o) const noexcept {
    return from < o.until && o.from < until;
  }
  [[nodiscard]] constexpr bool contains(const Interval& o) const noexcept {
    return from <= o.from && o.until <= until;
  }
  /// The day it lies in, when it lies in one.
  [[nodiscard]] constexpr std::optional<Day> single_day() const noexcept {
    if (empty() || Instant{until.seconds - 1}.day() != from.day()) return std::nullopt;
    return from.day();
  }
  friend constexpr bool operator==(const Interval&, const Interval&) noexcept = default;
};

/// All time Quoth can speak of: the years -9999 to 9999.
inline constexpr Interval kAllTime{Instant::at(Day::from({kMinYear, 1, 1})),
                                   Instant::at(Day::from({kMaxYear, 12, 31}).plus(1))};

/// A week of ISO 8601: Monday to Sunday, belonging to the year that holds its Thursday.
struct IsoWeek {
  std::int32_t year = 1970;
  std::int32_t week = 1;  ///< 1..52, or 53 in long years
  friend constexpr auto operator<=>(const IsoWeek&, const IsoWeek&) noexcept = default;
};
[[nodiscard]] constexpr IsoWeek iso_week_of(Day day) noexcept {
  const Day thursday = day.plus(4 - day.weekday());
  const std::int32_t year = thursday.civil().year;
  return {year, (thursday.since_epoch - Day::from({year, 1, 1}).since_epoch) / 7 + 1};
}
/// The Monday of a week. REQUIRES: kMinYear <= year <= kMaxYear, week in 1..53; week 53 of a short
/// year is week 1 of the next.
[[nodiscard]] constexpr Day monday_of(IsoWeek week) noexcept {
  const Day fourth = Day::from({week.year, 1, 4});  // always in week 1
  return fourth.plus(1 - fourth.weekday() + (week.week - 1) * 7);
}

/// The same day of the month `months` later, or the month's last day where it has no such day
/// (January 31 and one month is February 28). Nothing outside kAllTime.
[[nodiscard]] constexpr std::optional<Day> add_months(Day day, std::int64_t months) noexcept {
  constexpr std::int64_t kMost = 12 * (std::int64_t{kMaxYear} - kMinYear + 1);
  if (months > kMost || months < -kMost) return std::nullopt;
  Civil c = day.civil();
  const std::int64_t at = std::int64_t{c.year} * 12 + c.month - 1 + months;
  const std::int64_t year = at >= 0 ? at / 12 : -((11 - at) / 12);
  if (year < kMinYear || year > kMaxYear) return std::nullopt;
  c.year = static_cast<std::int32_t>(year);
  c.month = static_cast<std::int32_t>(at - year * 12) + 1;
  if (c.day > days_in_month(c.year, c.month)) c.day = days_in_month(c.year, c.month);
  return Day::from(c);
}
/// `days` later. Nothing outside kAllTime.
[[nodiscard]] constexpr std::optional<Day> add_days(Day day, std::int64_t days) noexcept {
  const std::int64_t at = std::int64_t{day.since_epoch} + days;
  if (days > 10'000'000 || days < -10'000'000 || at < kAllTime.from.day().since_epoch ||
      at >= kAllTime.until.day().since_epoch)
    return std::nullopt;
  return Day{static_cast<std::int32_t>(at)};
}

/// Easter Sunday of the western churches. REQUIRES: year >= 1. Source: the "anonymous Gregorian"
/// algorithm (Nature, 1876), which Meeus prints as chapter 8 of "Astronomical Algorithms".
[[nodiscard]] Day easter(std::int32_t year) noexcept;

/// "2022-03-11"; years before 0 or of more digits as ISO 8601 expanded ("-0044-03-15").
[[nodiscard]] std::string to_iso(Day day);
/// "2022-03-11" at midnight, else "2022-03-11T16:40" or "…T16:40:05".
[[nodiscard]] std::string to_iso(Instant instant);
/// Reads exactly YYYY-MM-DD; nothing else, and no day that does not exist.
[[nodiscard]] std::optional<Day> day_from_iso(std::string_view iso) noexcept;
/// Reads the forms `to_iso` writes, and YYYY-MM-DDThh:mm[:ss] followed by a zone, which is ignored.
[[nodiscard]] std::optional<Instant> instant_from_iso(std::string_view iso) noexcept;

}  // namespace quoth
