#include "quoth/postings/article_terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "postings/name_term_keys.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/token_table.hpp"

using namespace quoth;

namespace {

ArticleTerms terms_of(const Article& article) {
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return TermMaker("en").make(article, tokens, {});
}

const DocumentTerms::Form* form_in(const DocumentTerms& document, const std::string& text) {
  const auto at = std::find_if(document.forms.begin(), document.forms.end(),
                               [&](const DocumentTerms::Form& f) { return f.text == text; });
  return at == document.forms.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE(
    "article terms: a word's places are counted through title and body, and lead to its stem") {
  Article article;
  article.id = "sluice-1";
  article.title = "Sluice opens";
  article.body = "Opening the sluice took an hour.";
  const DocumentTerms document = terms_of(article).article;
  CHECK(document.title_words == 2);
  const auto* sluice = form_in(document, "sluice");
  const auto* opens = form_in(document, "opens");
  const auto* opening = form_in(document, "opening");
  REQUIRE(sluice != nullptr);
  REQUIRE(opens != nullptr);
  REQUIRE(opening != nullptr);
  CHECK(sluice->positions == std::vector<std::uint32_t>{1, 5});
  CHECK(opens->positions == std::vector<std::uint32_t>{2});
  CHECK(opening->positions == std::vector<std::uint32_t>{3});
  // Two forms, one stem; the title counts threefold.
  CHECK(opens->term == opening->term);
  CHECK(document.terms[opens->term] == DocumentTerms::Term{term::stem("open"), 4});
  CHECK(document.terms[sluice->term] == DocumentTerms::Term{term::stem("sluic"), 4});
  CHECK(std::is_sorted(document.forms.begin(), document.forms.end(),
                       [](const auto& a, const auto& b) { return a.text < b.text; }));
}

TEST_CASE("article terms: every word stands at one place") {
  Article article;
  article.id = "sluice-2";
  article.body = "The gate, the other gate and no gate at all: gates.";
  const DocumentTerms document = terms_of(article).article;
  std::vector<std::uint32_t> all;
  for (const DocumentTerms::Form& form : document.forms)
    all.insert(all.end(), form.positions.begin(), form.positions.end());
  std::sort(all.begin(), all.end());
  REQUIRE(all.size() == 11);
  for (std::uint32_t i = 0; i < all.size(); ++i) CHECK(all[i] == i + 1);
  CHECK(document.title_words == 0);
}

TEST_CASE("article terms: of an endless title the first 65,535 words are the title's") {
  Article article;
  article.id = "endless";
  for (int i = 0; i < 65540; ++i) article.title += "gate ";
  article.body = "Gate.";
  const DocumentTerms document = terms_of(article).article;
  CHECK(document.title_words == 65535);
  const auto* gate = form_in(document, "gate");
  REQUIRE(gate != nullptr);
  CHECK(gate->positions.size() == 65541);
  CHECK(document.terms[gate->term].wdf == 3 * 65535 + 6);
}

TEST_CASE(
    "article terms: a quotation knows its words and those of the sentences round it by their "
    "places") {
  Article article;
  article.title = "Sluice opens";
  article.body =
      "Nobody came. The gate was shut. \"Open it\" Ilse said. It stayed shut. Then it rained.";
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  Annotations annotations;
  Quotation quotation;
  const auto begin = static_cast<std::uint32_t>(text.find('"'));
  quotation.span = {begin, static_cast<std::uint32_t>(text.find("Ilse") - 1)};
  annotations.quotations.push_back(quotation);
  quotation.span = {begin, begin + 1};  // no word
  annotations.quotations.push_back(quotation);
  const ArticleTerms terms = TermMaker("en").make(article, tokens, annotations);
  CHECK(terms.article.place == DocumentTerms::Place{});
  // "The gate was shut" in front, "Ilse said. It stayed shut" behind; not "Nobody came", nor the title.
  CHECK(terms.quotations[0].place == DocumentTerms::Place{9, 2, 4, 5});
  CHECK(terms.quotations[1].place == DocumentTerms::Place{9, 0, 4, 7});
  // Of the title nothing is repeated.
  CHECK(std::none_of(terms.quotations[0].terms.begin(), terms.quotations[0].terms.end(),
                     [](const auto& t) { return t.text == term::stem("sluic"); }));
}

TEST_CASE(
    "article terms: the keys of a name lead to its terms, and none that is too long to be "
    "spelled") {
  Article article;
  article.body = "text";
  const std::string text = text_of(article);
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  Annotations annotations;
  Entity moss;
  moss.type = EntityType::person;
  moss.name = "Ada Moss";
  moss.variants = {"Moss"};
  Entity endless;
  endless.type = EntityType::organisation;
  endless.name = std::string(198, 'x') + " Bank";
  annotations.entities = {moss, endless};
  const DocumentTerms document = TermMaker("en").make(article, tokens, annotations).article;
  NameTermKeys keys;
  std::vector<std::string> of_term;
  const auto led_to = [&](const std::string& key) {
    std::vector<std::string> out;
    for (const DocumentTerms::Term& term : document.terms) {
      keys.find(term.text, of_term);
      CHECK(std::is_sorted(of_term.begin(), of_term.end()));
      if (std::binary_search(of_term.begin(), of_term.end(), key)) out.push_back(term.text);
    }
    return out;
  };
  using Terms = std::vector<std::string>;
  for (const std::string& key : name_keys("moss"))
    CHECK(led_to(dictionary::tokens_with_key(key)) == Terms{"XNPmoss"});
  // "Moss" is only a part of "Ada Moss": no whole name.
  CHECK(led_to(dictionary::names_with_token("moss")) == Terms{"XEPada moss"});
  CHECK(led_to(dictionary::names_with_token("ada")) == Terms{"XEPada moss"});
  for (const std::string& key : name_keys("bank"))
    CHECK(led_to(dictionary::tokens_with_key(key)) == Terms{"XNObank"});
  CHECK(led_to(dictionary::names_with_token("bank")).empty());
  for (const DocumentTerms::Term& term : document.terms) {
    keys.find(term.text, of_term);
    if (term.text.size() >= term::kMaxBytes - 20) CHECK(of_term.empty());
  }
}
