// A posting's code tells a class that it lies in, and few postings share a wide class.
#include "index/ranks/code_book.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

using namespace quoth::storage;

namespace {

// Frequencies and lengths as in news: most words once, in a few hundred.
PostingHistogram news_like(std::uint32_t seed, int postings) {
  std::mt19937 random(seed);
  std::lognormal_distribution<double> length(5.5, 0.8);
  std::geometric_distribution<std::uint32_t> frequency(0.6);
  PostingHistogram out;
  for (int i = 0; i < postings; ++i)
    out.add(1 + frequency(random) * (random() % 50 == 0 ? 9 : 1),
            1 + static_cast<std::uint32_t>(length(random)));
  return out;
}

bool holds(const CodeClass& c, std::uint32_t frequency, std::uint32_t length) {
  return c.least <= frequency && frequency <= c.most && c.shortest <= length && length <= c.longest;
}

}  // namespace

TEST_CASE("code book: every posting lies in the class of its code") {
  const PostingHistogram postings = news_like(20261127, 50'000);
  const CodeBook book(postings);
  std::set<int> used;
  for (const auto& [pair, count] : postings.counts()) {
    const std::uint8_t code = book.code_of(pair.first, pair.second);
    CAPTURE(pair.first);
    CAPTURE(pair.second);
    REQUIRE(code != 0);
    CHECK(holds(book[code], pair.first, pair.second));
    if (pair.first <= CodeBook::kExact) CHECK(book[code].exact());
    used.insert(code);
  }
  CHECK(used.size() == CodeBook::kCodes - 1);
}

TEST_CASE("code book: a code bounds its postings' scores within a twentieth, on average") {
  const PostingHistogram postings = news_like(20261127, 50'000);
  const CodeBook book(postings);
  const auto score = [](double f, double length) {
    return f / (f + 1.2 * (.25 + .75 * length / 330));
  };
  double excess = 0, all = 0;
  for (const auto& [pair, count] : postings.counts()) {
    const CodeClass& c = book[book.code_of(pair.first, pair.second)];
    const double exact = score(pair.first, pair.second), bound = score(c.most, c.shortest);
    CHECK(bound >= exact);
    excess += static_cast<double>(count) * (bound - exact) / exact;
    all += static_cast<double>(count);
  }
  CHECK(excess / all < 0.05);
}

TEST_CASE("code book: few pairs have a class each") {
  PostingHistogram postings;
  postings.add(1, 100), postings.add(1, 101), postings.add(3, 100), postings.add(40, 7);
  postings.add(48, 7);
  const CodeBook book(postings);
  CHECK(book[book.code_of(1, 100)] == CodeClass{1, 1, 100, 100});
  CHECK(book[book.code_of(1, 101)] == CodeClass{1, 1, 101, 101});
  CHECK(book[book.code_of(3, 100)] == CodeClass{3, 3, 100, 100});
  // Above kExact a class may hold several frequencies.
  CHECK(book[book.code_of(40, 7)] == CodeClass{40, 48, 7, 7});
  CHECK_FALSE(book[book.code_of(48, 7)].exact());
  CHECK(book[5] == CodeClass{});
}

TEST_CASE("code book: no postings, no codes") {
  const CodeBook book{PostingHistogram{}};
  CHECK(book.code_of(1, 1) == 0);
  CHECK(book[1] == CodeClass{});
}

TEST_CASE("code book: is read as it was written, and refused when it is none") {
  const CodeBook book(news_like(7, 3'000));
  std::string bytes;
  ByteWriter out(bytes);
  book.write(out);
  REQUIRE(bytes.size() == CodeBook::kBytes);
  CodeBook again;
  ByteReader in(bytes);
  REQUIRE(again.read(in));
  CHECK(in.done());
  for (std::size_t code = 0; code < CodeBook::kCodes; ++code) CHECK(again[code] == book[code]);
  CHECK(again.code_of(1, 200) == book.code_of(1, 200));

  ByteReader cut(std::string_view(bytes).substr(0, 100));
  CHECK_FALSE(CodeBook().read(cut));
  std::string swapped = bytes;
  std::swap_ranges(swapped.begin(), swapped.begin() + 16, swapped.begin() + 16);
  ByteReader wrong(swapped);
  CHECK_FALSE(CodeBook().read(wrong));
}
