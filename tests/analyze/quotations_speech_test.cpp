#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/extractor.hpp"
#include "analyze/quotations/speech/speech_scorer.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;
using namespace quoth::quotations;

namespace {

/// Whether a quotation of the text has these words between its marks.
bool quotes(std::string_view text, std::string_view words) {
  const Annotations found = Analyzers::english().annotate(text);
  for (const Quotation& q : found.quotations)
    for (const Span part : q.quoted)
      if (part.of(text).find(words) != std::string_view::npos) return true;
  return false;
}

QuotationKind kind(std::string_view text, std::string_view words) {
  const Annotations found = Analyzers::english().annotate(text);
  for (const Quotation& q : found.quotations)
    for (const Span part : q.quoted)
      if (part.of(text).find(words) != std::string_view::npos) return q.kind;
  return QuotationKind::indirect;
}

}  // namespace

TEST_CASE("quotations/en: each feature of marked words is seen in its own example") {
  std::vector<std::string> errors;
  const std::string_view table = tables::text_of("en/quotation_speech.tsv");
  const SpeechScorer scorer(table, &errors);
  for (const std::string& error : errors) FAIL_CHECK(error);
  std::size_t rows = 0;
  tables::for_each_row(table, [&](auto columns, std::size_t line) {
    CAPTURE(line);
    CAPTURE(columns[0]);
    REQUIRE(columns.size() == 6);  // feature, weight, meaning, example, the words, speech or not
    CHECK(!columns[2].empty());
    const std::string text = with_line_feeds(columns[3]);
    TokenTable tokens;
    tokens.scan(text, lexicon_of("en"));
    Annotations found = Analyzers::english().annotate(text);
    found.quotations.clear();
    std::vector<SeenStretch> stretches;
    ExtractOptions options;
    options.seen = &stretches;
    extract(Context{tokens, {}, {}, "en"}, found, options);
    bool seen = false;
    for (const SeenStretch& s : stretches) {
      if (s.quoted.of(text) != columns[4]) continue;
      seen = true;
      INFO(scorer.explain(s.features));
      bool has = false;
      for (std::size_t k = 0; k < kSpeechFeatures; ++k)
        has |= name_of(static_cast<SpeechFeature>(k)) == columns[0] &&
               s.features.has(static_cast<SpeechFeature>(k));
      CHECK(has);
      CHECK((scorer.score(s.features) >= 0) == (columns[5] == "speech"));
    }
    CHECK(seen);
    ++rows;
  });
  CHECK(rows <= 50);
}

TEST_CASE("quotations/en: scare quotes are the writer's, unless somebody is said to say them") {
  CHECK_FALSE(quotes("The “experts” of the harbour board met again on Monday.", "experts"));
  CHECK_FALSE(quotes("Two of these “reforms” were dropped within a week.", "reforms"));
  CHECK_FALSE(quotes("A so-called “expert” was hired for the dam.", "expert"));
  CHECK(quotes("Ada Voss said the so-called reform was “a joke” on the farmers.", "a joke"));
  CHECK(quotes("Ada Voss called the board’s members “experts in nothing.”", "experts in nothing"));
}

TEST_CASE("quotations/en: titles of works are no speech, what is said in them is") {
  CHECK_FALSE(
      quotes("Ada Voss said on “Meet the Valley” that she would not run.", "Meet the Valley"));
  CHECK_FALSE(quotes("Ada Voss told NBV’s “Morning Hour” that she would not run.", "Morning Hour"));
  CHECK_FALSE(quotes("Her memoir, “Tough Rivers,” sold well.", "Tough Rivers"));
  CHECK_FALSE(quotes("The band played “River of Stone” twice.", "River of Stone"));
  CHECK_FALSE(quotes("The novel “The Long Winter” is about the dam.", "The Long Winter"));
  CHECK(quotes("In her memoir, Ada Voss wrote that the dam was “a monument to haste.”",
               "a monument to haste"));
  CHECK(quotes("“The river always wins,” Ada Voss said on “Meet the Valley.”",
               "The river always wins"));
}

TEST_CASE("quotations/en: mottoes, songs and what a reader is to type are no speech") {
  CHECK_FALSE(quotes("Its motto, “Ever onward”, hangs over the door.", "Ever onward"));
  CHECK_FALSE(quotes("The town’s motto is “Ever onward to the sea.”", "Ever onward"));
  CHECK_FALSE(quotes("The motto of the school, “Learn to row”, is old.", "Learn to row"));
  CHECK_FALSE(quotes("Its motto: “Ever onward to the sea.”", "Ever onward"));
  CHECK_FALSE(quotes("She sang “Yesterday” and left.", "Yesterday"));
  CHECK_FALSE(quotes("Users who type “where is my eel” get no answer.", "where is my eel"));
  CHECK_FALSE(quotes("Search for “eel pie recipe” and you find Keel.", "eel pie recipe"));
  CHECK_FALSE(quotes("Type “help” and press “Enter”.", "help"));
  CHECK(quotes("Fans sang “we will never row alone” all night.", "never row alone"));
  CHECK(quotes("Ada Voss typed “I resign today” and left.", "I resign today"));
  CHECK(quotes("Her answer is “ever onward to the sea.”", "ever onward"));
  // The same words elsewhere neither instruct nor end what was said.
  const Read press = read("“The dam will hold,” Press Secretary Ada Voss said on “Ask the Press”.");
  CHECK(speaker(press, "The dam will hold") == "Ada Voss");
  CHECK(speaker(read("Ada Voss told NBV’s Ask the Press: “The dam will hold.”"), "dam will hold") ==
        "Ada Voss");
}

TEST_CASE("quotations/en: nicknames and names are no speech") {
  CHECK_FALSE(quotes("The driver, who goes by the name “Shorty,” left the valley.", "Shorty"));
  CHECK_FALSE(quotes("Jon “Shorty” Keller said he would stay.", "Shorty"));
  CHECK_FALSE(quotes("A blog called the “Feed” is read by thousands.", "Feed"));
  CHECK(quotes("Jon Keller called his rival “Shorty McTall” on stage.", "Shorty McTall"));
}

TEST_CASE(
    "quotations/en: what has a name of its own, what is performed and what is won is no speech") {
  for (const auto& [text, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"The smuggler, known as “the Fox”, was arrested on Monday.", "Fox"},
           {"She became known as the “Iron Miller” in Arlen, Keller said.", "Iron Miller"},
           {"Jon “the Hammer” Pell won on Monday.", "the Hammer"},
           {"Ada Voss published her memoir, “The Long Rope”, in May.", "The Long Rope"},
           {"The so-called “Quiet Streets” law was signed by Ada Voss.", "Quiet Streets"},
           {"The council passed what the papers dubbed the “Sand Act” in June.", "Sand Act"},
           {"The “Sand Act” was passed in June, Keller told reporters.", "Sand Act"},
           {"The choir sang “Happy Tides” as Ada Voss came in.", "Happy Tides"},
           {"Ada Voss told “The Late Hour” that she would leave.", "The Late Hour"},
           {"Keller, who directed “A Winter Away” and “Two Rivers”, said he was tired.",
            "Two Rivers"},
           {"The ship “Aurora” left on Monday, Ada Voss said.", "Aurora"},
           {"The term “valley fever” is old, Ada Voss said on Monday.", "valley fever"},
           {"The word “brine” is rare in Arlen, Ada Voss said.", "brine"},
           {"Marek Keller won the “Golden Oar” and said he was tired.", "Golden Oar"},
           {"He received the “Bronze Anchor” award, Voss said.", "Bronze Anchor"}}) {
    CAPTURE(text);
    CHECK_FALSE(quotes(text, words));
  }
  // The same words around what somebody says.
  CHECK(quotes("Voss called the plan “madness.”", "madness"));
  CHECK(quotes("She won, she said, “by a hair.”", "by a hair"));
  CHECK(quotes("He sang “We shall not leave” with the crowd.", "We shall not leave"));
  CHECK(quotes("The ship, Voss said, was “a coffin.”", "a coffin"));
  CHECK(quotes("Voss said the ship was “Arlen’s shame.”", "Arlen’s shame"));
  CHECK(quotes("Jon Pell “never slept,” Keller said.", "never slept"));
  CHECK(quotes("Keller said the term was “an insult.”", "an insult"));
}

TEST_CASE("quotations/en: terms are no speech, definitions that somebody gives are") {
  CHECK_FALSE(quotes("The word “dam” comes from an old verb.", "dam"));
  CHECK_FALSE(quotes("The files were raised to the “secret” level last year.", "secret"));
  CHECK(quotes("Keller said the term was “a relic of the war.”", "a relic of the war"));
}

TEST_CASE("quotations/en: a short stretch in a clause attributed to somebody is theirs") {
  CHECK(quotes("Ada Voss said the plan was “madness.”", "madness"));
  CHECK(quotes("The plan is “madness,” Ada Voss said.", "madness"));
  CHECK(quotes("According to Ada Voss, the dam was “never safe.”", "never safe"));
  CHECK_FALSE(quotes("The “madness” of the plan was plain to all.", "madness"));
}

TEST_CASE("quotations/en: signs, resolutions and advertisements speak") {
  CHECK(quotes("One sign said “Anybody but Voss.”", "Anybody but Voss"));
  CHECK(quotes(
      "The council passed a resolution which said the city “condemns every threat” to the dam.",
      "condemns every threat"));
  CHECK(quotes("An ad that ran on Monday says: “Keller sold the river.”", "Keller sold the river"));
  CHECK_FALSE(quotes("The “Sold River” ad ran on Monday.", "Sold River"));
}

TEST_CASE("quotations/en: marks around a whole utterance are direct speech, around a part mixed") {
  CHECK(kind("Ada Voss said, “The dam will hold.”", "will hold") == QuotationKind::direct);
  CHECK(kind("Ada Voss said the dam “will hold.”", "will hold") == QuotationKind::mixed);
  CHECK(kind("“The dam will hold,” Ada Voss said.", "will hold") == QuotationKind::direct);
  CHECK(kind("The dam “will hold,” Ada Voss said.", "will hold") == QuotationKind::mixed);
  CHECK(kind("Ada Voss: “The dam will hold.”", "will hold") == QuotationKind::direct);
}

TEST_CASE("quotations/en: several marked parts of one clause are one mixed quotation") {
  const std::string_view text = "Ada Voss said the dam was “never safe” and “built in haste.”";
  const Annotations found = Analyzers::english().annotate(text);
  REQUIRE(found.quotations.size() == 1);
  CHECK(found.quotations[0].kind == QuotationKind::mixed);
  REQUIRE(found.quotations[0].quoted.size() == 2);
  CHECK(found.quotations[0].quoted[0].of(text) == "never safe");
  CHECK(found.quotations[0].quoted[1].of(text) == "built in haste.");
}

TEST_CASE("speech: two stretches with a hyphen between them are read without a word between") {
  CHECK_NOTHROW(static_cast<void>(
      Analyzers::english().annotate("He said “left of it”-“right of it” and went on.")));
}
