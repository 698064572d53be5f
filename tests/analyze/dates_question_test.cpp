#include <doctest/doctest.h>

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
