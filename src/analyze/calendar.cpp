#include "quoth/analyze/calendar.hpp"

#include <cstdio>
#include <cstdlib>

namespace quoth {
namespace {

// `digits` characters at `at` as a number, or nothing.
std::optional<std::int32_t> digits_at(std::string_view s, std::size_t at,
                                      std::size_t digits) noexcept {
  if (at + digits > s.size()) return std::nullopt;
  std::int32_t value = 0;
  for (const char c : s.substr(at, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Day easter(std::int32_t year) noexcept {
  const std::int32_t golden = year % 19, century = year / 100, rest = year % 100;
  const std::int32_t lunar =
      (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const std::int32_t to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - lunar - rest % 4) % 7;
  const std::int32_t late = (golden + 11 * lunar + 22 * to_sunday) / 451;
  const std::int32_t at = lunar + to_sunday - 7 * late + 114;
  return Day::from({year, at / 31, at % 31 + 1});
}

std::string to_iso(Day day) {
  const Civil c = day.civil();
  char text[40];
  const int year = std::abs(c.year);
  std::snprintf(text, sizeof text, "%s%04d-%02d-%02d", c.year < 0 ? "-" : "", year, c.month, c.day);
  return text;
}

std::string to_iso(Instant instant) {
  std::string text = to_iso(instant.day());
  const auto second = static_cast<int>(instant.second_of_day());
  if (second == 0) return text;
  char time[24];
  if (second % 60 != 0) {
    std::snprintf(time, sizeof time, "T%02d:%02d:%02d", second / 3600, second / 60 % 60,
                  second % 60);
  } else {
    std::snprintf(time, sizeof time, "T%02d:%02d", second / 3600, second / 60 % 60);
  }
  return text + time;
}

std::optional<Day> day_from_iso(std::string_view iso) noexcept {
  const bool bc = iso.starts_with('-');
  if (bc) iso.remove_prefix(1);
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits_at(iso, 0, 4), month = digits_at(iso, 5, 2), day = digits_at(iso, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Civil c{bc ? -*year : *year, *month, *day};
  if (!is_valid(c)) return std::nullopt;
  return Day::from(c);
}

std::optional<Instant> instant_from_iso(std::string_view iso) noexcept {
  const std::size_t t = iso.find_first_of("T ");
  const auto day = day_from_iso(iso.substr(0, t));
  if (!day) return std::nullopt;
  if (t == std::string_view::npos) return Instant::at(*day);
  const auto hour = digits_at(iso, t + 1, 2), minute = digits_at(iso, t + 4, 2);
  if (!hour || !minute || iso[t + 3] != ':' || *hour > 24 || *minute > 59 ||
      (*hour == 24 && *minute != 0))
    return std::nullopt;
  std::int32_t second = 0;
  if (iso.size() > t + 6 && iso[t + 6] == ':') {
    const auto s = digits_at(iso, t + 7, 2);
    if (!s || *s > 60 || (*hour == 24 && *s != 0)) return std::nullopt;
    second = *s;
  }
  return Instant::at(*day, *hour * 3600 + *minute * 60 + second);
}

}  // namespace quoth
