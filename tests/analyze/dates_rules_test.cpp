#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyze/dates/date_words.hpp"
#include "analyze/dates/holidays.hpp"
#include "analyze/dates/rules.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

// The day on which the examples of the tables were published: a Wednesday.
constexpr Day kPublished = Day::from({2024, 5, 15});

std::string found_in(std::string_view text, std::string_view lang) {
  const Analyzers dates({make_dates_analyzer()});
  Article article;
  article.body = text;
  article.published = kPublished;
  article.lang = lang;
  const Annotations a = dates.annotate(article);
  std::string out;
  for (const Timex& timex : a.timexes) {
    if (!out.empty()) out += "; ";
    out += std::string(timex.span.of(text)) + "=" + timex.value;
  }
  return out.empty() ? "-" : out;
}

std::string table_of(std::string_view lang, std::string_view name) {
  return std::string(lang) + "/" + std::string(name);
}

}  // namespace

TEST_CASE("dates: every row of every language's tables can be compiled") {
  for (const std::string_view lang : tables::languages()) {
    std::vector<std::string> errors;
    const std::string rules = table_of(lang, "dates.tsv"), words = table_of(lang, "date_words.tsv");
    const dates::RuleSet set(tables::text_of(rules), lexicon_of(lang), &errors, rules);
    const dates::DateWords roles(tables::text_of(words), words, lexicon_of(lang), &errors);
    for (const std::string& error : errors) FAIL_CHECK(error);
  }
  for (const std::string& error : dates::holiday_errors()) FAIL_CHECK(error);
}

TEST_CASE("dates: every row of every language's rule table reads its example as it says") {
  for (const std::string_view lang : tables::languages()) {
    const std::string file = table_of(lang, "dates.tsv");
    std::size_t examples = 0;
    tables::for_each_row(tables::text_of(file),
                         [&](std::span<const std::string_view> row, std::size_t line) {
                           if (row[0] == "define") return;
                           INFO(file, ":", line, ": ", row[0]);
                           REQUIRE_MESSAGE(row.size() == 5,
                                           "write five columns: the last two are the example and "
                                           "what it must give (- for nothing)");
                           ++examples;
                           CHECK(found_in(row[3], lang) == row[4]);
                         });
    if (lang == "en" || lang == "de") CHECK_MESSAGE(examples > 150, file);
  }
}
