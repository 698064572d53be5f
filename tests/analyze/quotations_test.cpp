#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

TEST_CASE("quotations: spans, marked stretches, cue and speaker lie where the header draws them") {
  const Read r = read("“That dam stands for good,” Voss said Sunday.");
  REQUIRE(r.found.quotations.size() == 1);
  const Quotation& q = r.found.quotations[0];
  CHECK(q.span.of(r.text) == "“That dam stands for good,”");
  REQUIRE(q.quoted.size() == 1);
  CHECK(q.quoted[0].of(r.text) == "That dam stands for good,");
  CHECK(q.cue.of(r.text) == "said");
  REQUIRE(q.speakers.size() == 1);
  CHECK(q.speakers[0].span.of(r.text) == "Voss");
  CHECK(q.speakers[0].status == SpeakerStatus::named);
}

TEST_CASE("quotations: the parts of a split quotation are one group") {
  const Read r = read("“The dam,” said Ada Voss, “will hold.” It rained.");
  REQUIRE(r.found.quotations.size() == 2);
  CHECK(r.found.quotations[1].group == r.found.quotations[0].group);
  CHECK(speaker(r, "will hold") == "Ada Voss");
}

TEST_CASE("quotations: a pronoun means who spoke or was spoken of last") {
  const Read r = read(
      "Ada Voss met the press on Monday. Mr. Keller stayed away.\n\n“We begin today,” she said.\n\n"
      "“I was not asked,” Mr. Keller said. He added: “Nobody ever asks me.”");
  CHECK(speaker(r, "We begin today") == "Ada Voss");
  CHECK(speaker(r, "Nobody ever asks") == "Keller");
}

TEST_CASE("quotations: what A says that B said is B's, passed on by A") {
  const Read r = read(
      "Government spokesman Jonas Brandt said that Chancellor Emil Roth signalled a “general "
      "readiness” to help.");
  CHECK(speaker(r, "general readiness") == "Emil Roth");
  const Quotation* q = with(r, "general readiness");
  REQUIRE(q != nullptr);
  REQUIRE(q->via.size() == 1);
  CHECK(name_of_speaker(r, q->via[0]) == "Jonas Brandt");
}

TEST_CASE("quotations: the narrator's words after the closing mark are not said") {
  const Read r = read(
      "Anna Bell said “the gates stay shut” and left for Arlen. Tomas Veld said “heavy losses” had "
      "been suffered.");
  REQUIRE(with(r, "gates stay shut") != nullptr);
  CHECK(with(r, "gates stay shut")->span.of(r.text) == "“the gates stay shut”");
  CHECK(with(r, "left for Arlen") == nullptr);
  CHECK(with(r, "had been suffered") != nullptr);
}

TEST_CASE("quotations: to deny having said it is to deny it") {
  const Read r = read("Bob Marsh denied having said that “water is cheap”.");
  REQUIRE(with(r, "water is cheap") != nullptr);
  CHECK(with(r, "water is cheap")->stance == Stance::denied);
  // An infinitive with nothing before it has nothing to look back at.
  const std::string nobody = speaker(read("to say “hello there my friend” is easy"), "hello there");
  CHECK((nobody == "(nobody)" || nobody == "(no quotation)"));
}

TEST_CASE("quotations: of a description and the name beside it, the name speaks") {
  const Read r = read(
      "Her rival, Tomas Veld, called the plan “a fairy tale.” The mayor of Arlen, Iryna Dovhan, "
      "has "
      "written to us: “We have drinking water for nine days.”");
  CHECK(speaker(r, "a fairy tale") == "Tomas Veld");
  CHECK(speaker(r, "drinking water") == "Iryna Dovhan");
}

TEST_CASE("quotations: he who goes on is who spoke, not who was spoken of") {
  const Read r = read(
      "Spokesman Jonas Brandt said that Emil Roth signalled a “general readiness” to help. He "
      "added "
      "that this was still at a “very early” stage.");
  CHECK(speaker(r, "very early") == "Jonas Brandt");
}

TEST_CASE(
    "quotations: an agency that reports the words is their channel, over a lost closing mark") {
  const Read r = read(
      "Ivan Medvin, the chief negotiator, struck an upbeat tone, saying that the offer “for the "
      "first time met the most important demands† set by Moscow, state-run Tass news service "
      "reported.");
  CHECK(speaker(r, "for the first time") == "Ivan Medvin");
  const Quotation* q = with(r, "for the first time");
  REQUIRE(q != nullptr);
  CHECK(q->span.of(r.text).ends_with("set by Moscow"));
  REQUIRE(q->via.size() == 1);
  CHECK(q->via[0].span.of(r.text) == "Tass");
}

TEST_CASE("quotations: the other president in the sentence is not the speaker") {
  const Read r = read(
      "‘There are good signs, as our envoys told me.’\n\n\n— Ostrian President Marek Dole, per "
      "Palace transcript\n\nThat was Marek Dole, speaking to his Varnian counterpart, Pavel "
      "Lukas, a close ally.");
  CHECK(speaker(r, "good signs") == "Marek Dole");
  for (const Quotation& q : r.found.quotations)
    for (const Speaker& s : q.speakers) CHECK(name_of_speaker(r, s) != "Pavel Lukas");
}

TEST_CASE("quotations: two unclosed marks in a row are both the speaker's") {
  const Read r = read(
      "On Friday morning, Emil Roth told his followers: “Ostria must move.\n“Too many are lost, "
      "thousands a week, he said.\nNo change expected\nIt rained.");
  CHECK(speaker(r, "must move") == "Emil Roth");
  CHECK(speaker(r, "Too many are lost") == "Emil Roth");
}

TEST_CASE("quotations: unnamed speakers keep their words and are anonymous") {
  const Read r = read("“They will sign,” a senior palace official said.");
  const Quotation* q = with(r, "They will sign");
  REQUIRE(q != nullptr);
  REQUIRE(q->speakers.size() == 1);
  CHECK(q->speakers[0].status == SpeakerStatus::anonymous);
  CHECK(q->speakers[0].span.of(r.text) == "senior palace official");
}

TEST_CASE("quotations: words in a headline's marks are resolved from the body") {
  const Read r = read(
      "Talks in Arlen were ‘fruitful’\n\nAda Voss said after the meeting that the talks were “long "
      "and fruitful” for both.");
  CHECK(speaker(r, "‘fruitful’") == "Ada Voss");
}

TEST_CASE("quotations: nested speech has its parent and its own speaker") {
  const Read r = read("“Keller told me, ‘We will win this vote.’ I laughed,” Ada Voss said.");
  const Quotation* inner = with(r, "‘We will win this vote.’");
  REQUIRE(inner != nullptr);
  REQUIRE(inner->parent >= 0);
  CHECK(speaker(r, "We will win this vote") == "Keller");
  CHECK(name_of_speaker(
            r, r.found.quotations[static_cast<std::size_t>(inner->parent)].speakers.front()) ==
        "Ada Voss");
}

TEST_CASE("quotations: denied and hypothetical speech is told apart") {
  const Read r = read(
      "Ada Voss never said “we are lost” to anyone. Emil Roth would say “we are saved” at once.");
  REQUIRE(with(r, "we are lost") != nullptr);
  CHECK(with(r, "we are lost")->stance == Stance::denied);
  REQUIRE(with(r, "we are saved") != nullptr);
  CHECK(with(r, "we are saved")->stance == Stance::hypothetical);
}

TEST_CASE("quotations: said on the article's day when nothing else dates it") {
  const Day day = Day::from({2031, 5, 3});
  const Read r = read("“The dam will hold,” Ada Voss said.", day);
  REQUIRE(r.found.quotations.size() == 1);
  REQUIRE(r.found.quotations[0].said.has_value());
  CHECK(r.found.quotations[0].said->single_day() == day);
}

TEST_CASE("quotations: any bytes and hostile text give ordered quotations inside the text") {
  std::uint32_t state = 20310503;
  MESSAGE("seed ", state);
  constexpr std::string_view kPieces[] = {
      "“",        "”",        "\"",    "'",    " Ada Voss ", " said ",         " that ",
      ", ",       ". ",       "\n\n",  " he ", " who ",      " according to ", ": ",
      "— ",       " told ",   " and ", " (",   ") ",         " to ",           "’s ",
      " report ", "\xff\xfe", "12"};
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 150; ++i) {
      state = state * 1664525 + 1013904223;
      text += kPieces[(state >> 16) % std::size(kPieces)];
    }
    CAPTURE(text);
    const Read r = read(text);
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < r.found.quotations.size(); ++i) {
      const Quotation& q = r.found.quotations[i];
      REQUIRE(q.span.begin >= last);
      REQUIRE(q.span.begin < q.span.end);
      REQUIRE(q.span.end <= text.size());
      REQUIRE(q.parent < static_cast<std::int32_t>(i));
      REQUIRE(q.group >= 0);
      REQUIRE(static_cast<std::size_t>(q.group) < r.found.quotations.size());
      for (const Speaker& s : q.speakers) REQUIRE(s.span.end <= text.size());
      last = q.span.begin;
    }
  }
  for (const char* unit :
       {"he said ", "“a,” he said. ", "said said ", ", who said ", "and and ", "X: “"}) {
    CAPTURE(unit);
    std::string text;
    for (int i = 0; i < 20000; ++i) text += unit;
    CHECK(read(text).found.quotations.size() <= 60000);
  }
}

TEST_CASE("quotations: a title after another title and a dash has no word before it") {
  for (const std::string_view text :
       {"A viral song called 'Stone and River' - 'Pebble and Brook' - has angered the town.",
        "'Stone and River' - 'Pebble and Brook'", "\"Stone\" - \"River Song\" - \"Brook\" won."})
    CHECK(Analyzers::english().annotate(text).quotations.size() <= 3);
}

TEST_CASE("quotations: a sentence behind introduced words does not take them") {
  for (const std::string_view text :
       {"Mayor Ada Voss said on Thursday: “The bridge will be closed.” Critics laughed.",
        "Mayor Ada Voss told reporters in Kelbach, “The bridge will be closed.” Keel joked.",
        "Mayor Ada Voss added: “The bridge will be closed.” Keel shrugged.",
        "Ada Voss said on Monday that “the bridge will be closed.” Opponents complained.",
        "According to Ada Voss, “the bridge will be closed.” Residents protested.",
        "Ada Voss said: “It is old.” “The bridge will be closed.” Fans sang."}) {
    CAPTURE(text);
    CHECK(speaker(read(text), "bridge will be closed") == "Ada Voss");
  }
  // Words that nobody introduced are of whom the sentence behind them names.
  for (const std::string_view text :
       {"“The bridge will be closed.” Tomas Keel joked.",
        "Ada Voss smiled. “The bridge will be closed.” Tomas Keel laughed.",
        "Ada Voss said: “It is old.”\n\n“The bridge will be closed!” Tomas Keel yelled in answer.",
        "Ada Voss turned at the door: “The bridge will be closed!” Tomas Keel shouted.",
        "“We stay,” said Ada Voss. “The bridge will be closed!” Tomas Keel shouted."}) {
    CAPTURE(text);
    CHECK(speaker(read(text), "bridge will be closed") == "Tomas Keel");
  }
}
