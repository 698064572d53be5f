// German quotations: the proof that a language needs tables and no C++ of its own.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

Read read_german(std::string_view text) { return read(text, Day::from({2031, 5, 16}), "de"); }

}  // namespace

TEST_CASE("German: the speakers of an article with titles, inversion and a separable verb") {
  const Read r = read_german(
      "Der Damm bei Arlen muss erneuert werden. „Wir haben keine Zeit mehr“, sagte "
      "Bürgermeisterin Hanna Lindner am Freitag. Die Kosten seien „beherrschbar“, fügte Lindner "
      "hinzu.\n\n"
      "Am Abend kritisierte der Fraktionsvorsitzende Peter Kaltenbrunn diesen Plan als „reine "
      "Verschwendung“. „Niemand hat uns gefragt“, so Kaltenbrunn.");
  CHECK(speaker(r, "keine Zeit mehr") == "Hanna Lindner");
  CHECK(speaker(r, "beherrschbar") == "Hanna Lindner");
  CHECK(speaker(r, "Verschwendung") == "Peter Kaltenbrunn");
  CHECK(speaker(r, "Niemand hat uns gefragt") == "Peter Kaltenbrunn");
}

TEST_CASE("German: a noun with a capital is no name, and a compound speaks as its last part does") {
  const Read r = read_german("„Die Straße ist frei“, teilte der Deichbausprecher am Freitag mit.");
  REQUIRE(r.found.quotations.size() == 1);
  CHECK(speaker(r, "Straße") == "Deichbausprecher");
  CHECK(r.found.quotations[0].speakers.front().status == SpeakerStatus::anonymous);
}

TEST_CASE("German: a separable verb speaks only with its particle") {
  CHECK(with(read_german("Hanna Lindner teilte mit, der Bau sei „fast fertig“."), "fast fertig") !=
        nullptr);
  CHECK(read_german("Hanna Lindner teilte das Brot in vier Stücke.").found.quotations.empty());
}

TEST_CASE("German: what is said is denied by a negation behind the verb") {
  const Read r = read_german("Hanna Lindner sagte nicht, dass der Damm „für immer“ halte.");
  const Quotation* q = with(r, "für immer");
  REQUIRE(q != nullptr);
  CHECK(q->stance == Stance::denied);
}

TEST_CASE("German: würde is another word than wurde, though they fold alike") {
  const Read would = read_german("Hanna Lindner würde sagen, der Damm sei „sicher“.");
  const Quotation* q = with(would, "sicher");
  REQUIRE(q != nullptr);
  CHECK(q->stance == Stance::hypothetical);
}

TEST_CASE("German: the owner inside a description is not the speaker, and the name beside it is") {
  const Read r =
      read_german("Die Vorsitzende der Opposition, Meike Thoma, fragte: „Wer bezahlt den Damm?“");
  CHECK(speaker(r, "Wer bezahlt") == "Meike Thoma");
}

TEST_CASE(
    "German: a clause after a comma is reported by its mood or its place after the verb of "
    "speech") {
  CHECK(speaker(read_german(
                    "Hanna Lindner betonte am Freitag in Arlen, die Steine seien längst bezahlt."),
                "die Steine seien") == "Hanna Lindner");
  CHECK(read_german("Hanna Lindner lobte den Damm, der am Freitag fertig geworden ist.")
            .found.quotations.empty());
  CHECK(read_german("Hanna Lindner sprach am Freitag lange, während der Damm brach.")
            .found.quotations.empty());
}

TEST_CASE("German: the subject of a verb of speech is the speaker and no phrase before it") {
  CHECK(speaker(read_german(
                    "Nach dem Treffen kündigte Hanna Lindner an, der Damm werde „um jeden Preis“ "
                    "gehalten."),
                "um jeden Preis") == "Hanna Lindner");
}

TEST_CASE("German: the tables of German do not read English, nor English ones German") {
  Article article;
  article.body = "„Der Damm wird halten“, sagte Hanna Lindner.";
  article.lang = "en";
  const Annotations found = Analyzers::english().annotate(article);
  for (const Quotation& q : found.quotations) CHECK(q.cue.empty());
}

TEST_CASE("German: a text that names no language is read in the one of its words") {
  const auto annotated = [](std::string_view text, std::string_view lang) {
    Article article;
    article.body = text;
    article.lang = lang;
    return Analyzers::english().annotate(article).quotations;
  };
  constexpr std::string_view kGerman =
      "„Der Damm wird halten“, sagte Hanna Lindner am Montag. Sie fügte hinzu: „Wir haben ihn "
      "selbst "
      "gebaut.“ Die Opposition nannte den Plan „reinen Wahnsinn“.";
  CHECK(annotated(kGerman, "") == annotated(kGerman, "de"));
  constexpr std::string_view kEnglish =
      "“The dam will hold,” Hanna Lindner said of the plan in Der Damm, a paper. “Die Zeit” "
      "agreed.";
  CHECK(annotated(kEnglish, "") == annotated(kEnglish, "en"));
}

TEST_CASE("German: a profession can speak, and after “so” as well") {
  CHECK(speaker(read_german("„Der Damm wird halten“, so der Ingenieur."), "Damm") == "Ingenieur");
  CHECK(speaker(read_german("Die Ärztin sagte: „Der Damm wird halten.“"), "Damm") == "Ärztin");
  CHECK(speaker(read_german("„Der Damm wird halten“, so der Titel."), "Damm") == "(nobody)");
}

TEST_CASE("quotations/de: a question label belongs to the answers of whoever has a name") {
  const Read r = read(
      "Frage: Wer hat das Tor geschlossen?\n\nVoss: Das war ich.\n\nFrage: Warum?\n\n"
      "Voss: Es war spät.\n",
      {}, "de");
  CHECK(speaker(r, "Das war ich") == "Voss");
  CHECK(speaker(r, "Warum") == "(nobody)");
  CHECK(speaker(r, "Es war spät") == "Voss");
}
