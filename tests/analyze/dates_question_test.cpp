#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "analyze/dates/question_grammar.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/dates.hpp"

using namespace quoth;

namespace {

// When the examples of the table are asked: a Wednesday, at half past ten.
constexpr Instant kAsked = Instant::at(Day::from({2024, 5, 15}), 10 * 3600 + 30 * 60);

std::string meaning_of(std::string_view expression) {
  const Analyzers dates({make_dates_analyzer(DateStyle::query)});
  Article article;
  article.body = expression;
  article.published = kAsked.day();
  article.published_at = kAsked;
  const Annotations a = dates.annotate(article);
  if (a.timexes.size() == 1) return a.timexes.front().value;
  std::string out;
  for (const Timex& t : a.timexes)
    out += (out.empty() ? "" : "; ") + std::string(t.span.of(expression)) + "=" + t.value;
  return out.empty() ? "-" : out;
}

}  // namespace

TEST_CASE("questions: every row of the table can be compiled") {
  std::vector<std::string> errors;
  const dates::QuestionGrammar grammar(tables::text_of("en/questions.tsv"), lexicon_of("en"),
                                       &errors);
  for (const std::string& error : errors) FAIL_CHECK(error);
}

TEST_CASE("questions: every row of the table means what it says") {
  std::size_t examples = 0;
  tables::for_each_row(tables::text_of("en/questions.tsv"),
                       [&](std::span<const std::string_view> row) {
                         if (row[0] == "word" || row[0] == "holiday") return;
                         REQUIRE_MESSAGE(row.size() == 6, row[0]);
                         ++examples;
                         CHECK_MESSAGE(meaning_of(row[4]) == row[5], row[0], " ", row[4]);
                       });
  CHECK(examples > 150);
}

namespace {

// Read on Wednesday 2024-05-15 at 10:30, looking back or ahead.
std::string reading(std::string_view expression, DateOutlook outlook) {
  const auto read = explain_date(expression, kAsked, "en", outlook);
  if (!read) return "no date";
  return to_iso(read->interval.from) + " " + to_iso(read->interval.until);
}
std::string back(std::string_view expression) { return reading(expression, DateOutlook::archive); }
std::string ahead(std::string_view expression) { return reading(expression, DateOutlook::agenda); }

}  // namespace

TEST_CASE("questions: an archive looks back, an agenda ahead") {
  CHECK(back("friday") == "2024-05-10 2024-05-11");
  CHECK(ahead("friday") == "2024-05-17 2024-05-18");
  CHECK(back("november") == "2023-11-01 2023-12-01");
  CHECK(ahead("november") == "2024-11-01 2024-12-01");
  CHECK(back("june 3") == "2023-06-03 2023-06-04");
  CHECK(ahead("june 3") == "2024-06-03 2024-06-04");
  CHECK(back("the 20th") == "2024-04-20 2024-04-21");
  CHECK(ahead("the 20th") == "2024-05-20 2024-05-21");
  CHECK(back("two weeks ago") == "2024-04-29 2024-05-06");
  CHECK(ahead("two weeks ago") == "2024-05-01 2024-05-02");
  CHECK(back("the last three days") == "2024-05-12 2024-05-16");
  CHECK(ahead("the last three days") == "2024-05-12 2024-05-15");
  CHECK(back("last friday") == ahead("last friday"));
  CHECK(back("next week") == ahead("next week"));
}

TEST_CASE("questions: parts put together are read whole") {
  CHECK(ahead("a week before the third tuesday of september") == "2024-09-10 2024-09-11");
  CHECK(ahead("from the day before yesterday until next friday") == "2024-05-13 2024-05-25");
  CHECK(ahead("since the first monday of march 2022") == "2022-03-07 10000-01-01");
  CHECK(ahead("no later than the end of next month") == "-9999-01-01 2024-07-01");
  CHECK(ahead("between 9:30 and 11:00 on the 20th of next month") ==
        "2024-06-20T09:30 2024-06-20T11:00");
  CHECK(ahead("from december 30 to january 2") == "2024-12-30 2025-01-03");
  CHECK(ahead("three days before easter 2025") == "2025-04-17 2025-04-18");
  CHECK(ahead("passover 2024") == "2024-04-22 2024-05-01");
  CHECK(back("ramadan 2024") == "2024-03-11 2024-04-10");
}

TEST_CASE("questions: days that do not exist are none, nor is a part of them a date") {
  for (const char* text :
       {"February 30", "29 February 2023", "2023-02-29", "June 31, 2022", "February 20 - 30, 2022",
        "31/31/2022", "25:12", "13 pm", "week 54", "32 May", "the 32nd", "99:99 on Friday"}) {
    CAPTURE(text);
    CHECK(back(text) == "no date");
    CHECK(ahead(text) == "no date");
  }
}

TEST_CASE("questions: amounts beyond all time are no date, and nothing overflows") {
  for (const char* text :
       {"in 99999999 years", "99999999 years ago", "999999999 days from today",
        "the next 99999999 centuries", "999999999 hours ago", "999999999 fridays from now",
        "99999999999999999999 weeks ago", "999999999 months before 9999-12-31",
        "9999-12-31 + 5 days", "the last 99999999 years"}) {
    CAPTURE(text);
    CHECK(back(text) == "no date");
  }
  CHECK(ahead("december 2999") == "2999-12-01 3000-01-01");
}

TEST_CASE("questions: telephone numbers, versions and amounts of money are no dates") {
  for (const char* text :
       {"555-2010-2015", "version 1.10.30", "at 650.650.6500", "$2010", "12%", "4:3", "0.8/15",
        "A4", "XB2020C", "3", "7.5", "one", "may be", "1-2-3"}) {
    CAPTURE(text);
    CHECK(meaning_of(text) == "-");
  }
}

TEST_CASE("questions: any words in any order are read without a throw, spans in order and apart") {
  const std::vector<std::string> words = {"from",
                                          "to",
                                          "between",
                                          "and",
                                          "the",
                                          "third",
                                          "last",
                                          "next",
                                          "week",
                                          "monday",
                                          "of",
                                          "may",
                                          "2022",
                                          "3",
                                          "pm",
                                          "at",
                                          "in",
                                          "5",
                                          "days",
                                          "ago",
                                          "before",
                                          "since",
                                          "-",
                                          "/",
                                          ":",
                                          ",",
                                          ".",
                                          "now",
                                          "12:30",
                                          "noon",
                                          "31",
                                          "february",
                                          "q3",
                                          "end",
                                          "early",
                                          "easter",
                                          "+",
                                          "<",
                                          ">=",
                                          "'",
                                          "\xE2\x80\x93",
                                          "\xC3\xA9t\xC3\xA9",
                                          "utc+02",
                                          "a",
                                          "half",
                                          "past",
                                          "for",
                                          "\n",
                                          "999999999",
                                          "00",
                                          "ramadan",
                                          "each",
                                          "until",
                                          "\xff",
                                          "20240515"};
  std::mt19937 random(20240515);
  MESSAGE("seed 20240515");
  std::uniform_int_distribution<std::size_t> word(0, words.size() - 1), length(1, 14), glue(0, 3);
  const Analyzers dates({make_dates_analyzer(DateStyle::query)});
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t n = length(random); n > 0; --n) {
      text += words[word(random)];
      if (glue(random) != 0) text += ' ';
    }
    CAPTURE(text);
    const Annotations a = dates.annotate(text, kAsked.day());
    std::uint32_t end = 0;
    for (const Timex& t : a.timexes) {
      REQUIRE(t.span.begin >= end);
      REQUIRE(t.span.end > t.span.begin);
      REQUIRE(t.span.end <= text.size());
      if (t.interval) {
        REQUIRE(!t.interval->empty());
        REQUIRE(kAllTime.contains(*t.interval));
      }
      end = t.span.end;
    }
    if (const auto read = explain_date(text, kAsked)) REQUIRE(!read->interval.empty());
  }
}

TEST_CASE("questions: long and hostile text is read in pieces") {
  const Analyzers dates({make_dates_analyzer(DateStyle::query)});
  for (const std::string unit : {"monday to ", "1", "1 day before ", "-", "a ", "from ", "é"}) {
    std::string text;
    while (text.size() < 40'000) text += unit;
    const Annotations a = dates.annotate(text, kAsked.day());
    for (std::size_t k = 1; k < a.timexes.size(); ++k)
      REQUIRE(a.timexes[k - 1].span.end <= a.timexes[k].span.begin);
    (void)explain_date(text, kAsked);
  }
}
