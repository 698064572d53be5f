#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "quoth/analyze/name_variants.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/results/searcher.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

std::vector<std::string> found(const Searcher& searcher, std::string_view query) {
  std::vector<std::string> ids;
  for (const Hit& hit : searcher.search(query).hits) ids.push_back(hit.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("searcher: a place is found by every name that the gazetteer gives it") {
  const TemporaryIndex index(
      {{article("ivory", "Farmers in Ivory Coast sold less cocoa on Monday."),
        article("cote", "Farmers in Côte d’Ivoire sold more cocoa on Friday."),
        article("turkey", "The president of Turkey spoke in Ankara."),
        article("turkiye", "The president of Türkiye spoke in Ankara."),
        article("un", "The UN said on Monday that talks had begun."),
        article("nations", "The United Nations said that talks had ended."),
        article("none", "Nobody spoke anywhere.")}});
  const Searcher searcher = Searcher::open(index.path());
  CHECK(found(searcher, "place:\"Ivory Coast\"") == Ids{"cote", "ivory"});
  CHECK(found(searcher, "place:\"Côte d'Ivoire\"") == Ids{"cote", "ivory"});
  CHECK(found(searcher, "place:Elfenbeinküste") == Ids{"cote", "ivory"});
  CHECK(found(searcher, "place:Turkey") == Ids{"turkey", "turkiye"});
  CHECK(found(searcher, "place:Türkei") == Ids{"turkey", "turkiye"});
  CHECK(found(searcher, "org:UN") == Ids{"nations", "un"});
  CHECK(found(searcher, "org:\"United Nations\"") == Ids{"nations", "un"});
  CHECK(found(searcher, "org:ООН") == Ids{"nations", "un"});
  CHECK(found(searcher, "place:=Turkey") == Ids{"turkey"});
}

TEST_CASE("searcher: places that the gazetteer tells apart are not found for one another") {
  const TemporaryIndex index({{article("north", "Officials in North Korea spoke."),
                               article("south", "Officials in South Korea spoke."),
                               article("west", "Voters in West Virginia waited."),
                               article("congo", "The Democratic Republic of the Congo voted.")}});
  const Searcher searcher = Searcher::open(index.path());
  CHECK(found(searcher, "place:\"North Korea\"") == Ids{"north"});
  CHECK(found(searcher, "place:\"South Korea\"") == Ids{"south"});
  CHECK(found(searcher, "place:\"West Virginia\"") == Ids{"west"});
  CHECK(found(searcher, "place:\"Democratic Republic of the Congo\"") == Ids{"congo"});
}

TEST_CASE("searcher: former names of towns find them") {
  if (!gazetteer_facts().complete) return;  // built without towns
  const TemporaryIndex index(
      {{article("kyiv", "Shelling of Kyiv went on."), article("kiev", "Shelling of Kiev went on."),
        article("mumbai", "Rain flooded Mumbai again."),
        article("bombay", "Rain flooded Bombay again."),
        article("energodar", "The plant near Energodar lost power."),
        article("enerhodar", "The plant near Enerhodar lost power.")}});
  const Searcher searcher = Searcher::open(index.path());
  CHECK(found(searcher, "place:Kyiv") == Ids{"kiev", "kyiv"});
  CHECK(found(searcher, "place:Київ") == Ids{"kiev", "kyiv"});
  CHECK(found(searcher, "place:Bombay") == Ids{"bombay", "mumbai"});
  CHECK(found(searcher, "place:Энергодар") == Ids{"energodar", "enerhodar"});
}
