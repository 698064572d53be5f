#include "analyze/dates/lunar_calendars.hpp"

#include <cmath>

#include "analyze/dates/moon.hpp"

namespace quoth::dates {
namespace {

constexpr std::int32_t kFirstYear = 1000, kLastYear = 3000;
bool known(std::int32_t year) noexcept { return year >= kFirstYear && year <= kLastYear; }

Day day_of(double moment) noexcept { return {static_cast<std::int32_t>(std::floor(moment))}; }
double moment_of(const Civil& c) noexcept { return Day::from(c).since_epoch; }

// ---- Hebrew

// Days from the epoch to the mean new moon of Tishri, moved off Sunday, Wednesday and Friday.
std::int64_t elapsed(std::int64_t year) noexcept {
  const std::int64_t months = (235 * year - 234) / 19;
  const std::int64_t parts = 12084 + 13753 * months;
  const std::int64_t day = 29 * months + parts / 25920;
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

// The first of Tishri.
Day hebrew_new_year(std::int64_t year) noexcept {
  const std::int64_t before = elapsed(year - 1), here = elapsed(year), after = elapsed(year + 1);
  const std::int64_t delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
  constexpr std::int64_t kEpoch = -1373427 - 719163;  // 3761 BC, from 1970
  return {static_cast<std::int32_t>(kEpoch + here + delay)};
}

// ---- Islamic

// 1 Muharram 1421 began with the third new moon of 2000 after that of January 6.
constexpr std::int32_t kLunationOfYearOne = 3 - 1420 * 12;

Day islamic_month(std::int32_t lunation) noexcept {
  const double moon = new_moon(lunation);
  constexpr double kSunsetRule = 10592;  // 1999-01-01
  constexpr double kSunset = 13.5 / 24;  // 16:30 at Mecca, in universal time
  if (moon < kSunsetRule) return day_of(moon).plus(1);
  return day_of(moon + 1 - kSunset).plus(1);
}

// ---- Chinese

Day peking_day(double moment) noexcept { return day_of(moment + 8.0 / 24); }

std::int32_t month_of_solstice(std::int32_t year) noexcept {
  // The day of the solstice: the sun reaches 270 degrees.
  double day = moment_of({year, 12, 18});
  while (sun_longitude(day - 8.0 / 24 + 1) < 270) day += 1;
  std::int32_t k = lunation_at(day + 1);
  while (peking_day(new_moon(k)).since_epoch > day) --k;
  return k;
}

// Whether the sun enters a twelfth of its way between two days.
bool has_principal_term(Day first, Day after) noexcept {
  const auto sign = [](Day day) {
    return static_cast<int>(sun_longitude(day.since_epoch - 8.0 / 24) / 30);
  };
  return sign(first) != sign(after);
}

// ---- Hindu

// Between the equinox and the first point of the sidereal zodiac (Lahiri): 50.29 seconds of arc a
// year.
double sidereal(double moment) noexcept {
  const double years = moment / 365.25 - 30;
  const double longitude = sun_longitude(moment) - (23.853 + years * 50.29 / 3600);
  return longitude < 0 ? longitude + 360 : longitude;
}

std::optional<std::int32_t> hindu_month(std::int32_t sign, std::int32_t year) noexcept {
  std::optional<std::int32_t> found;
  const std::int32_t first = lunation_at(moment_of({year, 1, 1}));
  for (std::int32_t k = first; k <= first + 13; ++k) {
    if (static_cast<std::int32_t>(sidereal(new_moon(k)) / 30) != sign) continue;
    found = k;  // of two in one sign the first is the leap month
  }
  return found;
}

// The day whose sunset in India (half past five, in the plane of the moon's day) precedes a moment.
Day evening_before(double moment) noexcept {
  constexpr double kSunset = 12.0 / 24;  // in universal time
  return day_of(moment - kSunset);
}

}  // namespace

std::optional<Day> hebrew_day(std::int32_t month, std::int32_t day, std::int32_t year) noexcept {
  if (!known(year) || month < 1 || month > 12) return std::nullopt;
  constexpr std::int32_t kHalfYear = 177;  // Nisan to Elul
  const Day tishri = hebrew_new_year(year + 3761);
  if (month < 7) {
    constexpr std::int32_t kBefore[] = {0, 30, 59, 89, 118, 148};
    return tishri.plus(-kHalfYear + kBefore[month - 1] + day - 1);
  }
  if (month == 12) return tishri.plus(-kHalfYear - 29 + day - 1);
  const Day next = hebrew_new_year(year + 3762);
  const std::int32_t length = next.since_epoch - tishri.since_epoch;
  const std::int32_t heshvan = length % 10 == 5 ? 30 : 29;
  if (month == 7) return tishri.plus(day - 1);
  if (month == 8) return tishri.plus(30 + day - 1);
  if (month == 9) return tishri.plus(30 + heshvan + day - 1);
  return std::nullopt;  // Tevet and Shevat have no feast that the tables know
}

std::optional<Day> islamic_day(std::int32_t month, std::int32_t day, std::int32_t year) noexcept {
  if (!known(year) || month < 1 || month > 12) return std::nullopt;
  const std::int32_t lunation = lunation_at(moment_of({year, 1, 1}));
  for (std::int32_t k = lunation - 2; k <= lunation + 14; ++k) {
    const std::int32_t number = k - kLunationOfYearOne;
    if (number < 0 || number % 12 + 1 != month) continue;
    const Day found = islamic_month(k).plus(day - 1);
    if (found.civil().year == year) return found;
  }
  return std::nullopt;
}

Day next_islamic_month(Day day) noexcept {
  std::int32_t k = lunation_at(day.since_epoch) - 1;
  while (islamic_month(k) <= day) ++k;
  return islamic_month(k);
}

std::optional<Day> chinese_new_year(std::int32_t year) noexcept {
  if (!known(year)) return std::nullopt;
  const std::int32_t from = month_of_solstice(year - 1), until = month_of_solstice(year);
  const auto begin = [](std::int32_t k) { return peking_day(new_moon(k)); };
  std::int32_t k = from + 2;
  if (until - from == 13) {
    for (std::int32_t leap = from + 1; leap <= from + 2; ++leap)
      if (!has_principal_term(begin(leap), begin(leap + 1))) {
        ++k;
        break;
      }
  }
  return begin(k);
}

std::optional<Day> hindu_new_moon(std::int32_t sign, std::int32_t year) noexcept {
  if (!known(year)) return std::nullopt;
  const auto month = hindu_month(sign, year);
  if (!month) return std::nullopt;
  return evening_before(new_moon(*month));
}

std::optional<Day> hindu_full_moon(std::int32_t sign, std::int32_t year) noexcept {
  if (!known(year)) return std::nullopt;
  const auto month = hindu_month(sign, year);
  if (!month) return std::nullopt;
  return evening_before(full_moon(*month));
}

std::optional<Day> orthodox_easter(std::int32_t year) noexcept {
  if (year < 1 || year > kMaxYear) return std::nullopt;
  const std::int32_t a = year % 4, b = year % 7, c = year % 19;
  const std::int32_t d = (19 * c + 15) % 30;
  const std::int32_t e = (2 * a + 4 * b - d + 34) % 7;
  const std::int32_t month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
  // From the Julian calendar into the Gregorian.
  return add_days(Day::from({year, month, day}), year / 100 - year / 400 - 2);
}

}  // namespace quoth::dates
