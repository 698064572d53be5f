// Positions come back as they were written, whatever they are, and damage is told.
#include "index/ranks/position_bits.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <random>

using namespace quoth::storage;

namespace {

struct Block {
  std::vector<std::uint32_t> counts;
  std::vector<Occurrence> occurrences;
};

Block random_block(std::mt19937& random, std::size_t postings, std::uint32_t farthest,
                   std::uint32_t forms) {
  Block out;
  for (std::size_t i = 0; i < postings; ++i) {
    out.counts.push_back(1 + static_cast<std::uint32_t>(random() % 4 == 0 ? random() % 60 : 0));
    std::uint32_t position = 0;
    for (std::uint32_t k = 0; k < out.counts.back(); ++k) {
      position += 1 + static_cast<std::uint32_t>(random() % farthest);
      out.occurrences.push_back({position, static_cast<std::uint32_t>(random() % forms)});
    }
  }
  return out;
}

}  // namespace

TEST_CASE("position bits: each posting of a block is read alone") {
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (std::size_t postings = 1; postings <= kPostingsInBlock; ++postings)
    for (std::uint32_t farthest : {1u, 2u, 100u, 70'000u, 50'000'000u})
      for (std::uint32_t forms : {1u, 2u, 40u}) {
        const bool with_forms = forms > 1;
        const Block block = random_block(random, postings, farthest, forms);
        std::string bytes;
        append_position_block(block.counts, block.occurrences, with_forms, bytes);
        const std::size_t size = bytes.size();
        bytes += "what follows";
        std::vector<Occurrence> all;
        for (std::size_t which = 0; which < postings; ++which)
          REQUIRE(read_positions(bytes, postings, which, with_forms, all));
        CHECK(all == block.occurrences);
        std::vector<std::uint32_t> counts;
        all.clear();
        CHECK(read_position_block(bytes, postings, with_forms, counts, all) == size);
        CHECK(all == block.occurrences);
        CHECK(counts == block.counts);
      }
}

TEST_CASE("position bits: the first and the last position there can be") {
  const std::vector<std::uint32_t> counts{2};
  const std::vector<Occurrence> ends{{1, 0}, {0xffffffff, 0}};
  std::string bytes;
  append_position_block(counts, ends, false, bytes);
  std::vector<Occurrence> out;
  REQUIRE(read_positions(bytes, 1, 0, false, out));
  CHECK(out == ends);
}

TEST_CASE("position bits: distances take few bits more than the number alone has") {
  for (const std::uint32_t position : {1u, 20u, 21u, 300u, 5000u, 900'000u}) {
    std::string bytes;
    append_position_block(std::vector<std::uint32_t>{1}, std::vector<Occurrence>{{position, 0}},
                          false, bytes);
    const auto needed = static_cast<std::size_t>(std::bit_width(position));
    CHECK(bytes.size() * 8 <= 5 + 1 + needed + 2 + 7);
  }
}

TEST_CASE("position bits: sixteen words near the begin take about a byte each") {
  std::mt19937 random(1);
  Block block = random_block(random, kPostingsInBlock, 120, 2);
  std::string bytes;
  append_position_block(block.counts, block.occurrences, true, bytes);
  CHECK(bytes.size() * 8 <= block.occurrences.size() * 11);
}

TEST_CASE("position bits: what ends too soon is damaged, and random bytes are read without harm") {
  std::vector<Occurrence> out;
  CHECK_FALSE(read_positions({}, 1, 0, false, out));
  const std::vector<std::uint32_t> counts{3};
  const std::vector<Occurrence> three{{9, 0}, {90, 0}, {900'000, 0}};
  std::string bytes;
  append_position_block(counts, three, false, bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    out.clear();
    CHECK_FALSE(read_positions(std::string_view(bytes).substr(0, size), 1, 0, false, out));
  }
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string noise(random() % 40, '\0');
    for (char& byte : noise) byte = static_cast<char>(random());
    out.clear();
    const std::size_t which = random() % kPostingsInBlock;
    (void)read_positions(noise, which + 1 + random() % (kPostingsInBlock - which), which,
                         random() % 2 == 0, out);
    CHECK(out.size() <= noise.size() * 8);
    out.clear();
    std::vector<std::uint32_t> found;
    (void)read_position_block(noise, which + 1, random() % 2 == 0, found, out);
    CHECK(out.size() <= noise.size() * 8);
  }
}

TEST_CASE("position bits: the example that FORMAT.md draws") {
  std::string bytes;
  const std::uint32_t counts[] = {2};
  const Occurrence occurrences[] = {{3, 0}, {4, 0}};
  append_position_block(counts, occurrences, false, bytes);
  CHECK(bytes == "\x40\x06");
}
