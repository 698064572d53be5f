// The best k are those that sorting everything gives, however they are added.
#include "rank/core/top.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace quoth::core;

namespace {

constexpr std::uint32_t kSeed = 20261127;

}  // namespace

TEST_CASE("top: documents added one by one and many at once are the best of all, in order") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  Top top;
  for (const std::size_t k : {1, 2, 3, 7, 10, 100})
    for (int round = 0; round < 60; ++round) {
      CAPTURE(k);
      CAPTURE(round);
      top.begin(k);
      std::vector<Scored> all;
      const std::size_t calls = random() % 30;
      for (std::size_t call = 0; call < calls; ++call) {
        std::vector<Scored> some(random() % 6 == 0 ? random() % 300 : random() % 6);
        // In every other round few scores, so that many are equal.
        for (Scored& one : some)
          one = {static_cast<double>(random() % (round % 2 == 0 ? 40 : 100'000)),
                 static_cast<std::uint32_t>(call), 0};
        for (std::size_t i = 0; i < some.size(); ++i)
          some[i].document = static_cast<std::uint32_t>(i);
        all.insert(all.end(), some.begin(), some.end());
        if (random() % 2 == 0) {
          top.add_many(some.size(), [&](std::size_t i) { return some[i]; });
        } else {
          for (const Scored& one : some) top.add(one);
        }
        CHECK(top.full() == (all.size() >= k));
        std::sort(all.begin(), all.end(), better);
        if (!top.full()) {
          CHECK(top.missing() == k - all.size());
          continue;
        }
        CHECK(top.missing() == 0);
        CHECK(top.threshold() <= all[k - 1].score);
        Scored best = all.front();
        best.score += 1;
        CHECK(top.takes(best));
      }
      all.resize(std::min(all.size(), k));
      const std::vector<Scored>& found = top.sorted();
      REQUIRE(found.size() == all.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].score == all[i].score);
        CHECK(found[i].segment == all[i].segment);
        CHECK(found[i].document == all[i].document);
      }
    }
}
