// Fits how a cost of alignment becomes a chance that two spellings are one name.
//
//   fit_scores SCRIPT PAIRS.tsv
//
// SCRIPT is cyrillic, arabic, hebrew or kana; PAIRS as learn_letters.cpp has them. Each pair is set
// against a near one that is false: the same native spelling with the Latin spelling, of all that
// are not its own, that shares most trigrams with the right one. Prints `even` and `slope` of
//
//     p = 1 / (1 + exp(slope * (x - even)))     x = cost in bits / (scaled length)
//
// by Newton's method, for token_sound.cpp. The worst twelfth of the pairs, mostly two names of one
// person, is left out as in learning.
#include <algorithm>
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

constexpr std::size_t kMostPairs = 12000;
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

struct Example {
  double x;
  bool same;
};

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
    right.push_back({names::alignment_bits(native, names::token_sound(pair.latin)), true});
    wrong.push_back(
        {names::alignment_bits(native, names::token_sound(pairs[nearest].latin)), false});
  }
  std::sort(right.begin(), right.end(),
            [](const Example& a, const Example& b) { return a.x < b.x; });
  right.resize(right.size() -
               static_cast<std::size_t>(static_cast<double>(right.size()) * kSetAside));
  std::vector<Example> all = right;
  all.insert(all.end(), wrong.begin(), wrong.end());

  // p = 1 / (1 + exp(-(a + b x)))
  double a = 0, b = 0;
  for (int round = 0; round < 30; ++round) {
    double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
    for (const Example& e : all) {
      const double p = 1 / (1 + std::exp(-(a + b * e.x))), d = (e.same ? 1 : 0) - p,
                   w = p * (1 - p);
      ga += d, gb += d * e.x, haa += w, hab += w * e.x, hbb += w * e.x * e.x;
    }
    const double det = haa * hbb - hab * hab;
    a += (hbb * ga - hab * gb) / det;
    b += (haa * gb - hab * ga) / det;
  }
  std::size_t correct = 0;
  for (const Example& e : all) correct += (a + b * e.x > 0) == e.same;
  std::cout << argv[1] << ": even " << -a / b << ", slope " << -b << "; " << right.size()
            << " right pairs, " << wrong.size() << " wrong ones, "
            << 100.0 * static_cast<double>(correct) / static_cast<double>(all.size())
            << "% told apart\n";
}
