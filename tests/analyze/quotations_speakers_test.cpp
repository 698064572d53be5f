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
