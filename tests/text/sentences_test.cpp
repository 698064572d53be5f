#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/token_table.hpp"

using namespace quoth;

namespace {

std::vector<std::string> pieces(const TokenTable& table, const std::vector<TokenRange>& ranges) {
  std::vector<std::string> out;
  for (const TokenRange range : ranges) out.emplace_back(table.span(range).of(table.text()));
  return out;
}

std::vector<std::string> sentences(std::string_view text) {
  TokenTable table;
  table.scan(text, lexicon_of("en"));
  return pieces(table, table.sentences());
}

std::vector<std::string> paragraphs(std::string_view text) {
  TokenTable table;
  table.scan(text, lexicon_of("en"));
  return pieces(table, table.paragraphs());
}

using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences: abbreviations, initials and decimals end none") {
  CHECK(sentences("Gen. Ada B. Moss met Mr. Veld. They paid 3.5 crowns. Then left.") ==
        Pieces{"Gen. Ada B. Moss met Mr. Veld.", "They paid 3.5 crowns.", "Then left."});
}

TEST_CASE("sentences: an acronym ends one only before a word that opens sentences") {
  CHECK(sentences("He left the U.S. Senate.") == Pieces{"He left the U.S. Senate."});
  CHECK(sentences("He left the U.S. The senate stayed.") ==
        Pieces{"He left the U.S.", "The senate stayed."});
}

TEST_CASE("sentences: closing marks belong to the sentence they close") {
  CHECK(sentences("“We go.” “Why?” Then silence.") ==
        Pieces{"“We go.”", "“Why?”", "Then silence."});
  CHECK(sentences("“Why?” he asked. Nobody spoke.") == Pieces{"“Why?” he asked.", "Nobody spoke."});
}

TEST_CASE("sentences: a closing mark that took the space along still ends one") {
  CHECK(sentences("He called it “good.†Veld did not.") ==
        Pieces{"He called it “good.†", "Veld did not."});
}

TEST_CASE("paragraphs: a blank line ends one, a line that reads on does not") {
  CHECK(paragraphs("First line\n\nsecond.\r\n\r\nThird.") ==
        Pieces{"First line", "second.", "Third."});
  CHECK(paragraphs("“This process\nis drawn out\nin time,” she said.\nVeld left.") ==
        Pieces{"“This process\nis drawn out\nin time,” she said.", "Veld left."});
}

TEST_CASE("paragraphs: in hard-wrapped text full lines read on whatever the next begins with") {
  const std::string wrapped =
      "The council met in the old town hall of Senna on Monday and heard\n"
      "Mayor Roš speak for an hour about the bridge that had been closed\n"
      "since March. She asked for money, for patience and for the help of\n"
      "Premier Marenko.\n"
      "The council voted in the evening and gave her all of it but for the\n"
      "patience.";
  CHECK(paragraphs(wrapped).size() == 2);
}
