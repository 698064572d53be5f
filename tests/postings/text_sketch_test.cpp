#include "quoth/postings/text_sketch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::optional<TextSketch> sketch(const std::string& body) {
  TokenTable tokens;
  tokens.scan(body, lexicon_of("en"));
  return sketch_of(tokens, 0);
}

std::string words(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (const std::uint32_t n : numbers) out += "w" + std::to_string(n) + ' ';
  return out;
}

// Jaccard's index of the runs of four, by sets.
double shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto runs = [](const std::vector<std::uint32_t>& text) {
    std::set<std::vector<std::uint32_t>> out;
    for (std::size_t i = 0; i + 4 <= text.size(); ++i)
      out.emplace(text.begin() + static_cast<std::ptrdiff_t>(i),
                  text.begin() + static_cast<std::ptrdiff_t>(i + 4));
    return out;
  };
  const auto x = runs(a), y = runs(b);
  std::size_t both = 0;
  for (const auto& run : x) both += y.count(run);
  return static_cast<double>(both) / static_cast<double>(x.size() + y.size() - both);
}

}  // namespace

TEST_CASE("sketch: the same words have the same sketch, however they are written") {
  const std::string text =
      "The harbour of Brenn was closed on Monday, port captain Ilse Varga said, after a ferry ran aground at its mouth.";
  const std::string other =
      "THE HARBOUR OF BRENN WAS CLOSED ON MONDAY -- Port Captain Ilse Varga said -- after a ferry\nran aground (at its mouth)";
  REQUIRE(sketch(text));
  CHECK(sketch(text) == sketch(other));
  CHECK(sketch(text) != sketch(text.substr(4)));
}

TEST_CASE("sketch: pinned, since indexes hold it") {
  CHECK(sketch("one two three four five six seven eight nine ten eleven twelve")->bits ==
        5795570616259237890ULL);
}

TEST_CASE("sketch: a text of few words has none, and what stands behind 64 words does not count") {
  std::string text;
  for (int n = 1; n < 12; ++n) text += "word" + std::to_string(n) + ' ';
  CHECK_FALSE(sketch(text));
  CHECK(sketch(text + "word12"));
  CHECK_FALSE(sketch(""));
  CHECK_FALSE(sketch("… — “” !!! ??? \xff\xfe"));

  for (int n = 12; n <= 64; ++n) text += "word" + std::to_string(n) + ' ';
  CHECK(sketch(text) == sketch(text + "and so on"));
}

TEST_CASE("sketch: equal bits tell the share of runs in common") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  // The mean over many pairs of the share told by bits less the true one; by chance about 0.005.
  double error = 0;
  int pairs = 0;
  for (const std::size_t length : {20U, 40U, 64U}) {
    for (int round = 0; round < 400; ++round) {
      std::vector<std::uint32_t> a(length);
      for (auto& word : a) word = random() % 100'000;
      std::vector<std::uint32_t> b = a;
      for (unsigned changes = random() % 12; changes > 0; --changes)
        b[random() % length] = random() % 100'000;
      const auto x = sketch(words(a)), y = sketch(words(b));
      REQUIRE((x && y));
      const double told = 2.0 * equal_bits(*x, *y) / 64 - 1;
      error += told - shared(a, b);
      // Six standard deviations of 64 throws.
      CHECK(std::abs(told - shared(a, b)) < 6 * 2 * std::sqrt(0.25 / 64) + 1e-9);
      ++pairs;
    }
  }
  CHECK(std::abs(error / pairs) < 0.03);
}

TEST_CASE("sketch: a text of one run fills every bit from one bin, whichever it is") {
  for (int n = 0; n < 1000; ++n) {
    std::string text;
    for (int k = 0; k < 20; ++k) text += "w" + std::to_string(n) + ' ';
    const auto bits = sketch(text)->bits;
    CHECK((bits == 1 || bits == ~std::uint64_t{0}));
  }
}

TEST_CASE("sketch: unrelated texts are no candidates") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<TextSketch> all;
  for (int n = 0; n < 1000; ++n) {
    std::vector<std::uint32_t> text(30 + random() % 200);
    for (auto& word : text) word = random() % 5'000;
    all.push_back(*sketch(words(text)));
  }
  // Of 499,500 pairs some 20 are expected.
  int candidates = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      candidates += equal_bits(all[i], all[k]) >= kCopyCandidateBits ? 1 : 0;
  CHECK(candidates < 200);
}
