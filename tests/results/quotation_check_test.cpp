#include "quoth/results/quotation_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

std::string read_file(const char* name) {
  std::ifstream in(std::string(QUOTH_SOURCE_FOLDER) + "/tests/results/" + name, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), name);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t at = text.find(by);
    out.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + by.size());
  }
}

// In two segments, as it may be anywhere.
const Searcher& corpus() {
  static const TemporaryIndex index = [] {
    std::vector<std::vector<Article>> segments(2);
    for (const std::string& part : split("\n" + read_file("check_corpus.txt"), "\n=== ")) {
      const std::size_t eol = part.find('\n');
      const auto head = split(std::string_view(part).substr(0, eol), " | ");
      if (head.size() != 4) continue;
      Article a = article(head[0], part.substr(eol + 1), head[2].c_str(), head[3]);
      a.source = head[1];
      segments[segments[0].size() > 9 ? 1 : 0].push_back(std::move(a));
    }
    return TemporaryIndex(segments);
  }();
  static const Searcher searcher = Searcher::open(index.path());
  return searcher;
}

const CheckedSource& best(const CheckResult& result) {
  REQUIRE_FALSE(result.sources.empty());
  return result.sources.front();
}

}  // namespace

TEST_CASE(
    "check: at least 95 of 100 written cases have the right verdict and source, and no invented "
    "one is found") {
  std::size_t cases = 0, right = 0, false_hits = 0;
  std::string failures;
  tables::for_each_row(read_file("check_cases.tsv"), [&](std::span<const std::string_view> row,
                                                         std::size_t line) {
    CAPTURE(line);
    REQUIRE(row.size() == 6);
    ++cases;
    CheckOptions options;
    if (row[2] != "-") options.by = row[2];
    const CheckResult result = corpus().check(row[1], options);
    const auto expected = split(row[4], "|");
    const std::set<std::string> sources(expected.begin(), expected.end());
    const std::string source = result.sources.empty() ? "-" : result.sources.front().id;
    const std::string attribution = result.attribution == Attribution::not_asked
                                        ? "-"
                                        : std::string(name_of(result.attribution));
    const auto verdicts = split(row[3], "|");
    const bool good = std::count(verdicts.begin(), verdicts.end(), name_of(result.verdict)) > 0 &&
                      sources.contains(source) && (row[5] == "-" || attribution == row[5]);
    right += good ? 1 : 0;
    if (row[3] == "unknown" && result.verdict != Verdict::unknown) ++false_hits;
    if (good) return;
    failures += "\n  line " + std::to_string(line) + " (" + std::string(row[0]) + ") " +
                std::string(row[1]) + "\n    expected " + std::string(row[3]) + ", " +
                std::string(row[4]) + ", " + std::string(row[5]) + "\n    got      " +
                std::string(name_of(result.verdict)) + ", " + source + ", " + attribution + ": " +
                result.summary;
  });
  INFO("wrong:" << failures);
  MESSAGE("check: " << right << " of " << cases << " cases right, " << false_hits << " false hits"
                    << failures);
  CHECK(cases >= 60);
  CHECK(false_hits == 0);
  CHECK(right * 100 >= cases * 95);
}

TEST_CASE("check: everyday sentences that nobody said are found nowhere") {
  std::size_t asked = 0;
  for (const std::string& line : split(read_file("everyday_sentences.txt"), "\n")) {
    if (line.empty() || line.front() == '#') continue;
    CAPTURE(line);
    ++asked;
    CHECK(corpus().check(line).verdict == Verdict::unknown);
  }
  CHECK(asked >= 100);
}

TEST_CASE(
    "check: a set phrase that many use with another end is nobody's, rare words with one changed "
    "are") {
  // So many people begin so that the index knows how little it tells.
  const char* const openings[] = {"It was one of the greatest", "I have never seen such a",
                                  "We are going to do everything we can for the",
                                  "I have said it before and I will say it again, the",
                                  "There is no reason to believe in a"};
  const char* const things[] = {"harbour", "lantern", "orchard", "bridge", "winter",
                                "parade",  "council", "tower",   "ferry",  "school"};
  const char* const ends[] = {"in my life",      "this year",           "in the city",
                              "after the flood", "before the election", "for our members"};
  std::vector<Article> articles;
  for (const char* opening : openings)
    for (const char* thing : things)
      for (const char* end : ends)
        articles.push_back(
            article(std::to_string(articles.size()),
                    "“" + std::string(opening) + " " + thing + " " + end + ",” said Ada Moss.",
                    "2024-01-02"));
  articles.push_back(article("rare",
                             "“The glassblowers of Vint shall keep their furnaces lit through the "
                             "long night,” said Odo Brannick.",
                             "2024-01-03"));
  const TemporaryIndex index({articles});
  const Searcher searcher = Searcher::open(index.path());
  for (const char* text : {"It was one of the greatest sandwiches I ever ate on a ship",
                           "I have never seen such a hopeless washing machine",
                           "We are going to do everything we can for the missing hamster",
                           "I have said it before and I will say it again, the milk is off",
                           "There is no reason to believe in a purple goldfish"}) {
    CAPTURE(text);
    CHECK(searcher.check(text).verdict == Verdict::unknown);
  }
  for (const char* text :
       {"The glassblowers of Vint shall keep their ovens lit through the long night",
        "The glassblowers of Vint will keep their furnaces burning through the long night"}) {
    CAPTURE(text);
    const CheckResult result = searcher.check(text);
    CHECK(result.verdict == Verdict::altered);
    CHECK(best(result).id == "rare");
  }
}

TEST_CASE("check: German words equal themselves, numbers included, whether the language is told") {
  const char* const said = "Wir haben zwei Brücken, elf Programme und keine drei Minuten";
  for (const char* lang : {"", "de"}) {
    CAPTURE(lang);
    Article a = article("rat",
                        "„" + std::string(said) +
                            ",“ sagte die Bürgermeisterin Ada Rellstab am Montag. Der Rat war nach "
                            "der Sitzung nicht zu sprechen, und auch die Presse nicht.",
                        "2024-01-02");
    a.lang = lang;
    const TemporaryIndex index({{a}});
    const Searcher searcher = Searcher::open(index.path());
    CHECK(searcher.check(said).verdict == Verdict::verbatim);
    CHECK(searcher.check("Wir haben vier Brücken, elf Programme und keine drei Minuten").verdict ==
          Verdict::altered);
  }
}

TEST_CASE("check: a possessive's apostrophe may be in disguise") {
  const TemporaryIndex index(
      {{article("a", "“We do not walk through other people’s gardens at night,” said Ada Moss.",
                "2024-01-02")}});
  const Searcher searcher = Searcher::open(index.path());
  for (const char* word : {"people's", "peopleâ€™s", "people&rsquo;s", "people\\u2019s",
                           "peopleÂ´s", "people\xEF\xBF\xBDs"}) {
    CAPTURE(word);
    CHECK(searcher.check("We do not walk through other " + std::string(word) + " gardens at night")
              .verdict == Verdict::verbatim);
  }
  CHECK(searcher.check("We do not walk through other person’s gardens at night").verdict ==
        Verdict::altered);
}

TEST_CASE("check: an office in small letters that an article gives the speaker is theirs") {
  const TemporaryIndex index({{article(
      "a", "“We do not walk through gardens,” headmistress Anja Torvik said.", "2024-01-02")}});
  const Searcher searcher = Searcher::open(index.path());
  const auto attribution = [&](const char* by) {
    CheckOptions options;
    options.by = by;
    return searcher.check("We do not walk through gardens", options).attribution;
  };
  CHECK(attribution("headmistress") == Attribution::confirmed);
  CHECK(attribution("the headmistress") == Attribution::confirmed);
  CHECK(attribution("torvik") == Attribution::confirmed);
  CHECK(attribution("farmer") == Attribution::unknown);
  CHECK(attribution("keel") == Attribution::other);
}

TEST_CASE("check: what will be without the term or condition that it hangs on is cut") {
  const TemporaryIndex index(
      {{article("a",
                "“I will sign when the clock is gone,” said Ada Moss. “We will pay as long as the "
                "ferries sail,” she said. “I will speak once it is over,” she said. “We can rest "
                "provided it rains,” she said. “I was happy when the bridge opened,” she said. "
                "“We will go home as quickly as we came,” she said. “When it thaws, we will swim,” "
                "she said.",
                "2024-01-02")}});
  const Searcher searcher = Searcher::open(index.path());
  for (const char* text :
       {"I will sign", "We will pay", "I will speak", "We can rest", "we will swim"}) {
    CAPTURE(text);
    CHECK(searcher.check(text).verdict == Verdict::cut);
  }
  for (const char* text :
       {"I was happy", "We will go home", "I will sign when the clock is gone"}) {
    CAPTURE(text);
    CHECK(searcher.check(text).verdict == Verdict::verbatim);
  }
}

TEST_CASE("check: an ellipsis for all that a condition is for is a cut") {
  const TemporaryIndex index(
      {{article("a",
                "“Give me two engines and I will cross the lake. Give me one engine and I will "
                "stay,” said Ada Moss. “If they pay we will sail. If they do not we will sleep,” "
                "said Odo Brannick. “We mend the nets in winter and we will sail in May. The boats "
                "are ready,” said Petra Veld.",
                "2024-01-02")}});
  const Searcher searcher = Searcher::open(index.path());
  CHECK(searcher.check("Give me two engines … Give me one engine").verdict == Verdict::cut);
  CHECK(searcher.check("If they pay … If they do not we will sleep").verdict == Verdict::cut);
  CHECK(searcher.check("We mend the nets in winter … The boats are ready").verdict ==
        Verdict::verbatim);
  CHECK(searcher.check("Give me two engines and I will cross the lake").verdict ==
        Verdict::verbatim);
}

TEST_CASE("check: a name without a letter or digit is refused, with the remedy") {
  for (const char* name : {"...", "“”", " ", "—"}) {
    CAPTURE(name);
    CheckOptions options;
    options.by = name;
    CHECK_THROWS_AS((void)corpus().check("We will win", options), UsageError);
  }
}

TEST_CASE(
    "check: an answer says that the sense was turned, and what the source itself left out or put "
    "in") {
  const auto summary = [](const char* text) { return corpus().check(text).summary; };
  CHECK(summary("The toll will stay at 20 crowns until the bridge is paid for, unless parliament "
                "decides otherwise")
            .ends_with("“20” for “12”. This turns the sense."));
  CHECK(summary("These boys [never] run for each other, and that is all I ever asked of them")
            .ends_with("“never” added. This turns the sense."));
  CHECK(summary("I have kept this weir for forty winters").ends_with("“…” left out."));
  CHECK(summary("the mayor thanked me once in all that time")
            .ends_with("“the mayor” for “[the mayor]”."));
  CHECK(summary("15 of the valves had failed since the spring began")
            .find("said something like it") != std::string::npos);
  CHECK(summary("The sea does not care who is buried").find("turns the sense") ==
        std::string::npos);
  CheckOptions options;
  options.by = "the bishop";
  CHECK(corpus()
            .check("We do not have the money for a second dam", options)
            .notes.front()
            .find("Ask by name") != std::string::npos);
}

TEST_CASE("check: a source's context is that of its words, its brackets are shown whole") {
  const CheckResult result = corpus().check("[the mayor] thanked me once in all that time");
  const CheckedSource& s = best(result);
  CHECK(s.printed == "[the mayor] thanked me once in all that time");
  CHECK(s.quotation.context == s.context);
  CHECK(s.context.before.text.ends_with("what it lends,” he said."));
}

TEST_CASE(
    "check: a source tells the article, the speaker, the day, the words and the sentences round "
    "them") {
  const CheckResult result = corpus().check("We do not have the money for a second dam");
  const CheckedSource& s = best(result);
  CHECK(s.id == "sluice-courier");
  CHECK(s.source == "Harbour Courier");
  REQUIRE(s.published.has_value());
  CHECK(to_iso(s.published->interval.from.day()) == "2024-03-04");
  REQUIRE_FALSE(s.quotation.speakers.empty());
  CHECK(s.quotation.speakers.front().name == "Ada Rellstab");
  CHECK(s.printed == "We do not have the money for a second dam");
  CHECK(s.context.before.text == "Nobody in the hall applauded.");
  CHECK(s.context.holding.text ==
        "“We do not have the money for a second dam, and we will not borrow it,” she said.");
  CHECK(s.context.after.text == "The session ended after midnight.");
  CHECK(s.likeness == 1);
}

TEST_CASE("check: what was changed is shown word by word") {
  const CheckResult result = corpus().check(
      "Opening the sluices before the thaw would ruin every orchard on the lower bank");
  const CheckedSource& s = best(result);
  REQUIRE(s.diff.size() == 2);
  CHECK(s.diff[0].kind == WordEdit::Kind::changed);
  CHECK(s.diff[0].asked == "Opening");
  CHECK(s.diff[0].source == "Closing");
  CHECK(s.diff[1].kind == WordEdit::Kind::same);
}

TEST_CASE("check: a negation left out is a cut, and is called one that turns the sense") {
  const CheckResult result = corpus().check("The sea does care who is elected");
  CHECK(result.verdict == Verdict::cut);
  bool turning = false;
  for (const WordEdit& e : best(result).diff) turning = turning || (e.turning && e.source == "not");
  CHECK(turning);
}

TEST_CASE("check: common words are everybody's, and all who said them are named") {
  const CheckResult result = corpus().check("We will win");
  CHECK(result.verdict == Verdict::verbatim);
  CHECK(result.sources.size() == 2);
  bool several = false;
  for (const std::string& note : result.notes)
    several = several || note.starts_with("Several people");
  CHECK(several);
}

TEST_CASE("check: it says that it does not compare across languages") {
  for (const char* text :
       {"Das Meer kümmert sich nicht darum, wer gewählt wird", "Морю всё равно, кого выбрали"}) {
    const CheckResult result = corpus().check(text);
    CHECK(result.verdict == Verdict::unknown);
    bool said = false;
    for (const std::string& note : result.notes)
      said = said || note.find("across languages") != std::string::npos;
    CHECK(said);
  }
}

TEST_CASE(
    "check: a text without words, an index without articles and any bytes are unknown, not "
    "errors") {
  CHECK(corpus().check("").verdict == Verdict::unknown);
  CHECK(corpus().check("“ … ”").verdict == Verdict::unknown);
  CHECK(corpus().check("\xff\xfe\x80 [").verdict == Verdict::unknown);
  const TemporaryIndex empty(std::vector<std::vector<Article>>{{}});
  CHECK(Searcher::open(empty.path()).check("We will win").verdict == Verdict::unknown);
}

TEST_CASE("check: a text of any length is answered, and says how much of it was compared") {
  std::string text;
  while (text.size() < 1'000'000) text += "we will not pay the toll for the second dam ";
  const CheckResult result = corpus().check(text);
  CHECK(result.verdict == Verdict::unknown);
  CHECK_FALSE(result.notes.empty());
}

TEST_CASE("check: in a quotation of a megabyte the words are found where they stand") {
  std::string speech;
  for (int i = 0; speech.size() < 1'000'000; ++i)
    speech += "and item " + std::to_string(i) + " of the list is read, ";
  const TemporaryIndex index({{article("long",
                                       "“" + speech + "the lantern hangs on the ninth hook, " +
                                           speech + "thank you,” said Ada Moss.",
                                       "2024-01-02")}});
  const CheckResult result =
      Searcher::open(index.path()).check("the lantern hangs on the ninth hook");
  CHECK(result.verdict == Verdict::verbatim);
  CHECK(best(result).printed == "the lantern hangs on the ninth hook");
}

TEST_CASE("check: threads that share a searcher get the answers one gets") {
  const char* const texts[] = {"We will win", "The sea does care who is elected",
                               "crews are cheaper than anchors",
                               "Nobody who works nights should pay to come home, and our members "
                               "have slept in their cars for three winters"};
  std::vector<CheckResult> expected;
  for (const char* text : texts) expected.push_back(corpus().check(text));
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 8; ++i) {
        const CheckResult result = corpus().check(texts[(i + t) % 4]);
        const CheckResult& right = expected[(i + t) % 4];
        wrong[t] += result.verdict == right.verdict && result.sources == right.sources ? 0 : 1;
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) CHECK(count == 0);
}

TEST_CASE("trail: the first printing, copies folded, and variants with what they changed") {
  const Trail trail =
      corpus().trail("The grain must leave before the ice comes, or it will rot where it lies");
  REQUIRE(trail.variants.size() == 2);
  const TrailVariant& first = trail.variants[0];
  CHECK(first.id == "copy-a");
  CHECK(first.outlets == std::vector<std::string>{"North Wire", "Lake Post"});
  CHECK(first.against_first.empty());
  const TrailVariant& second = trail.variants[1];
  CHECK(second.id == "copy-c");
  bool changed = false;
  for (const WordEdit& e : second.against_first)
    changed = changed || (e.source == "must" && e.asked == "has to");
  CHECK(changed);
  CHECK(trail.articles == 3);
}

TEST_CASE("trail: it says that it does not compare across languages, and when nothing is like it") {
  const Trail trail = corpus().trail("Wolves do not read newspapers on Sundays");
  CHECK(trail.variants.empty());
  REQUIRE_FALSE(trail.notes.empty());
  CHECK(trail.notes.back().find("across languages") != std::string::npos);
}
