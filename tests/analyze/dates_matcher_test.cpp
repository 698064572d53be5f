#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "analyze/dates/matcher.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::dates;

namespace {

// Every word that rules or atoms can ask for, and what may stand between.
std::vector<std::string> words_of_time(const Lexicon& lexicon) {
  std::vector<std::string> out;
  for (WordId word = 0; word < lexicon.size(); ++word)
    if ((lexicon.classes(word) & (kDateClasses | kStartsPhrase)) != 0)
      out.emplace_back(lexicon.text(word));
  return out;
}

// One of the frequent ones in two cases of three, so that long matches come about.
std::string random_text(const std::vector<std::string>& words, bool german, std::mt19937& random) {
  static const std::vector<std::string> english_often = {
      "a",     "the",   "of",     "in",   "last", "two",  "first", "week", "May",  "Friday",
      "years", "early", "couple", "half", "ago",  "next", "AD",    "BC",   "and",  "quarter",
      "few",   "this",  "many",   "time", "to",   "day",  "hours", "late", "more", "year"};
  static const std::vector<std::string> german_often = {
      "der",    "die",  "am",    "im",   "vor",    "zwei",   "ersten", "Woche", "Mai", "Freitag",
      "Jahren", "Ende", "paar",  "ein",  "halbes", "letzte", "Chr",    "Uhr",   "und", "v",
      "einige", "bis",  "Jahre", "Tage", "Stunde", "Anfang", "den",    "nach",  "3.",  "seit"};
  static const std::vector<std::string> between = {
      "1999", "'69", "’80s", "5", "12",       "30", "2024", "31",     "th",
      "-",    "–",   ",",    ".", "/",        "(",  ")",    "'s",     ":",
      "p.m.", "GMT", "\"",   "$", "20250123", "%",  "s",    "o'clock"};
  const std::vector<std::string>& often = german ? german_often : english_often;
  std::string out;
  for (std::size_t left = 1 + random() % 14; left > 0; --left) {
    const std::uint32_t kind = random() % 8;
    std::string word = kind < 4   ? often[random() % often.size()]
                       : kind < 6 ? words[random() % words.size()]
                       : kind < 7 ? between[random() % between.size()]
                                  : std::string("things");
    if (random() % 8 == 0 && word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
    out += word;
    if (random() % 8 != 0) out += ' ';
  }
  return out;
}

bool same(const Match* a, const Match* b) {
  if (a == nullptr || b == nullptr) return a == b;
  if (a->rule != b->rule || a->begin != b->begin || a->end != b->end || a->groups != b->groups ||
      a->capture_count != b->capture_count)
    return false;
  for (std::uint32_t k = 0; k < a->capture_count; ++k) {
    const Capture &c = a->captures[k], &d = b->captures[k];
    if (c.atom != d.atom || c.begin != d.begin || c.tokens != d.tokens || c.value != d.value)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("dates matcher: traits turn away nothing that the plain walk finds") {
  for (const std::string lang : {"en", "de"}) {
    const Lexicon& lexicon = lexicon_of(lang);
    const RuleSet& rules = RuleSet::of(lexicon);
    const std::vector<std::string> words = words_of_time(lexicon);
    const std::uint32_t seed = 1969;
    CAPTURE(lang);
    CAPTURE(seed);
    std::mt19937 random(seed);
    TokenTable tokens;
    std::size_t matches = 0;
    for (int round = 0; round < 30000; ++round) {
      const std::string text = random_text(words, lang == "de", random);
      CAPTURE(text);
      tokens.scan(text, lexicon);
      const AtomReader atoms(tokens);
      Matcher fast(rules, tokens, atoms), plain(rules, tokens, atoms);
      TokenIndex next = fast.next_start(0);
      for (TokenIndex i = 0; i < tokens.size(); ++i) {
        CAPTURE(i);
        const Match* expected = plain.match_plainly(i);
        REQUIRE(same(fast.match(i), expected));
        if (expected != nullptr && plain.can_start(i)) {
          REQUIRE(next == i);
          ++matches;
        }
        if (next == i) next = fast.next_start(i + 1);
      }
    }
    CHECK(matches > 1000);
  }
}
