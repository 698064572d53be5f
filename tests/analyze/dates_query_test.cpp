#include <doctest/doctest.h>

#include <string>

#include "quoth/analyze/dates.hpp"

using namespace quoth;

namespace {

// Today is Wednesday 2024-05-15.
std::string read(std::string_view expression) {
  const auto interval = read_date(expression, Day::from({2024, 5, 15}));
  if (!interval) return "no date";
  return to_iso(interval->from) + " " + to_iso(interval->until);
}

}  // namespace

TEST_CASE("query date: calendar cells of every precision") {
  CHECK(read("2022-03") == "2022-03-01 2022-04-01");
  CHECK(read("2022-03-11") == "2022-03-11 2022-03-12");
  CHECK(read("2022") == "2022-01-01 2023-01-01");
  CHECK(read("1850") == "1850-01-01 1851-01-01");
  CHECK(read("2022-Q1") == "2022-01-01 2022-04-01");
  CHECK(read("Q4 2021") == "2021-10-01 2022-01-01");
  CHECK(read("March 2025") == "2025-03-01 2025-04-01");
  CHECK(read("march 2025") == "2025-03-01 2025-04-01");
  CHECK(read("may 2025") == "2025-05-01 2025-06-01");
  CHECK(read("spring 2022") == "2022-03-01 2022-06-01");
  CHECK(read("the summer of 1969") == "1969-06-01 1969-09-01");
  CHECK(read("1990s") == "1990-01-01 2000-01-01");
  CHECK(read("the 1990s") == "1990-01-01 2000-01-01");
  CHECK(read("the 19th century") == "1800-01-01 1900-01-01");
  CHECK(read("11 March 2022") == "2022-03-11 2022-03-12");
  CHECK(read("march 31, 2022") == "2022-03-31 2022-04-01");
  CHECK(read("first half of 2023") == "2023-01-01 2023-07-01");
}

TEST_CASE("query date: expressions are read against today") {
  CHECK(read("today") == "2024-05-15 2024-05-16");
  CHECK(read("yesterday") == "2024-05-14 2024-05-15");
  CHECK(read("last week") == "2024-05-06 2024-05-13");
  CHECK(read("this month") == "2024-05-01 2024-06-01");
  CHECK(read("last year") == "2023-01-01 2024-01-01");
  CHECK(read("two weeks ago") == "2024-04-29 2024-05-06");
  CHECK(read("last friday") == "2024-05-10 2024-05-11");
  CHECK(read("the last three days") == "2024-05-12 2024-05-16");
}

TEST_CASE("query date: ranges and open sides") {
  CHECK(read("2022-03..2022-04") == "2022-03-01 2022-05-01");
  CHECK(read("March to May 2022") == "2022-03-01 2022-06-01");
  CHECK(read("from 2014 to 2016") == "2014-01-01 2017-01-01");
  CHECK(read("before 2020") == "-9999-01-01 2020-01-01");
  CHECK(read("until 2020") == "-9999-01-01 2021-01-01");
  CHECK(read("since March 2022") == "2022-03-01 10000-01-01");
  CHECK(read("after 2022-03-11") == "2022-03-12 10000-01-01");
  CHECK(read("2022-03..") == "2022-03-01 10000-01-01");
  CHECK(read("..2022-03") == "-9999-01-01 2022-04-01");
  CHECK(read("2023..2022") == "no date");
}

TEST_CASE("query date: what is not a date from end to end is none") {
  CHECK(read("") == "no date");
  CHECK(read("sanctions") == "no date");
  CHECK(read("sanctions 2022") == "no date");
  CHECK(read("2022 sanctions") == "no date");
  CHECK(read("2022-02-30") == "no date");
  CHECK(read("February 30, 2022") == "no date");
  CHECK(read("2022-13") == "no date");
  CHECK(read("99999999") == "no date");
  CHECK(read("year 99999999") == "no date");
  CHECK(read("..") == "no date");
  CHECK(read("999999999999 years ago") == "no date");
  CHECK(read("the past") == "no date");
  CHECK(read("five weeks") == "no date");
  CHECK(read(std::string(5000, '.')) == "no date");
  CHECK(read("\xff\xfe\x00garbage") == "no date");
}

TEST_CASE("query date: German is read when it is asked for, and when English reads nothing") {
  const Day today = Day::from({2024, 5, 15});
  const auto read_in = [&](std::string_view expression, std::string_view lang) -> std::string {
    const auto interval = read_date(expression, today, lang);
    return interval ? to_iso(interval->from) + " " + to_iso(interval->until) : "no date";
  };
  CHECK(read_in("letzte Woche", "de") == "2024-05-06 2024-05-13");
  CHECK(read_in("letzte Woche", "") == "2024-05-06 2024-05-13");
  CHECK(read_in("letzte Woche", "en") == "no date");
  CHECK(read_in("Frühjahr 2022", "de-AT") == "2022-03-01 2022-06-01");
  CHECK(read_in("3. März 2022", "") == "2022-03-03 2022-03-04");
  CHECK(read_in("seit März 2022", "de") == "2022-03-01 " + to_iso(kAllTime.until));
  CHECK(read_in("vor 2020", "de") == to_iso(kAllTime.from) + " 2020-01-01");
  CHECK(read_in("2010 bis 2012", "de") == "2010-01-01 2013-01-01");
  CHECK(read_in("die letzten drei Wochen", "de") == "2024-04-22 2024-05-16");
  CHECK(read_in("last week", "") == read_in("last week", "en"));
  CHECK(read_in("gestern oder so", "") == "no date");
}
