#include "quoth/postings/quotation_words.hpp"

#include <doctest/doctest.h>

#include <string>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::vector<QuotationWord> words_of(std::string_view text, std::string_view lang = "en") {
  TokenTable tokens;
  tokens.scan(text, lexicon_of(lang));
  std::vector<QuotationWord> out;
  append_quotation_words(tokens, {0, tokens.size()}, lang, out);
  return out;
}

std::string joined(std::string_view text) {
  std::string out;
  for (const QuotationWord& word : words_of(text)) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

const QuotationWord& word_in(const std::vector<QuotationWord>& words, std::string_view text) {
  for (const QuotationWord& word : words)
    if (word.text == text) return word;
  FAIL("no word " << text);
  return words.front();
}

}  // namespace

TEST_CASE("quotation words: every example of the table is read as it says") {
  std::size_t examples = 0;
  tables::for_each_row(tables::text_of("en/quotation_words.tsv"),
                       [&](std::span<const std::string_view> row) {
                         if (row[0] != "example") return;
                         REQUIRE(row.size() == 3);
                         CHECK(joined(row[1]) == row[2]);
                         ++examples;
                       });
  CHECK(examples >= 10);
}

TEST_CASE("quotation words: marks, case, accents and garbling do not tell two printings apart") {
  CHECK(joined("“We WON’T pay,” he said") == joined("\"we won't pay\" he said"));
  CHECK(joined("we wonâ€™t pay") == "we will not pay");
  CHECK(joined("the naïve café") == "the naive cafe");
}

TEST_CASE("quotation words: ellipses and brackets are known as such") {
  const auto words = words_of("We pay … and [the council] knows it ... all [...] of it");
  CHECK(word_in(words, "and").is(word_trait::gap));
  CHECK(word_in(words, "council").is(word_trait::bracketed));
  CHECK_FALSE(word_in(words, "knows").is(word_trait::bracketed));
  CHECK(word_in(words, "all").is(word_trait::gap));
  CHECK(word_in(words, "of").is(word_trait::gap));
  CHECK_FALSE(word_in(words, "of").is(word_trait::bracketed));
}

TEST_CASE("quotation words: spaced full stops are an ellipsis, one full stop is none") {
  const auto words = words_of("We pay . . . all of it. They do not");
  CHECK(word_in(words, "all").is(word_trait::gap));
  CHECK_FALSE(word_in(words, "they").is(word_trait::gap));
}

TEST_CASE(
    "quotation words: a letter in brackets belongs to its word, a word in brackets is the "
    "editor's") {
  CHECK(joined("“[T]he toll stays,” he said") == "the toll stays he said");
  CHECK(joined("“[W]e’ve paid [a] toll,” he said") == "we have paid a toll he said");
  const auto words = words_of("[T]he toll of [a] mayor");
  CHECK_FALSE(word_in(words, "the").is(word_trait::bracketed));
  CHECK(word_in(words, "the").span == Span{0, 5});
  CHECK(word_in(words, "a").is(word_trait::bracketed));
}

TEST_CASE("quotation words: a bracket that nobody closes opens no insertion") {
  for (const QuotationWord& word : words_of("We pay [and the mayor knows it. We pay again"))
    CHECK_FALSE(word.is(word_trait::bracketed));
  const auto words = words_of("We [pay for [the lot] again");
  CHECK_FALSE(word_in(words, "pay").is(word_trait::bracketed));
  CHECK(word_in(words, "lot").is(word_trait::bracketed));
}

TEST_CASE("quotation words: where a phrase or clause begins is told") {
  const auto words = words_of("We pay the toll in May because and never to the head of it");
  for (const char* word : {"in", "because", "and"})
    CHECK(word_in(words, word).is(word_trait::adjunct));
  for (const char* word : {"we", "the", "toll", "never", "to", "of"})
    CHECK_FALSE(word_in(words, word).is(word_trait::adjunct));
}

TEST_CASE("quotation words: what turns a sentence is told") {
  const auto words = words_of("We don’t pay, but if he will, never without us");
  CHECK(word_in(words, "not").is(word_trait::negation));
  CHECK(word_in(words, "but").is(word_trait::contrast));
  CHECK(word_in(words, "if").is(word_trait::condition));
  CHECK(word_in(words, "never").is(word_trait::negation));
  CHECK(word_in(words, "without").is(word_trait::negation));
  CHECK(word_in(words, "he").is(word_trait::pronoun));
  CHECK(word_in(words, "we").is(word_trait::function));
  CHECK_FALSE(word_in(words, "pay").is(word_trait::function));
}

TEST_CASE("quotation words: spans lie in the text and words never get longer than a term") {
  const std::string text = std::string(5000, 'x') + " it’s “one” [a] \xff 1,000%";
  for (const QuotationWord& word : words_of(text)) {
    CHECK(word.span.end <= text.size());
    CHECK(word.text.size() <= 200);
  }
}
