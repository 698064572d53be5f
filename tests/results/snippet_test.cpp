#include "quoth/results/snippet.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/token_table.hpp"

using namespace quoth;
using Kind = MatchedSpan::Kind;

namespace {

// Marks every occurrence of each needle, as one that a query matched.
std::vector<MatchedSpan> matches_of(std::string_view text,
                                    std::initializer_list<std::string_view> needles) {
  std::vector<MatchedSpan> out;
  for (const std::string_view needle : needles)
    for (std::size_t at = text.find(needle); at != std::string_view::npos;
         at = text.find(needle, at + 1))
      out.push_back(
          {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + needle.size())},
           needle.find(' ') == std::string_view::npos ? Kind::word : Kind::phrase});
  std::sort(out.begin(), out.end(),
            [](const MatchedSpan& a, const MatchedSpan& b) { return a.span < b.span; });
  return out;
}

Snippet snippet(std::string_view text, const std::vector<MatchedSpan>& matches,
                const SnippetOptions& options = {}, std::uint32_t body = 0) {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return make_snippet(text, tokens, matches, options, body);
}

std::string shown(std::string_view text, std::initializer_list<std::string_view> needles,
                  const SnippetOptions& options = {}, std::uint32_t body = 0) {
  return to_plain(snippet(text, matches_of(text, needles), options, body));
}

const std::string kFiller =
    "The harbour was quiet and the boats lay still. Nobody could say when the ferry would come. ";

}  // namespace

TEST_CASE("snippet: a short text is shown whole, without ellipses") {
  CHECK(shown("Ilse Marek spoke of a massive blow.", {"massive blow"}) ==
        "Ilse Marek spoke of a «massive blow».");
  CHECK(shown("", {}) == "");
  CHECK(shown(" \n ", {}) == "");
}

TEST_CASE("snippet: white space is folded and control characters go") {
  CHECK(shown("one\r\n\r\ntwo\t three\x1b[31m\x07 four", {"three"}) == "one two «three» [31m four");
  CHECK(shown("a\xE2\x80\xAE"
              "b\xC2\x9B"
              "c",
              {}) == "abc");
}

TEST_CASE("snippet: the stretch with the most different matches wins") {
  const std::string text = "Tanks, tanks and tanks again. " + kFiller + kFiller + kFiller +
                           "The tanks met the missiles. " + kFiller + kFiller;
  CHECK(shown(text, {"anks", "missiles"}, {60, 1}) ==
        "… The t«anks» met the «missiles». The harbour was quiet and …");
}

TEST_CASE("snippet: among equals the densest stretch wins, then the first") {
  const std::string text =
      "One kite. " + kFiller + kFiller + "A kite and a kite. " + kFiller + "His kite and her kite.";
  CHECK(shown(text, {"kite"}, {40, 1}) == "… A «kite» and a «kite». The harbour was …");
}

TEST_CASE("snippet: two stretches are shown where one holds less") {
  const std::string text =
      kFiller + "The tanks came. " + kFiller + kFiller + kFiller + "The missiles came. " + kFiller;
  const std::string both = shown(text, {"tanks", "missiles"});
  CHECK(both.find("«tanks»") != std::string::npos);
  CHECK(both.find("«missiles»") != std::string::npos);
  CHECK(both.find(" … ") != std::string::npos);
  const std::string one = shown(text, {"tanks", "missiles"}, {240, 1});
  CHECK(one.find("«tanks»") != std::string::npos);
  CHECK(one.find("missiles") == std::string::npos);
}

TEST_CASE("snippet: a stretch begins with its sentence when there is room") {
  CHECK(
      shown(kFiller + "Marek said the tanks had come. " + kFiller + kFiller, {"tanks"}, {80, 1}) ==
      "… Marek said the «tanks» had come. The harbour was quiet and the boats lay …");
}

TEST_CASE("snippet: without matches it is the begin of the body") {
  const std::string title = "Talks fail\n\n";
  const std::string text = title + kFiller + kFiller + kFiller + kFiller;
  const auto body = static_cast<std::uint32_t>(title.size());
  CHECK(shown(text, {}, {60, 1}, body) == "The harbour was quiet and the boats lay still. …");
  CHECK(shown("Talks fail\n\nShort.", {}, {}, body) == "Short.");
  CHECK(shown("Talks fail", {}, {}, body) == "Talks fail");
}

TEST_CASE("snippet: no stretch reads from the title into the body") {
  const std::string title = "Talks fail\n\n";
  const std::string text = title + "The tanks came. " + kFiller + kFiller + kFiller + kFiller;
  const auto body = static_cast<std::uint32_t>(title.size());
  const std::string both = shown(text, {"Talks", "tanks"}, {}, body);
  CHECK(both.starts_with("«Talks» fail – The «tanks» came. "));
}

TEST_CASE("snippet: matches that overlap are marked as one, those side by side apart") {
  const std::string text = "a massive blow fell";
  CHECK(to_plain(snippet(text, {{{2, 14}, Kind::phrase}, {{10, 19}, Kind::phrase}})) ==
        "a «massive blow fell»");
  CHECK(to_plain(snippet(text, {{{2, 14}, Kind::phrase}, {{10, 14}, Kind::word}})) ==
        "a «massive blow» fell");
  CHECK(to_plain(snippet(text, {{{2, 9}, Kind::word}, {{10, 14}, Kind::word}})) ==
        "a «massive» «blow» fell");
}

TEST_CASE("snippet: a match longer than the snippet is shown from its begin") {
  const std::string text = kFiller + "“" + kFiller + kFiller + kFiller + kFiller + "” Marek said.";
  const Span quotation{static_cast<std::uint32_t>(kFiller.size()),
                       static_cast<std::uint32_t>(text.size() - 12)};
  const Snippet found = snippet(text, {{quotation, Kind::quotation}}, {80, 1});
  CHECK(to_plain(found).starts_with("… «“The harbour was quiet"));
  CHECK(to_plain(found).ends_with("» …"));
  // But where a shorter one can be shown whole, that is.
  const auto word = matches_of(text, {"Marek"});
  const Snippet both = snippet(text, {{quotation, Kind::quotation}, word[0]}, {80, 1});
  CHECK(to_plain(both).find("«Marek»") != std::string::npos);
}

TEST_CASE("snippet: words joined by hyphens and figures with their marks stay whole") {
  const std::string text = "some words of a well-known kind that cost $5,000,000 in all";
  for (std::size_t characters = 40; characters < 70; ++characters) {
    const std::string out = shown(text, {"known"}, {characters, 1});
    CAPTURE(out);
    CHECK(out.find("well-«known»") != std::string::npos);
    CHECK((out.find('$') == std::string::npos) == (out.find("$5,000,000") == std::string::npos));
  }
}

TEST_CASE("snippet: a word longer than everything is cut between code points") {
  std::string word;
  for (int i = 0; i < 1000; ++i) word += "ж";
  const Snippet found = snippet(word, {});
  CHECK(count_code_points(found.text) <= 240);
  CHECK(found.text.ends_with("ж…"));
  CHECK(is_utf8(found.text));
}

TEST_CASE("snippet: scripts without spaces break between characters") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "港口很安靜";
  text += "坦克來了";
  const std::string out = shown(text, {"坦克"}, {60, 1});
  CHECK(out.find("«坦克»") != std::string::npos);
  CHECK(count_code_points(out) <= 62);
}

TEST_CASE("snippet: renderers escape what their medium would act on") {
  const Snippet found =
      snippet("<b>Tanks & \"more\"</b> don't\x1b[2J", matches_of("<b>Tanks", {"Tanks"}));
  CHECK(to_html(found) ==
        "&lt;b&gt;<mark>Tanks</mark> &amp; &quot;more&quot;&lt;/b&gt; don&#39;t [2J");
  CHECK(to_terminal(found) == "<b>\x1b[1mTanks\x1b[0m & \"more\"</b> don't [2J");
  CHECK(to_plain(found, "[", "]") == "<b>[Tanks] & \"more\"</b> don't [2J");
  // Also a snippet that somebody else made, with marks that make no sense.
  CHECK(to_terminal({"a\x1b]0;x\x07\nb\x9B", {{0, 1}, {0, 99}, {3, 2}}}) ==
        "\x1b[1ma\x1b[0m]0;xb\xEF\xBF\xBD");
}

TEST_CASE("snippet property: any text and matches give sound text and marks within the bound") {
  const char* given = std::getenv("QUOTH_TEST_SEED");
  const std::uint32_t seed = given != nullptr ? static_cast<std::uint32_t>(std::atoll(given)) : 7;
  constexpr const char* kPieces[] = {
      "tanks",       "blow",       "Зеленський",
      "習近平",      "well-known", " ",
      " ",           " ",          "\n\n",
      ". The ",      "“",          "†",
      "\xFF",        "\x1b",       "\xC2\x85",
      "\xC2\x9B",    "-----",      "\xE2\x80\xAE",
      "👩‍🚀", "$5",         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  for (std::uint32_t round = 0; round < 3000; ++round) {
    std::mt19937 random(seed + round);
    INFO("QUOTH_TEST_SEED=" << seed + round);
    std::string text;
    std::vector<std::uint32_t> edges{0};
    for (std::size_t i = random() % 200; i > 0; --i) {
      text += kPieces[random() % std::size(kPieces)];
      edges.push_back(static_cast<std::uint32_t>(text.size()));
    }
    std::vector<MatchedSpan> matches;
    for (std::size_t i = random() % 12; i > 0; --i) {
      const std::size_t from = random() % edges.size();
      const std::size_t to =
          std::min(edges.size() - 1, from + random() % (random() % 8 == 0 ? 90 : 4));
      matches.push_back({{edges[from], edges[to]}, static_cast<Kind>(random() % 5)});
    }
    std::sort(matches.begin(), matches.end(),
              [](const MatchedSpan& a, const MatchedSpan& b) { return a.span < b.span; });
    const SnippetOptions options{40 + random() % 200, 1 + random() % 4};
    const Snippet found = snippet(text, matches, options, edges[random() % edges.size()]);
    CAPTURE(found.text);
    CHECK(is_utf8(found.text));
    CHECK(count_code_points(found.text) <= options.characters);
    CHECK(found.text.find("  ") == std::string::npos);
    for (const char c : found.text) CHECK(static_cast<unsigned char>(c) >= 0x20);
    std::uint32_t end = 0;
    for (const Span mark : found.marks) {
      CHECK(mark.begin >= end);
      CHECK(mark.end > mark.begin);
      CHECK(mark.end <= found.text.size());
      CHECK(is_utf8(mark.of(found.text)));
      end = mark.end;
    }
  }
}

TEST_CASE("snippet: a hostile text costs no more than its length") {
  // Quadratic work on these would take minutes.
  for (const char* piece : {"a ", "-", "\xC2\x9B", "習", "“"}) {
    std::string text;
    std::vector<MatchedSpan> matches;
    while (text.size() < 400000) {
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += piece;
      matches.push_back({{begin, static_cast<std::uint32_t>(text.size())}, Kind::word});
    }
    CAPTURE(piece);
    CHECK(count_code_points(snippet(text, matches).text) <= 240);
    for (MatchedSpan& match : matches) match.span.end = static_cast<std::uint32_t>(text.size());
    CHECK(count_code_points(snippet(text, matches).text) <= 240);
  }
}
