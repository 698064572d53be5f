#include "quoth/results/context.hpp"

#include <doctest/doctest.h>

#include <string>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/text/token_table.hpp"

using namespace quoth;

namespace {

Span find(std::string_view text, std::string_view what) {
  const auto at = static_cast<std::uint32_t>(text.find(what));
  return {at, at + static_cast<std::uint32_t>(what.size())};
}

SentenceContext around(const StoredArticle& stored, std::string_view what,
                       const ContextOptions& options = {}) {
  const std::string text = text_of(stored.article);
  const Span span = find(text, what);
  const SentenceContext windowed = sentences_around(stored, text, span, options);
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  const auto title = static_cast<std::uint32_t>(stored.article.title.size());
  const bool same =
      windowed == sentences_around(text, tokens, span, title == 0 ? 0 : title + 2, options);
  CHECK_MESSAGE(same, "the window and the whole text must agree");
  return windowed;
}

}  // namespace

TEST_CASE("context: the sentences before and after the one that holds a quotation") {
  StoredArticle stored;
  stored.article.title = "Toll stays";
  stored.article.body =
      "The council met on Monday. “We will pay,” Ada Moss said,\n“but not twice.” Nobody laughed.";
  const SentenceContext c = around(stored, "“We will pay,”");
  CHECK(c.before.text == "The council met on Monday.");
  CHECK(c.holding.text == "“We will pay,” Ada Moss said, “but not twice.”");
  CHECK(c.after.text == "Nobody laughed.");
  CHECK(c.after.span.of(text_of(stored.article)) == "Nobody laughed.");
}

TEST_CASE(
    "context: the headline is no sentence before the body, nor the body one after the headline") {
  StoredArticle stored;
  stored.article.title = "“No toll,” says Moss";
  stored.article.body = "Ada Moss spoke. It rained.";
  CHECK(around(stored, "“No toll,”").after.text.empty());
  const SentenceContext c = around(stored, "Ada Moss spoke");
  CHECK(c.before.text.empty());
  CHECK(c.after.text == "It rained.");
}

TEST_CASE("context: more sentences when asked, and an end where the text ends") {
  StoredArticle stored;
  stored.article.body = "One came. Two came. Three came. Four came.";
  ContextOptions options;
  options.sentences = 2;
  const SentenceContext c = around(stored, "Three", options);
  CHECK(c.before.text == "One came. Two came.");
  CHECK(c.after.text == "Four came.");
}

TEST_CASE("context: sentences that are too long are cut towards the quotation, on code points") {
  StoredArticle stored;
  std::string drone;
  for (int i = 0; i < 3000; ++i) drone += "é, ";
  stored.article.body = drone + "and so on. “We will pay,” she said. And " + drone;
  const std::string text = text_of(stored.article);
  ContextOptions options;
  options.bytes = 40;
  const SentenceContext c = sentences_around(stored, text, find(text, "“We will pay,”"), options);
  CHECK(c.before.text.starts_with("…"));
  CHECK(c.before.text.ends_with("and so on."));
  CHECK(c.holding.text == "“We will pay,” she said.");
  CHECK(c.after.text.ends_with("…"));
  CHECK(c.after.text.size() <= 40 + 3);
}

TEST_CASE("context: a quotation longer than the window still has what follows it") {
  StoredArticle stored;
  std::string speech;
  for (int i = 0; i < 2000; ++i) speech += "And then we walked on. ";
  stored.article.body = "She rose. “" + speech + "Good night.” The hall was silent. It snowed.";
  const std::string text = text_of(stored.article);
  const auto begin = static_cast<std::uint32_t>(text.find("“"));
  const auto end = static_cast<std::uint32_t>(text.find("The hall") - 1);
  const SentenceContext c = sentences_around(stored, text, {begin, end});
  CHECK(c.before.text == "She rose.");
  CHECK(c.after.text == "The hall was silent.");
}

TEST_CASE("context: any bytes and any span are acceptable") {
  StoredArticle stored;
  CHECK(sentences_around(stored, "", {0, 0}) == SentenceContext{});
  stored.article.body = "\xff\xfe \x80 a. \xc3";
  const std::string text = stored.article.body;
  for (std::uint32_t begin = 0; begin <= text.size(); ++begin)
    for (std::uint32_t end = begin; end <= text.size(); ++end)
      (void)sentences_around(stored, text, {begin, end}, ContextOptions{1, 3});
}
