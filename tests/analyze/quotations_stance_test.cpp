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
