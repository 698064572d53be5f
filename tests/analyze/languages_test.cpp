// Languages are folders of tables: which one reads a text, and what a wrong table is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyze/dates/date_words.hpp"
#include "analyze/dates/rules.hpp"
#include "analyze/tables/lexicon_source.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::vector<std::string> dates_of(std::string_view text, std::string_view lang) {
  Article article;
  article.body = text;
  article.lang = lang;
  article.published = Day::from({2024, 5, 15});
  const Annotations a = Analyzers::english().annotate(article);
  std::vector<std::string> out;
  for (const Timex& timex : a.timexes)
    out.push_back(std::string(timex.span.of(text)) + "=" + timex.value);
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("languages: the first part of a tag tells, in letters of either case") {
  const Lexicon& english = lexicon_of("en");
  const Lexicon& german = lexicon_of("de");
  CHECK(&german != &english);
  for (const char* tag : {"DE", "De", "de-AT", "de_CH", "DE-de-1996"}) {
    CAPTURE(tag);
    CHECK(&lexicon_of(tag) == &german);
  }
  for (const char* tag : {"", "en", "EN-gb", "den", "d", "-de", "xx", "\xff"}) {
    CAPTURE(tag);
    CHECK(&lexicon_of(tag) == &english);
  }
}

TEST_CASE("languages: a text is read in its own language only") {
  const std::string german = "Der Rat tagt am kommenden Dienstag.";
  CHECK(dates_of(german, "de") == Lines{"kommenden Dienstag=2024-05-21"});
  CHECK(dates_of(german, "de-AT") == Lines{"kommenden Dienstag=2024-05-21"});
  CHECK(dates_of(german, "en").empty());
  CHECK(dates_of(german, "").empty());
  const std::string english = "The council sits next Tuesday. It may march in May.";
  CHECK(dates_of(english, "xx") == Lines{"next Tuesday=2024-05-21", "May=2024-05"});
  CHECK(dates_of(english, "de").empty());
}

TEST_CASE(
    "languages: a text scanned with a lexicon of somebody's own has no dates, and no harm done") {
  const Lexicon own(Lexicon::Data{{}, {}, {}, {}, {}, 1});
  TokenTable tokens;
  tokens.scan("On Friday, 11 March 2022, at 9:30.", own);
  const Analyzers dates({make_dates_analyzer()});
  CHECK(dates.annotate(Context{tokens, {}, {}, "en"}).timexes.empty());
}

TEST_CASE("languages: the dates of a German article") {
  const std::string text =
      "Brücke über die Lohne gesperrt\n\n"
      "Hallstedt, 3. Juni 2022 (LNP) – Nach dem Unwetter vom Donnerstagabend bleibt die Brücke von "
      "Hallstedt gesperrt. Am Donnerstag hatte der Fluss gegen 21.30 Uhr seinen höchsten Stand "
      "seit 1954 "
      "erreicht. Zwei Stunden später brach der mittlere Pfeiler. Rund 2000 Menschen mussten ihre "
      "Häuser verlassen.\n\n"
      "„Wir haben vor zwei Jahren gewarnt“, sagte Bürgermeisterin Antje Sommer am Freitag. Der "
      "Neubau sollte 3,50 Millionen Euro kosten und im Frühjahr 2024 beginnen. Nun soll der Rat am "
      "14. Juni entscheiden. Bis Ende des Jahres wird eine Fähre fahren, werktags stündlich und "
      "freitags bis Mitternacht.\n\n"
      "Die alte Brücke stammt aus dem 19. Jahrhundert. Zwischen 1950 und 1954 war sie schon einmal "
      "zerstört; im selben Jahr wurde sie neu gebaut. Der Märzhof und die Mai-Siedlung blieben "
      "trocken.\n";
  Article article;
  article.body = text;
  article.lang = "de";
  const Annotations a = Analyzers::english().annotate(article);
  REQUIRE(a.published);
  CHECK(a.published->interval == Interval::of_day(Day::from({2022, 6, 3})));
  Lines found;
  for (const Timex& timex : a.timexes)
    found.push_back(std::string(timex.span.of(text)) + "=" + timex.value);
  const Lines expected = {
      "3. Juni 2022=2022-06-03",
      "Donnerstagabend=2022-06-02TEV",
      "Donnerstag=2022-06-02",
      "21.30 Uhr=2022-06-02T21:30",
      "1954=1954",
      "Zwei Stunden später=2022-06-02T23:30",
      "vor zwei Jahren=2020",
      "Freitag=2022-06-03",
      "Frühjahr 2024=2024-SP",
      "14. Juni=2022-06-14",
      "Ende des Jahres=2022",
      "stündlich=PT1H",
      "freitags=XXXX-WXX-5",
      "Mitternacht=2022-06-03TNI",
      "19. Jahrhundert=18",
      "1950=1950",
      "1954=1954",
      "selben Jahr=1954",
  };
  for (std::size_t k = 0; k < std::min(found.size(), expected.size()); ++k)
    CHECK(found[k] == expected[k]);
  CHECK(found.size() == expected.size());
}

TEST_CASE("languages: a wrong row of a word list is told by file, line and remedy, and left out") {
  tables::LexiconSource source;
  source.add("# words\nfreitag\tweekday=5\nsamstag weekday=6\n\nsonntag\tweekdy=7\n",
             "xx/days.tsv");
  source.add("freitag\tweekday=4\nmontag\tweekday=one\n\tweekday=2\nmittwoch\t\n", "xx/more.tsv");
  source.finish();
  const Lines expected = {
      "xx/days.tsv:3: no TAB between the word and its classes; put one (spaces do not count)",
      "xx/days.tsv:5: there is no word class \"weekdy\"; use one of those listed in "
      "include/quoth/analyze/word_class.hpp",
      "xx/more.tsv:1: weekday=4 contradicts weekday=5 in an earlier row of \"freitag\"; keep one "
      "of "
      "the two",
      "xx/more.tsv:2: \"one\" is no whole number; write weekday= and digits alone",
      "xx/more.tsv:3: no word before the TAB; write one or delete the row",
      "xx/more.tsv:4: no classes after the TAB; write one or delete the row",
  };
  CHECK(source.errors() == expected);
  CHECK(source.words().at("freitag").values.at(1).value == 5);
}

TEST_CASE("languages: a language's own value of a word wins over a borrowed one") {
  tables::LexiconSource source;
  source.add("mai\tmonth=5\n", "xx/own.tsv");
  source.add("mai\tmonth=3 given_name=2\n", "yy/theirs.tsv", true);
  CHECK(source.errors().empty());
  CHECK(source.words().at("mai").values.at(0).value == 5);
  CHECK(source.words().at("mai").values.at(12).value == 2);
}

TEST_CASE("languages: a wrong setting is told by file, line and remedy") {
  const auto settings = tables::read_settings(
      "borrow\tyy/lexicon/"
      "places.tsv\nordinal-point\tyes\nborow\tyy\nordinal-point\nborrow\tplaces\n",
      "xx/language.tsv");
  CHECK(settings.borrowed == Lines{"yy/lexicon/places.tsv"});
  CHECK(settings.ordinal_point);
  CHECK(settings.errors ==
        Lines{"xx/language.tsv:3: there is no setting \"borow\"; write borrow, ordinal-point, "
              "capital-nouns or verb-second",
              "xx/language.tsv:4: ordinal-point needs yes or no after a TAB",
              "xx/language.tsv:5: names no table; write the word list after a TAB, as in "
              "en/lexicon/places.tsv"});
}

TEST_CASE("languages: a wrong rule is told by file, line and remedy") {
  const auto errors_of = [](std::string_view table) {
    Lines errors;
    const dates::RuleSet rules(table, lexicon_of("de"), &errors, "xx/dates.tsv");
    return errors;
  };
  CHECK(errors_of("# a comment\nday\tDAY MONTH\tdate\tAm 3. Mai.\t3. Mai=2024-05-03\n").empty());
  CHECK(
      errors_of("\nday\tDAY MONTH\n") ==
      Lines{
          "xx/dates.tsv:2: \"day\" needs a name, a pattern and a reading, with TABs between them"});
  CHECK(errors_of("day\tDAY MONTH\tdat\n") ==
        Lines{"xx/dates.tsv:1: \"day\" has no such reading; write date, deictic, offset, duration, "
              "set, reference or none"});
  CHECK(
      errors_of("last\tvorigste UNIT\tdeictic shift=-1\n") ==
      Lines{"xx/dates.tsv:1: \"vorigste UNIT\" uses the word vorigste, which has no class of time; "
            "give it one in lexicon/calendar.tsv (temporal, if no other fits)"});
  CHECK(errors_of("define\t<a>\tbis zm\none\t<a> DAY\tdate\ntwo\t<a> YEAR\tdate\n").size() == 1);
  CHECK(
      errors_of("define\t<a>\tbis zm\none\t<a> DAY\tdate\n").at(0).starts_with("xx/dates.tsv:1:"));
  CHECK(errors_of("last\t<last> UNIT\tdeictic\n") ==
        Lines{"xx/dates.tsv:1: \"<last> UNIT\" uses the unknown <last>; define it in a row above"});
  CHECK(errors_of("x\tUNIT?\tdeictic\n").at(0) ==
        "xx/dates.tsv:1: \"x\" could match no word at all; leave one element without its ?");
}

TEST_CASE("languages: a wrong row of date words is told by file, line and remedy") {
  Lines errors;
  const dates::DateWords words("half\thalb\nhalve\thalb\ndecimal-comma\tmaybe\nbc\tvor urzeiten\n",
                               "xx/date_words.tsv", lexicon_of("de"), &errors);
  CHECK(errors ==
        Lines{"xx/date_words.tsv:2: there is no role \"halve\"; use one of those listed in "
              "src/analyze/dates/date_words.hpp",
              "xx/date_words.tsv:3: needs yes or no after the TAB",
              "xx/date_words.tsv:4: the phrase \"vor urzeiten\" is in no word list; add it to "
              "lexicon/calendar.tsv"});
}
