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
