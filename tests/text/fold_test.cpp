#include "quoth/text/fold.hpp"

#include <doctest/doctest.h>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/token_table.hpp"

using namespace quoth;

TEST_CASE("fold: case, accents, strokes and inner marks go; other letters stay") {
  CHECK(folded("ERDOĞAN") == "erdogan");
  CHECK(folded("İstanbul") == "istanbul");
  CHECK(folded("Łódź") == "lodz");
  CHECK(folded("Straße") == "strasse");
  CHECK(folded("O’Brien") == "obrien");
  CHECK(folded("rock‘n’roll") == folded("rock'n'roll"));
  CHECK(folded("L’Été") == "lete");
  CHECK(folded("U.S.") == "us");
  CHECK(folded("Хрущёв") == "хрущев");
  CHECK(folded("Київ") == "київ");
  CHECK(folded("Толстой") == "толстой");
  CHECK(folded("ﬁne") == "fine");
}

TEST_CASE("fold: folding twice is folding once") {
  for (const char* word :
       {"ERDOĞAN", "Straße", "Київ", "القذّافي", "ガンダム", "김정은", "Ǆ", "ŉ", "\xFF\xFE"})
    CHECK(folded(folded(word)) == folded(word));
}

TEST_CASE("fold: the token table hashes a word as its folded form") {
  TokenTable table;
  for (const char* word : {"Trump", "O'Brien", "don’t", "U.S.", "Erdoğan", "G7", "Зеленський"}) {
    table.scan(word, lexicon_of("en"));
    REQUIRE(table.size() == 1);
    CHECK(table.hash(0) == hash_word(folded(word)));
  }
}
