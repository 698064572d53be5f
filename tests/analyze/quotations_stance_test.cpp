#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

TEST_CASE("quotations/en: every row of the stances gives its own stance") {
  int rows = 0;
  tables::for_each_row(tables::text_of("en/quotation_stances.tsv"), [&](auto columns) {
    REQUIRE(columns.size() == 3);
    ++rows;
    const std::string text(columns[0]);
    CAPTURE(text);
    const Annotations found = Analyzers::english().annotate(text);
    const Quotation* best = nullptr;
    for (const Quotation& q : found.quotations)
      if (q.span.of(text).find(columns[1]) != std::string_view::npos &&
          (best == nullptr || q.span.size() < best->span.size()))
        best = &q;
    if (best != nullptr) CAPTURE(found.rule_name(best->rule));
    CHECK((best == nullptr ? "none" : name_of(best->stance)) == columns[2]);
  });
  CHECK(rows > 30);
}
