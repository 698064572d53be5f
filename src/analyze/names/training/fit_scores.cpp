// Fits how a cost of alignment becomes a chance that two spellings are one name.
//
//   fit_scores SCRIPT PAIRS.tsv
//
// SCRIPT is a word to print; PAIRS as learn_letters.cpp has them. Each of some thousand pairs is set
// against a near one that is false: the same native spelling with the Latin spelling, of all that
// are not its own, that shares most trigrams with the right one. Prints the four weights of
// token_sound.cpp,
//
//     p = 1 / (1 + exp(-z))     z = base + native * n + latin * m - slope * x
//
// with n native and m Latin letters aligned at a cost of x bits, by Newton's method. The worst
// twelfth of the pairs, mostly two names of one person, is left out as in learning.
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyze/names/letter_chunks.hpp"
#include "analyze/names/token_sound.hpp"
#include "quoth/text/fold.hpp"

namespace {

using namespace quoth;

constexpr std::size_t kMostPairs = 2500;
constexpr double kSetAside = 1.0 / 12;

struct Pair {
  std::string latin, native;
};

std::vector<std::string> trigrams(const std::string& word) {
  const std::string padded = "^" + word + "$";
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 3 <= padded.size(); ++i) out.push_back(padded.substr(i, 3));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

constexpr std::size_t kWeights = 4;
struct Example {
  std::array<double, kWeights> x;  // 1, n, m, bits
  bool same;
};

Example example(const names::TokenSound& native, const std::string& latin, bool same) {
  return {{1, static_cast<double>(native.size), static_cast<double>(latin.size()),
           names::alignment_bits(native, names::token_sound(latin))},
          same};
}

double dot(const std::array<double, kWeights>& a, const std::array<double, kWeights>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < kWeights; ++i) sum += a[i] * b[i];
  return sum;
}

// One step of Newton's method; the linear equations by elimination.
void improve(std::array<double, kWeights>& w, const std::vector<Example>& examples) {
  std::array<std::array<double, kWeights + 1>, kWeights> a{};
  for (std::size_t i = 0; i < kWeights; ++i) a[i][i] = 1e-6;
  for (const Example& e : examples) {
    const double p = 1 / (1 + std::exp(-dot(w, e.x)));
    for (std::size_t i = 0; i < kWeights; ++i) {
      a[i][kWeights] += ((e.same ? 1 : 0) - p) * e.x[i];
      for (std::size_t j = 0; j < kWeights; ++j) a[i][j] += p * (1 - p) * e.x[i] * e.x[j];
    }
  }
  for (std::size_t i = 0; i < kWeights; ++i)
    for (std::size_t r = 0; r < kWeights; ++r) {
      if (r == i) continue;
      const double factor = a[r][i] / a[i][i];
      for (std::size_t c = i; c <= kWeights; ++c) a[r][c] -= factor * a[i][c];
    }
  for (std::size_t i = 0; i < kWeights; ++i) w[i] += a[i][kWeights] / a[i][i];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: fit_scores SCRIPT PAIRS.tsv\n";
    return 2;
  }
  std::ifstream in(argv[2], std::ios::binary);
  if (!in) {
    std::cerr << argv[2] << ": cannot be read; is its name spelled as the file's?\n";
    return 1;
  }
  std::vector<Pair> pairs;
  std::unordered_map<std::string, std::unordered_set<std::string>> latin_of;
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
    if (tab == std::string::npos) continue;
    std::string written;
    for (const char c : line.substr(tab + 1, second - tab - 1))
      if (c != ' ') written += c;
    Pair pair{folded(line.substr(0, tab)), folded(names::with_geresh(written))};
    const bool ascii = std::all_of(pair.latin.begin(), pair.latin.end(),
                                   [](char c) { return c >= 'a' && c <= 'z'; });
    if (!ascii || pair.latin.size() < 3) continue;
    latin_of[pair.native].insert(pair.latin);
    pairs.push_back(std::move(pair));
  }
  std::unordered_map<std::string, std::vector<std::size_t>> with;
  for (std::size_t k = 0; k < pairs.size(); ++k)
    for (const std::string& t : trigrams(pairs[k].latin)) with[t].push_back(k);

  std::vector<Example> right, wrong;
  const std::size_t stride = std::max<std::size_t>(1, pairs.size() / kMostPairs);
  for (std::size_t k = 0; k < pairs.size(); k += stride) {
    const Pair& pair = pairs[k];
    std::unordered_map<std::size_t, int> shared;
    const auto own = trigrams(pair.latin);
    for (const std::string& t : own)
      if (with[t].size() < 2000)
        for (const std::size_t other : with[t]) ++shared[other];
    double best = 0;
    std::size_t nearest = k;
    for (const auto& [other, count] : shared) {
      const double dice =
          2.0 * count / static_cast<double>(own.size() + trigrams(pairs[other].latin).size());
      if ((dice > best || (dice == best && other < nearest)) &&
          !latin_of[pair.native].contains(pairs[other].latin))
        best = dice, nearest = other;
    }
    if (nearest == k) continue;
    const auto native = names::token_sound(pair.native);
    right.push_back(example(native, pair.latin, true));
    wrong.push_back(example(native, pairs[nearest].latin, false));
  }
  const auto by_letter = [](const Example& e) { return e.x[3] / (e.x[1] + e.x[2] + 4); };
  std::sort(right.begin(), right.end(),
            [&](const Example& a, const Example& b) { return by_letter(a) < by_letter(b); });
  right.resize(right.size() -
               static_cast<std::size_t>(static_cast<double>(right.size()) * kSetAside));
  std::vector<Example> all = right;
  all.insert(all.end(), wrong.begin(), wrong.end());

  std::array<double, kWeights> w{};
  for (int round = 0; round < 20; ++round) improve(w, all);
  std::size_t correct = 0;
  for (const Example& e : all) correct += (dot(w, e.x) > 0) == e.same;
  std::cout << argv[1] << ": {" << w[0] << ", " << w[1] << ", " << w[2] << ", " << -w[3] << "}; "
            << right.size() << " right pairs, " << wrong.size() << " wrong ones, "
            << 100.0 * static_cast<double>(correct) / static_cast<double>(all.size())
            << "% told apart\n";
}
