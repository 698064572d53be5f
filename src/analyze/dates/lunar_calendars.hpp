// Days of the calendars that follow the moon, as days of the Gregorian one.
#pragma once

#include <cstdint>
#include <optional>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// All of them: the day in the Gregorian year, nothing where that year has none or lies outside the
/// years 1000 to 3000. Where a year has two (the Islamic year is eleven days shorter) it is the
/// first.

/// A day of the Hebrew calendar, which is pure arithmetic. Months as the Bible counts them: 1 Nisan,
/// 7 Tishri, 9 Kislev, 12 Adar (in leap years the second). Source: Dershowitz and Reingold,
/// "Calendrical Calculations".
[[nodiscard]] std::optional<Day> hebrew_day(std::int32_t month, std::int32_t day,
                                            std::int32_t year) noexcept;

/// A day of the calendar of Umm al-Qura, which goes by the new moon at Mecca: until 1998 a month
/// began on the day after that of its new moon in universal time, since then on the day after the
/// first sunset at Mecca that follows it (here 16:30 local time, so that the moon sets after the sun).
/// What is proclaimed from sightings can differ by a day, and by one more elsewhere. Source: the
/// rules as R.H. van Gent describes them.
[[nodiscard]] std::optional<Day> islamic_day(std::int32_t month, std::int32_t day,
                                             std::int32_t year) noexcept;
/// The first day of the month after the one that `day` lies in.
[[nodiscard]] Day next_islamic_month(Day day) noexcept;

/// The first day of the Chinese year that begins in the Gregorian one: the second new moon at
/// Peking after that of the winter solstice's month, the third where a leap month comes between.
/// Source: Helmer Aslaksen, "The Mathematics of the Chinese Calendar".
[[nodiscard]] std::optional<Day> chinese_new_year(std::int32_t year) noexcept;

/// The Indian day on whose evening the new moon that opens a lunar month has not yet come, or the
/// full moon of that month; `sign` 0..11 is the sidereal sign in which the sun then stands (6 Libra:
/// Diwali; 10 Aquarius: the eve of Holi). Regional almanacs can differ by a day.
[[nodiscard]] std::optional<Day> hindu_new_moon(std::int32_t sign, std::int32_t year) noexcept;
[[nodiscard]] std::optional<Day> hindu_full_moon(std::int32_t sign, std::int32_t year) noexcept;

/// Easter Sunday of the eastern churches. REQUIRES: year >= 1. Source: Meeus, "Astronomical
/// Algorithms", chapter 8, in the Julian calendar.
[[nodiscard]] std::optional<Day> orthodox_easter(std::int32_t year) noexcept;

}  // namespace quoth::dates
