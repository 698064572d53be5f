// The ranking core gives the answer of scoring every document, to the bit: whatever the plan, the
// kernels, the number of segments and the deletions.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "rank/core/executor.hpp"
#include "rank/core_collection.hpp"
#include "rank/core_plans.hpp"
#include "rank/core_twin.hpp"

using namespace quoth;
using namespace quoth::core;
using namespace quoth::testing;

namespace {

constexpr std::uint32_t kSeed = 20261127;
using Op = PlanNode::Op;

}  // namespace

TEST_CASE("core: pruned equals exhaustive, to the bit, for random plans") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  Executor executor;
  const std::vector<std::vector<std::uint32_t>> shapes{{1},    {60},   {700},
                                                       {3000}, {0, 5}, {400, 1, 900, 33}};
  for (const auto& sizes : shapes)
    for (bool deletions : {false, true}) {
      const Collection collection(random, sizes, deletions);
      storage::Memo terms;
      for (const Bm25& bm25 : {Bm25{}, Bm25{0.4, 1}, Bm25{2, 0}}) {
        const Twin twin(collection, bm25);
        storage::Memo memo;
        for (int round = 0; round < 60; ++round) {
          const bool of_quotations = random() % 4 == 0;
          const PlanNode plan = random_plan(random, 2, of_quotations);
          CoreOptions options;
          options.bm25 = bm25;
          options.limit = std::vector<std::size_t>{1, 3, 10, 100}[random() % 4];
          options.count_exactly = std::vector<std::size_t>{0, 100, 100'000}[random() % 3];
          if (random() % 2 == 0) options.memo = &memo;
          if (random() % 2 == 0) options.terms = &terms;
          CAPTURE(described(plan));
          check(executor, plan, collection, of_quotations, twin, options);
        }
      }
    }
}

TEST_CASE("core: several windows have one answer") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const Collection collection(random, {70'000}, false, 2);
  const Twin twin(collection, Bm25{});
  Executor executor;
  for (int round = 0; round < 24; ++round) {
    const bool of_quotations = round % 8 == 0;
    const PlanNode plan =
        round % 4 == 1 ? random_phrase(random) : random_plan(random, 1, of_quotations);
    CoreOptions options;
    options.count_exactly = round % 2 == 0 ? options.count_exactly : 0;
    CAPTURE(described(plan));
    check(executor, plan, collection, of_quotations, twin, options);
  }
}

TEST_CASE("core: all or any of several words are found though most postings are not looked at") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (const bool deletions : {false, true}) {
    const Collection collection(random, {70'000, 300, 2000, 0, 20}, deletions, 1);
    const Twin twin(collection, Bm25{});
    Executor executor;
    storage::Memo terms;
    for (int round = 0; round < 24; ++round) {
      PlanNode plan;
      plan.op = round % 2 == 0 ? Op::all : Op::any;
      // Dense words and rare ones, the same one twice, one that nobody has, and a filter.
      for (unsigned most : {3u, 3u + 10u * static_cast<unsigned>(round), 40u, 260u}) {
        PlanNode word;
        word.op = round % 8 == 6 && most == 260 ? Op::filter : Op::word;
        word.terms = {word.op == Op::filter ? "Len" : "Z" + some_word(random, most)};
        if (plan.op == Op::any || (most != 40 && (round % 3 != 0 || most != 260)))
          plan.children.push_back(word);
      }
      if (round % 9 == 7) plan = PlanNode(plan.children.front());
      CoreOptions options;
      options.limit = std::vector<std::size_t>{1, 10, 100}[random() % 3];
      options.count_exactly = 0;
      options.terms = &terms;
      CAPTURE(described(plan));
      check(executor, plan, collection, false, twin, options);
    }
  }
}

TEST_CASE(
    "core: a word's total is exact though segments without one of the best are not looked at") {
  std::mt19937 random(kSeed);
  const Collection collection(random, {900, 5, 5, 5, 5, 5}, false);
  Executor executor;
  CoreOptions options;
  options.limit = 1;
  options.count_exactly = 0;
  PlanNode word;
  word.op = Op::word;
  word.terms = {"Zw0"};
  const CoreResult result = executor.run(word, collection.views(), options);
  CHECK(result.total_is_exact);
  CHECK(result.total == Twin(collection, Bm25{}).rank(word, false).size());
}

TEST_CASE("core: any of two words that few documents have, or of one twice") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const Collection collection(random, {3000, 700}, false);
  const Twin twin(collection, Bm25{});
  Executor executor;
  for (int round = 0; round < 80; ++round) {
    PlanNode plan;
    plan.op = Op::any;
    for (int i = 0; i < 2; ++i) {
      PlanNode word;
      word.op = Op::word;
      word.terms = {"Zw" + std::to_string(20 + random() % 200)};
      plan.children.push_back(word);
    }
    if (round % 5 == 0) plan.children[1] = PlanNode(plan.children[0]);
    CoreOptions options;
    options.limit = std::vector<std::size_t>{1, 10, 100}[random() % 3];
    options.count_exactly = random() % 2 == 0 ? 0 : 1000;
    CAPTURE(described(plan));
    check(executor, plan, collection, false, twin, options);
  }
}

TEST_CASE("core: no plan, no segments, no room") {
  Executor executor;
  PlanNode word;
  word.op = Op::word;
  word.terms = {"Zw0"};
  CHECK(executor.run(word, {}, CoreOptions{}).documents.empty());
  CHECK(executor.run(PlanNode{}, {}, CoreOptions{}).total == 0);
  std::mt19937 random(kSeed);
  const Collection collection(random, {50}, false);
  CoreOptions none;
  none.limit = 0;
  const CoreResult result = executor.run(word, collection.views(), none);
  CHECK(result.documents.empty());
  CHECK(result.total > 0);
}

TEST_CASE("core: a deadline that has passed is an error") {
  std::mt19937 random(kSeed);
  const Collection collection(random, {50}, false);
  PlanNode everything;
  everything.op = Op::everything;
  CoreOptions late;
  late.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  Executor executor;
  CHECK_THROWS_AS((void)executor.run(everything, collection.views(), late), DeadlineError);
}
