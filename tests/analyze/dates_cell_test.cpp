#include <doctest/doctest.h>

#include <random>

#include "analyze/dates/cell.hpp"
#include "analyze/dates/holidays.hpp"

using namespace quoth;
using namespace quoth::dates;

namespace {

constexpr Grain kGrains[] = {Grain::day,  Grain::week, Grain::month,  Grain::season, Grain::quarter,
                             Grain::half, Grain::year, Grain::decade, Grain::century};

}  // namespace

TEST_CASE("cell: a day lies in its cell of every grain, and cells touch their neighbours") {
  std::mt19937 random(7);
  INFO("seed 7");
  std::uniform_int_distribution<std::int32_t> days(Day::from({-4000, 1, 1}).since_epoch,
                                                   Day::from({4000, 1, 1}).since_epoch);
  for (int i = 0; i < 5000; ++i) {
    const Day day{days(random)};
    for (const Grain grain : kGrains) {
      const Cell cell = cell_of(grain, day);
      const Interval place = interval_of(cell);
      REQUIRE(place.contains(Interval::of_day(day)));
      const auto next = shifted(cell, 1), before = shifted(cell, -1);
      REQUIRE(next);
      REQUIRE(before);
      REQUIRE(interval_of(*next).from == place.until);
      REQUIRE(interval_of(*before).until == place.from);
      REQUIRE(shifted(*next, -1) == cell);
    }
  }
}

TEST_CASE("cell: values are written as TIMEX3 writes them") {
  const Day day = Day::from({2022, 3, 11});
  CHECK(value_of(cell_of(Grain::day, day)) == "2022-03-11");
  CHECK(value_of(cell_of(Grain::week, day)) == "2022-W10");
  CHECK(value_of(cell_of(Grain::weekend, day)) == "2022-W10-WE");
  CHECK(value_of(cell_of(Grain::month, day)) == "2022-03");
  CHECK(value_of(cell_of(Grain::season, day)) == "2022-SP");
  CHECK(value_of(cell_of(Grain::season, Day::from({2022, 1, 1}))) == "2021-WI");
  CHECK(value_of(cell_of(Grain::quarter, day)) == "2022-Q1");
  CHECK(value_of(cell_of(Grain::half, day)) == "2022-H1");
  CHECK(value_of(cell_of(Grain::year, day)) == "2022");
  CHECK(value_of(cell_of(Grain::decade, day)) == "202");
  CHECK(value_of(cell_of(Grain::century, day)) == "20");
  CHECK(value_of(*year_cell(-220)) == "BC0221");
}

TEST_CASE("cell: nothing lies beyond all time") {
  CHECK(!year_cell(99999999));
  CHECK(!year_cell(-10000));
  CHECK(!shifted(cell_of(Grain::year, Day::from({9999, 1, 1})), 1));
  CHECK(!shifted(cell_of(Grain::century, Day::from({2000, 1, 1})), std::int64_t{1} << 60));
  CHECK(kAllTime.contains(interval_of(cell_of(Grain::millennium, Day::from({9999, 12, 31})))));
}

TEST_CASE("cell: W53 follows W52 in long years") {
  const Cell week = cell_of(Grain::week, Day::from({2020, 12, 30}));
  CHECK(value_of(week) == "2020-W53");
  CHECK(value_of(*shifted(week, 1)) == "2021-W01");
}

TEST_CASE("holidays: fixed, counted and movable ones fall on their day") {
  CHECK(holiday(1, 2023) == Day::from({2023, 12, 25}));
  CHECK(holiday(20, 2024) == Day::from({2024, 11, 28}));
  CHECK(holiday(23, 2024) == Day::from({2024, 5, 27}));
  CHECK(holiday(28, 2024) == Day::from({2024, 11, 29}));
  CHECK(holiday(41, 2025) == Day::from({2025, 4, 18}));
  CHECK(!holiday(9999, 2024));
  CHECK(!holiday(40, 0));
}
