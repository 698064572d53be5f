// What refers to somebody or something without naming it.
#include <doctest/doctest.h>

#include <string>

#include "analyze/names/nominal_weights.hpp"
#include "analyze/names/references.hpp"
#include "analyze/names/thing_references.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

// Whom the nth mention of that form with those words means, by best name; "?" where undecided, ""
// where there is no such mention.
std::string meant(std::string_view text, std::string_view words,
                  MentionForm form = MentionForm::nominal, int nth = 0) {
  const Annotations a = Analyzers({make_names_analyzer()}).annotate(text);
  for (const Mention& m : a.mentions)
    if (m.form == form && m.span.of(text) == words && nth-- == 0)
      return m.entity.known() ? a.entities[static_cast<std::size_t>(m.entity.index)].name : "?";
  return "";
}

}  // namespace

TEST_CASE("references: a predicate means its subject, brackets and insertions passed over") {
  CHECK(meant("Orvald Mink (born 3 April 1978) was a Danish linguist.", "Danish linguist") ==
        "Orvald Mink");
  CHECK(meant("Elena Tol, born in 1929, is an author and painter.", "author") == "Elena Tol");
  CHECK(meant("Elena Tol, born in 1929, is an author and painter.", "painter") == "Elena Tol");
  CHECK(meant("Elena Tol came. She became an actress.", "actress") == "Elena Tol");
  CHECK(meant("Orvald Mink is widely recognized as one of the founders.", "one of the founders") ==
        "Orvald Mink");
  CHECK(meant("Kharkiv is an ancient city.", "ancient city") == "Kharkiv");
}

TEST_CASE("references: no predicate without a subject of its own") {
  CHECK(meant("The mayor of Kharkiv is a linguist.", "linguist") != "Kharkiv");
  CHECK(meant("Orvald Mink was not a linguist.", "linguist") != "Orvald Mink");
  CHECK(meant("Orvald Mink was the reason.", "reason").empty());
}

TEST_CASE("references: what a predicate says of a place is remembered") {
  CHECK(meant("They live in Zorvania Province. The country was quiet.", "country").empty());
  CHECK(meant("They live in Zorvania Province. Zorvania Province is a small country. The country "
              "was quiet.",
              "country") == "Zorvania Province");
}

TEST_CASE("references: the city is the one the article is about, the country no city") {
  const std::string text =
      "Kharkiv was bombed. Kharkiv burned. People left Kharkiv. Some went to Lviv. The city "
      "mourned. "
      "Ukraine mourned too. The country wept.";
  CHECK(meant(text, "city") == "Kharkiv");
  CHECK(meant(text, "country") == "Ukraine");
  CHECK(meant("They left Bavaria. The city was far.", "city").empty());
  CHECK(meant("They left Kyiv and Kharkiv in May. The capital was quiet.", "capital") == "Kyiv");
}

TEST_CASE("references: a noun before a name is an apposition") {
  CHECK(meant("They left Kyiv for the capital, Warsaw, in May.", "capital") == "Warsaw");
  CHECK(meant("They read the newspaper Pravda. They left.", "newspaper") == "Pravda");
}

TEST_CASE("references: a country can be an island, an institute of government is no government") {
  CHECK(meant("They left Cuba for Kyiv. The island mourned.", "island") == "Cuba");
  CHECK(meant("They left the Zorvan Institute of Government. The government mourned.", "government")
            .empty());
}

TEST_CASE("references: a description with its own place means another") {
  CHECK(meant("They left the Zorvan Court. The court in Kharkiv agreed.", "court").empty());
  CHECK(meant("They left Kharkiv. The city of Lviv mourned.", "city").empty());
}

TEST_CASE("references: relatives have a name once the article gives it") {
  CHECK(meant("Orvald Mink left. His father, Anton Mink, wept.", "father") == "Anton Mink");
  const std::string text =
      "Orvald Mink left. His father, Anton Mink, wept. Orvald laughed. His father was angry.";
  CHECK(meant(text, "father", MentionForm::nominal, 1) == "Anton Mink");
  CHECK(meant("Orvald Mink came. His father wept. Orvald’s father, Anton Mink, left.", "father") ==
        "Anton Mink");
  CHECK(meant("Orvald Mink left. His father wept.", "father") == "?");
  CHECK(meant("Orvald Mink was a son of Anton Mink. His father wept.", "father") == "Anton Mink");
}

TEST_CASE("references: whom somebody married is his wife") {
  CHECK(
      meant("Orvald Mink came. He married the physician Vera Tol. Orvald left, and his wife wept.",
            "wife") == "Vera Tol");
}

TEST_CASE("references: what stands before the subject is what he is") {
  const std::string text = "Orvald Mink came. An able student and a poor cricketer, he laughed.";
  CHECK(meant(text, "able student") == "Orvald Mink");
  CHECK(meant(text, "poor cricketer") == "Orvald Mink");
}

TEST_CASE("references: nobody's mother is named by what follows a comma") {
  CHECK(meant("Orvald Mink called. To speak with his mother, Vera was put through.", "mother") !=
        "Vera");
}

TEST_CASE("references: a boy, a man or a woman is somebody of that gender") {
  CHECK(meant("Orvald Mink and Elena Tol came. Elena Tol spoke. The woman laughed.", "woman") ==
        "Elena Tol");
}

TEST_CASE("references: somebody serves as what he is") {
  CHECK(meant("Orvald Mink served as chaplain and later as a senator.", "senator") ==
        "Orvald Mink");
}

TEST_CASE("references: role, demonym and apposition find the right president") {
  const std::string text =
      "Russian President Orvald Mink spoke. Ukrainian President Volod Zorensky listened. The "
      "Russian "
      "autocrat frowned, and the Ukrainian leader laughed. Mink called his Belarusian counterpart, "
      "Alexander Quelk.";
  CHECK(meant(text, "Russian autocrat") == "Orvald Mink");
  CHECK(meant(text, "Ukrainian leader") == "Volod Zorensky");
  CHECK(meant(text, "Belarusian counterpart") == "Alexander Quelk");
}

TEST_CASE("references: a country’s Zorensky is of that country") {
  CHECK(
      meant(
          "President Volod Zorensky met President Tom Vorlan. Ukraine’s Zorensky spoke to Vorlan. "
          "The Ukrainian leader laughed.",
          "Ukrainian leader") == "Volod Zorensky");
}

TEST_CASE("references: of two who fit alike neither is taken") {
  CHECK(meant("President Tom Vorlan and President Sam Quelk met. The president smiled.",
              "president") == "?");
}

TEST_CASE("references: the spokesman is the one of that office") {
  CHECK(meant("Kremlin spokesman Orvald Mink met envoy Sam Quelk. The spokesman smiled.",
              "spokesman") == "Orvald Mink");
  CHECK(meant("Kremlin spokesman Orvald Mink met envoy Sam Quelk. The negotiator smiled.",
              "negotiator") == "Sam Quelk");
}

TEST_CASE("references: every weight of the table belongs to a feature, and every feature has one") {
  const auto known = [](std::string_view name) {
    for (const auto& list : {names::person_features(), names::thing_features()})
      for (const std::string_view f : list)
        if (f == name) return true;
    return false;
  };
  std::size_t rows = 0;
  tables::for_each_row(tables::text_of("en/names_nominal_weights.tsv"), [&](auto columns) {
    REQUIRE(columns.size() >= 2);
    const std::string name(columns[0]);
    CAPTURE(name);
    CHECK(known(name));
    ++rows;
  });
  CHECK(rows == names::person_features().size() + names::thing_features().size());
}

TEST_CASE("references: mentions are in order and mean entities of their type, whatever the bytes") {
  std::uint32_t state = 99;  // seed
  MESSAGE("seed " << state);
  const char* const words[] = {
      "He",   "his",  "father",  ",",    "Tom",  "Mink",     "is",  "a", "the", "city",   "of",
      "Kyiv", "this", "country", "as",   "It",   "minister", "and", "(", ")",   "’s",     "She",
      "was",  "one",  "who",     "bank", "\n\n", "\xff",     "“",   "”", "an",  "Ukraine"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
      state = state * 1664525 + 1013904223;
      text += words[(state >> 16) % std::size(words)];
      text += ' ';
    }
    CAPTURE(text);
    const Annotations a = Analyzers({make_names_analyzer()}).annotate(text);
    std::uint32_t begin = 0;
    for (const Mention& m : a.mentions) {
      REQUIRE(m.span.begin >= begin);
      REQUIRE(m.span.begin < m.span.end);
      REQUIRE(m.span.end <= text.size());
      begin = m.span.begin;
      if (!m.entity.known()) continue;
      REQUIRE(m.entity.index < static_cast<std::int32_t>(a.entities.size()));
      REQUIRE(a.entities[static_cast<std::size_t>(m.entity.index)].type == m.type);
    }
  }
}

TEST_CASE("references: there is the place named last, unless it means nothing named") {
  CHECK(meant("He left for Kharkiv in May and lived there for years.", "there") == "Kharkiv");
  CHECK(meant("He moved to Kharkiv. He was unhappy there.", "there") == "Kharkiv");
  CHECK(meant("He moved to Kharkiv. Now there is a problem.", "there").empty());
  CHECK(meant("He moved to Kharkiv. It went well from there.", "there").empty());
}

TEST_CASE("references: the noun after a name says what the name is") {
  CHECK(meant("In Upper Zorvan district she won in May. In Kharkiv he lost. Nobody ran in that "
              "district.",
              "district") == "Upper Zorvan");
  CHECK(meant("They left Kharkiv for Northern Zorvania. The city mourned.", "city") == "Kharkiv");
}

TEST_CASE("references: nouns of one family stand for each other") {
  CHECK(meant("They left Zorvan University in May. The college grew.", "college") ==
        "Zorvan University");
  CHECK(meant("They walked down Zorvan Street in May. The road was wet.", "road") ==
        "Zorvan Street");
  CHECK(meant("They left Zorvan University in May. The church grew.", "church").empty());
}

TEST_CASE("references: the words after a comma tell of the name before it") {
  CHECK(meant("They left Kharkiv, a large city, in May.", "large city") == "Kharkiv");
  CHECK(meant("They met in a small town, Bucha, in May.", "small town") == "Bucha");
  CHECK(meant("They have a son, Ralph Tolmek (born in 2015).", "son") == "Ralph Tolmek");
  CHECK(meant("Orvald Mink, the first linguist, came.", "first linguist") == "Orvald Mink");
  CHECK(meant("They met Jason Tolmek, who is our editor, in May.", "editor") == "Jason Tolmek");
}

TEST_CASE("references: in an interview I is the one who is asked") {
  CHECK(
      meant(
          "Interview with Orvald Mink\n\nOrvald Mink answered five questions.\n\nI am a linguist.",
          "linguist") == "Orvald Mink");
  CHECK(meant("Orvald Mink in Kharkiv\n\nOrvald Mink answered five questions.\n\nI am a linguist.",
              "linguist") != "Orvald Mink");
  CHECK(meant("Interview with Orvald Mink\n\nOrvald Mink met a man, who said: “I am a linguist.”",
              "linguist") != "Orvald Mink");
}

TEST_CASE("references: at home and abroad means the speaker's country") {
  CHECK(meant("Ukraine is strong. We want peace abroad and work at home. Ukraine will win.",
              "home") == "Ukraine");
  CHECK(meant("Ukraine is strong. We work at home.", "home").empty());
}

TEST_CASE("references: a name that tells where is not what the noun means") {
  CHECK(meant("They left NATO. He led a group. Later the group within NATO grew.", "group") !=
        "NATO");
}

TEST_CASE("references: hostile text with a noun at every token stays within bounds") {
  std::string text = "Kharkiv";
  for (int k = 0; k < 3000; ++k) text += " the city, there as a city at home abroad (Kharkiv)";
  CHECK(Analyzers({make_names_analyzer()}).annotate(text).mentions.size() >= 3000);
}
