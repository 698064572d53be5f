// Learns which letters of a script correspond to which Latin letters, and how often, from pairs of
// one name in both.
//
//   learn_letters PAIRS.tsv OUT.tsv SOURCE
//
// PAIRS has the Latin spelling, the native one and a count, with tabs between them (spaces inside a
// spelling do not count). OUT is a table for src/analyze/tables/en/ (names_letters_*.tsv); SOURCE
// goes into its SOURCES line. The tables of this project come from NETransliteration:
//
//   learn_letters FOLDER/wd_russian_64.tsv  src/analyze/tables/en/names_letters_cyrillic.tsv  SOURCE
//   learn_letters FOLDER/wd_arabic_64.tsv   src/analyze/tables/en/names_letters_arabic.tsv    SOURCE
//   learn_letters FOLDER/wd_hebrew_64.tsv   src/analyze/tables/en/names_letters_hebrew.tsv    SOURCE
//   learn_letters FOLDER/wd_katakana_64.tsv src/analyze/tables/en/names_letters_kana.tsv      SOURCE
//
// The model is a joint multigram (Deligne and Bimbot 1995; Bisani and Ney 2008, with units of one
// kind only): a pair of spellings is a chain of units, each a chunk of 0..2 native letters beside
// one of 0..3 Latin letters, and units are independent. A chunk knows whether it stands at the
// beginning or the end of its word, and a Latin chunk that ends with c or g whether e, i or y
// follows, so that "silent e at the end" and "soft c" are units of their own. The units' counts are
// fitted by expectation maximisation over all alignments. Of the pairs, the least likely twelfth is
// set aside after the first rounds: many are two names of one person and no transliteration.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/names/letter_chunks.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace {

using namespace quoth;
using names::kMostLatinChunk;
using names::kMostNativeChunk;

constexpr int kRounds = 9;
constexpr int kRoundsBeforeSettingAside = 3;
constexpr double kSetAside = 1.0 / 12;
constexpr double kFewestUses = 3;
constexpr std::size_t kMostLetters = 24;
// What a letter more in a chunk costs (a factor): without it the longest units always win, since a
// chain of few units has few factors.
const double kLongerUnit = std::exp(-1.2);

/// Chunk texts by number; 0 is the empty chunk.
class Inventory {
 public:
  Inventory() { number_of(""); }
  std::uint32_t number_of(const std::string& text) {
    const auto [at, fresh] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (fresh) texts_.push_back(text);
    return at->second;
  }
  const std::string& text(std::uint32_t number) const { return texts_[number]; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
};

/// A spelling as the numbers of all its chunks: chunks[i][k] begins at letter i and has k letters.
struct Spelling {
  std::size_t letters = 0;
  std::vector<std::array<std::uint32_t, 4>> chunks;
};

struct Pair {
  Spelling native, latin;
  double fit = 0;  ///< log likelihood a letter
  bool used = true;
};

std::uint64_t unit_of(std::uint32_t native, std::uint32_t latin) {
  return std::uint64_t{native} << 32 | latin;
}

bool is_unit(std::size_t native, std::size_t latin) {
  if (native == 0) return latin == 1 || latin == 2;
  return latin != 0 || native == 1;
}

double length_factor(std::size_t native, std::size_t latin) {
  double extra = static_cast<double>(std::max(native, latin)) - 1;
  if (native == 0 || latin == 0) extra += 1;
  return std::pow(kLongerUnit, extra);
}

class Model {
 public:
  /// One round of expectation maximisation; the first takes all units as equally likely.
  void learn(std::vector<Pair>& pairs, bool first) {
    counts_.clear();
    for (Pair& pair : pairs)
      if (pair.used) count(pair, first);
    double sum = 0;
    for (const auto& [unit, n] : counts_) sum += n;
    probabilities_.clear();
    for (const auto& [unit, n] : counts_)
      if (n > .3) probabilities_[unit] = n / sum;
  }

  const std::unordered_map<std::uint64_t, double>& counts() const { return counts_; }

 private:
  void count(Pair& pair, bool first) {
    const std::size_t n = pair.native.letters, m = pair.latin.letters, width = m + 1;
    forward_.assign((n + 1) * width, 0);
    backward_.assign((n + 1) * width, 0);
    steps_.assign((n + 1) * width * 12, 0);
    const auto each_step = [&](std::size_t i, std::size_t j, auto&& visit) {
      for (std::size_t a = 0; a <= kMostNativeChunk && i + a <= n; ++a)
        for (std::size_t b = 0; b <= kMostLatinChunk && j + b <= m; ++b)
          if (is_unit(a, b)) visit(a, b);
    };
    const auto unit_at = [&](std::size_t i, std::size_t j, std::size_t a, std::size_t b) {
      return unit_of(a == 0 ? 0 : pair.native.chunks[i][a], b == 0 ? 0 : pair.latin.chunks[j][b]);
    };
    forward_[0] = 1;
    for (std::size_t i = 0; i <= n; ++i)
      for (std::size_t j = 0; j <= m; ++j) {
        const double here = forward_[i * width + j];
        if (here == 0) continue;
        each_step(i, j, [&](std::size_t a, std::size_t b) {
          double p = 1;
          if (!first) {
            const auto at = probabilities_.find(unit_at(i, j, a, b));
            if (at == probabilities_.end()) return;
            p = at->second;
          }
          p *= length_factor(a, b);
          steps_[(i * width + j) * 12 + a * 4 + b] = p;
          forward_[(i + a) * width + j + b] += here * p;
        });
      }
    const double all = forward_[n * width + m];
    if (!(all > 0)) {
      pair.fit = -1e9;
      return;
    }
    pair.fit = std::log(all) / static_cast<double>(n + m);
    backward_[n * width + m] = 1;
    for (std::size_t i = n + 1; i-- > 0;)
      for (std::size_t j = m + 1; j-- > 0;) {
        if (forward_[i * width + j] == 0) continue;
        double sum = i == n && j == m ? 1 : 0;
        each_step(i, j, [&](std::size_t a, std::size_t b) {
          const double p = steps_[(i * width + j) * 12 + a * 4 + b];
          if (p == 0) return;
          const double rest = p * backward_[(i + a) * width + j + b];
          sum += rest;
          const double share = forward_[i * width + j] * rest / all;
          if (share > 1e-4) counts_[unit_at(i, j, a, b)] += share;
        });
        backward_[i * width + j] = sum;
      }
  }

  std::unordered_map<std::uint64_t, double> probabilities_, counts_;
  std::vector<double> forward_, backward_, steps_;
};

void set_worst_aside(std::vector<Pair>& pairs) {
  std::vector<double> fits;
  fits.reserve(pairs.size());
  for (const Pair& pair : pairs) fits.push_back(pair.fit);
  std::sort(fits.begin(), fits.end());
  const double least = fits[static_cast<std::size_t>(static_cast<double>(fits.size()) * kSetAside)];
  for (Pair& pair : pairs) pair.used = pair.fit >= least;
}

std::vector<Pair> read_pairs(std::istream& in, Inventory& native_chunks, Inventory& latin_chunks) {
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
    if (tab == std::string::npos) continue;
    const std::string latin = folded(line.substr(0, tab));
    std::string written;
    for (const char c : line.substr(tab + 1, second - tab - 1))
      if (c != ' ') written += c;
    std::u32string native = names::native_letters(folded(names::with_geresh(written)));
    // The Arabic article is aligned only where Latin has it too; readers of the table skip it.
    const bool latin_article =
        latin.size() > 3 && latin[1] == 'l' && (latin[0] == 'a' || latin[0] == 'e');
    if (names::has_arabic_article(native) && !latin_article) native.erase(0, 2);
    const bool is_latin =
        std::all_of(latin.begin(), latin.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool is_native =
        std::all_of(native.begin(), native.end(), [](char32_t c) { return c > 0x7f; });
    if (!is_latin || !is_native || latin.size() < 2 || native.empty()) continue;
    if (latin.size() > kMostLetters || native.size() > kMostLetters) continue;
    Pair pair;
    pair.native.letters = native.size();
    pair.native.chunks.resize(native.size() + 1);
    for (std::size_t i = 0; i < native.size(); ++i)
      for (std::size_t k = 1; k <= kMostNativeChunk && i + k <= native.size(); ++k)
        pair.native.chunks[i][k] = native_chunks.number_of(names::native_chunk_text(native, i, k));
    pair.latin.letters = latin.size();
    pair.latin.chunks.resize(latin.size() + 1);
    for (std::size_t i = 0; i < latin.size(); ++i)
      for (std::size_t k = 1; k <= kMostLatinChunk && i + k <= latin.size(); ++k)
        pair.latin.chunks[i][k] = latin_chunks.number_of(names::latin_chunk_text(latin, i, k));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: learn_letters PAIRS.tsv OUT.tsv SOURCE\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  if (!in) {
    std::cerr << argv[1] << ": cannot be read; is its name spelled as the file's?\n";
    return 1;
  }
  Inventory native_chunks, latin_chunks;
  std::vector<Pair> pairs = read_pairs(in, native_chunks, latin_chunks);
  Model model;
  for (int round = 0; round < kRounds; ++round) {
    model.learn(pairs, round == 0);
    if (round + 1 == kRoundsBeforeSettingAside) set_worst_aside(pairs);
  }
  // Sorted, so that the same pairs give the same file.
  std::map<std::pair<std::string, std::string>, long> rows;
  for (const auto& [unit, n] : model.counts())
    if (n >= kFewestUses)
      rows[{native_chunks.text(static_cast<std::uint32_t>(unit >> 32)),
            latin_chunks.text(static_cast<std::uint32_t>(unit))}] = std::lround(n);
  std::ofstream out(argv[2], std::ios::binary);
  out << "# Which letters correspond to which Latin letters, and how often: native, Latin, count.\n"
         "# ^ the word begins, $ it ends here, ) then e, i or y follows, - nothing is written.\n"
         "# Learned from "
      << pairs.size() << " pairs by src/analyze/names/training/learn_letters.cpp.\n"
      << "# SOURCES: " << argv[3] << "\n";
  const auto shown = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  for (const auto& [chunks, n] : rows)
    out << shown(chunks.first) << '\t' << shown(chunks.second) << '\t' << n << '\n';
  out.flush();
  if (!out) {
    std::cerr << argv[2] << ": cannot be written; is the folder there, and the disk not full?\n";
    return 1;
  }
  std::cout << rows.size() << " rows from " << pairs.size() << " pairs\n";
}
