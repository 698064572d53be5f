#include <doctest/doctest.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/calendar.hpp"

using namespace quoth;

namespace {

constexpr std::string_view kLine = "⏎";

std::string with_line_feeds(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find(kLine); at != std::string::npos; at = out.find(kLine, at))
    out.replace(at, kLine.size(), "\n");
  return out;
}

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
    const std::string text = with_line_feeds(columns[0]);
    CAPTURE(text);
    const Annotations found = Analyzers::english().annotate(text, published);
    const Quotation* best = nullptr;
    for (const Quotation& q : found.quotations)
      if (q.span.of(text).find(columns[1]) != std::string_view::npos &&
          (best == nullptr || q.span.size() < best->span.size()))
        best = &q;
    CHECK(best != nullptr);
    if (best == nullptr) return;
    CAPTURE(found.rule_name(best->rule));
    const std::string expected = columns[2] == "published" ? "2024-05-15" : std::string(columns[2]);
    CHECK(written(best->said) == expected);
  });
  CHECK(rows > 40);
}
