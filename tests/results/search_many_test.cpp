#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

const std::vector<std::vector<Article>>& archive() {
  static const std::vector<std::vector<Article>> segments = [] {
    constexpr const char* kWords[] = {"zorb", "quil", "mavk", "trun", "plox"};
    std::vector<std::vector<Article>> out(3);
    for (int i = 0; i < 60; ++i) {
      std::string body = "“We will keep the " + std::string(kWords[i % 5]) +
                         ",” Mayor Ana Rosh said. The " + kWords[i % 3] + " was lost.";
      out[static_cast<std::size_t>(i) % 3].push_back(article("a" + std::to_string(i), body));
    }
    return out;
  }();
  return segments;
}

std::vector<std::pair<std::string, double>> summary(const Results& results) {
  std::vector<std::pair<std::string, double>> out;
  for (const Hit& hit : results.hits) out.emplace_back(hit.id, hit.score);
  return out;
}

}  // namespace

TEST_CASE("search_many: answers stand in the order of the queries, and are those of search") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  std::vector<std::string> texts;
  for (int round = 0; round < 8; ++round)
    for (const char* text : {"zorb", "quil mavk", "\"the trun\"", "by:Rosh said:plox", "name:Rosh",
                             "nothing-like-it", ""})
      texts.emplace_back(text);
  for (const unsigned threads : {0u, 1u, 4u, 1000u}) {
    CAPTURE(threads);
    const std::vector<BatchResult> all = searcher.search_many(texts, {}, threads);
    REQUIRE(all.size() == texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(texts[i]);
      const Results alone = searcher.search(texts[i]);
      CHECK(summary(all[i].get()) == summary(alone));
      CHECK(all[i].results.total == alone.total);
    }
  }
  const std::vector<Query> queries{Query::word("zorb"), by("Rosh")};
  const std::vector<BatchResult> built = searcher.search_many(queries);
  REQUIRE(built.size() == 2);
  CHECK(summary(built[1].get()) == summary(searcher.search(by("Rosh"))));
  CHECK(searcher.search_many(std::vector<Query>()).empty());
}

TEST_CASE("search_many: an error is one query's own") {
  class Refusing final : public Feature {
   public:
    std::string_view name() const noexcept override { return "refusing"; }
    double value(const Candidate& candidate) const override {
      if (candidate.query() == Query::word("quil")) throw UsageError("not this one");
      return 0;
    }
  };
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  options.rerank.emplace();
  options.rerank->features.emplace_back(std::make_shared<Refusing>(), 1);
  const std::vector<std::string> texts{"zorb", "quil", "mavk"};
  const std::vector<BatchResult> all = searcher.search_many(texts, options, 2);
  REQUIRE(all.size() == 3);
  CHECK_THROWS_WITH_AS((void)all[1].get(), "not this one", UsageError);
  for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
    CHECK(all[i].error == nullptr);
    CHECK(summary(all[i].get()) == summary(searcher.search(texts[i])));
  }
}
