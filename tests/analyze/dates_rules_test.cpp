#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyze/dates/rules.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

// The day on which the examples of the table were published: a Wednesday.
constexpr Day kPublished = Day::from({2024, 5, 15});

std::string found_in(std::string_view text) {
  const Analyzers dates({make_dates_analyzer()});
  const Annotations a = dates.annotate(text, kPublished);
  std::string out;
  for (const Timex& timex : a.timexes) {
    if (!out.empty()) out += "; ";
    out += std::string(timex.span.of(text)) + "=" + timex.value;
  }
  return out.empty() ? "-" : out;
}

}  // namespace

TEST_CASE("dates: every row of the rule table can be compiled") {
  std::vector<std::string> errors;
  const dates::RuleSet rules(tables::text_of("en/dates.tsv"), lexicon_of("en"), &errors);
  for (const std::string& error : errors) FAIL_CHECK(error);
}

TEST_CASE("dates: every row of the rule table reads its example as it says") {
  std::size_t examples = 0;
  tables::for_each_row(tables::text_of("en/dates.tsv"), [&](std::span<const std::string_view> row) {
    if (row[0] == "define") return;
    REQUIRE_MESSAGE(row.size() == 5, row[0]);
    ++examples;
    CHECK_MESSAGE(found_in(row[3]) == row[4], row[0]);
  });
  CHECK(examples > 150);
}
