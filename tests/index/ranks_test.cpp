// A .ranks file gives back every posting, frequency, position and form that went into it.
#include "index/ranks/ranks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/bytes.hpp"
#include "index/ranks/prefix_postings.hpp"
#include "index/ranks/ranks_builder.hpp"

using namespace quoth::storage;

namespace {

constexpr std::uint32_t kSeed = 20261127;

// The slow twin: what each document has.
struct Posting {
  std::uint32_t frequency = 0;
  std::vector<std::pair<std::uint32_t, std::string>> places;  // position, form
  friend bool operator==(const Posting&, const Posting&) = default;
};
struct Twin {
  std::map<std::string, std::map<std::uint32_t, Posting>> terms;
  std::vector<std::uint32_t> lengths;
};

struct Made {
  Twin twin;
  std::string bytes;
  Ranks ranks;
};

// Words so that some stand in most documents, some in few, and many in one; stems with one to
// four forms. Filters: "Feven" in every second document, "Fspread" and "Fruns" in
// some, these side by side, "Frare" in few.
void make(std::uint32_t documents, Made& out, std::uint32_t most_words = 12) {
  std::mt19937 random(kSeed);
  RanksBuilder builder;
  for (std::uint32_t d = 0; d < documents; ++d) {
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> words;
    std::uint32_t position = 0;
    const std::uint32_t size = 1 + static_cast<std::uint32_t>(random() % most_words);
    const std::uint32_t repeat = random() % 200 == 0 ? 30 + random() % 40 : 1;
    for (std::uint32_t i = 0; i < size; ++i) {
      const double at = std::pow(static_cast<double>(random() % 1000) / 1000, 4);
      const auto word = static_cast<std::uint32_t>(at * 300);
      const std::string stem = "Zw" + std::to_string(random() % 40 == 0 ? 1000 + d : word);
      const std::string form = stem.substr(1) + std::string(random() % (1 + word % 4), 's');
      for (std::uint32_t k = 0; k < (i == 0 ? repeat : 1); ++k) {
        position += 1 + static_cast<std::uint32_t>(random() % 3 == 0 ? random() % 90 : 0);
        words[stem][form].push_back(position);
      }
    }
    std::vector<RanksBuilder::Term> terms;
    std::vector<RanksBuilder::Form> forms;
    std::uint32_t length = 0;
    for (auto& [stem, by_form] : words) {
      Posting& posting = out.twin.terms[stem][d];
      for (auto& [form, positions] : by_form) {
        posting.frequency += static_cast<std::uint32_t>(positions.size());
        for (const std::uint32_t p : positions) posting.places.emplace_back(p, form);
        forms.push_back({terms.size(), form, positions});
      }
      std::sort(posting.places.begin(), posting.places.end());
      length += posting.frequency;
      terms.push_back({stem, posting.frequency});
    }
    if (d % 2 == 0) terms.push_back({"Feven", 0}), out.twin.terms["Feven"][d];
    if (d / 20 % 40 == 0) terms.push_back({"Fruns", 0}), out.twin.terms["Fruns"][d];
    if (d % 20 == 0) terms.push_back({"Fspread", 0}), out.twin.terms["Fspread"][d];
    if (random() % 500 == 0) terms.push_back({"Frare", 0}), out.twin.terms["Frare"][d];
    out.twin.lengths.push_back(length);
    builder.add(terms, forms);
  }
  builder.write([&](std::string_view piece) { out.bytes += piece; });
  REQUIRE(out.ranks.open(out.bytes));
}

// Every document of the term as the file has it.
std::map<std::uint32_t, Posting> read(const Ranks& ranks, const std::string& text) {
  std::map<std::uint32_t, Posting> out;
  DictionaryEntry entry;
  REQUIRE(ranks.terms().find(text, entry));
  TermPostings term;
  REQUIRE(term.open(ranks, entry));
  CHECK(term.documents() == ranks.document_frequency(text));
  std::size_t wrong = 0;  // counted, as doctest's assertions are slow by the million
  for (const WindowPostings& window : term.windows()) {
    std::uint32_t expected = 0;
    const std::uint32_t documents = ranks::documents_in_window(ranks.documents(), window.window);
    for (std::uint32_t offset = 0; offset < documents; ++offset) {
      const auto posting = TermPostings::posting_at(window, static_cast<std::uint16_t>(offset));
      if (!posting) continue;
      wrong += *posting == expected++ ? 0 : 1;
      Posting& p = out[window.window * ranks::kWindow + offset];
      if (!term.scored()) continue;
      p.frequency = term.frequency(window, *posting);
      if (!term.has_positions()) continue;
      std::vector<Occurrence> occurrences;
      wrong += term.positions(window, *posting, occurrences) ? 0 : 1;
      for (const Occurrence& o : occurrences)
        p.places.emplace_back(o.position, std::to_string(o.form));
    }
    CHECK(expected == window.postings);
  }
  CHECK(wrong == 0);
  CHECK(out.size() == term.documents());
  return out;
}

void check(const Made& made, std::size_t every) {
  const Ranks& ranks = made.ranks;
  REQUIRE(ranks.documents() == made.twin.lengths.size());
  std::uint64_t total = 0;
  std::size_t wrong = 0;
  for (std::uint32_t d = 0; d < ranks.documents(); ++d) {
    wrong += ranks.length(d) == made.twin.lengths[d] ? 0 : 1;
    total += made.twin.lengths[d];
  }
  CHECK(wrong == 0);
  CHECK(ranks.total_length() == total);
  CHECK(ranks.terms().size() == made.twin.terms.size());
  std::size_t n = 0;
  for (const auto& [text, expected] : made.twin.terms) {
    if (n++ % every != 0 && expected.size() < 100) continue;
    CAPTURE(text);
    auto found = read(ranks, text);
    REQUIRE(found.size() == expected.size());
    DictionaryEntry entry;
    REQUIRE(ranks.terms().find(text, entry));
    std::map<std::string, std::string> numbers;  // of the term's forms
    for (const auto& [document, posting] : expected)
      for (const auto& [position, form] : posting.places) {
        if (numbers.count(form) > 0) continue;
        std::vector<FormOf> terms;
        ranks.terms_of_form(form, terms);
        REQUIRE(terms.size() == 1);
        CHECK(terms[0].term == entry.ordinal);
        numbers[form] = std::to_string(terms[0].form);
      }
    for (const auto& [document, posting] : expected) {
      Posting same = posting;
      for (auto& [position, form] : same.places) form = numbers[form];
      wrong += same == found[document] ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
}

}  // namespace

TEST_CASE("ranks: every posting comes back, in a segment of any size") {
  CAPTURE(kSeed);
  for (std::uint32_t documents : {0u, 1u, 2u, 127u, 128u, 129u, 1024u, 3000u}) {
    CAPTURE(documents);
    Made made;
    make(documents, made);
    check(made, 7);
  }
}

TEST_CASE("ranks: postings of several windows come back, the last one short") {
  CAPTURE(kSeed);
  Made made;
  make(2 * ranks::kWindow + 777, made, 2);
  check(made, 997);
  // All kinds of windows are there, and packed terms with more than one window.
  TermPostings term;
  DictionaryEntry entry;
  REQUIRE(made.ranks.terms().find("Zw0", entry));
  REQUIRE(term.open(made.ranks, entry));
  REQUIRE(term.windows().size() == 3);
  CHECK(term.windows()[0].kind == ranks::WindowKind::bits);
  REQUIRE(made.ranks.terms().find("Fruns", entry));
  REQUIRE(term.open(made.ranks, entry));
  CHECK(term.packed());
  REQUIRE(made.ranks.terms().find("Fspread", entry));
  REQUIRE(term.open(made.ranks, entry));
  CHECK_FALSE(term.packed());
  REQUIRE(made.ranks.terms().find("Feven", entry));
  REQUIRE(term.open(made.ranks, entry));
  CHECK(term.windows()[2].kind == ranks::WindowKind::bits);
  CHECK(term.in_window(3) == nullptr);
}

TEST_CASE("ranks: a window's front bounds all its postings") {
  Made made;
  make(5000, made);
  std::size_t unbounded = 0;
  for (const auto& [text, expected] : made.twin.terms) {
    DictionaryEntry entry;
    REQUIRE(made.ranks.terms().find(text, entry));
    TermPostings term;
    REQUIRE(term.open(made.ranks, entry));
    if (!term.scored()) continue;
    for (const WindowPostings& window : term.windows())
      for (const auto& [document, posting] : expected) {
        if (document / ranks::kWindow != window.window) continue;
        const std::uint32_t length = made.twin.lengths[document];
        unbounded += std::none_of(window.front.begin(), window.front.end(), [&](std::uint8_t code) {
          const CodeClass& c = made.ranks.book()[code];
          return c.most >= posting.frequency && c.shortest <= length;
        });
      }
  }
  CHECK(unbounded == 0);
}

TEST_CASE("ranks: of a beginning exactly the documents count that have such a form") {
  Made made;
  make(3000, made);
  for (const std::string prefix : {"", "w", "w1", "w12", "w3s", "w30sss", "x"}) {
    CAPTURE(prefix);
    // By stem, then by document.
    std::map<std::string, std::map<std::uint32_t, std::uint32_t>> expected, found;
    for (const auto& [text, documents] : made.twin.terms)
      for (const auto& [document, posting] : documents)
        for (const auto& [position, form] : posting.places)
          if (form.starts_with(prefix))
            expected[text][document] += position <= made.ranks.title_words(document) ? 3 : 1;
    for (PrefixPostings words(made.ranks, prefix); words.next();) {
      const std::uint32_t count = words.count();
      words.read();
      REQUIRE(words.documents().size() == words.frequencies().size());
      CHECK(words.documents().size() == count);
      CHECK(found.count(words.stem()) == 0);
      for (std::size_t i = 0; i < words.documents().size(); ++i)
        found[words.stem()][words.documents()[i]] = words.frequencies()[i];
    }
    CHECK((found == expected));
  }
}

TEST_CASE("ranks: keys lead to the terms they were given for") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  RanksBuilder builder;
  std::map<std::string, std::set<std::string>> expected;
  for (int d = 0; d < 400; ++d) {
    std::set<std::string> names;
    for (std::size_t i = random() % 5; i > 0; --i)
      names.insert("F" + std::to_string(random() % 300));
    std::vector<RanksBuilder::Term> terms;
    std::vector<RanksBuilder::Key> keys;
    std::vector<std::string> texts;
    for (const std::string& name : names) {
      // Many names have the first key, some the second, one or ten the last.
      texts.insert(texts.end(),
                   {"all", "l" + std::to_string(name.size()), "of" + name.substr(0, 3)});
      terms.push_back({name, 0});
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      keys.push_back({texts[i], i / 3});
      expected[texts[i]].insert(std::string(terms[i / 3].text));
    }
    builder.add(terms, {}, 0, {}, keys);
  }
  std::string bytes;
  builder.write([&](std::string_view piece) { bytes += piece; });
  Ranks ranks;
  REQUIRE(ranks.open(bytes));
  CHECK(ranks.keys().size() == expected.size());
  for (const auto& [key, names] : expected) {
    CAPTURE(key);
    DictionaryEntry entry;
    std::vector<std::uint64_t> terms;
    REQUIRE(ranks.keys().find(key, entry));
    REQUIRE(ranks.terms_of_key(entry, terms));
    std::vector<std::string> found;
    ranks.terms().for_each_at(terms, [&](std::string_view text) { found.emplace_back(text); });
    CHECK(found == std::vector<std::string>(names.begin(), names.end()));
  }
}

TEST_CASE("ranks: FORMAT.md's worked example of keys is what is written") {
  RanksBuilder builder;
  std::vector<RanksBuilder::Term> terms;
  for (const char* text : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"})
    terms.push_back({text, 0});
  builder.add(terms, {}, 0, {}, {{"nadja", 9}, {"nada", 9}, {"nada", 5}});
  std::string bytes;
  builder.write([&](std::string_view piece) { bytes += piece; });
  ByteReader footer(std::string_view(bytes).substr(bytes.size() - ranks::kFooter + 48 +
                                                   16 * ranks::kKeysSection));
  const std::uint64_t offset = footer.u64(), size = footer.u64();
  CHECK(bytes.substr(offset, size) == "\x04nada\x02\x05\x03\x32ja\x01\x09");
}

TEST_CASE("ranks: what is not there is not found") {
  Made made;
  make(200, made);
  CHECK(made.ranks.document_frequency("Znone") == 0);
  std::vector<FormOf> terms{{1, 2}};
  made.ranks.terms_of_form("none", terms);
  CHECK(terms.empty());
  DictionaryEntry entry;
  CHECK_FALSE(made.ranks.keys().find("none", entry));
}

TEST_CASE("ranks: damaged bytes are refused or read without harm") {
  CAPTURE(kSeed);
  Made made;
  make(1500, made);
  CHECK_FALSE(Ranks().open(std::string_view(made.bytes).substr(0, made.bytes.size() - 8)));
  CHECK_FALSE(Ranks().open(""));
  std::mt19937 random(kSeed);
  std::vector<Occurrence> occurrences;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = made.bytes;
    for (int k = 0; k < 5; ++k) {
      // Half of them in the footer and the dictionaries, where every bit counts.
      const std::size_t tail = std::min<std::size_t>(bytes.size(), 20'000);
      const std::size_t at =
          round % 2 == 0 ? random() % bytes.size() : bytes.size() - 1 - random() % tail;
      bytes[at] = static_cast<char>(random());
    }
    Ranks ranks;
    if (!ranks.open(bytes)) continue;
    TermPostings term;
    ranks.terms().for_each_with_prefix("", [&](std::string_view, const DictionaryEntry& entry) {
      if (!term.open(ranks, entry)) return true;
      for (const WindowPostings& window : term.windows()) {
        const std::uint32_t documents =
            ranks::documents_in_window(ranks.documents(), window.window);
        for (std::uint32_t offset = 0; offset < documents; offset += 37) {
          const auto posting = TermPostings::posting_at(window, static_cast<std::uint16_t>(offset));
          if (!posting || *posting >= window.postings) continue;
          if (term.scored()) (void)term.frequency(window, *posting);
          occurrences.clear();
          if (term.has_positions()) (void)term.positions(window, *posting, occurrences);
        }
      }
      return true;
    });
  }
}
