#include "index/ranks/spans_in_articles.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace quoth::storage;

TEST_CASE("spans in articles: are read back one by one, whatever their sizes") {
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 200; ++round) {
    // Numbers of every width up to 32 bits, often 0.
    const std::uint_fast32_t widths[] = {random() % 33, random() % 33, random() % 33};
    const auto number = [&](std::uint_fast32_t width) {
      return static_cast<std::uint32_t>(random() & ((std::uint64_t{1} << width) - 1));
    };
    std::vector<SpanInArticle> spans(random() % 100);
    for (SpanInArticle& span : spans)
      span = {number(widths[0]), number(widths[1]), number(widths[2])};
    const std::string bytes = bytes_of(spans);
    const auto size = static_cast<std::uint32_t>(spans.size());
    SpansInArticles read;
    REQUIRE(read.open(bytes, size));
    for (std::uint32_t i = 0; i < size; ++i) CHECK(read[i] == spans[i]);
    if (bytes.empty()) continue;
    CHECK_FALSE(SpansInArticles().open(std::string_view(bytes).substr(1), size));
    CHECK_FALSE(SpansInArticles().open(bytes + '\0', size));
    for (std::size_t i = 0; i < 3; ++i) {
      std::string wide = bytes;
      wide[i] = 33;
      CHECK_FALSE(SpansInArticles().open(wide, size));
    }
  }
}

TEST_CASE("spans in articles: of documents that are no quotations take no bytes") {
  CHECK(bytes_of(std::vector<SpanInArticle>(7)).empty());
  SpansInArticles read;
  REQUIRE(read.open({}, 7));
  CHECK(read[6] == SpanInArticle{});
}
