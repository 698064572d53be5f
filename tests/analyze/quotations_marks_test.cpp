#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::quotations;

namespace {

struct Found {
  TokenTable tokens;
  std::vector<Stretch> stretches;
};

Found find(std::string_view text) {
  Found found;
  found.tokens.scan(text, lexicon_of("en"));
  find_stretches(found.tokens, starts_attribution, found.stretches);
  return found;
}

std::vector<std::string> inside(std::string_view text) {
  const Found found = find(text);
  std::vector<std::string> out;
  for (const Stretch& s : found.stretches) out.emplace_back(inner_span(found.tokens, s).of(text));
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("marks: every style of marks pairs") {
  CHECK(inside("He said “we stay” twice.") == Words{"we stay"});
  CHECK(inside("He said \"we stay\" twice.") == Words{"we stay"});
  CHECK(inside("He said ‘we stay’ twice.") == Words{"we stay"});
  CHECK(inside("He said 'we stay' twice.") == Words{"we stay"});
  CHECK(inside("Il dit « nous restons » deux fois.") == Words{"nous restons"});
  CHECK(inside("Er sagte »wir bleiben« zweimal.") == Words{"wir bleiben"});
  CHECK(inside("Er sagte „wir bleiben“ zweimal.") == Words{"wir bleiben"});
  CHECK(inside("Han sade ”vi stannar” igen.") == Words{"vi stannar"});
  CHECK(inside("He said ``we stay'' twice.") == Words{"we stay"});
  CHECK(inside("He said ''we stay'' twice.") == Words{"we stay"});
  CHECK(inside("彼は「残る」と言った。") == Words{"残る"});
}

TEST_CASE("marks: garbled marks and the dagger close what they were meant to close") {
  CHECK(inside("a â€œfirm willâ€\u009d to act") == Words{"firm will"});
  CHECK(inside("It was “fine.â€\nHe left.") == Words{"fine."});
  CHECK(inside("a “firm will†to act, and a “very early†stage") == Words{"firm will", "very early"});
  CHECK(inside("See the note† below, and the other† one.").empty());
}

TEST_CASE("marks: apostrophes are no quotation marks") {
  CHECK(inside("rock 'n' roll of the '90s").empty());
  CHECK(inside("the ’90s and the workers’ rights").empty());
  CHECK(inside("a 6'2\" man and a 12\" pipe").empty());
  CHECK(inside("told me I \"shouldn‘t wear that\" here") == Words{"shouldn‘t wear that"});
  CHECK(inside("‘The workers’ plan is good,’ he said.") == Words{"The workers’ plan is good,"});
  CHECK(inside("<post author=\"Ada Voss\">We \"stay\" here</post>") == Words{"stay"});
}

TEST_CASE("marks: whatever garbled them, marks are read as what they were") {
  // UTF-8 read as windows-1252, with the last byte kept, lost, or replaced
  CHECK(inside("He said â€œwe stayâ€\u009d twice.") == Words{"we stay"});
  CHECK(inside("He said â€œwe stayâ€ twice.") == Words{"we stay"});
  CHECK(inside("He said â€œwe stayâ€? twice.") == Words{"we stay"});
  CHECK(inside("He said â€œwe stayâ€\uFFFD twice.") == Words{"we stay"});
  CHECK(inside("He said â€˜we stay,â€™ twice.") == Words{"we stay,"});
  CHECK(inside("Er sagte â€žwir bleibenâ€œ zweimal.") == Words{"wir bleiben"});
  CHECK(inside("He said â\u0080\u009cwe stayâ\u0080\u009d twice.") == Words{"we stay"});  // Latin-1
  CHECK(inside("He said ‚Äúwe stay‚Äù twice.") == Words{"we stay"});               // Mac Roman
  CHECK(inside("He said ΓÇ£we stayΓÇ¥ twice.") == Words{"we stay"});               // 437
  CHECK(inside("He said ÔÇ£we stayÔÇØ twice.") == Words{"we stay"});               // 850
  CHECK(inside("He said â€śwe stayâ€ť twice.") == Words{"we stay"});               // windows-1250
  CHECK(inside("He said вЂњwe stayвЂќ twice.") == Words{"we stay"});               // windows-1251
  CHECK(inside("He said Ã¢â‚¬Å“we stayÃ¢â‚¬Â\u009d twice.") == Words{"we stay"});  // twice
  CHECK(inside("Il dit Â«Â\u00a0nous restonsÂ\u00a0Â» encore.") == Words{"nous restons"});
  CHECK(inside("He said \u0093we stay\u0094 twice.") == Words{"we stay"});
  CHECK(inside("He said &#8220;we stay&#8221; twice.") == Words{"we stay"});
  CHECK(inside("He said &#147;we stay&#x201D; twice.") == Words{"we stay"});
  CHECK(inside("He said &ldquo;we stay&rdquo; twice, &amp;quot;all&amp;quot; of us.") ==
        Words{"we stay", "all"});
  CHECK(inside("He said \uFFFDwe stay,\uFFFD twice.") == Words{"we stay,"});
  CHECK(inside("He said \uFFFD\uFFFD\uFFFDwe stay\uFFFD\uFFFD\uFFFD twice.") == Words{"we stay"});
}

TEST_CASE("marks: a garbled apostrophe is a part of its word") {
  for (const char* text :
       {"“We donâ€™t go.”", "“We don‚Äôt go.”", "“We donÃ¢â‚¬â„¢t go.”", "“We don\u0092t go.”",
        "“We don&#8217;t go.”", "“We don&#39;t go.”", "“We don\uFFFDt go.”"}) {
    CAPTURE(text);
    const Found found = find(text);
    REQUIRE(found.tokens.size() == 6);
    CHECK(found.tokens.hash(2) == find("We don't go.").tokens.hash(1));
    CHECK(found.stretches.size() == 1);
  }
  CHECK(inside("The caf\uFFFD is shut & AT&T &c; are open.").empty());
}

TEST_CASE("marks: marks typed twice, or as two commas or single marks, are double marks") {
  CHECK(inside("Er sagte ,,wir bleiben“ zweimal.") == Words{"wir bleiben"});
  CHECK(inside("He said ‘‘we stay’’ twice.") == Words{"we stay"});
  CHECK(inside("“So be it’’ was all, said ““Ona Reed.””") == Words{"So be it", "Ona Reed."});
}

TEST_CASE("marks: what keyboards and programs put for marks are marks") {
  CHECK(inside("’We stay,’ he said. ’You go.’") == Words{"We stay,", "You go."});
  CHECK(inside("He said: ´We won´t stay.´ Nobody spoke.") == Words{"We won´t stay."});
  CHECK(inside("He said: `We stay.´ Nobody spoke.") == Words{"We stay."});
  CHECK(inside("He said ´´we stay´´ and ``you go´´ twice.") == Words{"we stay", "you go"});
  CHECK(inside("He said ❝we stay❞ and ❛you go❜ twice.") == Words{"we stay", "you go"});
  CHECK(inside("He said 🙶we stay🙷 and ＂you go＂ twice.") == Words{"we stay", "you go"});
  CHECK(inside("He said ″we stay″ and ′you go′ twice.") == Words{"we stay", "you go"});
  CHECK(inside("He said <<we stay>> twice.") == Words{"we stay"});
  CHECK(inside("He said \\u201cwe don\\u2019t stay\\u201d and \\\"you go\\\" twice.") ==
        Words{"we don\\u2019t stay", "you go"});
  CHECK(inside("He said \\\\u201cwe stay\\\\u201d twice.") == Words{"we stay"});
  CHECK(inside("He said Ã¢â‚¬Å“we stayÃ¢â‚¬Â twice.") == Words{"we stay"});
}

TEST_CASE("marks: the same signs elsewhere are none") {
  CHECK(inside("The ’90s and the workers’ rights, ’em and the bakers’ own.").empty());
  CHECK(inside("It is 6′2″ tall and 51°30′ north.").empty());
  CHECK(inside("a << b and c >> d, Read more >> here").empty());
  CHECK(inside("C:\\users\\ada and \\u00e9t\\u00e9 are spelt so.").empty());
}

TEST_CASE("marks: spacing tells a lone straight mark from the pairs after it") {
  CHECK(inside("She said \"go. Then \"stay\" and \"wait\" were heard.") == Words{"stay", "wait"});
  CHECK(inside("He had 3\" of rain, \"a lot,\" he said, \"for us.\"") ==
        Words{"a lot,", "for us."});
  CHECK(inside("The plan\" was \"good\" for \"all\" of us.") == Words{"good", "all"});
  CHECK(inside("She is 5'4\" and said, \"I am 5'5\" tall,\" twice.") == Words{"I am 5'5\" tall,"});
}

TEST_CASE("marks: a space lost by scraping does not hide a mark") {
  CHECK(inside("It was \"fine.\"Advertisement The \"second\" one.") == Words{"fine.", "second"});
  CHECK(inside("It was “fine.”Read more\nThe “second” one.") == Words{"fine.", "second"});
  CHECK(inside("Photo: Ona Reed\"We stay,\" she said.") == Words{"We stay,"});
  CHECK(inside("The mayor said:\"We stay.\"") == Words{"We stay."});
  CHECK(inside("“We will\n\nAdvertisement\n\nstay here,” she said.") ==
        Words{"We will\n\nAdvertisement\n\nstay here,"});
}

TEST_CASE("marks: straight marks without any space around them pair by the words beside them") {
  CHECK(inside("\"We stay,\"said Voss.\"It is old.\"") == Words{"We stay,", "It is old."});
  CHECK(inside("\"We stay!\"cried Voss.\"It is old.\"Then he left.") ==
        Words{"We stay!", "It is old."});
  CHECK(inside("\"We stay,\"Voss said,\"and we fish.\"") == Words{"We stay,", "and we fish."});
  CHECK(inside("He said,\"we stay.\"") == Words{"we stay."});
  CHECK(inside("\"We stay.\"Nobody laughed. \"We go.\"") == Words{"We stay.", "We go."});
  CHECK(inside("He is 6'2\" tall, and he eats \"what the river gives.\"") ==
        Words{"what the river gives."});
  CHECK(inside("The plank, 12\" by 14\", is \"very old\", he said.") == Words{"very old"});
}

TEST_CASE("marks: the same kind stands inside itself when its partners tell") {
  const Found curly = find("“He told us “go home” twice,” she said.");
  REQUIRE(curly.stretches.size() == 2);
  CHECK(curly.stretches[1].parent == 0);
  CHECK(inside("\"He told us, \"Go home,\" twice,\" she said.") ==
        Words{"He told us, \"Go home,\" twice,", "Go home,"});
  CHECK(inside("„Er rief „Geht heim“ uns zu“, sagte sie.") ==
        Words{"Er rief „Geht heim“ uns zu", "Geht heim"});
}

TEST_CASE("marks: tokenised text, with space around every mark, pairs by lines and punctuation") {
  CHECK(inside("\" We stay , \" she said .\n\" You go ? \"\n\" Yes . \"") ==
        Words{"We stay ,", "You go ?", "Yes ."});
  CHECK(inside("' We stay , ' she said .\n' You go , ' said he , ' and soon . '\n' Yes . '") ==
        Words{"We stay ,", "You go ,", "and soon .", "Yes ."});
}

TEST_CASE(
    "marks: a speech of many lines is one, however long, if its mark is only closed at its end") {
  std::string text = "“The first line.\n";
  for (int i = 0; i < 40; ++i) text += "One more line.\n";
  CHECK(inside(text + "The last.” She left.").size() == 1);
  CHECK(inside(text + "The last.” She left.").front().ends_with("The last."));
}

TEST_CASE("marks: a word in single marks before a word is no possessive") {
  CHECK(inside("The 'Bells' march and the workers' march met.") == Words{"Bells"});
  CHECK(inside("The workers' march and the bakers' march met.").empty());
}

TEST_CASE("marks: singles inside doubles stand in them, and the other way round") {
  const std::string_view text = "“She said ‘go’ to us,” he said. ‘He said “no” to me,’ she said.";
  const Found found = find(text);
  REQUIRE(found.stretches.size() == 4);
  CHECK(found.stretches[1].parent == 0);
  CHECK(found.stretches[2].parent == -1);
  CHECK(found.stretches[3].parent == 2);
}

TEST_CASE("marks: an unclosed mark ends before an attribution, else with its paragraph") {
  CHECK(inside("“Too many are lost, thousands a week, he said.\n\nIt rained.") ==
        Words{"Too many are lost, thousands a week,"});
  CHECK(inside("“Too many are lost.\n\nIt rained on “both” days.") ==
        Words{"Too many are lost.", "both"});
}

TEST_CASE(
    "marks: a forgotten mark before an attribution ends the words, though the next paragraph "
    "opens") {
  CHECK(inside("\"We stay. We always have, she said.\n\n\"Go,\" Voss said.") ==
        Words{"We stay. We always have,", "Go,"});
  CHECK(inside("\"We stay, she said, and we did.\n\n\"Go,\" Voss said.") ==
        Words{"We stay, she said, and we did.", "Go,"});
}

TEST_CASE("marks: paragraphs that each open anew are one speech, closed once") {
  const Found found = find("“One thing.\n\n“Another thing.\n\n“The last,” he said.");
  REQUIRE(found.stretches.size() == 3);
  CHECK(found.stretches[0].goes_on);
  CHECK(found.stretches[1].goes_on);
  CHECK(found.stretches[2].closed);
}

TEST_CASE("marks: a mark may close paragraphs later, when nothing opens between") {
  CHECK(inside("“This process\n\nTakes time,” he said.") == Words{"This process\n\nTakes time,"});
  CHECK(inside("“This process\nis more drawn out,” he said.") ==
        Words{"This process\nis more drawn out,"});
}

TEST_CASE("marks: hostile runs of marks give bounded, ordered stretches") {
  for (const char* unit :
       {"“", "\"", "'", "‘a ", "«", "“a ", "\"a\" ", "a† ", "“a‘b ", "''", "\n\"a"}) {
    CAPTURE(unit);
    std::string text;
    for (int i = 0; i < 50000; ++i) text += unit;
    const Found found = find(text);
    std::uint32_t last = 0;
    for (const Stretch& s : found.stretches) {
      const Span span = outer_span(found.tokens, s);
      REQUIRE(span.begin >= last);
      REQUIRE(span.end <= text.size());
      REQUIRE(span.begin < span.end);
      last = span.begin;
    }
  }
}

TEST_CASE("marks: any bytes give nested stretches, a parent before and around its children") {
  constexpr std::string_view kPieces[] = {"“", "”", "\"", "'",      "‘", "’",  "«",
                                          "»", "a", " ",  " said ", ".", ", ", "\n\n",
                                          "†", "`", "B",  "\xff",   "„", "=",  "6"};
  std::uint32_t state = 4711;
  MESSAGE("seed ", state);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 120; ++i) {
      state = state * 1664525 + 1013904223;
      text += kPieces[(state >> 16) % std::size(kPieces)];
    }
    CAPTURE(text);
    const Found found = find(text);
    for (std::size_t i = 0; i < found.stretches.size(); ++i) {
      const Stretch& s = found.stretches[i];
      REQUIRE(s.open + 1 < s.close);
      REQUIRE(s.close <= found.tokens.size());
      if (s.parent < 0) continue;
      const Stretch& parent = found.stretches[static_cast<std::size_t>(s.parent)];
      REQUIRE(static_cast<std::size_t>(s.parent) < i);
      REQUIRE(parent.open < s.open);
      REQUIRE(s.close <= parent.close);
    }
  }
}

namespace {

struct Style {
  const char* opens[2];
  const char* closes[2];
  int deepest;
};

/// Writes prose with correctly nested quotations and notes where they stand.
class Writer {
 public:
  Writer(std::uint32_t seed, const Style& style) : state_(seed), style_(style) {}

  void paragraph() {
    if (!text.empty()) text += "\n\n";
    words(0);
    text += " said so.";
  }

  std::string text;
  std::vector<Span> quotations;  ///< with their marks, by begin

 private:
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 16) % n;
  }
  void words(int depth) {
    constexpr const char* kWords[] = {"the", "gate", "water", "we", "old", "plan", "went", "red"};
    const std::uint32_t count = 2 + below(6);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (i > 0) text += ' ';
      if (depth < style_.deepest && below(6) == 0) {
        quotation(depth);
        if (below(3) == 0) text += ',';
      } else {
        text += kWords[below(std::size(kWords))];
      }
    }
  }
  void quotation(int depth) {
    const std::size_t place = quotations.size();
    quotations.push_back({static_cast<std::uint32_t>(text.size()), 0});
    text += style_.opens[depth % 2];
    words(depth + 1);
    if (below(2) == 0) text += below(2) == 0 ? "," : ".";
    text += style_.closes[depth % 2];
    quotations[place].end = static_cast<std::uint32_t>(text.size());
  }

  std::uint32_t state_;
  const Style& style_;
};

}  // namespace

TEST_CASE("marks: quotations nested without a fault are found exactly as they were written") {
  constexpr Style kStyles[] = {{{"“", "‘"}, {"”", "’"}, 4},
                               {{"‘", "“"}, {"’", "”"}, 4},
                               {{"\"", "'"}, {"\"", "'"}, 2},
                               {{"'", "\""}, {"'", "\""}, 2},
                               {{"„", "‚"}, {"“", "‘"}, 4},
                               {{"»", "›"}, {"«", "‹"}, 4},
                               {{"« ", "“"}, {" »", "”"}, 2},
                               {{"``", "`"}, {"''", "'"}, 2},
                               {{"「", "『"}, {"」", "』"}, 4},
                               {{"”", "’"}, {"”", "’"}, 1},
                               {{"â€œ", "â€˜"}, {"â€\u009d", "â€™"}, 4}};
  constexpr std::uint32_t kSeed = 90210;
  MESSAGE("seed ", kSeed);
  for (const Style& style : kStyles)
    for (std::uint32_t round = 0; round < 200; ++round) {
      Writer writer(kSeed + round * 7919, style);
      for (int i = 0; i < 3; ++i) writer.paragraph();
      CAPTURE(writer.text);
      const Found found = find(writer.text);
      std::vector<Span> spans;
      for (const Stretch& s : found.stretches) spans.push_back(outer_span(found.tokens, s));
      REQUIRE(spans == writer.quotations);
    }
}

TEST_CASE(
    "marks: the search visits each mark once: a text twice as long gives twice the stretches") {
  const std::string once = "She said “go on” and ‘stay’ and \"wait\" to «us» there.\n\n";
  std::string text;
  for (int i = 0; i < 20000; ++i) text += once;
  CHECK(find(text).stretches.size() == 4 * 20000);
}
