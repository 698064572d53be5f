// Blocks that are verified when they are first used.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/ranks/term_dictionary.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::storage;

namespace {

FileChecksums sums_of(std::string_view bytes) {
  FileChecksums sums{{"words", bytes.size()}, {}};
  for (std::size_t at = 0; at < bytes.size(); at += kChecksumBlock)
    sums.blocks.push_back(checksum_of(bytes.substr(at, kChecksumBlock)));
  return sums;
}

bool refuses(const VerifiedBlocks& blocks, std::uint64_t offset, std::uint64_t size) {
  try {
    blocks.require(offset, size);
    return false;
  } catch (const DamagedError& error) {
    CHECK(std::string_view(error.what()).find("news/words") != std::string_view::npos);
    return true;
  }
}

}  // namespace

TEST_CASE("block checksums: a range is refused when, and only when, it meets a damaged block") {
  constexpr std::uint64_t kSeed = 20240517;
  CAPTURE(kSeed);
  std::mt19937_64 random(kSeed);
  // More blocks than a word has bits, and a short one at the end.
  std::string bytes(200 * kChecksumBlock + 777, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  const FileChecksums sums = sums_of(bytes);
  for (int round = 0; round < 6; ++round) {
    std::string bad = bytes;
    std::set<std::uint64_t> damaged;
    for (int i = 0; i < round * 3; ++i) {
      const std::uint64_t at = random() % bad.size();
      bad[at] = static_cast<char>(~bytes[at]);
      damaged.insert(at / kChecksumBlock);
    }
    const VerifiedBlocks blocks(bad, sums, "news/words");
    for (int i = 0; i < 300; ++i) {
      const std::uint64_t offset = random() % (bytes.size() + 1000);
      const std::uint64_t size = random() % (std::uint64_t{1} << (random() % 24));
      const std::uint64_t end = std::min<std::uint64_t>(offset + size, bytes.size());
      const bool meets = offset < end && damaged.lower_bound(offset / kChecksumBlock) !=
                                             damaged.upper_bound((end - 1) / kChecksumBlock);
      CAPTURE(offset);
      CAPTURE(size);
      CHECK(refuses(blocks, offset, size) == meets);
    }
    CHECK(refuses(blocks, 0, bytes.size()) == !damaged.empty());
  }
}

TEST_CASE("block checksums: what was verified is not looked at again, what was damaged is refused each time") {
  std::string bytes(3 * kChecksumBlock, 'a');
  const VerifiedBlocks blocks(bytes, sums_of(bytes), "news/words");
  blocks.require(std::string_view(bytes).substr(10, 20));
  bytes[5] = 'b';  // sealed files never change: here it shows that the block is not read once more
  CHECK_NOTHROW(blocks.require(0, 100));
  bytes[kChecksumBlock + 5] = 'b';
  CHECK(refuses(blocks, kChecksumBlock - 1, 2));
  CHECK(refuses(blocks, kChecksumBlock, 1));
  CHECK_NOTHROW(blocks.require(2 * kChecksumBlock, 1));
  CHECK_NOTHROW(blocks.require(bytes.size(), 100));
  CHECK_NOTHROW(blocks.require(0, 0));
}

TEST_CASE("block checksums: a guarded dictionary gives what it holds or says that it is damaged") {
  std::vector<std::string> words;
  for (int i = 0; i < 30'000; ++i) words.push_back("word" + std::to_string(1'000'000 + i * 7));
  for (const Pieces pieces : {Pieces::yes, Pieces::no}) {
    TermDictionaryWriter writer(pieces);
    for (std::size_t i = 0; i < words.size(); ++i) writer.add(words[i], i % 50, std::string(i % 9, 'x'));
    const std::string whole = writer.entries() + writer.blocks();
    const std::size_t split = writer.entries().size();
    REQUIRE(whole.size() > 3 * kChecksumBlock);
    const FileChecksums sums = sums_of(whole);
    constexpr std::uint64_t kSeed = 20240518;
    CAPTURE(kSeed);
    std::mt19937_64 random(kSeed);
    std::size_t refused = 0;
    for (int round = 0; round < 60; ++round) {
      std::string bad = whole;
      const std::size_t at = random() % bad.size();
      bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
      const VerifiedBlocks guard(bad, sums, "news/words");
      TermDictionary dictionary;
      const std::string_view all = bad;
      REQUIRE(dictionary.open(all.substr(0, split), all.substr(split), words.size(), pieces, &guard));
      for (int i = 0; i < 40; ++i) {
        const std::size_t which = random() % words.size();
        DictionaryEntry entry;
        std::string text;
        std::size_t found = 0;
        try {
          REQUIRE(dictionary.find(words[which], entry));
          CHECK(entry.ordinal == which);
          CHECK(entry.extra.size() == which % 9);
          CHECK_FALSE(dictionary.find(words[which] + "x", entry));
          REQUIRE(dictionary.at(which, text, entry));
          CHECK(text == words[which]);
          dictionary.for_each_with_prefix(words[which].substr(0, 9), [&](std::string_view, const DictionaryEntry&) {
            return ++found > 0;
          });
          CHECK(found > 0);
        } catch (const DamagedError&) {
          ++refused;
        }
      }
    }
    CHECK(refused > 0);
    CHECK(refused < std::size_t{60} * 40);
  }
}
