#include "text/kernels/ascii_run.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "quoth/text/fold.hpp"

using namespace quoth;
using kernels::AsciiRun;

namespace {

// On a heap block of exactly the text's size, so that a sanitizer sees a read past its end.
AsciiRun fast(const std::string& text) {
  const std::vector<char> exact(text.begin(), text.end());
  return kernels::ascii_run(exact.data(), exact.data() + exact.size());
}
AsciiRun plain(const std::string& text) {
  return kernels::ascii_run_scalar(text.data(), text.data() + text.size());
}
void check_same(const std::string& text) {
  CAPTURE(text);
  CHECK(fast(text) == plain(text));
}

}  // namespace

TEST_CASE("ascii run: eight bytes at a time give the bits of the scalar one, at every length") {
  for (std::size_t size = 1; size <= 40; ++size) {
    CAPTURE(size);
    check_same(std::string(size, 'q'));
    check_same(std::string(size, 'Q'));
    check_same('Q' + std::string(size - 1, 'q'));
    check_same(std::string(size - 1, '7') + 'Q');
    for (int byte = 0; byte < 256; ++byte)
      check_same(std::string(size - 1, 'x') + static_cast<char>(byte) + "Tail and more");
  }
}

TEST_CASE("ascii run: both readings agree on random bytes") {
  const std::uint32_t seed = 20240515;
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string text(1 + random() % 48, '\0');
    const std::uint32_t mostly_letters = random() % 4;
    for (char& c : text) {
      const std::uint32_t r = random();
      c = static_cast<char>(mostly_letters != 0 && r % 16 != 0
                                ? (r % 3 == 0 ? 'A' : 'a') + static_cast<int>(r / 64 % 26)
                                : static_cast<int>(r / 64 % 256));
    }
    const AsciiRun run = fast(text);
    CAPTURE(text);
    REQUIRE(run == plain(text));
    CHECK(run.hash == hash_word(folded(text.substr(0, run.size))));
  }
}

TEST_CASE("ascii run: shapes") {
  CHECK(fast("word,").shape == Shape::lower);
  CHECK(fast("Word,").shape == Shape::capitalised);
  CHECK(fast("I am").shape == Shape::capitalised);
  CHECK(fast("NATO7").shape == Shape::upper);
  CHECK(fast("iPhone").shape == Shape::mixed);
  CHECK(fast("mP").shape == Shape::mixed);
  CHECK(fast("7 of them").shape == Shape::none);
}
