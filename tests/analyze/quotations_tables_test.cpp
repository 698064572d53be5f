// The tables of quotations of every language: each example gives what its row states, and a wrong row
// is told by file, line and remedy.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/speech_words.hpp"
#include "analyze/quotations/stance/stance_words.hpp"
#include "analyze/tables/lexicon_source.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

void check_row(std::string_view lang, std::span<const std::string_view> columns) {
  REQUIRE(columns.size() == 6);
  const Read r = read(with_line_feeds(columns[1]), {}, lang);
  CAPTURE(r.text);
  if (columns[0] == "-") {
    CHECK(r.found.quotations.empty());
    return;
  }
  CAPTURE(contents(r));
  const Quotation* q = with_content(r, columns[3]);
  CHECK_MESSAGE(q != nullptr, std::string(columns[3]));
  if (q == nullptr) return;
  CHECK(r.found.rule_name(q->rule) == columns[0]);
  CHECK(name_of(q->kind) == columns[2]);
  CHECK(!q->speakers.empty());
  if (q->speakers.empty()) return;
  if (columns[4].front() == '=')
    CHECK(name_of_speaker(r, q->speakers.front()) == columns[4].substr(1));
  else
    CHECK(q->speakers.front().span.of(r.text) == columns[4]);
  if (columns[5] == "-") {
    CHECK(q->via.empty());
  } else {
    REQUIRE(q->via.size() == 1);
    CHECK(name_of_speaker(r, q->via.front()) == columns[5]);
  }
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("quotations: every row of every language gives what it states") {
  for (const std::string_view lang : tables::languages()) {
    const std::string file = std::string(lang) + "/quotations.tsv";
    int rows = 0;
    tables::for_each_row(tables::text_of(file), [&](auto columns, std::size_t line) {
      INFO(file, ":", line);
      ++rows;
      check_row(lang, columns);
    });
    if (lang == "en") CHECK(rows > 30);
    if (lang == "de") CHECK(rows > 30);
  }
}

TEST_CASE("quotations: the speech words of every language can be read") {
  for (const std::string_view lang : tables::languages()) {
    Lines errors;
    const std::string file = std::string(lang) + "/speech_words.tsv";
    const quotations::SpeechWords words(tables::text_of(file), file, lexicon_of(lang), &errors);
    CHECK(errors == Lines{});
  }
}

TEST_CASE("quotations: the stance words of every language can be read, and a wrong row is told") {
  for (const std::string_view lang : tables::languages()) {
    Lines errors;
    const std::string file = std::string(lang) + "/stance_words.tsv";
    const quotations::StanceWords words(tables::text_of(file), file, lexicon_of(lang), &errors);
    CHECK(errors == Lines{});
  }
  Lines errors;
  const quotations::StanceWords words("truth\ttrue\ntruths\ttrue\nfar\nfake\tmade up\n",
                                      "xx/stance_words.tsv", lexicon_of("en"), &errors);
  CHECK(errors ==
        Lines{"xx/stance_words.tsv:2: there is no role \"truths\"; use one of those listed in "
              "src/analyze/quotations/stance/stance_words.hpp",
              "xx/stance_words.tsv:3: needs a role, a TAB and words with commas between them",
              "xx/stance_words.tsv:4: \"made up\" is more than one word; put a comma between"});
}

TEST_CASE("quotations: a wrong row of speech words is told by file, line and remedy") {
  Lines errors;
  const quotations::SpeechWords words(
      "that\tdass\nthatt\tdass\nso\nas\tso wie\nseparable\tteilte\n", "xx/speech_words.tsv",
      lexicon_of("de"), &errors);
  CHECK(errors ==
        Lines{"xx/speech_words.tsv:2: there is no role \"thatt\"; use one of those listed in "
              "src/analyze/quotations/speech_words.hpp",
              "xx/speech_words.tsv:3: needs a role, a TAB and words with commas between them",
              "xx/speech_words.tsv:4: \"so wie\" is more than one word; put a comma between",
              "xx/speech_words.tsv:5: \"teilte\" are not two words; write two, as in close to"});
}

TEST_CASE("quotations: a class that does not exist, or a code it does not have, stops the build") {
  tables::LexiconSource source;
  source.add(
      "sagte\tcue_verb=11\nsagt\tcue_verbe=12\nsage\tcue_verb=18\nlaut\tcue_phrase=9\n"
      "Wort\tcue_noun=0\nsie\tpronoun=11\n",
      "xx/lexicon/speech.tsv");
  CHECK(source.errors() ==
        Lines{"xx/lexicon/speech.tsv:2: there is no word class \"cue_verbe\"; use one of those "
              "listed in include/quoth/analyze/word_class.hpp",
              "xx/lexicon/speech.tsv:3: cue_verb has no code 18; use one of those told in "
              "src/analyze/tables/README.md",
              "xx/lexicon/speech.tsv:4: cue_phrase has no code 9; use one of those told in "
              "src/analyze/tables/README.md",
              "xx/lexicon/speech.tsv:5: cue_noun has no code 0; use one of those told in "
              "src/analyze/tables/README.md",
              "xx/lexicon/speech.tsv:6: pronoun has no code 11; use one of those told in "
              "src/analyze/tables/README.md"});
}
