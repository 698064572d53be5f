#include "index/article_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

TEST_CASE("article names: what is kept of an article is what its record's entities say") {
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

TEST_CASE("article names: any cut or garbled list is refused, none is believed") {
  std::vector<ArticleName> names(2);
  names[0].name = "Ilka Marenko";
  names[0].variants = {"Marenko", "Маренко"};
  names[0].roles = {"Premier"};
  names[0].mentions = 300;
  names[1].type = EntityType::place;
  names[1].gender = Gender::female;
  names[1].name = "Senna";
  const std::string value = storage::names_value(names);
  CHECK(storage::names_from_value(value, "here") == names);
  CHECK(storage::names_value({}).empty());
  // A cut between two names leaves a whole list; everywhere else it is seen.
  const std::size_t first = storage::names_value({names[0]}).size();
  for (std::size_t size = 1; size < value.size(); ++size)
    if (size != first)
      CHECK_THROWS_AS(
          (void)storage::names_from_value(std::string_view(value).substr(0, size), "here"),
          DamagedError);
  CHECK_THROWS_AS((void)storage::names_from_value("\x07", "here"), DamagedError);
  CHECK_THROWS_AS((void)storage::names_from_value(
                      std::string("\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11), "here"),
                  DamagedError);
}
