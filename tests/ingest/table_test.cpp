// Rows of CSV, good and bad.
#include <doctest/doctest.h>

#include "ingest/csv.hpp"
#include "ingest/gathered.hpp"
#include "quoth/error.hpp"

using namespace quoth_cli;

namespace {

std::string rows(const std::string& text) {
  std::string out;
  DripSource source(text);
  for_each_csv_row(source, [&](const CsvRow& row) {
    out += std::to_string(row.line) + ":";
    if (row.fault.empty())
      for (const std::string& field : row.fields) out += "[" + field + "]";
    out += row.fault.empty() ? "" : "fault";
    out += ' ';
    return true;
  });
  return out;
}

}  // namespace

TEST_CASE("csv: fields as RFC 4180 has them") {
  CHECK(rows("") == "");
  CHECK(rows("a,b\n1,2\n") == "1:[a][b] 2:[1][2] ");
  CHECK(rows("a,b\r\n1,2\r\n") == "1:[a][b] 2:[1][2] ");
  CHECK(rows("a,b\n1,") == "1:[a][b] 2:[1][] ");
  CHECK(rows("a,b\n\n\r\n1,2") == "1:[a][b] 4:[1][2] ");
  CHECK(rows("a,b\n\"x, \"\"y\"\"\",\"2\nlines\"\n3,4") ==
        "1:[a][b] 2:[x, \"y\"][2\nlines] 4:[3][4] ");
  CHECK(rows("a,b\nsay \"hi\",2\n") ==
        "1:[a][b] 2:[say \"hi\"][2] ");  // marks inside mean themselves
  CHECK(rows("a;b;c,d\n1;2\n") == "1:[a][b][c,d] 2:[1][2] ");
  CHECK(rows("a\tb\n1\t\"2\"\n") == "1:[a][b] 2:[1][2] ");
  CHECK(rows("a,b\ncaf\xE9,\xC3\xA9\n") == "1:[a][b] 2:[café][é] ");
}

TEST_CASE("csv: a faulty row costs itself alone") {
  CHECK(rows("a,b\n\"x\"y,2\n3,4\n") == "1:[a][b] 2:fault 3:[3][4] ");
  CHECK(rows("a,b\n\"x,2\n3,4\n") == "1:[a][b] 2:fault 3:[3][4] ");
  CHECK(rows("a,b\n\"x,2\n\"3\",4\n5,6\n") == "1:[a][b] 2:fault 3:[3][4] 4:[5][6] ");
  CHECK(rows("\"a") == "1:fault ");
}

TEST_CASE("csv: articles by the header's names; what is none is named by its line") {
  Gathered out;
  DripSource source(
      "id,headline,text,date,extra\n"
      "1,\"First\nof all\",Body,2024-03-26,x\n"
      "2,,,,\n"
      "3,T,B,soon\n"
      ",T,B\n"
      "4,T,B,,x,y\n"
      "5,T\n");
  CHECK(read_csv_articles(source, "news.csv", {}, out.sink()));
  REQUIRE(out.articles.size() == 2);
  CHECK(out.articles[0].title == "First\nof all");
  CHECK(out.articles[0].published == quoth::day_from_iso("2024-03-26"));
  CHECK(out.articles[1].id == "5");
  REQUIRE(out.skipped.size() == 4);
  CHECK(out.skipped[0].starts_with("news.csv:4: has neither"));
  CHECK(out.skipped[1].starts_with("news.csv:5: published \"soon\""));
  CHECK(out.skipped[2].starts_with("news.csv:6: has no \"id\""));
  CHECK(out.skipped[3].starts_with("news.csv:7: has more fields"));

  DripSource nameless("1,2\n3,4\n");
  CHECK_THROWS_WITH_AS((void)read_csv_articles(nameless, "n.csv", {}, out.sink()),
                       doctest::Contains("--field"), quoth::UsageError);
}
