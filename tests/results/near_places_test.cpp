// The places that take part in a match, held against trying every choice.
#include "results/near_places.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace quoth;

namespace {

using Parts = std::vector<std::vector<Place>>;

std::vector<Place> words(std::initializer_list<std::uint32_t> positions) {
  std::vector<Place> out;
  for (const std::uint32_t p : positions) out.push_back({p, p});
  return out;
}

bool is_match(std::vector<Place> chosen, std::uint32_t distance, bool ordered) {
  if (!ordered) std::sort(chosen.begin(), chosen.end());
  for (std::size_t i = 1; i < chosen.size(); ++i)
    if (chosen[i].first <= chosen[i - 1].last) return false;
  return chosen.back().first <= chosen.front().last ||
         chosen.back().first - chosen.front().last <= distance;
}

void try_all(const Parts& parts, std::uint32_t distance, bool ordered, std::vector<Place>& chosen,
             std::vector<std::set<Place>>& out) {
  if (chosen.size() == parts.size()) {
    if (!is_match(chosen, distance, ordered)) return;
    for (std::size_t p = 0; p < parts.size(); ++p) out[p].insert(chosen[p]);
    return;
  }
  for (const Place& place : parts[chosen.size()]) {
    chosen.push_back(place);
    try_all(parts, distance, ordered, chosen, out);
    chosen.pop_back();
  }
}

Parts by_trying(const Parts& parts, std::uint32_t distance, bool ordered) {
  std::vector<std::set<Place>> found(parts.size());
  std::vector<Place> chosen;
  try_all(parts, distance, ordered, chosen, found);
  Parts out;
  for (const auto& set : found) out.emplace_back(set.begin(), set.end());
  return out;
}

}  // namespace

TEST_CASE("near places: distance counts steps from one word to the other") {
  CHECK(near_places({words({1, 20}), words({6})}, 5, false) == Parts{words({1}), words({6})});
  CHECK(near_places({words({1}), words({7})}, 5, false) == Parts{{}, {}});
  CHECK(near_places({words({7}), words({6})}, 1, false) == Parts{words({7}), words({6})});
  CHECK(near_places({words({7}), words({6})}, 1, true) == Parts{{}, {}});
}

TEST_CASE("near places: a phrase counts from its end, and to its begin") {
  CHECK(near_places({{{1, 3}}, words({5})}, 2, true) == Parts{{{1, 3}}, words({5})});
  CHECK(near_places({words({1}), {{3, 5}}}, 2, true) == Parts{words({1}), {{3, 5}}});
  CHECK(near_places({{{1, 3}}, words({2})}, 9, false) == Parts{{}, {}});
}

TEST_CASE("near places: no word is two of the words asked for") {
  CHECK(near_places({words({4}), words({4})}, 5, false) == Parts{{}, {}});
  CHECK(near_places({words({4, 6}), words({4})}, 5, false) == Parts{words({6}), words({4})});
}

TEST_CASE("near places: three words lie within the distance together") {
  CHECK(near_places({words({1}), words({4}), words({7})}, 6, false) ==
        Parts{words({1}), words({4}), words({7})});
  CHECK(near_places({words({1}), words({4}), words({7})}, 5, false) == Parts{{}, {}, {}});
}

TEST_CASE("near places: the places are those that trying every choice finds") {
  const char* given = std::getenv("QUOTH_TEST_SEED");
  const std::uint32_t seed = given != nullptr ? static_cast<std::uint32_t>(std::atoll(given)) : 77;
  for (std::uint32_t round = 0; round < 4000; ++round) {
    std::mt19937 random(seed + round);
    INFO("QUOTH_TEST_SEED=" << seed + round);
    Parts parts(1 + random() % 4);
    for (auto& part : parts) {
      for (std::size_t i = random() % 6; i > 0; --i) {
        const auto first = static_cast<std::uint32_t>(1 + random() % 24);
        const auto more = static_cast<std::uint32_t>(random() % 3 == 0 ? random() % 3 : 0);
        part.push_back({first, first + more});
      }
      std::sort(part.begin(), part.end());
      part.erase(std::unique(part.begin(), part.end()), part.end());
    }
    const auto distance = static_cast<std::uint32_t>(1 + random() % 10);
    const bool ordered = random() % 2 == 0;
    CHECK(near_places(parts, distance, ordered) == by_trying(parts, distance, ordered));
  }
}
