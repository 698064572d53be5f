#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyze/quotations/cue_words.hpp"
#include "analyze/quotations/marks.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::quotations;

namespace {

struct Found {
  TokenTable tokens;
  std::vector<Stretch> stretches;
};

Found find(std::string_view text) {
  Found found;
  found.tokens.scan(text, lexicon_of("en"));
  find_stretches(found.tokens, starts_attribution, found.stretches);
  return found;
}

std::vector<std::string> inside(std::string_view text) {
  const Found found = find(text);
  std::vector<std::string> out;
  for (const Stretch& s : found.stretches) out.emplace_back(inner_span(found.tokens, s).of(text));
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("marks: every style of marks pairs") {
  CHECK(inside("He said “we stay” twice.") == Words{"we stay"});
  CHECK(inside("He said \"we stay\" twice.") == Words{"we stay"});
  CHECK(inside("He said ‘we stay’ twice.") == Words{"we stay"});
  CHECK(inside("He said 'we stay' twice.") == Words{"we stay"});
  CHECK(inside("Il dit « nous restons » deux fois.") == Words{"nous restons"});
  CHECK(inside("Er sagte »wir bleiben« zweimal.") == Words{"wir bleiben"});
  CHECK(inside("Er sagte „wir bleiben“ zweimal.") == Words{"wir bleiben"});
  CHECK(inside("Han sade ”vi stannar” igen.") == Words{"vi stannar"});
  CHECK(inside("He said ``we stay'' twice.") == Words{"we stay"});
  CHECK(inside("He said ''we stay'' twice.") == Words{"we stay"});
  CHECK(inside("彼は「残る」と言った。") == Words{"残る"});
}

TEST_CASE("marks: garbled marks and the dagger close what they were meant to close") {
  CHECK(inside("a â€œfirm willâ€\u009d to act") == Words{"firm will"});
  CHECK(inside("It was “fine.â€\nHe left.") == Words{"fine."});
  CHECK(inside("a “firm will†to act, and a “very early†stage") == Words{"firm will", "very early"});
  CHECK(inside("See the note† below, and the other† one.").empty());
}

TEST_CASE("marks: apostrophes are no quotation marks") {
  CHECK(inside("rock 'n' roll of the '90s").empty());
  CHECK(inside("the ’90s and the workers’ rights").empty());
  CHECK(inside("a 6'2\" man and a 12\" pipe").empty());
  CHECK(inside("told me I \"shouldn‘t wear that\" here") == Words{"shouldn‘t wear that"});
  CHECK(inside("‘The workers’ plan is good,’ he said.") == Words{"The workers’ plan is good,"});
  CHECK(inside("<post author=\"Ada Voss\">We \"stay\" here</post>") == Words{"stay"});
}

TEST_CASE("marks: singles inside doubles stand in them, and the other way round") {
  const std::string_view text = "“She said ‘go’ to us,” he said. ‘He said “no” to me,’ she said.";
  const Found found = find(text);
  REQUIRE(found.stretches.size() == 4);
  CHECK(found.stretches[1].parent == 0);
  CHECK(found.stretches[2].parent == -1);
  CHECK(found.stretches[3].parent == 2);
}

TEST_CASE("marks: an unclosed mark ends before an attribution, else with its paragraph") {
  CHECK(inside("“Too many are lost, thousands a week, he said.\n\nIt rained.") ==
        Words{"Too many are lost, thousands a week,"});
  CHECK(inside("“Too many are lost.\n\nIt rained on “both” days.") ==
        Words{"Too many are lost.", "both"});
}

TEST_CASE("marks: paragraphs that each open anew are one speech, closed once") {
  const Found found = find("“One thing.\n\n“Another thing.\n\n“The last,” he said.");
  REQUIRE(found.stretches.size() == 3);
  CHECK(found.stretches[0].goes_on);
  CHECK(found.stretches[1].goes_on);
  CHECK(found.stretches[2].closed);
}

TEST_CASE("marks: a mark may close paragraphs later, when nothing opens between") {
  CHECK(inside("“This process\n\nTakes time,” he said.") == Words{"This process\n\nTakes time,"});
  CHECK(inside("“This process\nis more drawn out,” he said.") ==
        Words{"This process\nis more drawn out,"});
}

TEST_CASE("marks: hostile runs of marks give bounded, ordered stretches") {
  for (const char* unit :
       {"“", "\"", "'", "‘a ", "«", "“a ", "\"a\" ", "a† ", "“a‘b ", "''", "\n\"a"}) {
    CAPTURE(unit);
    std::string text;
    for (int i = 0; i < 50000; ++i) text += unit;
    const Found found = find(text);
    std::uint32_t last = 0;
    for (const Stretch& s : found.stretches) {
      const Span span = outer_span(found.tokens, s);
      REQUIRE(span.begin >= last);
      REQUIRE(span.end <= text.size());
      REQUIRE(span.begin < span.end);
      last = span.begin;
    }
  }
}

TEST_CASE("marks: any bytes give nested stretches, a parent before and around its children") {
  constexpr std::string_view kPieces[] = {"“", "”", "\"", "'",      "‘", "’",  "«",
                                          "»", "a", " ",  " said ", ".", ", ", "\n\n",
                                          "†", "`", "B",  "\xff",   "„", "=",  "6"};
  std::uint32_t state = 4711;
  MESSAGE("seed ", state);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 120; ++i) {
      state = state * 1664525 + 1013904223;
      text += kPieces[(state >> 16) % std::size(kPieces)];
    }
    CAPTURE(text);
    const Found found = find(text);
    for (std::size_t i = 0; i < found.stretches.size(); ++i) {
      const Stretch& s = found.stretches[i];
      REQUIRE(s.open + 1 < s.close);
      REQUIRE(s.close <= found.tokens.size());
      if (s.parent < 0) continue;
      const Stretch& parent = found.stretches[static_cast<std::size_t>(s.parent)];
      REQUIRE(static_cast<std::size_t>(s.parent) < i);
      REQUIRE(parent.open < s.open);
      REQUIRE(s.close <= parent.close);
    }
  }
}
