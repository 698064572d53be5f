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

// A block with what stands apart of it, all of its memory.
struct Written {
  std::string bytes, bits;
  BlockHead head;
  std::size_t size = 0;
};

// `width`: of first positions; 0..kMostWidth, more where they do not stand apart.
Written written(const Block& block, bool with_forms, unsigned width) {
  Written out;
  if (width <= kMostWidth) {
    out.head.apart = true, out.head.width = width;
    out.bits.assign((3 + block.counts.size() * width) / 8 + 1, '\0');
    out.head.at = 3;
    std::uint64_t at = 3;
    std::size_t first = 0;
    for (std::size_t i = 0; i < block.counts.size(); first += block.counts[i++]) {
      const std::uint32_t distance = block.occurrences[first].position - 1;
      out.head.highs = out.head.highs || distance >> width != 0;
      if (with_forms && block.occurrences[first].form != 0) out.head.formed |= 1U << i;
      for (unsigned bit = 0; bit < width; ++bit, ++at)
        if ((distance >> bit & 1) != 0)
          out.bits[at / 8] = static_cast<char>(out.bits[at / 8] | 1 << at % 8);
    }
  }
  append_position_block(block.counts, block.occurrences, with_forms, out.head, out.bytes);
  out.size = out.bytes.size();
  return out;
}

// What follows a block is not its own; and its head leads to where its bits lie now.
void finish(Written& written, bool more) {
  if (more) written.bytes += "what follows";
  written.head.bits = written.bits;
}

constexpr unsigned kNotApart = kMostWidth + 1;

std::vector<Occurrence> occurrences_of(const Block& block, std::size_t which) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < which; ++i) begin += block.counts[i];
  const auto first = block.occurrences.begin() + static_cast<std::ptrdiff_t>(begin);
  return {first, first + block.counts[which]};
}

}  // namespace

TEST_CASE("position bits: each posting of a block is read alone, wherever first positions stand") {
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (std::size_t postings = 1; postings <= kPostingsInBlock; ++postings)
    for (std::uint32_t farthest : {1u, 2u, 100u, 70'000u, 50'000'000u})
      for (std::uint32_t forms : {1u, 2u, 40u})
        for (unsigned width : {kNotApart, 0u, 1u, 7u, kMostWidth}) {
          if (width < 16 && farthest >> width > 100'000) continue;  // would take megabytes
          const bool with_forms = forms > 1;
          const Block block = random_block(random, postings, farthest, forms);
          Written made = written(block, with_forms, width);
          finish(made, true);
          std::vector<Occurrence> all;
          for (std::size_t which = 0; which < postings; ++which) {
            PositionBlock reader;
            REQUIRE(reader.open(made.bytes, postings, with_forms, made.head));
            REQUIRE(reader.read(which, all));
          }
          CHECK(all == block.occurrences);
          std::vector<std::uint32_t> counts;
          all.clear();
          CHECK(read_position_block(made.bytes, postings, with_forms, made.head, counts, all) ==
                made.size);
          CHECK(all == block.occurrences);
          CHECK(counts == block.counts);
        }
}

TEST_CASE("position bits: a block read on and off gives what each posting has") {
  constexpr std::uint32_t kSeed = 20261128;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 600; ++round) {
    const std::size_t postings = 1 + random() % kPostingsInBlock;
    const std::uint32_t forms = std::vector<std::uint32_t>{1, 2, 40}[random() % 3];
    const std::uint32_t farthest = std::vector<std::uint32_t>{1, 3, 90, 50'000'000}[random() % 4];
    const unsigned width = farthest > 100 ? (random() % 2 == 0 ? kNotApart : kMostWidth)
                                          : std::vector<unsigned>{kNotApart, 0, 3, 7}[random() % 4];
    const Block block = random_block(random, postings, farthest, forms);
    Written made = written(block, forms > 1, width);
    finish(made, round % 2 == 0);
    PositionBlock reader;
    WholePositionBlock whole;
    REQUIRE(reader.open(made.bytes, postings, forms > 1, made.head));
    REQUIRE(whole.open(made.bytes, postings, forms > 1, made.head));
    for (int step = 0; step < 40; ++step) {
      const std::size_t which = random() % postings;
      const auto form = static_cast<std::uint32_t>(random() % forms);
      const std::vector<Occurrence> all = occurrences_of(block, which);
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

TEST_CASE("position bits: the width of first positions takes least") {
  std::mt19937 random(20261129);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint32_t> firsts(1 + random() % 300);
    const std::uint32_t most = 1u << random() % 12;
    for (std::uint32_t& first : firsts)
      first = static_cast<std::uint32_t>(random() % (random() % 40 == 0 ? 20 * most : most));
    const auto bits_of = [&](unsigned width) {
      std::uint64_t bits = std::uint64_t{width} * firsts.size();
      for (std::size_t begin = 0; begin < firsts.size(); begin += kPostingsInBlock) {
        const std::size_t end = std::min(begin + kPostingsInBlock, firsts.size());
        std::uint64_t above = 0;
        for (std::size_t i = begin; i < end; ++i) above += firsts[i] >> width;
        bits += above > 0 ? above + end - begin : 0;
      }
      return bits;
    };
    const unsigned width = best_width(firsts);
    REQUIRE(width <= kMostWidth);
    if (width > 0) CHECK(bits_of(width) <= bits_of(width - 1));
    if (width < kMostWidth) CHECK(bits_of(width) <= bits_of(width + 1));
  }
  CHECK(best_width(std::vector<std::uint32_t>{0, 0, 0}) == 0);
  CHECK(best_width(std::vector<std::uint32_t>{0xffffffff}) <= kMostWidth);
}

TEST_CASE("position bits: the first and the last position there can be") {
  const std::vector<std::uint32_t> counts{2};
  const std::vector<Occurrence> ends{{1, 0}, {0xffffffff, 0}};
  std::string bytes;
  append_position_block(counts, ends, false, {}, bytes);
  std::vector<Occurrence> out;
  PositionBlock block;
  REQUIRE(block.open(bytes, 1, false, {}));
  REQUIRE(block.read(0, out));
  CHECK(out == ends);
}

TEST_CASE("position bits: distances take few bits more than the number alone has") {
  for (const std::uint32_t position : {1u, 20u, 21u, 300u, 5000u, 900'000u}) {
    std::string bytes;
    append_position_block(std::vector<std::uint32_t>{1}, std::vector<Occurrence>{{position, 0}},
                          false, {}, bytes);
    const auto needed = static_cast<std::size_t>(std::bit_width(position));
    CHECK(bytes.size() * 8 <= 5 + 1 + needed + 2 + 7);
  }
}

TEST_CASE("position bits: sixteen words near the begin take about a byte each") {
  std::mt19937 random(1);
  Block block = random_block(random, kPostingsInBlock, 120, 2);
  std::string bytes;
  append_position_block(block.counts, block.occurrences, true, {}, bytes);
  CHECK(bytes.size() * 8 <= block.occurrences.size() * 11);
}

TEST_CASE("position bits: what ends too soon is damaged, and random bytes are read without harm") {
  std::vector<Occurrence> out;
  const auto read_alone = [&](std::string_view from) {
    PositionBlock block;
    return block.open(from, 1, false, {}) && block.read(0, out);
  };
  CHECK_FALSE(read_alone({}));
  const std::vector<std::uint32_t> counts{3};
  const std::vector<Occurrence> three{{9, 0}, {90, 0}, {900'000, 0}};
  std::string bytes;
  append_position_block(counts, three, false, {}, bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    out.clear();
    CHECK_FALSE(read_alone(std::string_view(bytes).substr(0, size)));
  }
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string noise(random() % 40, '\0');
    for (char& byte : noise) byte = static_cast<char>(random());
    out.clear();
    const std::size_t which = random() % kPostingsInBlock;
    BlockHead head;
    head.apart = random() % 2 == 0, head.highs = random() % 2 == 0;
    head.width = static_cast<unsigned>(random() % (kMostWidth + 1));
    head.formed = static_cast<std::uint32_t>(random() & 0xffff), head.bits = noise;
    PositionBlock alone;
    const std::size_t of = which + 1 + random() % (kPostingsInBlock - which);
    if (alone.open(noise, of, random() % 2 == 0, head)) (void)alone.read(which, out);
    CHECK(out.size() <= noise.size() * 8);
    out.clear();
    std::vector<std::uint32_t> found;
    (void)read_position_block(noise, which + 1, random() % 2 == 0, head, found, out);
    CHECK(out.size() <= noise.size() * 8);
    const auto look_at = [&](auto block) {
      if (!block.open(noise, which + 1, random() % 2 == 0, head)) return;
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
  append_position_block(counts, occurrences, false, {}, bytes);
  CHECK(bytes == "\x40\x06");
}
