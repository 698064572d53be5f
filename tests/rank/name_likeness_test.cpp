#include "rank/name_likeness.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "analyze/names/token_sound.hpp"
#include "quoth/analyze/name_keys.hpp"

using namespace quoth;

namespace {

bool is_taken(const char* asked, const char* spelling, const char* written = "") {
  return AskedToken(asked, written).is_met_by(spelling, token_similarity(asked, spelling));
}

std::string thing(const char* name) {
  const auto things = meant_by(name, variants_of(name));
  return things.empty() ? std::string() : std::string(group_of(things.front()).name);
}

}  // namespace

TEST_CASE("name likeness: the shorter a name, the more alike a spelling must be") {
  for (std::size_t letters = 0; letters < 20; ++letters) {
    CHECK(least_of_length(letters) >= kSameToken);
    if (letters > 0) CHECK(least_of_length(letters) <= least_of_length(letters - 1));
  }
  CHECK(is_taken("zolvenskyy", "zolvensky"));
  CHECK(is_taken("shapovalova", "shapovarova"));
  CHECK(is_taken("bush", "busch"));
  CHECK_FALSE(is_taken("bush", "boss"));
  CHECK(is_taken("said", "saeed"));
  CHECK(is_taken("lee", "li"));
  CHECK_FALSE(is_taken("xi", "see"));
  CHECK_FALSE(is_taken("kim", "com"));
}

TEST_CASE("name likeness: Latin spellings compared in passing are as alike as those made ready") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view kParts[] = {"zol", "ven", "sky",  "skyy", "schtsch", "ch", "ou", "x",
                                         "ng",  "tz",  "ford", "ee",   "kh",      "q",  "j",  "yy"};
  const auto word = [&] {
    std::string out;
    for (std::size_t parts = 1 + random() % 4; parts > 0; --parts)
      out += kParts[random() % std::size(kParts)];
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    const names::TokenSound a = names::token_sound(word()), b = names::token_sound(word());
    if (a.variants != 0 && a.variants == b.variants) continue;
    const double least = i % 2 == 0 ? 0 : .8;
    const double plain = names::similarity_of(a, b, least);
    const double quick = names::similarity_of_latin(a, b.text, least);
    CAPTURE(a.text);
    CAPTURE(b.text);
    if (plain >= least)
      CHECK(quick == plain);
    else
      CHECK(quick < least);
  }
}

TEST_CASE("name likeness: another script's short name is its romanisation") {
  CHECK(is_taken("ким", "kim"));
  CHECK(is_taken("习", "xi"));
  CHECK_FALSE(is_taken("习", "ssi"));
  CHECK(is_taken("буш", "bush"));
  CHECK(is_taken("bush", "буш"));
}

TEST_CASE("name likeness: acronyms, numerals and words with digits are only themselves") {
  CHECK(is_taken("nato", "nato", "NATO"));
  CHECK_FALSE(is_taken("nato", "neato", "NATO"));
  CHECK_FALSE(is_taken("nato", "neato"));  // known to be one
  CHECK_FALSE(is_taken("mbs", "mbbs", "MBS"));
  CHECK_FALSE(is_taken("xi", "xiii"));
  CHECK_FALSE(is_taken("kim", "kim4"));
  CHECK(is_taken("putin", "putin", "PUTIN"));
  CHECK(is_taken("putin", "poutine", "PUTIN"));  // five letters in capitals are a name
}

TEST_CASE("name likeness: an abbreviation means what it does in English, if anything") {
  CHECK(thing("EU") == "European Union");
  CHECK(thing("U.S.") == "United States");
  CHECK(thing("usa") == "United States");
  CHECK(thing("UN") == "United Nations");
  CHECK(thing("UK") == "United Kingdom");
  CHECK(thing("ONU") == "United Nations");  // nothing else
  CHECK(thing("IRA").empty());
}
