#include "index/article_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

TEST_CASE("article names: are what the article's entities say") {
  const TemporaryIndex index(
      {{article("talks",
                "President Oleksa Hrynko met Premier Ilka Marenko in Senna. “The bridge is a "
                "good sign,” Hrynko told reporters."),
        article("none", "it rained all day.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const auto names = snapshot.names({0, 1});
  const StoredArticle stored = snapshot.article({0, 1});
  CHECK(names == storage::names_of(stored.annotations));
  REQUIRE(names.size() == stored.annotations.entities.size());
  CHECK(names[0].name == "Oleksa Hrynko");
  CHECK(names[0].variants == std::vector<std::string>{"Hrynko"});
  CHECK(names[0].mentions == 2);
  CHECK(names[0].quotations == 1);
  CHECK(snapshot.names({0, 2}).empty());
  CHECK_THROWS_AS((void)snapshot.names({0, 3}), UsageError);
}

TEST_CASE("article names: a merge that rebuilds keeps them") {
  TemporaryIndex index(
      {{article("a", "Mayor Ana Rosh spoke."), article("b", "Mayor Ilka Marenko spoke.")}});
  {
    Writer writer = Writer::open(index.path());
    writer.remove("a");
    writer.commit();
    writer.merge();
  }
  const Snapshot snapshot = Snapshot::open(index.path());
  const auto names = snapshot.names({0, 1});
  REQUIRE(names.size() == 1);
  CHECK(names[0].name == "Ilka Marenko");
}

TEST_CASE("article names: a register lists those that it names first, each with so many spellings") {
  Annotations found;
  found.entities.resize(storage::kMaxNamesKept + 5);
  for (std::size_t i = 0; i < found.entities.size(); ++i)
    found.entities[i].name = "Name " + std::to_string(i);
  found.entities[0].variants.assign(storage::kMaxVariantsKept + 5, "Variant");
  found.entities[1].name.assign(storage::kMaxNameBytes + 1, 'x');
  const auto names = storage::names_of(found);
  REQUIRE(names.size() == storage::kMaxNamesKept);
  CHECK(names[0].variants.size() == storage::kMaxVariantsKept);
  CHECK(names[1].name == "Name 2");
}
