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
