#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

class Throws final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "test.throws/1"; }
  void analyze(const Context& context, Annotations&) const override {
    if (context.text().find("wrong") != std::string_view::npos)
      throw std::runtime_error(std::string(context.text()));
  }
};

std::vector<Article> some_articles() {
  std::vector<Article> out(40);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].title = i % 3 == 0 ? "Mayor speaks" : "";
    out[i].body = "“Number " + std::to_string(i) + ",” Mayor Ana Rosh said on " +
                  (i % 2 == 0 ? "Friday." : "Monday.");
    out[i].published = day_from_iso("2024-03-10");
  }
  return out;
}

}  // namespace

TEST_CASE(
    "annotate_many: each article as annotate() has it, in order, with any number of threads") {
  const std::vector<Article> articles = some_articles();
  const Analyzers analyzers = Analyzers::english();
  for (const unsigned threads : {0u, 1u, 3u, 100u}) {
    const std::vector<Annotations> found = analyzers.annotate_many(articles, threads);
    REQUIRE(found.size() == articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i)
      CHECK(found[i] == analyzers.annotate(articles[i]));
  }
  CHECK(analyzers.annotate_many({}).empty());
}

TEST_CASE("annotate_many: the error is that of the first article with one") {
  std::vector<Article> articles = some_articles();
  articles[20].title = articles[30].title = "";
  articles[20].body = "wrong 20";
  articles[30].body = "wrong 30";
  const Analyzers analyzers = Analyzers::english().with(std::make_shared<Throws>());
  CHECK_THROWS_WITH_AS((void)analyzers.annotate_many(articles, 4), "wrong 20", std::runtime_error);
}

TEST_CASE("add_mentions and entity: a name of one's own in its place, joined with who is known") {
  Article article;
  article.body = "Ana Rosh met k17 in Halden.";
  Annotations found = Analyzers::english().annotate(article);
  const EntityId ana = found.entity(EntityType::person, "Ana Rosh");
  const std::size_t before = found.entities.size();
  REQUIRE(ana.known());
  CHECK(found.entity(EntityType::person, "Ana Rosh") == ana);
  Mention mention;
  mention.span = {13, 16};
  mention.entity = found.entity(EntityType::person, "k17");
  mention.rule = found.rule("agents");
  CHECK(found.entities.size() == before + 1);
  Mention taken = mention;
  taken.span = {4, 8};  // inside Ana Rosh
  const std::size_t mentions = found.mentions.size();
  found.add_mentions({mention, taken});
  CHECK(found.mentions.size() == mentions + 1);
  for (std::size_t i = 1; i < found.mentions.size(); ++i)
    CHECK(found.mentions[i - 1].span.end <= found.mentions[i].span.begin);
}
