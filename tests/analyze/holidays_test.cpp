#include "analyze/dates/holidays.hpp"

#include <doctest/doctest.h>

#include <string>

#include "analyze/dates/lunar_calendars.hpp"
#include "analyze/dates/moon.hpp"
#include "quoth/analyze/dates.hpp"

using namespace quoth;
using namespace quoth::dates;

namespace {

std::string iso(std::optional<Day> day) { return day ? to_iso(*day) : "none"; }

}  // namespace

TEST_CASE("holidays: Hebrew feasts fall on the days the calendar printed") {
  CHECK(iso(hebrew_day(7, 1, 1999)) == "1999-09-11");
  CHECK(iso(hebrew_day(7, 1, 2018)) == "2018-09-10");
  CHECK(iso(hebrew_day(7, 1, 2024)) == "2024-10-03");
  CHECK(iso(hebrew_day(7, 10, 1973)) == "1973-10-06");
  CHECK(iso(hebrew_day(1, 15, 2018)) == "2018-03-31");
  CHECK(iso(hebrew_day(1, 15, 2024)) == "2024-04-23");
  CHECK(iso(hebrew_day(3, 6, 2023)) == "2023-05-26");
  CHECK(iso(hebrew_day(9, 25, 2023)) == "2023-12-08");
  CHECK(iso(hebrew_day(9, 25, 2024)) == "2024-12-26");
  CHECK(iso(hebrew_day(12, 14, 2024)) == "2024-03-24");
}

TEST_CASE("holidays: the Hebrew year never begins on a Sunday, Wednesday or Friday") {
  for (std::int32_t year = 1000; year <= 3000; ++year) {
    const auto day = hebrew_day(7, 1, year);
    REQUIRE(day);
    const std::int32_t weekday = day->weekday();
    CAPTURE(year);
    CHECK((weekday != 7 && weekday != 3 && weekday != 5));
    const std::int32_t length = hebrew_day(7, 1, year + 1).value_or(Day{}).since_epoch;
    if (year == 3000) continue;
    const std::int32_t days = length - day->since_epoch;
    CHECK((days == 353 || days == 354 || days == 355 || days == 383 || days == 384 || days == 385));
  }
}

TEST_CASE("holidays: Islamic feasts fall where Umm al-Qura puts them") {
  CHECK(iso(islamic_day(9, 1, 2018)) == "2018-05-16");
  CHECK(iso(islamic_day(9, 1, 2023)) == "2023-03-23");
  CHECK(iso(islamic_day(9, 1, 2024)) == "2024-03-11");
  CHECK(iso(islamic_day(10, 1, 2018)) == "2018-06-15");
  CHECK(iso(islamic_day(10, 1, 2024)) == "2024-04-10");
  CHECK(iso(islamic_day(12, 10, 2024)) == "2024-06-16");
  CHECK(iso(islamic_day(1, 1, 2018)) == "2018-09-11");
}

TEST_CASE("holidays: every Islamic month has 29 or 30 days, but where the rule changed") {
  Day day = Day::from({1950, 1, 15});
  while (day < Day::from({2100, 1, 1})) {
    const Day next = next_islamic_month(day);
    const Day after = next_islamic_month(next);
    CAPTURE(to_iso(next));
    const std::int32_t days = after.since_epoch - next.since_epoch;
    if (next != Day::from({1998, 12, 19})) CHECK((days == 29 || days == 30));
    day = next;
  }
}

TEST_CASE("holidays: the Chinese year begins as the almanac says, leap months included") {
  CHECK(iso(chinese_new_year(1966)) == "1966-01-21");
  CHECK(iso(chinese_new_year(1985)) == "1985-02-20");
  CHECK(iso(chinese_new_year(2013)) == "2013-02-10");
  CHECK(iso(chinese_new_year(2020)) == "2020-01-25");
  CHECK(iso(chinese_new_year(2023)) == "2023-01-22");
  CHECK(iso(chinese_new_year(2024)) == "2024-02-10");
  CHECK(iso(chinese_new_year(2034)) == "2034-02-19");
}

TEST_CASE("holidays: Diwali and Holi follow the moon of India") {
  CHECK(iso(holiday(69, 2018)) == "2018-11-07");
  CHECK(iso(holiday(69, 2019)) == "2019-10-27");
  CHECK(iso(holiday(69, 2020)) == "2020-11-14");
  CHECK(iso(holiday(69, 2023)) == "2023-11-12");
  CHECK(iso(holiday(70, 2019)) == "2019-03-21");
  CHECK(iso(holiday(70, 2020)) == "2020-03-10");
}

TEST_CASE("holidays: the eastern Easter is a Sunday, never before the western") {
  CHECK(iso(orthodox_easter(2020)) == "2020-04-19");
  CHECK(iso(orthodox_easter(2024)) == "2024-05-05");
  CHECK(iso(orthodox_easter(2025)) == "2025-04-20");
  for (std::int32_t year = 1583; year <= 3000; ++year) {
    const auto east = orthodox_easter(year);
    REQUIRE(east);
    CHECK(east->weekday() == 7);
    CHECK(*east >= easter(year));
  }
}

TEST_CASE("holidays: no code and no year leads outside the calendar") {
  for (std::int64_t code = -1; code <= 130; ++code)
    for (const std::int32_t year : {-9999, 0, 1, 999, 1000, 3000, 3001, 9999, 10000}) {
      const auto day = holiday(code, year);
      if (!day) continue;
      CHECK(day->civil().year >= year - 1);
      CHECK(holiday_days(code, *day) >= 1);
      CHECK(holiday_days(code, *day) <= 46);
    }
}

TEST_CASE("moon: new and full moons alternate, about two weeks apart") {
  for (std::int32_t k = -12000; k < 12000; k += 7) {
    CHECK(full_moon(k) - new_moon(k) > 13.5);
    CHECK(full_moon(k) - new_moon(k) < 16);
    CHECK(lunation_at(new_moon(k) + 0.001) == k);
  }
}
