#include "results/word_alignment.hpp"

#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <string>
#include <unordered_map>

using namespace quoth;

namespace {

// Two texts as word numbers; words of the source that the text has not are unknown.
struct Pair {
  std::vector<std::uint32_t> text, source;
  std::vector<std::uint8_t> weights;
};

Pair numbered(const std::string& text, const std::string& source) {
  Pair out;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::istringstream words(text), said(source);
  for (std::string word; words >> word;) {
    out.text.push_back(
        numbers.emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    out.weights.push_back(word.size() > 3 ? 5 : 2);
  }
  for (std::string word; said >> word;) {
    const auto at = numbers.find(word);
    out.source.push_back(at == numbers.end() ? kUnknownWord : at->second);
  }
  return out;
}

// "=": same, "~": changed, "+": only in the text, "-": only in the source.
std::string shape(const std::string& text, const std::string& source) {
  const Pair p = numbered(text, source);
  std::string out;
  for (const AlignedWords& step : align_words(p.text, p.source, p.weights).steps)
    out += step.same                              ? '='
           : step.text == AlignedWords::kNoWord   ? '-'
           : step.source == AlignedWords::kNoWord ? '+'
                                                  : '~';
  return out;
}

// What the steps of an alignment are worth, by the definition.
std::int32_t worth(const WordAlignment& alignment, const std::vector<std::uint8_t>& weights) {
  std::int32_t score = 0;
  for (std::size_t k = 0; k < alignment.steps.size();) {
    const AlignedWords& step = alignment.steps[k];
    if (step.text != AlignedWords::kNoWord && step.source != AlignedWords::kNoWord) {
      score += step.same ? weights[step.text] : -AlignmentCosts::kChanged;
      ++k;
      continue;
    }
    const bool in_text = step.source == AlignedWords::kNoWord;
    std::int32_t words = 0;
    while (k < alignment.steps.size() &&
           (in_text ? alignment.steps[k].source : alignment.steps[k].text) == AlignedWords::kNoWord)
      ++words, ++k;
    score -= std::min(words * AlignmentCosts::kGap, AlignmentCosts::kLongGap);
  }
  return score;
}

}  // namespace

TEST_CASE("alignment: same, changed, added and left out words are told apart") {
  CHECK(shape("closing the sluices means ruin", "they said closing the sluices means ruin now") ==
        "=====");
  CHECK(shape("opening those sluices means ruin", "closing those sluices means ruin") == "====");
  CHECK(shape("closing those gates means ruin", "closing those sluices means ruin") == "==~==");
  CHECK(shape("closing those sluices surely means ruin", "closing those sluices means ruin") ==
        "===+==");
  CHECK(shape("closing sluices means ruin", "closing those sluices means ruin") == "=-===");
}

TEST_CASE("alignment: a long omission does not part what belongs together") {
  const std::string head = "these sluices stay closed", tail = "until summer brings water";
  std::string middle;
  for (int i = 0; i < 40; ++i) middle += " filler" + std::to_string(i);
  CHECK(shape(head + " " + tail, head + middle + " " + tail) ==
        "====" + std::string(40, '-') + "====");
}

TEST_CASE("alignment: nothing in common is nothing") {
  CHECK(shape("", "some words").empty());
  CHECK(shape("some words", "").empty());
  CHECK(shape("some words", "other things").empty());
}

TEST_CASE(
    "alignment: the quick one scores as the plain one does, and its steps are worth its score") {
  const unsigned seed = 20240311;
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    Pair p;
    const std::uint32_t vocabulary = 2 + random() % 12;
    for (std::size_t n = 1 + random() % 14; n > 0; --n) {
      p.text.push_back(random() % vocabulary);
      p.weights.push_back(static_cast<std::uint8_t>(1 + random() % 8));
    }
    for (std::size_t n = random() % 30; n > 0; --n)
      p.source.push_back(random() % 4 == 0 ? kUnknownWord : random() % vocabulary);
    const WordAlignment quick = align_words(p.text, p.source, p.weights);
    const WordAlignment plain = align_words_plainly(p.text, p.source, p.weights);
    REQUIRE(quick.score == plain.score);
    REQUIRE(worth(quick, p.weights) == quick.score);
    REQUIRE(worth(plain, p.weights) == plain.score);
  }
}

TEST_CASE("alignment: in a very long source the words are found where they stand") {
  std::vector<std::uint32_t> source(3'000'000, kUnknownWord), text;
  std::vector<std::uint8_t> weights;
  for (std::uint32_t i = 0; i < 20; ++i) {
    text.push_back(i);
    weights.push_back(4);
    source[2'000'000 + i] = i;
    source[1000 * i] = i;
  }
  const WordAlignment found = align_words(text, source, weights);
  CHECK(found.score == 80);
  REQUIRE(found.steps.size() == 20);
  CHECK(found.steps.front().source == 2'000'000);
}

TEST_CASE("alignment: a text of the greatest length is compared in bounded memory") {
  std::vector<std::uint32_t> text, source;
  for (std::uint32_t i = 0; i < kMostTextWords; ++i) text.push_back(i);
  source = text;
  source.insert(source.begin(), 5000, kUnknownWord);
  const std::vector<std::uint8_t> weights(text.size(), 8);
  CHECK(align_words(text, source, weights).score == 8 * static_cast<int>(kMostTextWords));
}
