#include "quoth/postings/terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace quoth;

namespace {

Interval days(const char* from, const char* until) {
  return Interval::of_days(*day_from_iso(from), *day_from_iso(until));
}

bool share_a_term(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& t) {
    return std::find(b.begin(), b.end(), t) != b.end();
  });
}

}  // namespace

TEST_CASE("terms: an interval is covered by the fewest cells") {
  CHECK(cover(days("2022-03-11", "2022-03-12")) == std::vector<Cell>{"20220311"});
  CHECK(cover(days("2022-03-01", "2022-04-01")) == std::vector<Cell>{"202203"});
  CHECK(cover(days("2022-01-31", "2022-03-02")) ==
        std::vector<Cell>{"20220131", "202202", "20220301"});
  CHECK(cover(days("1990-01-01", "2001-01-01")) == std::vector<Cell>{"199_", "2000"});
  CHECK(cover(days("1900-01-01", "2000-01-01")) == std::vector<Cell>{"19__"});
  CHECK(cover(kAllTime).size() < 250);
  CHECK(cover({kAllTime.until, kAllTime.from}).empty());
}

TEST_CASE("terms: date terms meet exactly when the days of the intervals overlap") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto some_interval = [&] {
    constexpr int kLengths[] = {1, 7, 31, 400, 4000, 40000};
    const auto first = static_cast<std::int32_t>(random() % 60000) - 20000;
    const auto length =
        1 + static_cast<std::int32_t>(random() % static_cast<unsigned>(kLengths[random() % 6]));
    return Interval::of_days(Day{first}, Day{first + length});
  };
  for (int round = 0; round < 3000; ++round) {
    const Interval document = some_interval();
    // Half of the queries touch the document's edges, where mistakes would be.
    Interval query = some_interval();
    if (round % 2 == 0) {
      const auto shift = static_cast<std::int32_t>(random() % 3) - 1;
      query.from = Instant::at(document.until.day().plus(shift));
      query.until =
          Instant::at(query.from.day().plus(1 + static_cast<std::int32_t>(random() % 40)));
    }
    std::vector<std::string> terms;
    append_date_terms(document, terms);
    CAPTURE(to_iso(document.from));
    CAPTURE(to_iso(document.until));
    CAPTURE(to_iso(query.from));
    CAPTURE(to_iso(query.until));
    REQUIRE(share_a_term(terms, date_query_terms(query)) == document.overlaps(query));
  }
}

TEST_CASE(
    "terms: a publication day is found by its day, month, year and ranges, an undecided one by "
    "what holds it") {
  std::vector<std::string> day, week;
  append_published_terms(days("2022-03-11", "2022-03-12"), day);
  append_published_terms(days("2022-03-28", "2022-04-03"), week);
  CHECK(day == std::vector<std::string>{"D20220311", "M202203", "Y2022"});
  CHECK(week == std::vector<std::string>{"Y2022"});
  const auto year = published_query_terms(days("2022-01-01", "2023-01-01"));
  CHECK(year == std::vector<std::string>{"Y2022"});
  CHECK(share_a_term(day, published_query_terms(days("2022-02-05", "2022-03-12"))));
  CHECK_FALSE(share_a_term(day, published_query_terms(days("2022-02-05", "2022-03-11"))));
  CHECK(published_query_terms(kAllTime).size() < 1000);
}

TEST_CASE("terms: a term over 200 bytes is bounded, and still its own") {
  const std::string a(300, 'x'), b = std::string(299, 'x') + 'y';
  CHECK(term::id(a).size() <= term::kMaxBytes);
  CHECK(term::id(a) != term::id(b));
  CHECK(term::id("short") == "Qshort");
}

TEST_CASE("terms: a name's token of whatever type stands for its three typed ones, however long") {
  for (const std::string& token :
       {std::string("moss"), std::string("p"), std::string(), std::string(197, 'x'),
        std::string(198, 'x'), std::string(199, 'x'), std::string(5000, 'x')}) {
    CAPTURE(token.size());
    REQUIRE(term::is_untyped_name(term::name_token(token)));
    const auto typed = term::typed_names(term::name_token(token));
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(typed[i] == term::name_token("POL"[i], token));
      CHECK_FALSE(term::is_untyped_name(typed[i]));
    }
  }
  CHECK_FALSE(term::is_untyped_name(term::speaker_token("moss")));
  CHECK_FALSE(term::is_untyped_name(term::whole_name('P', "moss")));
}

TEST_CASE("terms: those of names tell the spelling, if it is not longer than is listed") {
  for (const std::string& token : {std::string("moss"), std::string("p"), std::string("P"),
                                   std::string(dictionary::kMaxListed, 'x')}) {
    CAPTURE(token);
    CHECK(dictionary::spelling_of(term::speaker_token(token)) == token);
    for (const char scope : std::string("POLB")) {
      CAPTURE(scope);
      if (scope != 'B') CHECK(dictionary::spelling_of(term::name_token(scope, token)) == token);
      CHECK(dictionary::spelling_of(term::whole_name(scope, token)) == scope + token);
    }
  }
  for (const std::string& other :
       {term::name_token("moss"), term::stem("xemoss"), term::form("moss"), term::source("moss"),
        std::string(), std::string("X")})
    CHECK(dictionary::spelling_of(other).empty());
}
