#include "quoth/results/period.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "quoth/query/parse.hpp"

using namespace quoth;

namespace {

Interval days(const char* first, const char* last) {
  return Interval::of_days(*day_from_iso(first), day_from_iso(last)->plus(1));
}
Instant at(const char* iso) { return *instant_from_iso(iso); }

constexpr Grain kPeriods[] = {Grain::day,  Grain::week, Grain::month,  Grain::quarter,
                              Grain::half, Grain::year, Grain::decade, Grain::century};

}  // namespace

TEST_CASE("period: an interval that is exactly one period of the calendar has its grain and name") {
  struct Row {
    Interval interval;
    Grain grain;
    const char* name;
  };
  const Row rows[] = {
      {days("2024-03-22", "2024-03-22"), Grain::day, "2024-03-22"},
      {days("2024-03-18", "2024-03-24"), Grain::week, "2024-W12"},
      {days("2020-12-28", "2021-01-03"), Grain::week, "2020-W53"},
      {days("2024-12-30", "2025-01-05"), Grain::week, "2025-W01"},
      {days("2024-02-01", "2024-02-29"), Grain::month, "2024-02"},
      {days("2024-04-01", "2024-06-30"), Grain::quarter, "2024-Q2"},
      {days("2024-07-01", "2024-12-31"), Grain::half, "2024-H2"},
      {days("2024-01-01", "2024-12-31"), Grain::year, "2024"},
      {days("1990-01-01", "1999-12-31"), Grain::decade, "1990s"},
      {days("1900-01-01", "1999-12-31"), Grain::century, "1900..1999"},
      {days("2024-03-23", "2024-03-24"), Grain::other, "2024-03-23..2024-03-24"},
      {days("2024-03-19", "2024-03-25"), Grain::other, "2024-03-19..2024-03-25"},
      {{at("2024-03-22T16:00"), at("2024-03-22T17:00")},
       Grain::moment,
       "2024-03-22T16:00..2024-03-22T16:59"},
      {{at("2024-03-22"), kAllTime.until}, Grain::other, "2024-03-22.."},
      {{at("2024-03-22"), at("2024-03-22")}, Grain::other, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK(name_of(grain_of(row.interval)) == name_of(row.grain));
    CHECK(period_name(row.interval) == row.name);
  }
  CHECK(period_words(days("2022-01-01", "2022-12-31")) == "2022 (the whole year)");
  CHECK(period_words(days("2022-07-01", "2022-12-31")) == "2022-H2 (the whole half-year)");
  CHECK(period_words(days("2024-03-22", "2024-03-22")) == "2024-03-22");
}

TEST_CASE(
    "period: periods of a grain lie side by side, and each holds the moments that ask for it") {
  std::mt19937 random(20241122);
  MESSAGE("moments from seed 20241122");
  std::uniform_int_distribution<std::int64_t> seconds(kAllTime.from.seconds,
                                                      kAllTime.until.seconds - 1);
  for (int i = 0; i < 20000; ++i) {
    const Instant moment{seconds(random)};
    for (const Grain grain : kPeriods) {
      CAPTURE(to_iso(moment));
      CAPTURE(name_of(grain));
      const Interval period = period_of(grain, moment);
      REQUIRE(period.from <= moment);
      REQUIRE(moment < period.until);
      REQUIRE(period_of(grain, period.from) == period);
      REQUIRE(period_of(grain, Instant{period.until.seconds - 1}) == period);
      if (period.until < kAllTime.until)
        REQUIRE(period_of(grain, period.until).from == period.until);
    }
  }
  for (const Grain grain : kPeriods) {  // the calendar's two ends
    CHECK(period_of(grain, kAllTime.from).from == kAllTime.from);
    CHECK(period_of(grain, Instant{kAllTime.until.seconds - 1}).until == kAllTime.until);
  }
}

TEST_CASE("period: when: reads every name as the interval it was made of") {
  std::mt19937 random(7);
  MESSAGE("intervals from seed 7");
  std::uniform_int_distribution<std::int32_t> years(1, 9998), length(1, 4000), day(0, 364),
      grain(0, 7);
  const Day today = *day_from_iso("2024-06-01");
  for (int i = 0; i < 2000; ++i) {
    const Day first = Day::from({years(random), 1, 1}).plus(day(random));
    const Interval any{Instant::at(first),
                       std::min(Instant::at(first.plus(length(random))), kAllTime.until)};
    for (const Interval& interval : {any, period_of(kPeriods[grain(random)], Instant::at(first))}) {
      const std::string name = period_name(interval);
      CAPTURE(name);
      REQUIRE(parse_when(name, today) == interval);
    }
  }
}
