#include <doctest/doctest.h>

#include "analyze/tables/tables.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

TEST_CASE("quotations/en: every row of the stances gives its own stance") {
  int rows = 0;
  tables::for_each_row(tables::text_of("en/quotation_stances.tsv"), [&](auto columns) {
    REQUIRE(columns.size() == 3);
    ++rows;
    const Read r = read(with_line_feeds(columns[0]));
    CAPTURE(r.text);
    CAPTURE(contents(r));
    CHECK(stance(r, columns[1]) == columns[2]);
  });
  CHECK(rows > 30);
}

TEST_CASE("quotations/stance: who takes back what was printed passes nothing on") {
  for (const char* text :
       {"This article originally quoted Ada Voss as saying “the dam is safe for ever.”",
        "An earlier version of this story quoted Ada Voss as saying “the dam is safe for ever.”",
        "We wrongly quoted Ada Voss as saying “the dam is safe for ever.”"}) {
    CAPTURE(text);
    CHECK(chain(read(text), "safe for ever") == "Ada Voss");
  }
  CHECK(chain(read("Tass quoted Ada Voss as saying “the dam is safe for ever.”"),
              "safe for ever") == "Ada Voss < Tass");
}

TEST_CASE("quotations/stance: who has not said it is named, not who tells so") {
  const struct {
    const char* text;
    const char* by;
  } cases[] = {
      {"Ada Voss has not said “the dam is safe for ever,” Marek Keller said.", "Ada Voss"},
      {"Ada Voss would say that “the dam is safe for ever,” Marek Keller predicted.", "Ada Voss"},
      {"Ada Voss will say on Monday that “the dam is safe for ever,” according to a draft.",
       "Ada Voss"},
      {"There is no record of Ada Voss saying “the dam is safe for ever.”", "Ada Voss"},
      {"There is no record of Ada Voss ever having said “the dam is safe for ever.”", "Ada Voss"},
      {"Marek Keller said the phrase “the dam is safe for ever” was never used by Ada Voss.",
       "Ada Voss"},
      {"It snowed.⏎⏎The words “the dam is safe for ever” were never spoken by Ada Voss.",
       "Ada Voss"},
      {"It snowed.⏎⏎The quote “the dam is safe for ever” is made up.", "(nobody)"},
      // near misses
      {"Ada Voss said more than that: “The dam is safe for ever,” Marek Keller said.",
       "Marek Keller"},
      {"The chief of Ada Voss saying “the dam is safe for ever” was a shock.", "chief of Ada Voss"},
  };
  for (const auto& c : cases) {
    const Read r = read(with_line_feeds(c.text));
    CAPTURE(r.text);
    CHECK(chain(r, "safe for ever") == c.by);
  }
}
