#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "quotations/layout: a transcript's labels give each turn to its speaker, by surname later") {
  const Read r = read(
      "CHAIRWOMAN ADA VOSS: Who shut the gate?\n\n"
      "MAREK KELLER, ENGINEER: I did. It was two in the morning.\n\n"
      "VOSS (to the hall): Order, please.\n\n"
      "[00:12:31] KELLER: Nobody answered the telephone.\n");
  CHECK(made_by(r, "transcript") ==
        Lines{"ADA VOSS: Who shut the gate?", "MAREK KELLER: I did. It was two in the morning.",
              "ADA VOSS: Order, please.", "MAREK KELLER: Nobody answered the telephone."});
  for (const Quotation& q : r.found.quotations) CHECK(q.kind == QuotationKind::direct);
}

TEST_CASE("quotations/layout: a turn goes on over paragraphs, and not into the reporter's") {
  const Read r = read(
      "VOSS: Who shut the gate?\n\nKELLER: I did.\n\nIt was two in the morning, and I was "
      "alone.\n\n"
      "(Laughter.)\n\nVOSS: Order.\n\nKELLER: Thank you.\n\nThe hearing was shortened.\n");
  CHECK(made_by(r, "transcript") == Lines{"VOSS: Who shut the gate?", "KELLER: I did.",
                                          "KELLER: It was two in the morning, and I was alone.",
                                          "VOSS: Order.", "KELLER: Thank you."});
  const Quotation* first = with(r, "I did.");
  const Quotation* second = with(r, "two in the morning");
  REQUIRE((first != nullptr && second != nullptr));
  CHECK(first->group == second->group);
}

TEST_CASE("quotations/layout: members of parliament are labelled with title and party") {
  const Read r = read(
      "Mr. Harmsen (Reform): Who is to mend the road?\n\n"
      "Mrs. Voss (Union): Whoever pays for the gravel.\n\n"
      "Mr. Harmsen (Reform): And who pays for it?\n\n"
      "Mrs. Voss (Union): The honourable member does.\n");
  CHECK(made_by(r, "transcript") ==
        Lines{"Harmsen: Who is to mend the road?", "Voss: Whoever pays for the gravel.",
              "Harmsen: And who pays for it?", "Voss: The honourable member does."});
}

TEST_CASE("quotations/layout: Q asks and A is the person the article is about") {
  const Read r = read(
      "Petra Lindqvist has measured the lake for thirty years. Lindqvist met Ada Voss once.\n\n"
      "Q: Is the lake dying?\n\nA: No. It is being emptied.\n\n"
      "Q. By whom?\n\nA. By all of us.\n");
  CHECK(made_by(r, "transcript") == Lines{"(nobody): Is the lake dying?",
                                          "Petra Lindqvist: No. It is being emptied.",
                                          "(nobody): By whom?", "Petra Lindqvist: By all of us."});
}

TEST_CASE("quotations/layout: Q asks whoever has a name, with blank lines or without") {
  const Lines expected{"(nobody): Why did you leave the harbour?", "Tarn: I could not bear it.",
                       "(nobody): And now?", "Tarn: Now I fish for eels."};
  for (const std::string_view text :
       {"Q: Why did you leave the harbour?\n\nTarn: I could not bear it.\n\n"
        "Q: And now?\n\nTarn: Now I fish for eels.\n",
        "Q: Why did you leave the harbour?\nTarn: I could not bear it.\n"
        "Q: And now?\nTarn: Now I fish for eels.\n",
        "QUESTION: Why did you leave the harbour?\nMayor Tarn: I could not bear it.\n"
        "QUESTION: And now?\nMayor Tarn: Now I fish for eels.\n",
        "Q. Why did you leave the harbour?\n\nTarn: I could not bear it.\n\n"
        "Q. And now?\n\nTarn: Now I fish for eels.\n",
        "Interviewer: Why did you leave the harbour?\n\nTarn: I could not bear it.\n\n"
        "Interviewer: And now?\n\nTarn: Now I fish for eels.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "transcript") == expected);
  }
  CHECK(made_by(read("THE CHAIRWOMAN:  I will take a few questions.\n\n"
                     "Q    Thank you. Will the dam hold?\n\n"
                     "THE CHAIRWOMAN:  It will hold. We checked it.\n\n"
                     "Q    And the bridge?\n\nTHE CHAIRWOMAN:  The bridge is fine.\n"),
                "transcript") == Lines{"THE CHAIRWOMAN: I will take a few questions.",
                                       "(nobody): Thank you. Will the dam hold?",
                                       "THE CHAIRWOMAN: It will hold. We checked it.",
                                       "(nobody): And the bridge?",
                                       "THE CHAIRWOMAN: The bridge is fine."});
}

TEST_CASE("quotations/layout: a question label without an answer to it makes no turns") {
  for (const std::string_view text :
       {"Q Magazine named the band of the year.\n\nTarn: a life on the river opens in May.\n\n"
        "Q Branch has the spare parts.\n",
        "Q: Why is the gate shut?\n\nThe council has shut it for the winter.\n\n"
        "Q: Who pays?\n\nThe council pays for it.\n",
        "Q: the letter after P.\n\nTarn: a river in the north.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "transcript").empty());
  }
  // An interview that names both is followed by questions and answers of a page's own.
  const Lines turns =
      made_by(read("VOSS: Who shut the gate?\n\nKELLER: I did.\n\nVOSS: And why?\n\n"
                   "KELLER: It was late.\n\nQ: Where is the gate?\n\nA: In Arlen.\n"),
              "transcript");
  REQUIRE(turns.size() == 6);
  CHECK(turns[3] == "KELLER: It was late.");
  CHECK(turns[4] == "(nobody): Where is the gate?");
}

TEST_CASE("quotations/layout: a clock before a label is no part of the name") {
  const Lines expected{"Keel: We open the gates at noon.", "Voss: Who decided that?",
                       "Keel: I did. Nobody else would."};
  for (const std::string_view text :
       {"18:10 Keel: We open the gates at noon.\n18:12 Voss: Who decided that?\n"
        "18:13 Keel: I did. Nobody else would.\n",
        "[00:01:12] Keel: We open the gates at noon.\n\n[00:01:20] Voss: Who decided that?\n\n"
        "[00:01:29] Keel: I did. Nobody else would.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "transcript") == expected);
  }
  CHECK(made_by(read("18:10 Keel: “We open the gates.”\n\n[18:12] Voss: “Who decided that?”"),
                "name-colon") == Lines{"Keel: “We open the gates.”", "Voss: “Who decided that?”"});
  CHECK(read("10:30 Keel opened the gates.\n\n11:00 Voss left: nobody came.\n")
            .found.quotations.empty());
}

TEST_CASE("quotations/layout: what a turn passes on stands inside it") {
  const Read r = read(
      "VOSS: Who shut the gate?\n\nKELLER: The minister told me: “Shut it.” I did.\n\n"
      "VOSS: And then?\n\nKELLER: I said that it was shut.\n");
  const Quotation* inner = with(r, "Shut it.");
  REQUIRE(inner != nullptr);
  REQUIRE(inner->parent >= 0);
  CHECK(speaker_of(r, r.found.quotations[static_cast<std::size_t>(inner->parent)]) == "KELLER");
  CHECK(inner->speakers.front().span.of(r.text) == "minister");
}

TEST_CASE("quotations/layout: marks round a whole turn are its marks") {
  const Read r = read("VOSS: “Who shut the gate?”\n\nKELLER: “I did.”\n\nVOSS: “Why?”\n");
  REQUIRE(r.found.quotations.size() == 3);
  CHECK(speaker_of(r, r.found.quotations[1]) == "KELLER");
  REQUIRE(r.found.quotations[1].quoted.size() == 1);
  CHECK(r.found.quotations[1].quoted[0].of(r.text) == "I did.");
}

TEST_CASE("quotations/layout: labels that are no speakers make no turns") {
  for (const std::string_view text : {
           "NOTE: Doors open at nine.\n\nUPDATE: The road is closed.\n\nNOTE: Bring a coat.\n",
           "CLAIM: The lake is dry.\n\nFACT: It is full.\n\nCLAIM: The gate is shut.\n\n"
           "FACT: It is open.\n",
           "Serves: Four hungry people.\n\nIngredients: Bread, salt and butter.\n\n"
           "Method: Cut the bread.\n",
           "Ada Voss: 1,769.\n\nMarek Keller: 1,501.\n\nVoss: 547.\n\nKeller: 46.\n\nVoss: 12.\n",
           "Photo: Ada Voss at the gate.\n\nPhoto: Marek Keller at the lake.\n",
           "Ada Voss: Solid in goal all afternoon.\n\nMarek Keller: Ran a great deal.\n\n"
           "Piet Harmsen: Never found the ball.\n",
           "Monday: Rain in the north.\n\nTuesday: Sun in the south.\n\nMonday: More rain.\n",
           "THE LONG ROAD: A film about gravel.\n\nTHE SHORT ROAD: A film about sand.\n",
           "VOSS: The gates stay shut until the spring, she wrote.\n",
       }) {
    CAPTURE(text);
    CHECK(made_by(read(text), "transcript").empty());
  }
}

TEST_CASE(
    "quotations/layout: a speech that closes only its last paragraph is one, whoever names it") {
  const Read late = read(
      "Marek Keller listened.\n\n“We have learned to count.\n\n“Some of you asked me why.\n\n"
      "“I promise nothing today,” Ada Voss said.\n");
  REQUIRE(late.found.quotations.size() == 3);
  for (const Quotation& q : late.found.quotations) {
    CHECK(speaker_of(late, q) == "Ada Voss");
    CHECK(q.group == 0);
  }
  const Read early = read(
      "“We have learned to count,” Ada Voss said. “It is hard.\n\n“Some of you asked me why.\n\n"
      "“I promise nothing today.\n\nRain fell on the town.\n");
  REQUIRE(early.found.quotations.size() == 4);
  for (const Quotation& q : early.found.quotations) {
    CHECK(speaker_of(early, q) == "Ada Voss");
    CHECK(q.group == 0);
  }
}

TEST_CASE("quotations/layout: two speakers whose paragraphs are closed stay two") {
  const Read r =
      read("“We have learned to count,” Ada Voss said.\n\n“Nobody asked me,” Marek Keller said.\n");
  REQUIRE(r.found.quotations.size() == 2);
  CHECK(speaker_of(r, r.found.quotations[0]) == "Ada Voss");
  CHECK(speaker_of(r, r.found.quotations[1]) == "Marek Keller");
  CHECK(r.found.quotations[1].group == 1);
}

TEST_CASE("quotations/layout: a post's author stands before it, above it or in its mark-up") {
  const Read r = read(
      "Olga Marn leads the waterworks.\n\n"
      "@marn_works: A pipe does not get tired.\n\n"
      "Olga Marn (@marn_works): Somebody leaned on it. https://t.example/a\n\n"
      "Olga Marn @marn_works · Mar 3, 2031\nWe will mend it.\n\n"
      "<post author=\"Petro Lisk\" date=\"2031-03-04\">My cellar is full. I did not order "
      "this.</post>\n",
      Day::from({2031, 3, 9}));
  CHECK(made_by(r, "post") == Lines{"Olga Marn: A pipe does not get tired.",
                                    "Olga Marn: Somebody leaned on it.",
                                    "Olga Marn: We will mend it.",
                                    "Petro Lisk: My cellar is full. I did not order this."});
  const Quotation* dated = with(r, "We will mend it.");
  REQUIRE(dated != nullptr);
  CHECK(dated->said == Interval::of_day(Day::from({2031, 3, 3})));
  const Quotation* marked_up = with(r, "My cellar");
  REQUIRE(marked_up != nullptr);
  CHECK(marked_up->said == Interval::of_day(Day::from({2031, 3, 4})));
}

TEST_CASE(
    "quotations/layout: a handle in a sentence, a mail address and other mark-up are no posts") {
  for (const std::string_view text :
       {"Follow Olga Marn (@marn) for more about pipes.\n\nThe pipe burst.\n",
        "Write to desk@lamp.example: we answer every letter.\n",
        "Olga Marn @marn writes about pipes every day\n\nThe pipe burst.\n",
        "<img src=\"pipe.png\" alt=\"A pipe\">\n\nThe pipe burst.\n",
        "<post author=\"Olga Marn\">never closed\n\nThe pipe burst.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "post").empty());
  }
}

TEST_CASE("quotations/layout: a post is signed on its line, passed on, or set as a card") {
  const Read r = read(
      "Olga Marn leads the waterworks, and Petro Lisk the mill.\n\n"
      "A pipe does not get tired. pic.twitter.com/a1b2 — Olga Marn (@marn_works) March 3, 2031\n\n"
      "“We will mend it.” — Olga Marn (@marn_works) March 4, 2031\n\n"
      "RT @marn_works: Somebody leaned on it.\n\n"
      "Petro Lisk (@lisk): RT @marn_works: Boil it first.\n\n"
      "Olga Marn\n@marn_works\nWater is back in the north.\nThe south must wait.\n"
      "4:12 PM · Mar 5, 2031 · Pigeon for Telephone\n\n"
      "Nobody answered her.\n",
      Day::from({2031, 3, 9}));
  CHECK(made_by(r, "post") ==
        Lines{"Olga Marn: A pipe does not get tired.", "Olga Marn: Somebody leaned on it.",
              "Olga Marn: Boil it first.", "Olga Marn: Water is back in the north.",
              "Olga Marn: The south must wait."});
  const auto day = [](int d) { return Interval::of_day(Day::from({2031, 3, d})); };
  CHECK(with(r, "A pipe")->said == day(3));
  CHECK(with(r, "We will mend it.")->said == day(4));
  CHECK(with(r, "The south")->said == day(5));
  REQUIRE(with(r, "Boil it")->via.size() == 1);
  CHECK(name_of_speaker(r, with(r, "Boil it")->via.front()) == "Petro Lisk");
}

TEST_CASE(
    "quotations/layout: a handle alone, and a name with a handle in a sentence, sign nothing") {
  for (const std::string_view text :
       {"The pipe burst. It was old — as Olga Marn (@marn) had told the board in March.\n",
        "Follow us\n@marn_works\nThe pipe burst on Monday and was mended.\n\nNobody came.\n",
        "RT is short for return.\n\nThe pipe burst.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "post").empty());
  }
}

TEST_CASE(
    "quotations/layout: whose words a headline marks is told by the body, if it repeats them") {
  const auto speaker = [](std::string_view text, std::string_view words) {
    const Read r = read(text);
    const Quotation& first = r.found.quotations.at(0);
    CHECK(first.span.of(r.text).find(words) != std::string_view::npos);
    return speaker_of(r, first);
  };
  CHECK(speaker("Voss accused of ‘hiding the truth’ by Keller\n\n"
                "Jon Keller said Ada Voss was “hiding the truth.”",
                "hiding the truth") == "Jon Keller");
  CHECK(speaker("‘Gloves off’ as Voss and Keller meet\n\nAda Voss and Jon Keller met on Monday.",
                "Gloves off") == "(nobody)");
  // What the headline itself gives to somebody, and words that the body lacks.
  CHECK(speaker("‘Dam will hold’, says Voss\n\nJon Keller said nobody knew if the “dam will hold.”",
                "Dam will hold") == "Voss");
  CHECK(speaker("Keller says Voss ‘knows nothing’ about dams\n\nJon Keller spoke on Monday.",
                "knows nothing") == "Jon Keller");
}

TEST_CASE("quotations/layout: a programme passes words on; what has a name stands in a clause") {
  const Read told = read("Ada Voss told “The Late Hour” that the dam would be shut in May.");
  REQUIRE(told.found.quotations.size() == 1);
  const Quotation& q = told.found.quotations[0];
  CHECK(q.span.of(told.text) == "that the dam would be shut in May");
  REQUIRE(q.via.size() == 1);
  CHECK(q.via[0].span.of(told.text) == "The Late Hour");
  const Read on = read("Ada Voss said on “The Late Hour” that the dam would be shut.");
  REQUIRE(on.found.quotations.size() == 1);
  REQUIRE(on.found.quotations[0].via.size() == 1);
  const Read ship = read("The ship “Aurora” left Arlen on Monday, Ada Voss said.");
  REQUIRE(ship.found.quotations.size() == 1);
  CHECK(ship.found.quotations[0].kind == QuotationKind::indirect);
  CHECK(ship.found.quotations[0].span.of(ship.text) == "The ship “Aurora” left Arlen on Monday");
  CHECK(ship.found.quotations[0].via.empty());
}

TEST_CASE("quotations/layout: a dateline is no part of what is reported") {
  const auto first = [](std::string_view text) {
    const Read r = read(text);
    return r.found.quotations.empty() ? std::string()
                                      : std::string(r.found.quotations[0].span.of(r.text));
  };
  const std::string plan = "The plan was “madness,”", holds = "The dam will hold";
  CHECK(first("ARLEN — The plan was “madness,” Ada Voss said on Monday.") == plan);
  CHECK(first("ARLEN (Lamp Wire) - The plan was “madness,” Ada Voss said.") == plan);
  CHECK(first("Arlen (Lamp Wire) - The plan was “madness,” Ada Voss said.") == plan);
  CHECK(first("ARLEN, Dole, May 3 (Lamp) -- The dam will hold, the mayor said.") == holds);
  CHECK(first("(LW) The dam will hold, the mayor said.") == holds);
  CHECK(first("NEW ARLEN: The dam will hold, the mayor said.") == holds);
  // What looks like one, and is not.
  CHECK(first("Arlen’s plan - The Long Wall - was “madness,” Ada Voss said.") ==
        "Arlen’s plan - The Long Wall - was “madness,”");
  CHECK(first("NATO — which met in Arlen — was “asleep,” Ada Voss said.") ==
        "NATO — which met in Arlen — was “asleep,”");
  CHECK(first("VOSS: “The dam will hold.”") == "“The dam will hold.”");
}

TEST_CASE("quotations/layout: what a page puts between the words is cut out of them") {
  const auto spans = [](std::string_view text) {
    const Read r = read(text);
    Lines out;
    for (const Quotation& q : r.found.quotations)
      out.push_back(speaker_of(r, q) + ": " + std::string(q.span.of(r.text)));
    return out;
  };
  CHECK(spans("Voss said the dam would hold Sign up for our newsletter") ==
        Lines{"Voss: the dam would hold"});
  CHECK(spans("Voss said the dam would hold Read more: A dam cracks") ==
        Lines{"Voss: the dam would hold"});
  const Lines two{"Voss: “The dam will hold.", "Voss: It always has,”"};
  CHECK(spans("“The dam will hold.\n\nAdvertisement\n\nIt always has,” Voss said.") == two);
  CHECK(spans("“The dam will hold.\n\nSign up for our newsletter\n\nIt always has,” Voss said.") ==
        two);
  CHECK(spans("“The dam will hold. Advertisement “It always has,” Voss said.") ==
        Lines{"Voss: “The dam will hold.", "Voss: “It always has,”"});
  CHECK(spans("Image copyright Lamp Image caption The plan is “madness”, Voss says.") ==
        Lines{"Voss: The plan is “madness”"});
  // The same words in a sentence.
  CHECK(spans("Advertisement revenue fell by half, Voss said.") ==
        Lines{"Voss: Advertisement revenue fell by half"});
  CHECK(spans("“Read more books,” Voss said.") == Lines{"Voss: “Read more books,”"});
  CHECK(spans("“Sign up. Read more about it,” Voss said.") ==
        Lines{"Voss: “Sign up. Read more about it,”"});
}

TEST_CASE("quotations/layout: words that a correction takes back are denied wherever they stand") {
  const Read r = read(
      "“The wells are lost,” Ada Voss said.\n\n“We wait,” Marek Keller said.\n\n"
      "Correction: An earlier version of this article misquoted Ada Voss as saying “the wells are "
      "lost”. In fact she said: “The wells are not lost.”\n");
  const Quotation* body = with(r, "The wells are lost");
  const Quotation* wrong = with(r, "the wells are lost");
  const Quotation* right = with(r, "The wells are not lost");
  const Quotation* other = with(r, "We wait");
  REQUIRE((body != nullptr && wrong != nullptr && right != nullptr && other != nullptr));
  CHECK(body->stance == Stance::denied);
  CHECK(wrong->stance == Stance::denied);
  CHECK(right->stance == Stance::asserted);
  CHECK(other->stance == Stance::asserted);
}

TEST_CASE(
    "quotations/layout: a headline's words are whose the body says, though the body goes on") {
  const Read r = read(
      "‘Not for a river of gold’: opposition rules out a pact\n\n"
      "Maksym Rudenko will not join. “Not for a river of gold would I sit there,” he said.\n");
  const Quotation* q = with(r, "‘Not for a river of gold’");
  REQUIRE(q != nullptr);
  CHECK(speaker_of(r, *q) == "Maksym Rudenko");
  CHECK(r.found.rule_name(q->rule) == "headline-from-body");
}

TEST_CASE("quotations/layout: a sentence that ends in a colon gives somebody the paragraph below") {
  const Read r = read(
      "Ada Voss is the mayor of Arlen.\n\n"
      "Here is what Voss wrote on the platform:\n\n"
      "The ferry stays in the harbour until the tide turns.\n\n"
      "The ferry carries forty passengers.\n");
  CHECK(made_by(r, "introduced-block") ==
        Lines{"Ada Voss: The ferry stays in the harbour until the tide turns."});
  const Quotation* q = with(r, "until the tide");
  REQUIRE(q != nullptr);
  CHECK(q->kind == QuotationKind::direct);
  CHECK(q->cue.of(r.text) == "wrote");
}

TEST_CASE("quotations/layout: an introduced block goes on in the first person") {
  const Read r = read(
      "Marek Keller runs the company. In a letter to the council Keller said:\n\n"
      "We have paid every fee.\n\n"
      "The boats are new.\n\n"
      "Our captains leave when the tide turns.\n\n"
      "Keller has run the company since 2019, and we asked him why.\n");
  CHECK(made_by(r, "introduced-block") ==
        Lines{"Marek Keller: We have paid every fee.", "Marek Keller: The boats are new.",
              "Marek Keller: Our captains leave when the tide turns."});
}

TEST_CASE("quotations/layout: lines behind > or indented are the block as far as they reach") {
  const Read r = read(
      "Ada Voss is the mayor of Arlen. Voss told reporters:\n\n"
      "> The gate is old.\n\n> It will be replaced.\n\n"
      "Nobody asked when. Voss replied on Monday evening:\n\n"
      "    The gate was dear.\n\n    The winter was long.\n\nThe hall was full.\n");
  CHECK(made_by(r, "introduced-block") ==
        Lines{"Ada Voss: The gate is old.", "Ada Voss: It will be replaced.",
              "Ada Voss: The gate was dear.", "Ada Voss: The winter was long."});
}

TEST_CASE("quotations/layout: the text that speaks is its author's") {
  const Read r = read(
      "Ada Voss is the mayor of Arlen.\n\n"
      "The statement from Voss reads in full:\n\nThe gate will be closed on Friday.\n\n"
      "Her letter to the council reads:\n\nThe bridge will be closed as well.\n");
  CHECK(made_by(r, "introduced-block") == Lines{"Ada Voss: The gate will be closed on Friday.",
                                                "Ada Voss: The bridge will be closed as well."});
}

TEST_CASE("quotations/layout: a text that is only announced is its author's, marked or not") {
  for (const std::string_view text :
       {"Ada Voss’s statement in full:\n\n“The gate is cursed.”",
        "The full statement by Ada Voss:\n\n“The gate is cursed.”",
        "Ada Voss’s letter reads:\n\n“The gate is cursed.”",
        "Full text of the letter from Ada Voss:\n\n“The gate is cursed.”",
        "Ada Voss’s statement in full:\n\nThe gate is cursed and stays shut."}) {
    CAPTURE(text);
    CHECK(speaker(read(text), "The gate is cursed") == "Ada Voss");
  }
  CHECK(speaker(read("Ada Voss’s boat in pictures:\n\n“The gate is cursed and stays shut.”"),
                "The gate is cursed") == "(nobody)");
  for (const std::string_view text :
       {"Ada Voss’s claims in the case:\n\nThe gate was built in a year and paid for by Arlen.",
        "Ada Voss’s visit on Monday:\n\nThe gate was built in a year and paid for by Arlen."}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "introduced-block").empty());
  }
}

TEST_CASE(
    "quotations/layout: a colon above a list, a report or no words of anybody gives nothing") {
  for (const std::string_view text :
       {"The council said the following boats would be checked:\n\nArlen Star, a ferry of 1920.\n",
        "Ada Voss listed the boats:\n\nArlen Star and two others were there.\n",
        "Ada Voss told reporters:\n\n- The gate is old and dear.\n\n- The boat is new.\n",
        "Ada Voss told the council about the gate:\n\nVoss said the gate was old.\n",
        "Ada Voss noted the attendance:\n\nThe hall was empty that evening.\n",
        "Ada Voss declined to say:\n\nThe hall was empty that evening.\n",
        "The winners of the race are:\n\nAda Voss came in first this year.\n"}) {
    CAPTURE(text);
    CHECK(made_by(read(text), "introduced-block").empty());
  }
}

TEST_CASE("quotations/layout: what an introduced block passes on stands inside it") {
  const Read r = read(
      "Ada Voss is the mayor of Arlen. On Monday Voss wrote:\n\n"
      "> I have told Keller so. Keller said that the boats were safe.\n\nThe hall was full.\n");
  const Quotation* inner = with(r, "the boats were safe");
  REQUIRE(inner != nullptr);
  CHECK(inner->kind == QuotationKind::indirect);
  REQUIRE(inner->parent >= 0);
  CHECK(speaker_of(r, r.found.quotations[static_cast<std::size_t>(inner->parent)]) == "Ada Voss");
}

TEST_CASE("quotations/layout: dashes open speech where paragraph after paragraph speaks") {
  const Read r = read(
      "Ada Voss came in from the rain.\n\n"
      "— The dam holds, she said. — And the road?\n\n"
      "— The road is gone, said Keller.\n\n"
      "— Who told you so? asked Voss.\n\n"
      "Voss asked: — When was it?\n\n"
      "— Yesterday! said Keller. You were asleep.\n\n"
      "She went out.\n");
  Lines words;
  for (const Quotation& q : r.found.quotations) {
    CHECK(q.kind == QuotationKind::direct);
    REQUIRE(q.quoted.size() == 1);
    words.push_back(speaker_of(r, q) + ": " + std::string(q.quoted.front().of(r.text)));
  }
  CHECK(words == Lines{"Ada Voss: The dam holds,", "Ada Voss: And the road?",
                       "Keller: The road is gone,", "Ada Voss: Who told you so?",
                       "Ada Voss: When was it?", "Keller: Yesterday!", "Keller: You were asleep."});
}

TEST_CASE(
    "quotations/layout: dashes before a list's items, a name or in two paragraphs open nothing") {
  for (const std::string_view text :
       {"The council met.\n\n— The dam was mended in May.\n\n— The road was paved in June.\n\n"
        "— The bridge was built in July.\n\n— The hall was painted.\n",
        "It was cold.\n\n— Ada Voss, mayor\n\n— Marek Keller, engineer\n\n— Petra Lindqvist\n",
        "It was cold.\n\n— Who told you so?\n\n— Nobody told me!\n\nHe went out.\n",
        "The price: -- 3 crowns.\n\nThe weight: -- 4 pounds.\n\nThe height: -- 2 feet.\n"}) {
    CAPTURE(text);
    CHECK(read(text).found.quotations.empty());
  }
}

TEST_CASE("quotations/layout: marked words stand inside the speech that a dash opens") {
  const Read r = read(
      "Ada Voss came in from the rain.\n\n"
      "— Keller told me: “The dam holds.” Do you believe him?\n\n"
      "— I do, she said.\n\n— Then go!\n");
  const Quotation* inner = with(r, "The dam holds.");
  REQUIRE(inner != nullptr);
  CHECK(speaker_of(r, *inner) == "Keller");
  CHECK(inner->parent >= 0);
}

TEST_CASE("quotations/layout: three joint speakers are three, a place before two is none of them") {
  const auto speakers = [](std::string_view text) {
    const Read r = read(text);
    Lines out;
    for (const Quotation& q : r.found.quotations)
      for (const Speaker& speaker : q.speakers) out.push_back(name_of_speaker(r, speaker));
    return out;
  };
  CHECK(speakers("“The dam is safe,” Ada Voss, Marek Keller and Petra Lindqvist said.") ==
        Lines{"Ada Voss", "Marek Keller", "Petra Lindqvist"});
  CHECK(speakers("Ada Voss, Marek Keller and Petra Lindqvist said that the dam was safe.") ==
        Lines{"Ada Voss", "Marek Keller", "Petra Lindqvist"});
  CHECK(speakers("In Arlen, Marek Keller and Petra Lindqvist said that the dam was safe.") ==
        Lines{"Marek Keller", "Petra Lindqvist"});
}
