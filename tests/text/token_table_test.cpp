#include "quoth/text/token_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::vector<std::string> tokens_of(std::string_view text) {
  TokenTable table;
  table.scan(text, lexicon_of("en"));
  std::vector<std::string> out;
  for (TokenIndex i = 0; i < table.size(); ++i) out.emplace_back(table.text(i));
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("token table: apostrophes stay in words, possessives come off") {
  CHECK(tokens_of("O’Brien didn't see Marek's dog") ==
        Words{"O’Brien", "didn't", "see", "Marek", "'s", "dog"});
  CHECK(tokens_of("Marekâ€™s dog") == Words{"Marek", "â€™s", "dog"});
}

TEST_CASE("token table: a lost closing mark ends the word it is glued to") {
  TokenTable table;
  table.scan("“ready†to go, “fine.â€\nHe", lexicon_of("en"));
  REQUIRE(table.size() == 11);
  CHECK(table.text(1) == "ready");
  CHECK(table.mark(2) == Mark::dagger);
  CHECK(table.mark(6) == Mark::left_double);
  CHECK(table.mark(9) == Mark::right_double);
  CHECK(table.before(9, Gap::garbled));
  CHECK(table.before(10, Gap::paragraph));
}

TEST_CASE("token table: acronyms, numbers with letters, links") {
  CHECK(tokens_of("U.S. troops at 5 p.m. on the 30th") ==
        Words{"U.S.", "troops", "at", "5", "p.m.", "on", "the", "30", "th"});
  CHECK(tokens_of("see https://t.example/a.b?c=d.") ==
        Words{"see", "https://t.example/a.b?c=d", "."});
}

TEST_CASE("token table: any bytes give tokens inside the text, in order, without overlap") {
  std::uint32_t state = 12345;
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    TokenTable table;
    table.scan(bytes, lexicon_of("en"));
    std::uint32_t end = 0;
    for (TokenIndex i = 0; i < table.size(); ++i) {
      REQUIRE(table.span(i).begin >= end);
      REQUIRE(table.span(i).end > table.span(i).begin);
      end = table.span(i).end;
    }
    REQUIRE(end <= bytes.size());
  }
}
