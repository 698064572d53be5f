#include "quoth/text/lexicon.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/fold.hpp"

using namespace quoth;

TEST_CASE("lexicon: every word and phrase is found where it stands, and nothing else is found") {
  for (const std::string lang : {"en", "de"}) {
    CAPTURE(lang);
    const Lexicon& lexicon = lexicon_of(lang);
    std::set<std::string> texts;
    for (WordId id = 0; id < lexicon.size(); ++id) {
      const std::string text(lexicon.text(id));
      CAPTURE(text);
      REQUIRE(lexicon.find_text(text) == id);
      CHECK(texts.insert(text).second);
      const bool word = text.find(' ') == std::string::npos;
      const Lexicon::Found found = lexicon.find_word(hash_word(text));
      CHECK(found.id == (word ? id : kNoWord));
      CHECK(found.classes == (word ? lexicon.classes(id) : 0));
      // A word is no phrase of as many letters.
      if (word) CHECK(lexicon.find(hash_word(text), 2) == kNoWord);
    }
    const std::uint32_t seed = 7;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 100000; ++round) {
      const Lexicon::Found found = lexicon.find_word(random());
      CHECK(found.id == kNoWord);
      CHECK(found.classes == 0);
    }
  }
}

TEST_CASE("lexicon: one without words knows no word") {
  const Lexicon none(Lexicon::Data{{}, {}, {}, {}, {}, 1});
  CHECK(none.size() == 0);
  CHECK(none.find_text("word") == kNoWord);
  CHECK(none.find_word(hash_word("word")).classes == 0);
}
