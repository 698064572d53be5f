// How many name tokens a core keys and compares in a second: what indexing pays for each new name
// token, and what a query pays for each candidate.
//
//     name_keys [--catalogue=FILE] [Google Benchmark's own options; --help lists them]
//
// Counters: tokens/s of name_keys() and of token_sound(), pairs/s of similarity_of() over pairs that
// share a key, which is what a query compares (candidates), with no bound and with one of 0.8.
//
// Corpus model: 4,000 invented tokens, seed 1, of 2..5 syllables; 70 in 100 Latin, 8 Cyrillic, 6
// Arabic, 5 Hebrew, 4 kana, 4 Hangul, 2 Han and 1 Greek, the mix of a news archive with foreign
// by-lines. Or, with --catalogue=FILE, the tokens of the names in JSON lines with "name", the first
// 20,000 different ones. Not measured: splitting names into tokens, looking keys up.
#include "quoth/analyze/name_keys.hpp"

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyze/names/token_sound.hpp"

namespace {

constexpr std::size_t kGenerated = 4000;
constexpr std::size_t kFromFile = 20000;
constexpr std::size_t kMostPairs = 20000;

// Same sequence on every machine, unlike the distributions of <random>.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    state_ += 0x9e3779b97f4a7c15ULL;  // SplitMix64
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return (z ^ (z >> 31)) % n;
  }

 private:
  std::uint64_t state_;
};

struct Syllables {
  std::size_t share;  // of 100 tokens
  std::vector<std::string_view> of;
};

std::vector<std::string> generated_tokens() {
  const Syllables scripts[] = {
      {70,
       {"ka", "re", "lin", "sto", "ver", "mac", "ni", "pol", "sch", "ward", "chen", "ha", "zu",
        "gia", "dor", "son"}},
      {8,
       {"ка", "ре", "лин", "сто", "вер", "ма", "ни", "пол", "ский", "шен", "ко", "жа", "ди",
        "гор"}},
      {6, {"كا", "ري", "لن", "ست", "عبد", "ما", "ني", "بو", "شي", "خا", "دو", "جر"}},
      {5, {"קא", "רי", "לין", "סט", "ור", "מא", "ני", "פו", "שי", "חא", "דו", "גר"}},
      {4, {"カ", "リ", "ルン", "スト", "ヴァ", "マー", "ニ", "ポッ", "シャ", "チェ", "ド", "ジョ"}},
      {4, {"카", "리", "린", "스", "베르", "마", "니", "폴", "시", "훈", "도", "정"}},
      {2, {"王", "李", "伟", "明", "小", "华", "国", "平"}},
      {1, {"κα", "ρη", "λιν", "στο", "που", "μα", "δης", "ος"}},
  };
  std::vector<std::string> tokens;
  Random random(1);
  while (tokens.size() < kGenerated) {
    std::size_t lot = random.below(100);
    const Syllables* script = scripts;
    while (lot >= script->share) lot -= script++->share;
    std::string token;
    for (std::size_t n = 2 + random.below(4); n > 0; --n)
      token += script->of[random.below(script->of.size())];
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string catalogue;

std::vector<std::string> tokens_of_catalogue() {
  std::vector<std::string> tokens;
  std::unordered_set<std::string> seen;
  simdjson::dom::parser parser;
  std::ifstream in(catalogue);
  if (!in) {
    std::cerr << catalogue << ": cannot be read; is its name spelled as the file's?\n";
    std::exit(1);
  }
  for (std::string line; tokens.size() < kFromFile && std::getline(in, line);) {
    std::string_view name;
    if (parser.parse(line)["name"].get(name) != simdjson::SUCCESS) continue;
    for (std::string& token : quoth::name_tokens(name))
      if (seen.insert(token).second) tokens.push_back(std::move(token));
  }
  return tokens;
}

const std::vector<std::string>& tokens() {
  static const std::vector<std::string> all =
      catalogue.empty() ? generated_tokens() : tokens_of_catalogue();
  return all;
}

void keys(benchmark::State& state) {
  const auto& all = tokens();
  std::size_t at = 0, made = 0;
  (void)quoth::name_keys("Київ");  // tables are made on first use
  for (auto _ : state) {
    const quoth::NameKeys k = quoth::name_keys(all[at]);
    made += k.size();
    at = at + 1 == all.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["keys_per_token"] =
      static_cast<double>(made) / static_cast<double>(state.iterations());
}
BENCHMARK(keys);

void prepare(benchmark::State& state) {
  const auto& all = tokens();
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(quoth::names::token_sound(all[at]));
    at = at + 1 == all.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(prepare);

void compare(benchmark::State& state) {
  using quoth::names::TokenSound;
  std::vector<TokenSound> sounds;
  std::unordered_map<std::string, std::vector<std::size_t>> with_key;
  for (const std::string& token : tokens()) {
    for (const std::string& key : quoth::name_keys(token)) with_key[key].push_back(sounds.size());
    sounds.push_back(quoth::names::token_sound(token));
  }
  // Candidates of tokens of all scripts among the Latin ones, as in a catalogue in Latin letters.
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  Random random(2);
  for (std::size_t tries = 0; pairs.size() < kMostPairs && tries < 20 * kMostPairs; ++tries) {
    const std::size_t a = random.below(sounds.size());
    for (const std::string& key : quoth::name_keys(sounds[a].text)) {
      const auto& candidates = with_key[key];
      const std::size_t b = candidates[random.below(candidates.size())];
      if (a != b && sounds[b].letters == quoth::names::Letters::latin) pairs.emplace_back(a, b);
    }
  }
  if (pairs.empty()) return;
  const double at_least = static_cast<double>(state.range(0)) / 100;
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        quoth::names::similarity_of(sounds[pairs[at].first], sounds[pairs[at].second], at_least));
    at = at + 1 == pairs.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(compare)->Arg(0)->Arg(80)->ArgName("at_least_percent");

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    const std::string_view arg = argv[i];
    constexpr std::string_view kOption = "--catalogue=";
    if (arg.starts_with(kOption))
      catalogue = arg.substr(kOption.size());
    else
      rest.push_back(argv[i]);
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  if (benchmark::ReportUnrecognizedArguments(count, rest.data())) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
