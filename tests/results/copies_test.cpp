// Near-identical articles: found by sketch, told by their runs of words, folded behind the best.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/results/searcher.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

const std::string kWire =
    "VELLIN — The ferry Marit ran aground at the mouth of Brenn harbour on Monday with 212 people aboard, port "
    "captain Ilse Varga said. “Nobody was hurt, and nobody was in danger,” Varga told reporters on the quay. Tugs pulled "
    "the ship free shortly before noon, and divers began to look for damage to its hull. The harbour stayed closed "
    "until the evening. It was the third grounding at Brenn in two years. Fishermen have long asked the council to "
    "dredge the channel, which storms fill with sand every winter. A decision is expected in May.";

// As another outlet prints it: another dateline, a word changed, the end cut.
std::string cut(const std::string& text) {
  std::string out = text.substr(text.find("The ferry"));
  out.replace(out.find("shortly before"), 14, "just before");
  return out.substr(0, out.find(" It was the third"));
}

const std::string kOther =
    "The council of Brenn will decide in May whether to dredge the channel to the harbour. “We have waited long "
    "enough,” said Tomas Veld, who has fished there for forty years. A ferry ran aground at its mouth on Monday with "
    "212 people aboard, the third in two years. Dredging would cost four million crowns, the harbour office reckons.";

std::vector<std::vector<Article>> wire() {
  return {{article("herald", kWire, "2024-03-12", "Ferry aground at Brenn"),
           article("council", kOther, "2024-03-14", "Brenn weighs dredging")},
          {article("post", cut(kWire), "2024-03-13", "Ferry freed by tugs"),
           article("courier", kWire, "2024-03-11", "Marit runs aground")}};
}

std::vector<std::string> ids(const std::vector<Copy>& copies) {
  std::vector<std::string> out;
  for (const Copy& copy : copies) out.push_back(copy.id);
  return out;
}

std::vector<std::string> ids(const Results& results) {
  std::vector<std::string> out;
  for (const Hit& hit : results.hits) out.push_back(hit.id);
  return out;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("copies: another dateline, changed words and a cut end make a copy; the same subject does not") {
  TemporaryIndex index(wire());
  const Searcher searcher = Searcher::open(index.path());
  const auto of = [&](const char* id) { return searcher.copies(*searcher.snapshot().find(id)); };
  REQUIRE(ids(of("herald")) == Ids{"courier", "post"});  // oldest first
  CHECK(ids(of("post")) == Ids{"courier", "herald"});
  CHECK(of("council").empty());
  CHECK(of("herald")[0].shared == 1);
  CHECK(of("herald")[1].shared < 1);
  CHECK(of("herald")[1].shared > 0.8);
  CHECK(of("herald")[1].title == "Ferry freed by tugs");
  CHECK(ids(searcher.copies(*searcher.snapshot().find("herald"), {.least = 1})) == Ids{"courier"});
  CHECK(searcher.copies(*searcher.snapshot().find("herald"), {.most = 1}).size() == 1);
  CHECK_THROWS_AS((void)searcher.copies(*searcher.snapshot().find("herald"), {.least = 2}), UsageError);
}

TEST_CASE("copies: the dead are none, and a merge keeps the living") {
  TemporaryIndex index(wire());
  {
    Writer writer = Writer::open(index.path());
    writer.remove("courier");
    writer.commit();
  }
  for (const bool merged : {false, true}) {
    CAPTURE(merged);
    if (merged) Writer::open(index.path()).merge();
    const Searcher searcher = Searcher::open(index.path());
    CHECK(ids(searcher.copies(*searcher.snapshot().find("herald"))) == Ids{"post"});
  }
}

TEST_CASE("copies: a search folds them behind the best, and pages do not overlap") {
  TemporaryIndex index(wire());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  CHECK(searcher.search("ferry", options).hits.size() == 4);
  options.fold_copies = true;
  const Results all = searcher.search("ferry", options);
  REQUIRE(all.hits.size() == 2);
  CHECK(all.total == 4);
  for (const Hit& hit : all.hits) CHECK(hit.copies.size() == (hit.id == "council" ? 0U : 2U));

  options.limit = 0;
  const Results none = searcher.search("ferry", options);
  CHECK(none.hits.empty());
  CHECK(none.total == 4);

  options.limit = 1;
  const Results first = searcher.search("ferry", options);
  options.offset = 1;
  const Results second = searcher.search("ferry", options);
  CHECK(ids(first) == Ids{all.hits[0].id});
  CHECK(ids(second) == Ids{all.hits[1].id});
}

TEST_CASE("copies: of quotations those with the same words are folded") {
  TemporaryIndex index(wire());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  options.unit = Unit::quotations;
  CHECK(searcher.search("said:nobody by:Varga", options).hits.size() == 3);
  options.fold_copies = true;
  const Results folded = searcher.search("said:nobody by:Varga", options);
  REQUIRE(folded.hits.size() == 1);
  CHECK(folded.hits[0].copies.size() == 2);
}

TEST_CASE("copies: folding among many is what comparing all with all gives") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<Article> articles;
  std::vector<int> story;
  for (int n = 0; n < 40; ++n) {
    std::string body;
    for (int k = 0; k < 60; ++k)
      body += "w" + std::to_string(random() % 3000) + (k % 12 == 11 ? ". " : " ");
    for (unsigned copies = 1 + random() % 4; copies > 0; --copies) {
      articles.push_back(article("a" + std::to_string(articles.size()), "harbour " + body, "2024-01-01"));
      story.push_back(n);
    }
  }
  std::vector<std::size_t> order(articles.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  std::vector<std::vector<Article>> segments(3);
  for (const std::size_t i : order) segments[random() % 3].push_back(articles[i]);
  TemporaryIndex index(segments);
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  options.limit = 1000;
  options.fold_copies = true;
  const Results results = searcher.search("harbour", options);
  CHECK(results.hits.size() == 40);
  for (const Hit& hit : results.hits) {
    const int of = story[std::stoul(hit.id.substr(1))];
    CHECK(static_cast<std::ptrdiff_t>(hit.copies.size()) ==
          std::count(story.begin(), story.end(), of) - 1);
    for (const Copy& copy : hit.copies) CHECK(story[std::stoul(copy.id.substr(1))] == of);
  }
}
