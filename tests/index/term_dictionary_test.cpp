// A dictionary finds what was put into it and nothing else, and damage does no harm.
#include "index/ranks/term_dictionary.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace quoth::storage;

namespace {

struct Made {
  std::map<std::string, DictionaryEntry> expected;  // `extra` is the text backwards
  std::string entries, blocks;
  TermDictionary dictionary;
};

std::string backwards(std::string text) { return {text.rbegin(), text.rend()}; }

void make(const std::vector<std::string>& texts, Made& out, Pieces pieces = Pieces::yes) {
  TermDictionaryWriter writer(pieces);
  for (const std::string& text : texts) out.expected[text];
  std::uint64_t ordinal = 0, start = 0;
  for (auto& [text, entry] : out.expected) {
    entry = {ordinal++, start, pieces == Pieces::yes ? text.size() * 7 : 0, {}};
    start += entry.size;
    writer.add(text, entry.size, backwards(text));
  }
  out.entries = writer.entries(), out.blocks = writer.blocks();
  REQUIRE(out.dictionary.open(out.entries, out.blocks, writer.size(), pieces));
}

// Short texts over few letters, so that many share beginnings; some with zeros and high bytes.
std::string random_text(std::mt19937& random) {
  static const std::string letters("ab\0\xc3z", 5);
  std::string text(random() % 14 + (random() % 9 == 0 ? random() % 40 : 0), 'a');
  for (char& c : text) c = letters[random() % letters.size()];
  return text;
}

}  // namespace

TEST_CASE("term dictionary: every text is found with its piece, no other is") {
  constexpr std::uint32_t kSeed = 20261127;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (std::size_t size : {0, 1, 15, 16, 17, 33, 1000, 1001}) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < size; ++i) texts.push_back(random_text(random));
    Made made;
    make(texts, made, size % 2 == 0 ? Pieces::yes : Pieces::no);
    for (const auto& [text, expected] : made.expected) {
      DictionaryEntry found;
      REQUIRE(made.dictionary.find(text, found));
      CHECK(found.ordinal == expected.ordinal);
      CHECK(found.start == expected.start);
      CHECK(found.size == expected.size);
      CHECK(found.extra == backwards(text));
      std::string back;
      REQUIRE(made.dictionary.at(expected.ordinal, back, found));
      CHECK(back == text);
      CHECK(found.start == expected.start);
    }
    for (int i = 0; i < 500; ++i) {
      const std::string text = random_text(random);
      DictionaryEntry found;
      CHECK(made.dictionary.find(text, found) == (made.expected.count(text) > 0));
    }
  }
}

TEST_CASE("term dictionary: texts with a beginning come in order") {
  std::mt19937 random(20261127);
  std::vector<std::string> texts;
  for (int i = 0; i < 600; ++i) texts.push_back(random_text(random));
  Made made;
  make(texts, made);
  for (const std::string prefix : {"", "a", "ab", "abz", "\xc3", "zzzz", "q"}) {
    std::vector<std::string> expected, found;
    for (const auto& [text, entry] : made.expected)
      if (text.starts_with(prefix)) expected.push_back(text);
    made.dictionary.for_each_with_prefix(prefix,
                                         [&](std::string_view text, const DictionaryEntry& entry) {
                                           found.emplace_back(text);
                                           CHECK(entry.extra == backwards(found.back()));
                                           return true;
                                         });
    CHECK(found == expected);
  }
  int seen = 0;
  made.dictionary.for_each_with_prefix(
      "", [&](std::string_view, const DictionaryEntry&) { return ++seen < 3; });
  CHECK(seen == 3);
}

TEST_CASE("term dictionary: texts come by their ordinals, however far apart") {
  constexpr std::uint32_t kSeed = 20261129;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  std::vector<std::string> texts;
  for (int i = 0; i < 700; ++i) texts.push_back(random_text(random));
  Made made;
  make(texts, made);
  for (const std::uint32_t one_in : {1u, 2u, 9u, 40u, 300u, 100'000u}) {
    CAPTURE(one_in);
    std::vector<std::uint64_t> ordinals;
    std::vector<std::string> expected, found;
    for (const auto& [text, entry] : made.expected)
      if (random() % one_in == 0) ordinals.push_back(entry.ordinal), expected.push_back(text);
    made.dictionary.for_each_at(ordinals, [&](std::string_view text) { found.emplace_back(text); });
    CHECK(found == expected);
  }
  // What there is not is left out.
  const std::uint64_t end = made.dictionary.size();
  const std::uint64_t beyond[] = {end - 1, end, end + 1000};
  std::size_t seen = 0;
  made.dictionary.for_each_at(beyond, [&](std::string_view) { ++seen; });
  CHECK(seen == 1);
}

TEST_CASE("term dictionary: wrong sizes are refused, damaged bytes do no harm") {
  std::mt19937 random(20261127);
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) texts.push_back(random_text(random));
  Made made;
  make(texts, made);
  const std::uint64_t count = made.expected.size();
  TermDictionary other;
  CHECK_FALSE(other.open(made.entries, made.blocks, count + TermDictionary::kInBlock, Pieces::yes));
  CHECK_FALSE(other.open(made.entries.substr(0, 5), made.blocks, count, Pieces::yes));
  CHECK_FALSE(other.open(made.entries, made.blocks, count, Pieces::no));
  for (int round = 0; round < 300; ++round) {
    std::string entries = made.entries, blocks = made.blocks;
    for (int k = 0; k < 3; ++k) {
      entries[random() % entries.size()] = static_cast<char>(random());
      if (round % 2 == 0) blocks[random() % blocks.size()] = static_cast<char>(random());
    }
    TermDictionary damaged;
    if (!damaged.open(entries, blocks, count, Pieces::yes)) continue;
    DictionaryEntry found;
    std::string text;
    for (const auto& [wanted, entry] : made.expected) (void)damaged.find(wanted, found);
    for (std::uint64_t i = 0; i < count; ++i) (void)damaged.at(i, text, found);
    std::size_t visited = 0;
    damaged.for_each_with_prefix("", [&](std::string_view, const DictionaryEntry&) {
      ++visited;
      return true;
    });
    CHECK(visited <= count);
  }
}
