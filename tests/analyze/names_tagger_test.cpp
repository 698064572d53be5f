#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyze/names/finder.hpp"
#include "analyze/names/stretch_reader.hpp"
#include "analyze/names/tagger.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::names;

namespace {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33) % n;
  }

 private:
  std::uint64_t state_;
};

// The best sum over every sequence of tags that can be, one by one.
std::int64_t best_by_trying(const TagWeights& weights, const std::vector<TagScores>& scores,
                            std::size_t i, Tag before) {
  if (i == scores.size()) return 0;
  std::int64_t best = INT64_MIN;
  for (Tag tag = 0; tag < kTags; ++tag)
    if (can_follow(before, tag))
      best = std::max(best, weights.transition(before, tag) + scores[i][tag] +
                                best_by_trying(weights, scores, i + 1, tag));
  return best;
}

std::int64_t sum_of(const TagWeights& weights, const std::vector<TagScores>& scores,
                    const std::vector<Tag>& tags) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Tag before = i == 0 ? Tag{0} : tags[i - 1];
    REQUIRE(can_follow(before, tags[i]));
    sum += weights.transition(before, tags[i]) + scores[i][tags[i]];
  }
  return sum;
}

}  // namespace

TEST_CASE("tagger: the fast sums are the plain ones, for any features") {
  constexpr std::uint64_t kSeed = 20240611;
  MESSAGE("seed " << kSeed);
  Random random(kSeed);
  const TagWeights& weights = TagWeights::english();
  for (int round = 0; round < 2000; ++round) {
    TagFeatures features;
    const std::uint32_t count = random.below(kMostTagFeatures + 20);
    for (std::uint32_t k = 0; k < count; ++k)
      features.add(static_cast<Template>(random.below(kTemplates)), random.below(3000));
    REQUIRE(features.size() == std::min<std::size_t>(count, kMostTagFeatures));
    TagScores fast, plain;
    score_tags(weights, features, fast);
    score_tags_plainly(weights, features, plain);
    CAPTURE(round);
    REQUIRE(fast == plain);
  }
}

TEST_CASE("tagger: sums of the largest weights do not overflow") {
  std::string table;
  for (int value = 0; value < 3; ++value)
    table += "bias\t" + std::to_string(value) + "\t9999\t-9999\t9999\t-9999\t9999\t-9999\t9999\n";
  const TagWeights weights(table);
  TagFeatures features;
  for (std::size_t k = 0; k < kMostTagFeatures; ++k) features.add(Template::bias, 1);
  TagScores fast, plain;
  score_tags(weights, features, fast);
  score_tags_plainly(weights, features, plain);
  CHECK(fast == plain);
  CHECK(fast[0] == static_cast<std::int32_t>(kMostTagFeatures) * TagWeights::kMost);
}

TEST_CASE("tagger: the tags found are the best of all that can be") {
  constexpr std::uint64_t kSeed = 77;
  MESSAGE("seed " << kSeed);
  Random random(kSeed);
  std::vector<std::array<Tag, 8>> back;
  for (int round = 0; round < 300; ++round) {
    TagWeights weights;
    for (Tag a = 0; a < kTags; ++a)
      for (Tag b = 0; b < kTags; ++b)
        weights.transition(a, b) =
            static_cast<std::int8_t>(static_cast<int>(random.below(200)) - 100);
    std::vector<TagScores> scores(1 + random.below(5));
    for (TagScores& s : scores)
      for (std::int32_t& x : s) x = static_cast<std::int32_t>(random.below(400)) - 200;
    std::vector<Tag> tags;
    best_tags(weights, scores, back, tags);
    REQUIRE(tags.size() == scores.size());
    CAPTURE(round);
    CHECK(sum_of(weights, scores, tags) == best_by_trying(weights, scores, 0, 0));
  }
}

TEST_CASE("tagger: stretches are in order, apart, and hold every word with a capital but grammar") {
  constexpr std::uint64_t kSeed = 4242;
  MESSAGE("seed " << kSeed);
  Random random(kSeed);
  const char* const words[] = {"President", "Mink",  "of",   "the", "Bank",   "-",   "Kyiv",
                               ",",         "al",    "Mr.",  "J.",  "and",    "he",  "’s",
                               "\n\n",      "“Bud”", "US",   "von", "Ltd",    "Kim", "&",
                               "\xff",      "65th",  "O&QR", "!",   "iPhone", ".",   "’"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int k = 0; k < 100; ++k) {
      text += words[random.below(std::size(words))];
      if (random.below(4) != 0) text += ' ';
    }
    TokenTable tokens;
    tokens.scan(text, lexicon_of("en"));
    const WordFacts facts(tokens);
    const FoundNames names = find_by_rules(tokens, facts);
    StretchReader reader(tokens, facts, names);
    TagFeatures features;
    std::vector<bool> held(tokens.size(), false);
    TokenIndex end = 0;
    for (TokenRange s = reader.next(); !s.empty(); s = reader.next()) {
      REQUIRE(s.begin >= end);
      REQUIRE(s.end <= tokens.size());
      end = s.end;
      for (TokenIndex i = s.begin; i < s.end; ++i) {
        held[i] = true;
        reader.read(i, features);
        REQUIRE(features.size() < kMostTagFeatures);  // none was left out for want of room
        TagScores fast, plain;
        reader.score(i, TagWeights::english(), fast);
        score_tags_plainly(TagWeights::english(), features, plain);
        REQUIRE(fast == plain);
      }
    }
    CAPTURE(round);
    for (TokenIndex i = 0; i < tokens.size(); ++i)
      if (facts.is_capital(i) && !has_any(tokens.classes(i), kFunctionWord)) REQUIRE(held[i]);
  }
}

TEST_CASE("tagger: the weights' table is whole") {
  CHECK_FALSE(TagWeights::english().empty());
  // Every row of the table is read: none names a template that is gone.
  CHECK(TagWeights("no_such_template\t1\t2\t0\t0\t0\t0\t0\t0\n").row(0) == TagWeights::Row{});
}
