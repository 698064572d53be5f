#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/plan.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

// Invented words that the stemmer leaves alone and no lexicon knows.
constexpr const char* kWords[] = {"zorb", "quil", "mavk", "trun", "plox", "grev", "dask", "fimb"};

std::string random_body(std::mt19937& random) {
  std::string body;
  const std::size_t length = 3 + random() % 40;
  for (std::size_t i = 0; i < length; ++i) {
    // Skewed, so that some words are frequent and some are rare.
    const std::size_t pick = std::min<std::size_t>(random() % 8, random() % 8);
    body += (i == 0 ? "" : " ") + std::string(kWords[pick]);
  }
  return body;
}

std::vector<std::pair<std::string, double>> run(const Snapshot& snapshot, const Query& query,
                                                std::size_t limit) {
  RankOptions options;
  options.limit = limit;
  std::vector<std::pair<std::string, double>> out;
  for (const RankedDocument& d : execute(make_plan(query, snapshot), snapshot, options).documents)
    out.emplace_back(snapshot.article({d.segment, d.docid}).article.id, d.score);
  return out;
}

// BM25 of every article, computed from the bodies alone.
std::vector<std::pair<std::string, double>> exhaustive(const std::vector<Article>& articles,
                                                       const std::vector<std::string>& words,
                                                       bool all) {
  const auto count_in = [](const Article& a, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = a.body.find(word, at)) != std::string::npos; ++at) ++count;
    return static_cast<double>(count);
  };
  const auto length_of = [](const Article& a) {
    return 1.0 + static_cast<double>(std::count(a.body.begin(), a.body.end(), ' '));
  };
  double total = 0;
  for (const Article& a : articles) total += length_of(a);
  const double average = total / static_cast<double>(articles.size());
  std::vector<std::pair<std::string, double>> out;
  for (const Article& a : articles) {
    double score = 0;
    std::size_t matched = 0;
    for (const std::string& word : words) {
      std::uint64_t df = 0;
      for (const Article& b : articles) df += count_in(b, word) > 0 ? 1 : 0;
      const double wdf = count_in(a, word);
      if (wdf == 0) continue;
      ++matched;
      score += bm25(wdf, length_of(a), average, bm25_idf(articles.size(), df), Bm25{});
    }
    if (matched > 0 && (!all || matched == words.size())) out.emplace_back(a.id, score);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second + 1e-12; });
  return out;
}

// The same scores in the same order; the same articles, where their scores differ. Two articles whose scores are equal
// on paper may differ in the last bit by the order of the sums, and then stand either way round.
void check_same(const std::vector<std::pair<std::string, double>>& got,
                const std::vector<std::pair<std::string, double>>& expected, std::size_t limit) {
  REQUIRE(got.size() == std::min(expected.size(), limit));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < got.size(); ++i) {
    CAPTURE(i);
    const std::string& id = got[i].first;
    const double score = got[i].second;
    CHECK(score == doctest::Approx(expected[i].second).epsilon(1e-9));
    CHECK(seen.insert(id).second);
    const auto same = [&id](const auto& e) { return e.first == id; };
    const auto at = std::find_if(expected.begin(), expected.end(), same);
    REQUIRE(at != expected.end());
    CHECK(at->second == doctest::Approx(score).epsilon(1e-9));
  }
}

}  // namespace

TEST_CASE("executor: the top k are those of an exhaustive BM25, in one segment or five") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<Article> articles;
  std::vector<std::vector<Article>> in_one(1), in_five(5);
  for (int i = 0; i < 60; ++i) {
    articles.push_back(article("a" + std::to_string(i), random_body(random)));
    in_one[0].push_back(articles.back());
    in_five[static_cast<std::size_t>(i / 12)].push_back(articles.back());
  }
  const TemporaryIndex one(in_one), five(in_five);
  const Snapshot small = Snapshot::open(one.path()), large = Snapshot::open(five.path());
  CHECK(large.stats().segments == 5);
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> words;
    std::vector<Query> queries;
    for (const char* word : kWords)
      if (random() % 3 == 0) {
        words.emplace_back(word);
        queries.push_back(Query::word(word));
      }
    if (words.empty()) continue;
    for (const bool all : {false, true}) {
      const Query query = all ? Query::all(queries) : Query::any(queries);
      const auto expected = exhaustive(articles, words, all);
      check_same(run(small, query, 10), expected, 10);
      check_same(run(large, query, 10), expected, 10);
      check_same(run(large, query, 100), expected, 100);
    }
  }
}

TEST_CASE("executor: equal articles come in the order of adding, whatever their segments") {
  std::vector<std::vector<Article>> segments(4);
  std::vector<std::string> added;
  for (std::size_t i = 0; i < 12; ++i) {
    added.push_back("z" + std::to_string(99 - i));  // so that no order of the ids agrees
    segments[i / 3].push_back(article(added.back(), "The zorb fell."));
  }
  const TemporaryIndex index(segments);
  const Snapshot snapshot = Snapshot::open(index.path());
  for (const std::size_t limit : {std::size_t{5}, std::size_t{12}}) {
    const auto found = run(snapshot, Query::word("zorb"), limit);
    REQUIRE(found.size() == limit);
    for (std::size_t i = 0; i < limit; ++i) CHECK(found[i].first == added[i]);
  }
}

TEST_CASE("executor: an article removed or replaced is found no more, nor are its quotations") {
  TemporaryIndex index(
      {{article("one", "The zorb fell. “We saw the zorb fall,” said Ilka Marenko."),
        article("two", "A zorb rose.")}});
  {
    Writer writer = Writer::open(index.path());
    writer.add(article("one", "Nothing here."));
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(run(snapshot, Query::word("zorb"), 10).size() == 1);
  const Plan plan = make_plan(said("zorb"), snapshot, Unit::quotations);
  CHECK(execute(plan, snapshot).documents.empty());
}

TEST_CASE("executor: a deadline that has passed stops the query with an error") {
  TemporaryIndex index({{article("one", "The zorb fell.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  RankOptions options;
  options.deadline = std::chrono::milliseconds(0);
  CHECK_THROWS_AS((void)execute(make_plan(Query::word("zorb"), snapshot), snapshot, options),
                  DeadlineError);
}

TEST_CASE("executor: an empty index and an empty query answer with nothing") {
  TemporaryIndex index({});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(run(snapshot, Query::word("zorb"), 10).empty());
  CHECK(run(snapshot, Query(), 10).empty());
  // A year is a filter of many terms, which the snapshot would remember.
  CHECK(run(snapshot, during("2019..2023"), 10).empty());
  CHECK(run(snapshot, Query::quotation(during("2019..2023")), 10).empty());
  CHECK(run(snapshot, Query::everything(), 10).empty());
}

TEST_CASE("beside a language the words of a query have its stems, as its articles have") {
  Article german = article("de", "Die Regierungen berieten gestern über Verschiebungen.");
  german.lang = "de";
  const TemporaryIndex index({{german, article("en", "Regierungen is a word of theirs.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const auto ids = [&](const char* query) {
    std::vector<std::string> found;
    for (const auto& [id, score] : run(snapshot, parse_query(query).query, 10)) found.push_back(id);
    return found;
  };
  CHECK(ids("lang:de Regierung") == std::vector<std::string>{"de"});
  CHECK(ids("lang:de Verschiebung Regierung") == std::vector<std::string>{"de"});
  CHECK(ids("lang:de Regal").empty());
}

TEST_CASE(
    "a phrase finds the words as they stand, in an article of another language than the query's") {
  Article german = article("de", "Der Frost nimmt uns den Spaten.");
  german.lang = "de";
  const TemporaryIndex index({{german, article("en", "The frost takes our spade.")}});
  const auto found = run(Snapshot::open(index.path()), Query::phrase("den Spaten"), 10);
  REQUIRE(found.size() == 1);
  CHECK(found[0].first == "de");
}

TEST_CASE("executor: a prefix scores the same however the index is split") {
  const std::vector<Article> all = {
      article("one", "The mining firm closed its gates."), article("two", "They mined the old hill."),
      article("three", "Nothing stood there."), article("four", "The ferry was late again today.")};
  const TemporaryIndex whole({all});
  std::vector<std::vector<Article>> singles;
  for (const Article& a : all) singles.push_back({a});
  const TemporaryIndex split(singles);
  const auto expected = run(Snapshot::open(whole.path()), Query::prefix("mini"), 10);
  // "mined" has the stem of "mining", and does not begin so.
  REQUIRE(expected.size() == 1);
  CHECK(expected[0].first == "one");
  CHECK(run(Snapshot::open(split.path()), Query::prefix("mini"), 10) == expected);
  CHECK(run(Snapshot::open(whole.path()), Query::prefix("mine"), 10).front().first == "two");
  CHECK(run(Snapshot::open(whole.path()), Query::prefix("min"), 10).size() == 2);
}

TEST_CASE(
    "executor: a prefix scores the same in one segment, in twelve, and when these are merged") {
  const char* const kWords[] = {"policy", "policies", "police", "policing",
                                "ferry",  "harbour",  "mill",   "polish"};
  constexpr std::uint32_t kSeed = 20261130;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  std::vector<Article> all;
  for (int i = 0; i < 240; ++i) {
    std::string body, title;
    for (std::size_t n = 1 + random() % 12; n > 0; --n)
      body += std::string(kWords[random() % 8]) + " ";
    if (random() % 3 == 0) title = kWords[random() % 8];
    all.push_back(article(std::to_string(i), body, nullptr, title));
  }
  std::vector<std::vector<Article>> parts(12);
  for (std::size_t i = 0; i < all.size(); ++i) parts[i * 12 / all.size()].push_back(all[i]);
  const TemporaryIndex whole({all}), split(parts);
  const Snapshot one = Snapshot::open(whole.path());
  for (const char* letters : {"polici", "police", "policy", "polic", "pol", "fe", "mi"}) {
    CAPTURE(letters);
    const auto expected = run(one, Query::prefix(letters), 300);
    std::size_t having = 0;
    for (const Article& a : all)
      having +=
          (' ' + a.title + ' ' + a.body).find(std::string(" ") + letters) != std::string::npos;
    CHECK(expected.size() == having);
    CHECK(run(Snapshot::open(split.path()), Query::prefix(letters), 300) == expected);
  }
  Writer::open(split.path()).merge();
  const Snapshot merged = Snapshot::open(split.path());
  REQUIRE(merged.segment_count() == 1);
  for (const char* letters : {"polici", "polic"})
    CHECK(run(merged, Query::prefix(letters), 300) == run(one, Query::prefix(letters), 300));
}

TEST_CASE("executor: a near query of many common words keeps its deadline") {
  // Of eight equal words each finds another one near, but never all eight: every choice has to be tried.
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += i % 3 == 0 ? "zorb " : "blim ";
  const TemporaryIndex index({{article("one", body)}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const Query row = Query::near(std::vector<Query>(8, Query::word("zorb")), 4);
  RankOptions options;
  options.deadline = std::chrono::milliseconds(1);
  CHECK_THROWS_AS((void)execute(make_plan(row, snapshot), snapshot, options), DeadlineError);
}

TEST_CASE("executor: settings that BM25 does not have are refused") {
  const TemporaryIndex index({{article("one", "The zorb fell.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const Plan plan = make_plan(Query::word("zorb"), snapshot);
  for (const Bm25 bm25 : {Bm25{-1, 0.75}, Bm25{std::nan(""), 0.75}, Bm25{1.2, 1.5}, Bm25{1.2, -0.1}}) {
    RankOptions options;
    options.bm25 = bm25;
    CHECK_THROWS_AS((void)execute(plan, snapshot, options), UsageError);
  }
}
