// Joined .ranks files are what the builder writes for the same documents, byte for byte.
#include "index/ranks/ranks_merger.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "quoth/error.hpp"

using namespace quoth::storage;

namespace {

constexpr std::uint32_t kSeed = 20261127;

// A document's terms with what stands where.
struct Document {
  struct Word {
    std::string stem;
    std::map<std::string, std::vector<std::uint32_t>> places;  // by form
    std::uint32_t titles = 0;  // places in the title, which count threefold
  };
  std::vector<Word> words;
  std::vector<std::string> filters;
  std::uint16_t title_words = 0;
  SpanInArticle span;
};

// Few words in most documents and many in one; stems of one to five forms, some shared by two stems;
// now and then a word that stands a hundred times.
std::vector<Document> random_documents(std::uint32_t count, std::uint32_t most_words,
                                       std::mt19937& random) {
  std::vector<Document> out(count);
  for (std::uint32_t d = 0; d < count; ++d) {
    Document& document = out[d];
    std::map<std::string, Document::Word> words;
    document.title_words = static_cast<std::uint16_t>(random() % 4);
    if (random() % 3 == 0)
      document.span = {1 + static_cast<std::uint32_t>(random() % 5000),
                       static_cast<std::uint32_t>(random() % 81),
                       static_cast<std::uint32_t>(random() % 81)};
    std::uint32_t position = 0;
    const std::uint32_t size = 1 + static_cast<std::uint32_t>(random() % most_words);
    for (std::uint32_t i = 0; i < size; ++i) {
      const double at = std::pow(static_cast<double>(random() % 1000) / 1000, 4);
      const auto word = static_cast<std::uint32_t>(at * 400);
      std::string stem = "Zw" + std::to_string(word);
      if (random() % 30 == 0) stem = "Zrare" + std::to_string(random() % (10 * count));
      const std::uint32_t times =
          random() % 300 == 0 ? 1 + static_cast<std::uint32_t>(random() % 100) : 1;
      for (std::uint32_t k = 0; k < times; ++k) {
        const auto ending = static_cast<std::uint32_t>(random() % (1 + word % 5));
        // The last form belongs to many stems at once.
        const std::string form = ending == 4 ? "common" : stem.substr(1) + std::string(ending, 's');
        position += 1 + static_cast<std::uint32_t>(random() % 5 == 0 ? random() % 300 : 0);
        Document::Word& there = words[stem];
        there.places[form].push_back(position);
        there.titles += position <= document.title_words ? 1 : 0;
      }
    }
    for (auto& [stem, there] : words) {
      there.stem = stem;
      document.words.push_back(there);
    }
    if (d % 2 == 0) document.filters.emplace_back("Feven");
    if (random() % 40 == 0) document.filters.emplace_back("Frare");
    if (random() % 9 == 0) document.filters.push_back("Q" + std::to_string(random() % 1000));
  }
  return out;
}

template <class Documents>
std::string built(const Documents& documents) {
  RanksBuilder builder;
  for (const Document& document : documents) {
    std::vector<RanksBuilder::Term> terms;
    std::vector<RanksBuilder::Form> forms;
    for (const Document::Word& word : document.words) {
      std::uint32_t frequency = 2 * word.titles;
      for (const auto& [form, positions] : word.places) {
        frequency += static_cast<std::uint32_t>(positions.size());
        forms.push_back({terms.size(), form, positions});
      }
      terms.push_back({word.stem, frequency});
    }
    for (const std::string& filter : document.filters) terms.push_back({filter, 0});
    // A term that is scored and stands nowhere.
    if (document.title_words == 1) terms.push_back({"Znowhere", 2});
    // A term's keys follow from its text: most have one, some none or two.
    std::vector<std::string> texts;
    std::vector<RanksBuilder::Key> keys;
    for (const RanksBuilder::Term& term : terms) {
      texts.push_back("k" + std::string(term.text.substr(term.text.size() - 1)));
      texts.push_back("n" + std::string(term.text.substr(1)));
    }
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (texts[i].back() != '5' && (i % 2 == 0 || texts[i].back() < '3'))
        keys.push_back({texts[i], i / 2});
    builder.add(terms, forms, document.title_words, document.span, keys);
  }
  std::string out;
  builder.write([&](std::string_view piece) { out += piece; });
  return out;
}

struct Parts {
  std::deque<std::string> files;
  std::deque<Ranks> ranks;
  std::vector<RanksPart> parts;

  void add(std::string file, std::span<const std::uint64_t> dead = {}) {
    files.push_back(std::move(file));
    ranks.emplace_back();
    REQUIRE(ranks.back().open(files.back()));
    parts.push_back({&ranks.back(), dead});
  }
  std::string merged() const {
    std::string out;
    merge_ranks(parts, [&](std::string_view piece) { out += piece; });
    return out;
  }
};

// Cuts documents into so many runs of random length, some of them empty.
std::vector<std::vector<Document>> cut(const std::vector<Document>& documents, std::size_t runs,
                                       std::mt19937& random) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i + 1 < runs; ++i) ends.push_back(random() % (documents.size() + 1));
  ends.push_back(documents.size());
  std::sort(ends.begin(), ends.end());
  std::vector<std::vector<Document>> out;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    out.emplace_back(documents.begin() + static_cast<std::ptrdiff_t>(begin),
                     documents.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return out;
}

}  // namespace

TEST_CASE("ranks merger: gives what the builder gives") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (const std::uint32_t documents : {1u, 2u, 50u, 700u, 4000u})
    for (const std::size_t runs : {1u, 2u, 5u, 12u}) {
      CAPTURE(documents);
      CAPTURE(runs);
      const std::vector<Document> all = random_documents(documents, 20, random);
      Parts parts;
      for (const auto& run : cut(all, runs, random)) parts.add(built(run));
      CHECK((parts.merged() == built(all)));
    }
}

TEST_CASE("ranks merger: over several windows") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed + 1);
  const std::vector<Document> all = random_documents(2 * ranks::kWindow + 4321, 3, random);
  Parts parts;
  for (const auto& run : cut(all, 4, random)) parts.add(built(run));
  CHECK((parts.merged() == built(all)));
}

TEST_CASE("ranks merger: all postings are passed once in each pass, in their order") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed + 3);
  const std::vector<Document> all = random_documents(60'000, 60, random);  // some stretches of kGivenBackAt
  Parts parts;
  for (const auto& run : cut(all, 2, random)) parts.add(built(run));
  const std::string expected = parts.merged();
  std::vector<std::vector<std::string_view>> passed(parts.parts.size());
  for (std::size_t p = 0; p < parts.parts.size(); ++p)
    parts.parts[p].passed = [&told = passed[p]](std::string_view bytes) { told.push_back(bytes); };
  CHECK((parts.merged() == expected));
  for (std::size_t p = 0; p < parts.parts.size(); ++p) {
    CAPTURE(p);
    const std::string& file = parts.files[p];
    std::uint64_t bytes = 0;
    std::size_t begins = 0;
    for (std::size_t i = 0; i < passed[p].size(); ++i) {
      const std::string_view here = passed[p][i];
      CHECK((here.data() >= file.data() && here.data() + here.size() <= file.data() + file.size()));
      if (i == 0 || here.data() != passed[p][i - 1].data() + passed[p][i - 1].size()) ++begins;
      bytes += here.size();
    }
    CHECK(begins == 2);  // each pass is one stretch without a gap
    CHECK(bytes <= 2 * parts.ranks[p].posting_bytes());
    CHECK(bytes + 2 * 4096 >= 2 * parts.ranks[p].posting_bytes());
  }
}

TEST_CASE("ranks merger: dead documents are left out") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed + 2);
  for (const std::uint32_t documents : {3u, 500u, 3000u})
    for (const std::uint32_t one_in : {1u, 2u, 20u}) {
      CAPTURE(documents);
      CAPTURE(one_in);
      const std::vector<Document> all = random_documents(documents, 20, random);
      std::vector<Document> living;
      std::deque<std::vector<std::uint64_t>> dead;
      Parts parts;
      for (const auto& run : cut(all, 4, random)) {
        dead.emplace_back((run.size() + 63) / 64);
        for (std::size_t d = 0; d < run.size(); ++d) {
          if (random() % one_in == 0) {
            dead.back()[d / 64] |= std::uint64_t{1} << d % 64;
          } else {
            living.push_back(run[d]);
          }
        }
        // Trailing words without a bit may be missing.
        while (!dead.back().empty() && dead.back().back() == 0) dead.back().pop_back();
        parts.add(built(run), dead.back());
      }
      CHECK((parts.merged() == built(living)));
    }
}

TEST_CASE("ranks merger: of nothing") {
  CHECK((Parts().merged() == built(std::vector<Document>())));
}

TEST_CASE("ranks merger: damaged parts throw, or give a file that can be read") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed + 3);
  const std::string a = built(random_documents(300, 12, random));
  const std::string b = built(random_documents(200, 12, random));
  int thrown = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = a;
    for (int k = 0; k < 3; ++k) {
      const std::size_t tail = std::min<std::size_t>(bytes.size(), 20'000);
      const std::size_t at =
          round % 2 == 0 ? random() % bytes.size() : bytes.size() - 1 - random() % tail;
      bytes[at] = static_cast<char>(random());
    }
    Ranks damaged, sound;
    if (!damaged.open(bytes)) continue;
    REQUIRE(sound.open(b));
    const RanksPart parts[] = {{&sound, {}}, {&damaged, {}}};
    std::string out;
    try {
      merge_ranks(parts, [&](std::string_view piece) { out += piece; });
      CHECK(Ranks().open(out));
    } catch (const quoth::DamagedError&) {
      ++thrown;
    }
  }
  CHECK(thrown > 50);
}
