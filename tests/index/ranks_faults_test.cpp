// A .ranks file that contradicts itself is told from one that does not, and no bytes do harm.
#include "index/ranks/ranks_faults.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "index/bytes.hpp"
#include "index/mapped_pages.hpp"
#include "index/ranks/ranks_builder.hpp"

using namespace quoth::storage;

namespace {

constexpr std::uint32_t kSeed = 20261127;

// Titles and texts of words, few of them in most documents; stems of one to three forms.
std::string made(std::uint32_t documents, std::uint32_t most_words, std::uint32_t seed = kSeed) {
  std::mt19937 random(seed);
  RanksBuilder builder;
  for (std::uint32_t d = 0; d < documents; ++d) {
    const auto title = static_cast<std::uint16_t>(random() % 3);
    const std::uint32_t words = title + 1 + static_cast<std::uint32_t>(random() % most_words);
    // Now and then one word again and again, so that its frequency has no code of its own.
    const bool dull = random() % 50 == 0;
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> places;
    std::map<std::string, std::uint32_t> frequencies;
    for (std::uint32_t position = 1; position <= words + (dull ? 40 : 0); ++position) {
      const double at = std::pow(static_cast<double>(random() % 1000) / 1000, 3);
      const std::uint32_t word = position > words ? 3 : static_cast<std::uint32_t>(at * 250);
      const std::string stem = "Zw" + std::to_string(word);
      places[stem][stem.substr(1) + std::string(random() % (1 + word % 3), 's')].push_back(
          position);
      frequencies[stem] += position <= title ? 3 : 1;
    }
    std::vector<RanksBuilder::Term> terms;
    std::vector<RanksBuilder::Form> forms;
    for (const auto& [stem, frequency] : frequencies) {
      for (const auto& [form, positions] : places[stem])
        forms.push_back({terms.size(), form, positions});
      terms.push_back({stem, frequency});
    }
    if (d % 2 == 0) terms.push_back({"Feven", 0});
    if (d % 70 == 0) terms.push_back({"Frare", 0});
    std::vector<std::string> texts;
    for (const RanksBuilder::Term& term : terms)
      texts.push_back("k" + std::string(term.text.substr(term.text.size() - 1)));
    std::vector<RanksBuilder::Key> keys;
    for (std::size_t i = 0; i < texts.size(); ++i) keys.push_back({texts[i], i});
    builder.add(terms, forms, title, {}, keys);
  }
  std::string out;
  builder.write([&](std::string_view piece) { out += piece; });
  return out;
}

std::vector<std::string> faults_of(const std::string& bytes) {
  Ranks ranks;
  if (!ranks.open(bytes)) return {"It cannot be opened."};
  return ranks_faults(ranks);
}

bool says(const std::vector<std::string>& faults, std::string_view what) {
  return std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
    return fault.find(what) != std::string::npos;
  });
}

// A file of which single bytes can be changed where they lie.
struct RanksBytes {
  std::string bytes;
  Ranks ranks;
  TermPostings postings;
  DictionaryEntry entry;

  explicit RanksBytes(std::string whole) : bytes(std::move(whole)) { REQUIRE(ranks.open(bytes)); }
  const WindowPostings& window_of(const std::string& term, std::size_t window = 0) {
    REQUIRE(ranks.terms().find(term, entry));
    REQUIRE(postings.open(ranks, entry));
    REQUIRE(postings.windows().size() > window);
    return postings.windows()[window];
  }
  // The same place, to be written to.
  char* at(const void* place) {
    return bytes.data() + (static_cast<const char*>(place) - bytes.data());
  }
  // Where a section begins, and its size, as the footer says.
  std::pair<std::uint64_t, std::uint64_t> section(ranks::Section which) const {
    ByteReader in(std::string_view(bytes).substr(bytes.size() - ranks::kFooter + 48 + 16 * which));
    const std::uint64_t offset = in.u64();
    return {offset, in.u64()};
  }
};

}  // namespace

TEST_CASE("ranks faults: postings that were read are told of in their order, some MiB at a time") {
  const std::string bytes = made(200'000, 40);
  Ranks ranks;
  REQUIRE(ranks.open(bytes));
  REQUIRE(ranks.posting_bytes() > 2 * kGivenBackAt);
  const char* end = bytes.data();
  std::uint64_t told = 0;
  CHECK(ranks_faults(ranks, 20, [&](std::string_view part) {
          CHECK((part.data() >= end && part.data() + part.size() <= bytes.data() + bytes.size()));
          CHECK(part.size() >= kGivenBackAt);
          end = part.data() + part.size();
          told += part.size();
        }).empty());
  CHECK(told <= ranks.posting_bytes());
  CHECK(told + 2 * kGivenBackAt > ranks.posting_bytes());
}

TEST_CASE("ranks faults: none in what the builder writes") {
  CAPTURE(kSeed);
  for (const std::uint32_t documents : {0u, 1u, 127u, 128u, 129u, 3000u}) {
    CAPTURE(documents);
    CHECK(faults_of(made(documents, 30)) == std::vector<std::string>());
  }
  CHECK(faults_of(made(ranks::kWindow + 1000, 3)) == std::vector<std::string>());
}

TEST_CASE("ranks faults: each kind of lie is found") {
  const std::string sound = made(4000, 30);

  SUBCASE("documents out of order") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Zw90");
    REQUIRE(window.kind == ranks::WindowKind::lows);
    REQUIRE(window.postings >= ranks::kPacked);
    REQUIRE(window.counts[0] > 1);
    std::swap(*file.at(window.lows), *file.at(window.lows + 1));
    CHECK(says(faults_of(file.bytes), "\"Zw90\" cannot be read"));
  }
  SUBCASE("more documents than it says") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Zw90");
    ++*file.at(window.counts);
    CHECK(says(faults_of(file.bytes), "\"Zw90\" cannot be read"));
  }
  SUBCASE("a code that stands for others") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Zw40");
    const std::uint8_t other = window.codes[0] > 1 ? 1 : 2;
    *file.at(window.codes) = static_cast<char>(other);
    CHECK(says(faults_of(file.bytes), "\"Zw40\" has a"));
  }
  SUBCASE("sums") {
    for (const std::string term : {"Zw0", "Feven"}) {
      RanksBytes file(sound);
      const WindowPostings& window = file.window_of(term);
      ++*file.at(window.counted + 3);
      CHECK(says(faults_of(file.bytes), "\"" + term + "\" cannot be read"));
    }
  }
  SUBCASE("a bit behind the last document") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Feven");
    REQUIRE(window.kind == ranks::WindowKind::bits);
    *file.at(reinterpret_cast<const char*>(window.bits) + 4000 / 8) |= 1;
    CHECK(says(faults_of(file.bytes), "\"Feven\" cannot be read"));
  }
  SUBCASE("a bound that does not bound") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Zw0");
    REQUIRE(window.front.size() > 1);
    // One of its codes, but not one of the front: some of the front exceed it.
    const auto* end = window.codes + window.postings;
    const auto* code = std::find_if(window.codes, end, [&](std::uint8_t c) {
      return std::find(window.front.begin(), window.front.end(), c) == window.front.end();
    });
    REQUIRE(code != end);
    std::fill_n(file.at(window.front.data()), window.front.size(), static_cast<char>(*code));
    CHECK(says(faults_of(file.bytes), "has bounds that a posting can exceed"));
  }
  SUBCASE("frequencies in a list") {
    RanksBytes file(sound);
    const WindowPostings& window = file.window_of("Zw3");
    REQUIRE(window.inexact.size() > 1);
    ++*file.at(window.frequencies);
    CHECK(says(faults_of(file.bytes), "\"Zw3\""));
    --*file.at(window.frequencies);
    REQUIRE(faults_of(file.bytes).empty());
    ++*file.at(window.inexact.data());
    CHECK(says(faults_of(file.bytes), "\"Zw3\" lists the frequency of a document"));
  }
  SUBCASE("lengths and titles") {
    RanksBytes file(sound);
    // The low byte of a document's number.
    const auto number = [&](ranks::Section section, std::size_t document) -> char& {
      const auto [begin, size] = file.section(section);
      return file.bytes[begin + size / file.ranks.documents() * document];
    };
    ++number(ranks::kLengthsSection, 77);
    CHECK(says(faults_of(file.bytes), "Document 77 has another length"));
    --number(ranks::kLengthsSection, 77);
    ++number(ranks::kTitleWordsSection, 78);
    CHECK(says(faults_of(file.bytes), "than its frequency says, in document 78"));
  }
  SUBCASE("a position") {
    RanksBytes file(sound);
    (void)file.window_of("Zw42");
    const std::size_t end =
        file.section(ranks::kPostingsSection).first + file.entry.start + file.entry.size;
    std::size_t found = 0;
    for (unsigned bit = 0; bit < 64; ++bit) {
      const std::size_t byte = end - file.postings.position_bytes() + 60 + bit / 8;
      file.bytes[byte] = static_cast<char>(file.bytes[byte] ^ 1 << bit % 8);
      found += faults_of(file.bytes).empty() ? 0 : 1;
      file.bytes[byte] = static_cast<char>(file.bytes[byte] ^ 1 << bit % 8);
    }
    // All but zeros that fill a block's last byte.
    CHECK(found >= 57);
  }
  SUBCASE("forms") {
    RanksBytes file(sound);
    const auto [offset, size] = file.section(ranks::kFormsSection);
    std::size_t found = 0;
    for (std::size_t i = 0; i < 300 && i < size; ++i) {
      file.bytes[offset + i] = static_cast<char>(file.bytes[offset + i] ^ 1);
      found += faults_of(file.bytes).empty() ? 0 : 1;
      file.bytes[offset + i] = static_cast<char>(file.bytes[offset + i] ^ 1);
    }
    // Another last letter makes another form, which may be in order.
    CHECK(found >= 200);
  }
  SUBCASE("keys") {
    RanksBytes file(sound);
    DictionaryEntry key;
    REQUIRE(file.ranks.keys().find("k7", key));
    const std::string before(key.extra);
    // A difference that leads beyond the last term, and one that does not end.
    *file.at(key.extra.data() + key.extra.size() - 1) = '\x7f';
    CHECK(says(faults_of(file.bytes), "\"k7\" does not lead to terms"));
    *file.at(key.extra.data() + key.extra.size() - 1) = '\x80';
    CHECK(says(faults_of(file.bytes), "\"k7\" does not lead to terms"));
    before.copy(file.at(key.extra.data()), before.size());
    REQUIRE(faults_of(file.bytes).empty());
    // The first key's text, which the block repeats.
    const std::uint64_t offset = file.section(ranks::kKeysSection).first;
    file.bytes[offset + 1] = 'z';
    CHECK(says(faults_of(file.bytes), "dictionary of names has a block that begins elsewhere"));
  }
  SUBCASE("no more than asked for") {
    RanksBytes file(sound);
    const std::size_t lengths = file.section(ranks::kLengthsSection).first;
    for (std::size_t d = 0; d < 30; ++d) ++file.bytes[lengths + 4 * d];
    Ranks ranks;
    REQUIRE(ranks.open(file.bytes));
    CHECK(ranks_faults(ranks, 7).size() == 7);
  }
}

TEST_CASE("ranks faults: whatever the bytes are, none do harm, and most flipped bits are found") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const std::string sound = made(700, 12);
  int found = 0;
  constexpr int kRounds = 400;
  for (int round = 0; round < kRounds; ++round) {
    std::string bytes = sound;
    const std::size_t tail = std::min<std::size_t>(bytes.size(), 20'000);
    for (int k = 0; k < (round % 4 == 0 ? 5 : 1); ++k) {
      const std::size_t at =
          round % 2 == 0 ? random() % bytes.size() : bytes.size() - 1 - random() % tail;
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << random() % 8);
    }
    found += faults_of(bytes).empty() ? 0 : 1;
  }
  CHECK(found > kRounds * 8 / 10);
}
