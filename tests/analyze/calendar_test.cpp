#include "quoth/analyze/calendar.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace quoth;

TEST_CASE("calendar: every day of all time comes back from its civil date") {
  Civil before = Day{kAllTime.from.day().since_epoch - 1}.civil();
  std::int32_t weekday = Day{kAllTime.from.day().since_epoch - 1}.weekday();
  for (Day day = kAllTime.from.day(); day < kAllTime.until.day(); day = day.plus(1)) {
    const Civil c = day.civil();
    weekday = weekday % 7 + 1;
    // Millions of assertions would take longer than what they assert.
    const bool holds = is_valid(c) && Day::from(c) == day && c > before && day.weekday() == weekday;
    before = c;
    if (holds) continue;
    CAPTURE(day.since_epoch);
    CAPTURE(weekday);
    REQUIRE(holds);
  }
  CHECK(before == Day{kAllTime.until.day().since_epoch - 1}.civil());
}

TEST_CASE("calendar: known days have their weekday") {
  CHECK(Day{0}.civil() == Civil{1970, 1, 1});
  CHECK(Day{0}.weekday() == 4);
  CHECK(Day::from({2000, 2, 29}).weekday() == 2);
  CHECK(Day::from({1969, 7, 20}).weekday() == 7);
  CHECK(Day::from({1, 1, 1}).weekday() == 1);
}

TEST_CASE("calendar: what ISO writes, ISO reads") {
  std::mt19937 random(20240515);
  INFO("seed 20240515");
  std::uniform_int_distribution<std::int32_t> days(kAllTime.from.day().since_epoch,
                                                   kAllTime.until.day().since_epoch - 1);
  std::uniform_int_distribution<std::int64_t> seconds(0, Instant::kDay - 1);
  for (int i = 0; i < 20000; ++i) {
    const Day day{days(random)};
    REQUIRE(day_from_iso(to_iso(day)) == day);
    const Instant instant = Instant::at(day, seconds(random));
    REQUIRE(instant_from_iso(to_iso(instant)) == instant);
    REQUIRE(instant.day() == day);
  }
}

TEST_CASE("calendar: what is no day is not read") {
  for (const char* text :
       {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1", "99999-01-01",
        "2024-01-01x", "20240101", "2024/01/01", "-", "--0001-01-01"})
    CHECK_MESSAGE(!day_from_iso(text), text);
  for (const char* text : {"2024-01-01T25:00", "2024-01-01T24:01", "2024-01-01T12:60",
                           "2024-01-01T1:00", "2024-01-01T", "2024-01-01T12"})
    CHECK_MESSAGE(!instant_from_iso(text), text);
  CHECK(day_from_iso("2024-02-29"));
  CHECK(instant_from_iso("2024-01-01T24:00") == Instant::at(Day::from({2024, 1, 2})));
  CHECK(instant_from_iso("2024-01-01T09:30:00Z") == Instant::at(Day::from({2024, 1, 1}), 34200));
}

TEST_CASE("calendar: every day lies in its ISO week, and weeks go on without gaps") {
  IsoWeek week = iso_week_of(Day::from({1899, 12, 31}));
  for (Day day = Day::from({1900, 1, 1}); day < Day::from({2101, 1, 1}); day = day.plus(1)) {
    const IsoWeek now = iso_week_of(day);
    const Day monday = monday_of(now);
    REQUIRE(monday.weekday() == 1);
    REQUIRE(monday <= day);
    REQUIRE(day < monday.plus(7));
    REQUIRE((now == week) == (day.weekday() != 1));
    week = now;
  }
  CHECK(iso_week_of(Day::from({2020, 12, 31})) == IsoWeek{2020, 53});
  CHECK(iso_week_of(Day::from({2021, 1, 3})) == IsoWeek{2020, 53});
  CHECK(iso_week_of(Day::from({2019, 12, 30})) == IsoWeek{2020, 1});
}

TEST_CASE("calendar: months are added with their ends cut, and never out of all time") {
  CHECK(add_months(Day::from({2023, 1, 31}), 1) == Day::from({2023, 2, 28}));
  CHECK(add_months(Day::from({2024, 1, 31}), 1) == Day::from({2024, 2, 29}));
  CHECK(add_months(Day::from({2024, 3, 31}), -1) == Day::from({2024, 2, 29}));
  CHECK(add_months(Day::from({2024, 1, 15}), -13) == Day::from({2022, 12, 15}));
  CHECK(add_months(Day::from({1, 1, 1}), -1) == Day::from({0, 12, 1}));
  CHECK(!add_months(Day::from({9999, 12, 1}), 1));
  CHECK(!add_months(Day::from({2024, 1, 1}), std::int64_t{1} << 62));
  CHECK(!add_days(Day::from({9999, 12, 31}), 1));
  CHECK(!add_days(Day::from({2024, 1, 1}), -(std::int64_t{1} << 62)));
  CHECK(add_days(Day::from({2024, 2, 28}), 2) == Day::from({2024, 3, 1}));
}

TEST_CASE("calendar: Easter falls where almanacs print it") {
  CHECK(easter(1961) == Day::from({1961, 4, 2}));
  CHECK(easter(2000) == Day::from({2000, 4, 23}));
  CHECK(easter(2008) == Day::from({2008, 3, 23}));
  CHECK(easter(2024) == Day::from({2024, 3, 31}));
  CHECK(easter(2025) == Day::from({2025, 4, 20}));
  CHECK(easter(2038) == Day::from({2038, 4, 25}));
  for (std::int32_t year = 1583; year < 2300; ++year) {
    REQUIRE(easter(year).weekday() == 7);
    REQUIRE(easter(year) >= Day::from({year, 3, 22}));
    REQUIRE(easter(year) <= Day::from({year, 4, 25}));
  }
}
