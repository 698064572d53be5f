#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "analyze/quotations/speakers/speaker_weights.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/quotations.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

std::string chain(std::string_view text, std::string_view words) {
  return chain(read(text), words);
}

/// "speaker + speaker" of the quotation with these words.
std::string together(const Read& r, std::string_view words) {
  const Quotation* q = with(r, words);
  std::string out;
  if (q != nullptr)
    for (const Speaker& s : q->speakers) out += (out.empty() ? "" : " + ") + name_of_speaker(r, s);
  return out;
}

}  // namespace

TEST_CASE("speakers/en: every feature has a weight and a meaning, every example its speaker") {
  using quotations::kSpeakerFeatureNames;
  std::size_t weights = 0, examples = 0;
  tables::for_each_row(tables::text_of("en/quotation_speakers.tsv"), [&](auto columns) {
    CAPTURE(std::string(columns[0]));
    if (columns[0] == "example") {
      ++examples;
      REQUIRE(columns.size() == 4);
      CAPTURE(std::string(columns[1]));
      CHECK(speaker(with_line_feeds(columns[1]), columns[2]) == columns[3]);
      return;
    }
    ++weights;
    REQUIRE(columns.size() == 3);
    if (columns[0].starts_with("confidence_")) return;
    CHECK(std::count(kSpeakerFeatureNames.begin(), kSpeakerFeatureNames.end(), columns[0]) == 1);
    CHECK(!columns[2].empty());
  });
  CHECK(weights == kSpeakerFeatureNames.size() + 2);
  CHECK(weights <= 110);
  CHECK(examples >= 15);
}

TEST_CASE("speakers: one sentence can hold two speakers") {
  const Read r = read(
      "“Nobody drowned,” said Lena Brok, who dismissed as “gossip” what Tom Vail had told the "
      "paper: “Two men are missing.”");
  CHECK(speaker(r, "Nobody drowned") == "Lena Brok");
  CHECK(speaker(r, "Two men") == "Tom Vail");
}

TEST_CASE("speakers: a document speaks, and so does its writer") {
  CHECK(speaker("The council passed a motion that calls the quay “a danger to life.”",
                "a danger") != "(nobody)");
  CHECK(speaker("In a letter to members, Lena Brok warned of “a second collapse.”",
                "a second collapse") == "Lena Brok");
}

TEST_CASE("speakers: pronouns after two women mean the one who has been speaking") {
  CHECK(speaker("Lena Brok praised Mara Lind. “Mara saved the quay,” Brok said. “I only paid for "
                "it,” she added.",
                "I only paid") == "Lena Brok");
}

TEST_CASE("speakers: two officials who asked not to be named stay two") {
  const Read r = read(
      "“It will close,” said an official who asked not to be named. “It will not,” said another "
      "official, at the treasury.");
  const Quotation* one = with(r, "It will close");
  const Quotation* two = with(r, "It will not");
  REQUIRE(one != nullptr);
  REQUIRE(two != nullptr);
  REQUIRE(!one->speakers.empty());
  REQUIRE(!two->speakers.empty());
  CHECK(one->speakers[0].status == SpeakerStatus::anonymous);
  CHECK(two->speakers[0].status == SpeakerStatus::anonymous);
  CHECK(one->speakers[0].span != two->speakers[0].span);
}

TEST_CASE("speakers: who spoke goes on, over a split and into a paragraph that opens anew") {
  const Read r = read(
      "“We dredged in March,” Tom Vail said, “and again in June.” The tide was out.\n\n"
      "“We will dredge once more. It is cheap.”");
  CHECK(speaker(r, "and again in June") == "Tom Vail");
  CHECK(speaker(r, "It is cheap") == "Tom Vail");
}

TEST_CASE("speakers: of two with one surname the office before it tells which") {
  CHECK(speaker("Minister Ada Voss opened the ferry. Captain Bruno Voss, her brother, steered it. "
                "“Ask me about fog,” Captain Voss said. “Not me,” Minister Voss said.",
                "about fog") == "Bruno Voss");
}

TEST_CASE("speakers: an agency that quotes somebody as saying is not who says it") {
  CHECK(
      speaker("“The water is cheap,” Lena Brok was quoted by the Harbour Wire as saying on Friday.",
              "water is cheap") == "Lena Brok");
}

TEST_CASE("speakers: a row of asterisks ends whose turn it was") {
  CHECK(speaker("“The quay is safe,” Tom Vail said.\n\n* * *\n\n“All ships wait until dawn for the "
                "tide.”",
                "All ships") == "(nobody)");
}

TEST_CASE(
    "channels: an aside between subject and verb, or after it, names who passed the words on") {
  CHECK(chain("Lena Brok, quoted by Reuters, said: “The quay is safe.”", "quay is safe") ==
        "Lena Brok < Reuters");
  CHECK(chain("“The quay is safe,” Lena Brok said, as quoted by Reuters.", "quay is safe") ==
        "Lena Brok < Reuters");
  CHECK(chain("Lena Brok, according to Reuters, said the quay was “safe as houses.”", "safe as") ==
        "Lena Brok < Reuters");
  CHECK(chain("Lena Brok told Reuters, according to Le Monde, that the quay was “safe as houses.”",
              "safe as") == "Lena Brok < Reuters < Le Monde");
  // Near them: no channel where nobody passed anything on.
  CHECK(chain("Lena Brok told Reuters that the quay was “safe as houses.”", "safe as") ==
        "Lena Brok");
  CHECK(chain("Lena Brok, trusted by Tom Vail, said: “The quay is safe.”", "quay is safe") ==
        "Lena Brok");
}

TEST_CASE("channels: who opens the sentence with somebody else’s words passes them on") {
  CHECK(chain("According to Tom Vail, Lena Brok told reporters: “The quay is safe.”",
              "quay is safe") == "Lena Brok < Tom Vail");
  CHECK(chain("According to Tom Vail, the quay is “safe as houses.”", "safe as") == "Tom Vail");
  CHECK(chain("According to Tom Vail, Lena Brok will close the quay, which is “a ruin.”",
              "a ruin") == "Tom Vail");
}

TEST_CASE("channels: in a chain of three the last one speaks and each of the others passed it on") {
  CHECK(chain("Tom Vail quoted Lena Brok as saying that Mara Lind had shouted: “The quay is "
              "safe.”",
              "quay is safe") == "Mara Lind < Lena Brok < Tom Vail");
  CHECK(chain("Tom Vail quoted Lena Brok as saying that the quay was “safe as houses.”",
              "safe as") == "Lena Brok < Tom Vail");
}

TEST_CASE(
    "channels: an outlet stays the channel while he goes on, until a cue names him or a hearer "
    "anew") {
  const Read r = read(
      "Reuters quoted Tom Vail as saying the quay was safe. “It was safe last year,” he added. “I "
      "sleep on it,” Tom Vail told the council on Monday. “So do my dogs,” he said.");
  CHECK(chain(r, "last year") == "Tom Vail < Reuters");
  CHECK(chain(r, "I sleep on it") == "Tom Vail");
  CHECK(chain(r, "my dogs") == "Tom Vail");
}

TEST_CASE("speakers: of a passive the agent speaks, and never who heard or bore it") {
  CHECK(speaker("He was told by Lena Brok: “The quay is safe.”", "quay is safe") == "Lena Brok");
  CHECK(speaker("Tom Vail was accused by Lena Brok of being “a danger to ships.”", "a danger") ==
        "Lena Brok");
  CHECK(speaker("Tom Vail was described by Lena Brok as “a danger to ships.”", "a danger") ==
        "Lena Brok");
  CHECK(speaker("The sailors were told “the quay is safe” by Lena Brok.", "quay is safe") ==
        "Lena Brok");
  CHECK(speaker("The sailors were told that the quay would stand for ever by Lena Brok.",
                "would stand") == "Lena Brok");
  CHECK(speaker("It was announced by Lena Brok that the quay would stand for ever.",
                "would stand") == "Lena Brok");
  CHECK(speaker("Tom Vail was told: “The quay is safe.”", "quay is safe") == "(nobody)");
  // Who "was quoted as saying" does speak, and so does who was worried.
  CHECK(speaker("Tom Vail was quoted as saying that the quay was “a ruin.”", "a ruin") ==
        "Tom Vail");
  CHECK(speaker("The sailors were told that the quay was built by Lena Brok.", "was built") ==
        "(no quotation)");
}

TEST_CASE(
    "speakers: who is known only by whom they are close to is unnamed, and not that somebody") {
  const auto unnamed = [](std::string_view text, std::string_view who) {
    const Read r = read("Harbour minister Lena Brok resigned on Monday. " + std::string(text));
    const Quotation* q = with(r, "no choice");
    REQUIRE(q != nullptr);
    REQUIRE(q->speakers.size() == 1);
    CAPTURE(std::string(text));
    CHECK(q->speakers[0].span.of(r.text) == who);
    CHECK(q->speakers[0].status == SpeakerStatus::anonymous);
    CHECK(!q->speakers[0].entity.known());
  };
  unnamed("Sources close to the minister said: “She had no choice.”",
          "Sources close to the minister");
  unnamed("“She had no choice,” sources close to Brok said.", "sources close to Brok");
  unnamed("“She had no choice,” said people close to her.", "people close to her");
  unnamed("A person familiar with Brok’s thinking said: “She had no choice.”",
          "person familiar with Brok’s thinking");
  unnamed("Allies of Brok said: “She had no choice.”", "Allies of Brok");
  unnamed("“She had no choice,” said a spokesman for the minister.", "spokesman for the minister");
  unnamed("Brok’s lawyer said: “She had no choice.”", "Brok’s lawyer");
  // The minister herself, whatever follows her name.
  CHECK(speaker("Lena Brok of the Harbour Party said: “I had no choice.”", "no choice") ==
        "Lena Brok");
}

TEST_CASE("speakers: joint speakers, after the verb, below one office, or by a description") {
  const auto who = [](std::string_view text) { return together(read(text), "We sail"); };
  CHECK(who("“We sail,” said Lena Brok, Tom Vail and Mara Lind.") ==
        "Lena Brok + Tom Vail + Mara Lind");
  CHECK(who("“We sail,” said Lena Brok and Tom Vail.") == "Lena Brok + Tom Vail");
  CHECK(who("The deputies Lena Brok and Tom Vail said: “We sail.”") == "Lena Brok + Tom Vail");
  const std::string two =
      "Harbour minister Lena Brok met finance minister Tom Vail and captain Mara Lind on Monday. ";
  CHECK(who(two + "The two ministers said: “We sail.”") == "Lena Brok + Tom Vail");
  CHECK(who(two + "“We sail,” both ministers said.") == "Lena Brok + Tom Vail");
  // Near them: a description that names no two, and a name that only describes.
  CHECK(who(two + "The three ministers said: “We sail.”") == "three ministers");
  CHECK(who("“We sail,” said Lena Brok, captain of the Tern.") == "Lena Brok");
}

TEST_CASE(
    "speakers: a possessive belongs to its noun, and a verb to the subject of the verb before") {
  CHECK(speaker("Lena Brok left. Her colleague Bo Lindh agreed: “It was time to go.”",
                "time to go") == "Bo Lindh");
  CHECK(speaker("Lena Brok came. Tom Vail told her: “It was time to go.”", "time to go") ==
        "Tom Vail");
  CHECK(speaker("Lena Brok said she could neither confirm nor deny that the quay was sinking.",
                "the quay was sinking") != "confirm");
  CHECK(speaker("Lena Brok would neither confirm nor deny that the quay was “a ruin for years.”",
                "a ruin") == "Lena Brok");
  CHECK(speaker("“My father used to say, ‘Tides wait,’” Lena Brok said.", "Tides wait") ==
        "father");
}

TEST_CASE(
    "channels: “according to” behind a verb with its speaker passes words on, and is no rival") {
  CHECK(chain("“The mill is lost,” Ada Voss said Monday, according to Reuters.", "mill") ==
        "Ada Voss < Reuters");
  CHECK(chain("“The mill is lost,” Ada Voss told the inquiry in Arlen, according to Reuters.",
              "mill") == "Ada Voss < Reuters");
  CHECK(chain("“The mill is lost,” said Ada Voss, the mayor of Arlen, according to Reuters.",
              "mill") == "Ada Voss < Reuters");
  CHECK(chain("According to Reuters, Ada Voss called it “a mistake that costs us a mill”.",
              "mistake") == "Ada Voss < Reuters");
  CHECK(chain("Ada Voss said the mill was “lost for good,” according to Reuters.", "lost") ==
        "Ada Voss < Reuters");
  CHECK(chain("“It is late,” Voss said in May, adding: “I went home,” according to Reuters.",
              "went") == "Voss < Reuters");
  // Documents pass nothing on, but for whose they are.
  CHECK(
      chain("“The mill is lost,” Ada Voss wrote in an email in May, according to court documents.",
            "mill") == "Ada Voss");
  CHECK(chain("“We sold the mill,” she said, according to the Ledger’s own translation.", "mill") ==
        "she < Ledger");
  CHECK(
      chain(
          "Ada Voss was quoted as saying by the Morning Ledger that the mill was “lost for good.”",
          "lost") == "Ada Voss < Morning Ledger");
  // Where no verb claims the words, who is named there says them.
  CHECK(chain("“The mill is lost,” according to Ada Voss.", "mill") == "Ada Voss");
  CHECK(chain("Ada Voss called a vote, and the mill was “a ruin,” according to Tom Vail.",
              "ruin") == "Tom Vail");
  CHECK(chain("“We stay,” Ada Voss said. The mill is “a ruin,” according to Tom Vail.", "ruin") ==
        "Tom Vail");
}

TEST_CASE("channels: reported clauses end at “according to”, which has no record of its own") {
  const Read after = read("Ada Voss said on Monday that the mill was lost, according to Reuters.");
  REQUIRE(after.found.quotations.size() == 1);
  CHECK(after.found.quotations[0].span.of(after.text) == "that the mill was lost");
  CHECK(chain(after, "mill was lost") == "Ada Voss < Reuters");
  const Read first = read("According to Reuters, Ada Voss said that the mill in Arlen was lost.");
  REQUIRE(first.found.quotations.size() == 1);
  CHECK(chain(first, "mill in Arlen") == "Ada Voss < Reuters");
  const Read alone = read("The mill in Arlen is lost, according to Ada Voss.");
  REQUIRE(alone.found.quotations.size() == 1);
  CHECK(chain(alone, "mill in Arlen") == "Ada Voss");
}

TEST_CASE("speakers: an unnamed one keeps what a clause without commas tells of them") {
  for (const std::string_view who :
       {"a diplomat who spoke on condition of anonymity", "the lawyer who defended Keel",
        "a lawyer representing the families", "a minister who knows Brack well",
        "an official who was not authorized to speak", "a woman whose son died in the fire",
        "a lawyer who represents the miners and their families"}) {
    CAPTURE(std::string(who));
    const std::string head(who.substr(who.find(' ') + 1));
    const std::string text = "“The gate was shut,” " + std::string(who) + " said.";
    CHECK(speaker(text, "gate") == head.substr(0, head.find(' ')));
  }
  // Who says it has a verb of his own, or the clause has another subject.
  CHECK(speaker("The man who runs the mill told police Voss said “the gate was shut.”", "gate") ==
        "Voss");
  CHECK(speaker("The minister who Voss said was “a fool at best” resigned.", "fool") == "Voss");
  CHECK(speaker("The man who runs the mill left and Voss said “the gate was shut.”", "gate") ==
        "Voss");
  CHECK(speaker("The fire burned in Arlen and the mayor said “the gate was shut.”", "gate") ==
        "mayor");
  CHECK(speaker("“The gate was shut,” a man told police, and they said well done.", "gate") ==
        "man");
}

TEST_CASE("speakers: “and” inside a description joins no speaker, beside one it does") {
  CHECK(together(read("“We act,” the presidents of France and Germany said."), "We act") ==
        "presidents of France and Germany");
  CHECK(together(read("“We act,” officials in Arlen and Brall said."), "We act") ==
        "officials in Arlen and Brall");
  CHECK(together(read("“We act,” the ministers of France, Germany and Tolland said."), "We act") ==
        "ministers of France, Germany and Tolland");
  CHECK(together(read("“We act,” leaders of the union and the party said."), "We act") ==
        "leaders of the union and the party");
  CHECK(together(read("“We act,” Ada Voss and the president of Tolland said."), "We act") ==
        "Ada Voss + president of Tolland");
  CHECK(together(read("“We act,” the mayor of Arlen and the governor said."), "We act") ==
        "mayor of Arlen + governor");
  CHECK(together(read("“We act,” Ada Voss and Tom Vail said."), "We act") == "Ada Voss + Tom Vail");
  // Not the subject of its clause.
  CHECK(together(read("Ada Voss met residents of Arlen and Tom Vail said “we act”."), "we act") ==
        "Tom Vail");
}

TEST_CASE("speakers: who does what a participle tells speaks, whom it describes does not") {
  CHECK(speaker("Voss, described by Tom Vail as “a coat without a man,” resigned.", "coat") ==
        "Tom Vail");
  CHECK(speaker("Voss, called “a coat without a man” by Tom Vail, resigned on Friday.", "coat") ==
        "Tom Vail");
  CHECK(speaker("Voss was accused by Tom Vail of “sleeping through the war.”", "sleeping") ==
        "Tom Vail");
  const Read both =
      read("Vail, who was called “a coat without a man” by Voss, said: “He needs one.”");
  CHECK(speaker(both, "coat") == "Voss");
  CHECK(speaker(both, "needs") == "Vail");
  // An agent of something else.
  CHECK(speaker("Voss, backed by Tom Vail, said the mill was “lost for good.”", "lost") == "Voss");
  CHECK(speaker("Voss, asked by Tom Vail about it, said the mill was “lost.”", "lost") == "Voss");
  CHECK(speaker("“The mill is lost,” Voss wrote by hand.", "mill") == "Voss");
}

TEST_CASE(
    "speakers: a short sentence hands the word over, and so does a name beside a description") {
  const Read agreed =
      read("“We said noon,” said Rita Marsh. Tom Hurley agreed. “They said noon in 2016, too.”");
  CHECK(speaker(agreed, "We said") == "Rita Marsh");
  CHECK(speaker(agreed, "2016") == "Tom Hurley");
  CHECK(speaker("“We said noon,” said Rita Marsh. Tom Hurley left. “They said noon in 2016, too.”",
                "2016") == "Rita Marsh");
  const Read cooler = read(
      "“We are glad,” said Bruno Lind. His counterpart, Pavel Kohn, was "
      "cooler. “We open a gate,” he said.");
  CHECK(speaker(cooler, "gate") == "Pavel Kohn");
  CHECK(speaker("Keel, who in 2015 said “never again,” left.", "never") == "Keel");
}

TEST_CASE("speakers: Per is a first name, unless it opens a sentence before a name and a comma") {
  CHECK(speaker("“The quay is safe,” Per Crome said.", "quay is safe") == "Per Crome");
  CHECK(speaker("“The quay is safe,” per Crome, who built it.", "quay is safe") == "Crome");
  CHECK(speaker("Ole Crome built it. Per Crome, the quay is “safe as houses.”", "safe as") ==
        "Ole Crome");
}

TEST_CASE("speakers: whose verdict a colon introduces speaks, a thing does not") {
  CHECK(speaker("Lena Brok’s verdict on the quay: “It will stand.”", "will stand") == "Lena Brok");
  CHECK(speaker("The quay’s trouble: “dry rot in every pile.”", "dry rot") == "(nobody)");
}

TEST_CASE("speakers: in a headline the body tells whose words they are, not the name beside them") {
  const Read r = read(
      "‘Dry rot’: Vail under fire from Brok\n\nLena Brok attacked Tom Vail on Monday. “There is "
      "dry "
      "rot in every pile,” Brok said of the quay.");
  CHECK(speaker(r, "‘Dry rot’") == "Lena Brok");
  CHECK(speaker("‘Dry rot’: Vail attacks Brok\n\nTom Vail attacked Lena Brok on Monday.",
                "Dry rot") == "Tom Vail");
}

TEST_CASE(
    "speakers: words inside words have the speaker and day that stand inside, not those after") {
  const Read r = read(
      "“She told me, ‘Go home,’ and I went,” Lena Brok said in 2019. “I told her, ‘Never,’ at "
      "first.”\n\nMara Lind said in 2024: “I never saw her.”");
  CHECK(speaker(r, "‘Go home,’") == "She");
  CHECK(speaker(r, "‘Never,’") == "Lena Brok");
  const Quotation* inner = with(r, "‘Go home,’");
  REQUIRE(inner != nullptr);
  REQUIRE(inner->parent >= 0);
  CHECK(inner->said == r.found.quotations[static_cast<std::size_t>(inner->parent)].said);
  CHECK(speaker("“Tom Vail told me, ‘Go home,’ and I went,” Lena Brok said.", "‘Go home,’") ==
        "Tom Vail");
}

TEST_CASE("speakers: in a transcript “you” is whom a question is put to, “we” and “I” who speaks") {
  const Read r = read(
      "LENA BROK: You told the board that piles “grow back”. Do they?\n\nTOM VAIL: Some do. You "
      "called them “eternal” yourself.\n\nBROK: We said “durable” in the report.\n\nVAIL: I "
      "said “old” in mine.");
  CHECK(speaker(r, "grow back") == "TOM VAIL");
  CHECK(speaker(r, "eternal") == "LENA BROK");
  CHECK(speaker(r, "durable") == "LENA BROK");
  CHECK(speaker(r, "“old”") == "TOM VAIL");
}

TEST_CASE("speakers: words that nobody closed go on behind their cue while the tense is theirs") {
  CHECK(speaker("Tom Vail was asleep. “The tide took it, he added, but nobody has asked the tide.",
                "nobody has asked") == "Tom Vail");
  CHECK(speaker("Tom Vail was asleep. “The tide took it, he added, but nobody believed him.",
                "nobody believed") == "(no quotation)");
}

TEST_CASE(
    "speakers: in a language without tables only a name can speak, and no word for its capital") {
  const auto read_as = [](std::string_view text, std::string_view lang, std::string_view words) {
    return speaker(read(text, {}, lang), words);
  };
  constexpr std::string_view kFrench =
      "« La digue tiendra tout l’hiver », a déclaré Marie Dupont lundi soir devant la presse. Le "
      "ministre avait parlé d’une « victoire historique » pour la vallée. Il est parti sans rien "
      "ajouter.";
  for (const std::string_view lang : {"", "fr"}) {
    CHECK(read_as(kFrench, lang, "La digue") == "Marie Dupont");
    const std::string other = read_as(kFrench, lang, "victoire");
    CHECK((other == "(nobody)" || other == "(no quotation)"));
  }
  constexpr std::string_view kSwedish =
      "”Dammen håller hela vintern”, sade Anna Berg på måndagen efter ett möte med borgmästaren. "
      "Det "
      "är ”en ren lögn”, menar oppositionen som vill riva dammen.";
  CHECK(read_as(kSwedish, "", "Dammen") == "Anna Berg");
  CHECK(read_as(kSwedish, "", "lögn") == "(nobody)");
  // Figures and few words are still English.
  CHECK(read_as("Brok: “Net profit up, sales down.”", "", "Net profit") == "Brok");
}

TEST_CASE("explain_quotations: the chosen one comes first, its points add up to its score") {
  const Read r = read("“The ferry sails at six,” said Lena Brok. Tom Vail nodded.");
  const auto explained = explain_quotations(r.article, r.found);
  REQUIRE(explained.size() == 1);
  const QuotationExplanation& e = explained[0];
  CHECK(e.words.of(r.text) == "The ferry sails at six,");
  CHECK(e.quotation == 0);
  REQUIRE(e.options.size() >= 2);
  CHECK(name_of_speaker(r, e.options[0].speakers.at(0)) == "Lena Brok");
  CHECK(e.options[0].rule == "verb-after-inverted");
  CHECK(e.confidence == r.found.quotations[0].confidence);
  CHECK(e.confidence > 0.9f);
  for (std::size_t i = 0; i < e.options.size(); ++i) {
    float sum = 0;
    for (const QuotationEvidence& x : e.options[i].evidence) {
      sum += x.points;
      CHECK(!x.meaning.empty());
    }
    CHECK(sum == doctest::Approx(e.options[i].score));
    if (i > 0) CHECK(e.options[i].score <= e.options[i - 1].score);
  }
  const bool nobody = std::any_of(e.options.begin(), e.options.end(),
                                  [](const SpeakerOption& o) { return o.speakers.empty(); });
  CHECK(nobody);
}

TEST_CASE("explain_quotations: who is found without sorting is the first of the sorted") {
  const Read r = read(
      "“The ferry sails at six,” said Lena Brok. “It will be full, as always in the summer,” she "
      "added.\n\nTom Vail nodded. “Nobody has told me of it,” he told Lena Brok, who laughed. "
      "“Then "
      "ask the harbour master about the tickets.”\n\n“We never ask him,” Ada Voss and Tom Vail "
      "replied, “and he never tells us anything.”");
  const auto explained = explain_quotations(r.article, r.found);
  REQUIRE(explained.size() == 6);
  for (const QuotationExplanation& e : explained) {
    CAPTURE(std::string(e.words.of(r.text)));
    REQUIRE(e.quotation >= 0);
    const Quotation& q = r.found.quotations[static_cast<std::size_t>(e.quotation)];
    CHECK(q.speakers == e.options.front().speakers);
    CHECK(q.confidence == e.confidence);
    CHECK(std::is_sorted(
        e.options.begin(), e.options.end(),
        [](const SpeakerOption& a, const SpeakerOption& b) { return a.score > b.score; }));
  }
}

TEST_CASE("explain_quotations: words in marks are somebody's or not by points that add up") {
  const Read r =
      read("“The ferry sails at six,” said Lena Brok. The song “River of Stone” is old.");
  const auto explained = explain_quotations(r.article, r.found);
  REQUIRE(explained.size() == 2);
  for (const QuotationExplanation& e : explained) {
    float sum = 0;
    for (const QuotationEvidence& x : e.speech_evidence) {
      sum += x.points;
      CHECK(!x.meaning.empty());
    }
    CHECK(sum == doctest::Approx(e.speech));
  }
  CHECK(explained[0].speech > 0);
  CHECK(explained[0].quotation == 0);
  CHECK(explained[1].words.of(r.text) == "River of Stone");
  CHECK(explained[1].speech < 0);
  CHECK(explained[1].quotation == -1);
  CHECK(explained[1].options.empty());
  CHECK(explained[1].speech_evidence.front().feature == "work-title");
}

TEST_CASE("explain_quotations: any text is explained without a throw, and none by nothing") {
  CHECK(explain_quotations(Article{}, {}).empty());
  for (const std::string_view text : {"“", "“a” “b” “c”", "said “x” said said “y", "\xff“\xfe”"}) {
    const Read r = read(text);
    for (const auto& e : explain_quotations(r.article, r.found)) {
      CHECK(!e.speech_evidence.empty());
      if (e.quotation < 0) CHECK((e.options.empty() || e.speech >= 0));
    }
  }
}
