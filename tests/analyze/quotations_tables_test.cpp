// The tables of quotations of every language: each example gives what its row states, and a wrong row
// is told by file, line and remedy.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/speech_words.hpp"
#include "analyze/tables/lexicon_source.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::string with_line_feeds(std::string_view text) {
  std::string out(text);
  constexpr std::string_view kLine = "⏎";
  for (std::size_t at = out.find(kLine); at != std::string::npos; at = out.find(kLine, at))
    out.replace(at, kLine.size(), "\n");
  return out;
}

std::string name_of_speaker(const std::string& text, const Annotations& found,
                            const Speaker& speaker) {
  return speaker.entity.known() ? found.entities[static_cast<std::size_t>(speaker.entity.index)].name
                                : std::string(speaker.span.of(text));
}

void check_row(std::string_view lang, std::span<const std::string_view> columns) {
  REQUIRE(columns.size() == 6);
  const std::string text = with_line_feeds(columns[1]);
  CAPTURE(text);
  Article article;
  article.body = text;
  article.lang = lang;
  const Annotations found = Analyzers::english().annotate(article);
  if (columns[0] == "-") {
    CHECK(found.quotations.empty());
    return;
  }
  const auto q = std::find_if(found.quotations.begin(), found.quotations.end(),
                              [&](const Quotation& x) { return x.span.of(text) == columns[3]; });
  CHECK_MESSAGE(q != found.quotations.end(), std::string(columns[3]));
  if (q == found.quotations.end()) {
    for (const Quotation& x : found.quotations) MESSAGE(x.span.of(text));
    return;
  }
  CHECK(found.rule_name(q->rule) == columns[0]);
  CHECK(name_of(q->kind) == columns[2]);
  CHECK(!q->speakers.empty());
  if (q->speakers.empty()) return;
  if (columns[4].front() == '=')
    CHECK(name_of_speaker(text, found, q->speakers.front()) == columns[4].substr(1));
  else
    CHECK(q->speakers.front().span.of(text) == columns[4]);
  if (columns[5] == "-") {
    CHECK(q->via.empty());
  } else {
    REQUIRE(q->via.size() == 1);
    CHECK(name_of_speaker(text, found, q->via.front()) == columns[5]);
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
