#include <doctest/doctest.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/calendar.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

std::string day(Day d) {
  char out[48];
  const Civil c = d.civil();
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", static_cast<int>(c.year),
                static_cast<int>(c.month), static_cast<int>(c.day));
  return out;
}

/// As the table writes it: the shortest of year, month, day and first..last.
std::string written(const std::optional<Interval>& said) {
  if (!said) return "-";
  const std::string first = day(said->from.day());
  const std::string last = day(Instant{said->until.seconds - 1}.day());
  if (first == last) return first;
  if (first.substr(0, 4) == last.substr(0, 4) && first.substr(4) == "-01-01" &&
      last.substr(4) == "-12-31")
    return first.substr(0, 4);
  if (first.substr(0, 7) == last.substr(0, 7) && first.substr(7) == "-01" &&
      day(said->until.day()).substr(7) == "-01")
    return first.substr(0, 7);
  return first + ".." + last;
}

}  // namespace

TEST_CASE("quotations/en: every row of the days said gives its own day") {
  const Day published = Day::from({2024, 5, 15});
  int rows = 0;
  tables::for_each_row(tables::text_of("en/quotation_days.tsv"), [&](auto columns) {
    REQUIRE(columns.size() == 3);
    ++rows;
    const Read r = read(with_line_feeds(columns[0]), published);
    CAPTURE(r.text);
    const Quotation* best = with(r, columns[1]);
    CHECK(best != nullptr);
    if (best == nullptr) return;
    CAPTURE(r.found.rule_name(best->rule));
    const std::string expected = columns[2] == "published" ? "2024-05-15" : std::string(columns[2]);
    CHECK(written(best->said) == expected);
  });
  CHECK(rows > 40);
}
