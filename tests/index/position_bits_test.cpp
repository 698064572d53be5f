// Positions come back as they were written, whatever they are, and damage is told.
#include "index/ranks/position_bits.hpp"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("position bits: a block read on and off gives what reading each posting alone gives") {
  constexpr std::uint32_t kSeed = 20261128;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 400; ++round) {
    const std::size_t postings = 1 + random() % kPostingsInBlock;
    const std::uint32_t forms = std::vector<std::uint32_t>{1, 2, 40}[random() % 3];
    const std::uint32_t farthest = std::vector<std::uint32_t>{1, 3, 90, 50'000'000}[random() % 4];
    const Block block = random_block(random, postings, farthest, forms);
    std::string bytes;
    append_position_block(block.counts, block.occurrences, forms > 1, bytes);
    if (round % 2 == 0) bytes += "what follows";
    PositionBlock reader;
    WholePositionBlock whole;
    REQUIRE(reader.open(bytes, postings, forms > 1));
    REQUIRE(whole.open(bytes, postings, forms > 1));
    for (int step = 0; step < 40; ++step) {
      const std::size_t which = random() % postings;
      const auto form = static_cast<std::uint32_t>(random() % forms);
      std::vector<Occurrence> all;
      REQUIRE(read_positions(bytes, postings, which, forms > 1, all));
      std::vector<std::uint32_t> expected, got;
      for (const Occurrence& occurrence : all)
        if (occurrence.form == form) expected.push_back(occurrence.position);
      if (random() % 2 == 0) {
        reader.read(which, form, got);
        CHECK(got == expected);
        got.clear();
        whole.read(which, form, got);
        CHECK(got == expected);
        continue;
      }
      // Some that are followed, some that are not.
      const std::uint32_t distance = random() % 4;
      for (const Occurrence& occurrence : all)
        if (random() % 3 == 0 && occurrence.position > distance)
          got.push_back(occurrence.position - distance);
      for (std::size_t more = random() % 4; more > 0; --more)
        got.push_back(static_cast<std::uint32_t>(random() % (2 * std::uint64_t{farthest})));
      if (random() % 4 == 0) got.push_back(0xffffffff);
      std::sort(got.begin(), got.end());
      got.erase(std::unique(got.begin(), got.end()), got.end());
      std::vector<std::uint32_t> followed;
      for (const std::uint32_t start : got)
        if (std::any_of(expected.begin(), expected.end(), [&](std::uint32_t position) {
              return position >= distance && position - distance == start;
            }))
          followed.push_back(start);
      std::vector<std::uint32_t> kept = got;
      kept.resize(reader.keep_followed(which, form, kept, distance));
      CHECK(kept == followed);
      got.resize(whole.keep_followed(which, form, got, distance));
      CHECK(got == followed);
    }
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
    const auto look_at = [&](auto block) {
      if (!block.open(noise, which + 1, random() % 2 == 0)) return;
      std::vector<std::uint32_t> places{1, 2, 3, 90, 0xffffffff};
      CHECK(block.keep_followed(random() % (which + 1), 0, places, 1) <= places.size());
      places.clear();
      for (int step = 0; step < 4; ++step) block.read(random() % (which + 1), random() % 2, places);
      CHECK(places.size() <= 4 * noise.size() * 8);
    };
    look_at(PositionBlock{});
    look_at(WholePositionBlock{});
  }
}

TEST_CASE("position bits: the example that FORMAT.md draws") {
  std::string bytes;
  const std::uint32_t counts[] = {2};
  const Occurrence occurrences[] = {{3, 0}, {4, 0}};
  append_position_block(counts, occurrences, false, bytes);
  CHECK(bytes == "\x40\x06");
}
