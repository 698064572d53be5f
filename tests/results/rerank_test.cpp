#include "quoth/results/rerank.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "support/feature_contract.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

using Ids = std::vector<std::string>;

// Each body is of the same length and has each word once, so that BM25 tells none from another.
const std::vector<std::vector<Article>>& archive() {
  static const std::vector<std::vector<Article>> segments = {
      {article("apart", "The zorb was blue and old when in the rain one quil came.", "2024-01-01"),
       article("near", "The zorb and one quil were blue and old when in rain came.", "2024-01-11"),
       article("side", "The zorb quil was blue and old when in the rain one came.", "2023-01-01")},
      {article("alone", "The zorb was blue and old when in the rain one mavk came.",
               "2024-01-12")}};
  return segments;
}

Ids ids(const Results& results) {
  Ids out;
  for (const Hit& hit : results.hits) out.push_back(hit.id);
  return out;
}

SearchOptions with(std::shared_ptr<const Feature> feature, double weight = 1) {
  SearchOptions options;
  options.suggestions = false;
  options.rerank.emplace();
  options.rerank->features.emplace_back(std::move(feature), weight);
  return options;
}

// The value a feature has for a document, as explain() tells it.
double value_of(const Searcher& searcher, const char* text, std::shared_ptr<const Feature> feature,
                const std::string& id, Unit unit = Unit::automatic) {
  SearchOptions options = with(std::move(feature));
  options.unit = unit;
  options.limit = 100;
  double best = 0;
  SearchOptions plain = options;
  plain.rerank.reset();
  for (const Hit& hit : searcher.search(text, plain).hits) best = std::max(best, hit.score);
  if (best == 0) best = 1;
  for (const Hit& hit : searcher.search(text, options).hits)
    if (hit.id == id)
      return searcher.explain(parse_query(text).query, hit, options).parts.back().score / best;
  FAIL("not found: ", id);
  return 0;
}

// What a user may write: anything.
class ByTitle final : public Feature {
 public:
  explicit ByTitle(double other) : other_(other) {}
  std::string_view name() const noexcept override { return "by title"; }
  double value(const Candidate& candidate) const override {
    return candidate.stored().article.id == "alone" ? 1 : other_;
  }

 private:
  double other_;
};

}  // namespace

TEST_CASE("rerank: a feature of one's own decides, and its score adds to that of the words") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  CHECK(ids(searcher.search("zorb quil")) == Ids{"apart", "near", "side", "alone"});
  const Results plain = searcher.search("zorb quil");
  const Results moved = searcher.search("zorb quil", with(std::make_shared<ByTitle>(0), 2));
  CHECK(ids(moved) == Ids{"alone", "apart", "near", "side"});
  CHECK(moved.hits[0].score ==
        doctest::Approx(plain.hits[3].score + 2 * plain.hits[0].score).epsilon(1e-12));
  CHECK(moved.hits[1].score == plain.hits[0].score);
  CHECK(moved.total == plain.total);
}

TEST_CASE("rerank: what a feature gives is cut to 0..1, and no number is 0") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const Results plain = searcher.search("zorb quil");
  for (const double given : {-3.0, 0.0, std::numeric_limits<double>::quiet_NaN()}) {
    const Results moved = searcher.search("zorb quil", with(std::make_shared<ByTitle>(given)));
    CHECK(moved.hits[1].score == plain.hits[0].score);
  }
  const Results moved = searcher.search("zorb quil", with(std::make_shared<ByTitle>(1e300)));
  CHECK(ids(moved) == ids(plain));
  CHECK(moved.hits[0].score == doctest::Approx(2 * plain.hits[0].score).epsilon(1e-12));
  CHECK_THROWS_AS((void)searcher.search("zorb", with(nullptr)), UsageError);
  CHECK_THROWS_AS((void)searcher.search("zorb", with(std::make_shared<ByTitle>(1),
                                                     std::numeric_limits<double>::quiet_NaN())),
                  UsageError);
}

TEST_CASE("rerank: pages are cuts of one list, however deep it was looked at") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  for (const std::size_t depth : {0, 1, 2, 3, 4, 200}) {
    SearchOptions options = with(features::freshness(30), 0.5);
    options.rerank->depth = depth;
    const Ids whole = ids(searcher.search("zorb quil", options));
    CHECK(whole.size() == 4);
    Ids pages;
    options.limit = 1;
    for (options.offset = 0; options.offset < 5; ++options.offset)
      for (const std::string& id : ids(searcher.search("zorb quil", options))) pages.push_back(id);
    CAPTURE(depth);
    CHECK(pages == whole);
  }
}

TEST_CASE("rerank: no feature, and equal values, leave the order as it was") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  options.rerank.emplace();
  CHECK(ids(searcher.search("zorb quil", options)) == ids(searcher.search("zorb quil")));
  CHECK(ids(searcher.search("*", with(features::proximity()))) == ids(searcher.search("*")));
}

TEST_CASE("rerank: the deadline holds") {
  class Slow final : public Feature {
   public:
    std::string_view name() const noexcept override { return "slow"; }
    double value(const Candidate&) const override {
      const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(400);
      while (std::chrono::steady_clock::now() < until) {
      }
      return 0;
    }
  };
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options = with(std::make_shared<Slow>());
  options.deadline = std::chrono::milliseconds(300);
  CHECK_THROWS_AS((void)searcher.search("zorb quil", options), DeadlineError);
}

TEST_CASE("rerank: explain names each feature with its value and weight") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const SearchOptions options = with(features::proximity(), 0.5);
  const Results results = searcher.search("zorb quil", options);
  CHECK(results.hits[0].id == "side");
  const Explanation why =
      searcher.explain(parse_query("zorb quil").query, results.hits[0], options);
  double sum = 0;
  for (const Explanation::Part& part : why.parts) sum += part.score;
  CHECK(sum == doctest::Approx(results.hits[0].score).epsilon(1e-9));
  const auto part = std::find_if(why.parts.begin(), why.parts.end(),
                                 [](const auto& p) { return p.what == "feature “proximity”"; });
  REQUIRE(part != why.parts.end());
  REQUIRE(part->details.size() == 1);
  CHECK(part->details[0].starts_with("value 1.000, weight 0.500"));
}

TEST_CASE("proximity: words close together count more, and all of them more than some") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const auto value = [&](const char* text, const char* id) {
    return value_of(searcher, text, features::proximity(), id);
  };
  CHECK(value("zorb quil", "side") == doctest::Approx(1));
  CHECK(value("zorb quil", "near") == doctest::Approx(2.0 / 4));
  CHECK(value("zorb quil", "apart") == doctest::Approx(2.0 / 11));
  CHECK(value("zorb quil", "alone") == doctest::Approx(0));
  CHECK(value("zorb", "side") == doctest::Approx(0));
  CHECK(value("zorb zorb", "side") == doctest::Approx(0));
  CHECK(value("zorb blue trun", "alone") == doctest::Approx(0.5 * 2 / 3));
  CHECK(value("\"blue and\" old", "alone") == doctest::Approx(1));
  CHECK(value("zorb NEAR/5 quil", "near") == doctest::Approx(2.0 / 4));
}

TEST_CASE("quotation alignment: the words wanted said, in their order and nothing between") {
  TemporaryIndex index({{
      article("verbatim", "“We will drain the whole valley now,” Mayor Ana Rosh said."),
      article("order", "“The valley will drain, we know,” Mayor Ana Rosh said."),
  }});
  const Searcher searcher = Searcher::open(index.path());
  const auto value = [&](const char* text, const char* id, Unit unit) {
    return value_of(searcher, text, features::quotation_alignment(), id, unit);
  };
  for (const Unit unit : {Unit::articles, Unit::quotations}) {
    CHECK(value("said:(we will drain)", "verbatim", unit) == doctest::Approx(1));
    CHECK(value("said:(drain valley)", "verbatim", unit) == doctest::Approx(0.75));
    CHECK(value("said:(drain valley)", "verbatim", unit) >
          value("said:(drain valley)", "order", unit));
    CHECK(value("by:Rosh", "order", unit) == doctest::Approx(0));
  }
  CHECK(value("drain valley", "verbatim", Unit::articles) == doctest::Approx(0));
}

TEST_CASE("name likeness: the best spelling that a document has") {
  TemporaryIndex index({{article("same", "Mayor Ana Zelvenko spoke in Marsk."),
                         article("other", "Mayor Ana Zelvenkho spoke in Marsk.")}});
  const Searcher searcher = Searcher::open(index.path());
  const auto value = [&](const char* text, const char* id) {
    return value_of(searcher, text, features::name_likeness(), id);
  };
  CHECK(value("name:Zelvenko", "same") == doctest::Approx(1));
  CHECK(value("name:Zelvenko", "other") < 1);
  CHECK(value("name:Zelvenko", "other") > 0.5);
  CHECK(value("spoke", "same") == doctest::Approx(0));
}

TEST_CASE("date closeness and freshness: halved each half-life") {
  TemporaryIndex index({{article("in", "It rained in Marsk on 5 March 2024.", "2024-03-06"),
                         article("later", "It had rained in Marsk on 5 March 2024.", "2024-04-30"),
                         article("undated", "It rained in Marsk.", nullptr)}});
  const Searcher searcher = Searcher::open(index.path());
  const auto closeness = [&](const char* text, const char* id) {
    return value_of(searcher, text, features::date_closeness(30), id);
  };
  CHECK(closeness("when:2024-03", "in") == doctest::Approx(1));
  CHECK(closeness("when:2024-03", "later") == doctest::Approx(0.5));
  CHECK(closeness("rained", "later") == doctest::Approx(0));
  const auto freshness = [&](const char* id) {
    return value_of(searcher, "rained", features::freshness(55), id);
  };
  CHECK(freshness("later") == doctest::Approx(1));
  CHECK(freshness("in") == doctest::Approx(0.5));
  CHECK(freshness("undated") == doctest::Approx(0));
  CHECK_THROWS_AS((void)features::freshness(0), UsageError);
  CHECK_THROWS_AS((void)features::date_closeness(-1), UsageError);
}

TEST_CASE("rerank: features keep their contract, those of users too") {
  TemporaryIndex index(
      {{article("rain", "“It rained, it rained,” Mayor Ana Rosh said on 5 March 2024 in Marsk.",
                "2024-03-06", "Rain in Marsk"),
        article("dry", "“It never rained,” Premier Ana Roshe said.", "2023-05-01"),
        article("undated", "It rained in Marsk.")},
       {article("empty", "", nullptr, "Rained out")}});
  const Searcher searcher = Searcher::open(index.path());
  const std::vector<std::string> texts = {"rained",
                                          "it rained marsk",
                                          "name:Rosh",
                                          "by:Rosh said:(it rained)",
                                          "when:2024-03",
                                          "*",
                                          "title:rain marsk",
                                          "rain* -dry",
                                          "about:rain",
                                          "\"it rained\" marsk",
                                          "by:Rosh when:2024",
                                          "said:\"it rained\" rained"};
  for (const auto& [feature, weight] : Reranking::standard().features) {
    CAPTURE(feature->name());
    quoth::testing::check_feature_contract(feature, searcher, texts);
  }
  quoth::testing::check_feature_contract(std::make_shared<ByTitle>(0.25), searcher, texts);
}

TEST_CASE("rerank: the standard order is the same at each asking") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  SearchOptions options;
  options.rerank = Reranking::standard();
  CHECK(options.rerank->features.size() == 5);
  const Results once = searcher.search("zorb quil", options);
  CHECK(ids(once) == Ids{"side", "near", "apart", "alone"});
  const Results again = searcher.search("zorb quil", options);
  for (std::size_t i = 0; i < once.hits.size(); ++i)
    CHECK(once.hits[i].score == again.hits[i].score);
}
