// The gazetteer: what it weighs, what its first lookup costs, and lookups of names that are in it and names that are not.
// Names are the gazetteer's own spellings in an order of their own, so that every lookup reads cold memory as a query
// does. Before the table of times one line tells size and load time. Not measured: reading the program from a cold disk.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "quoth/analyze/name_variants.hpp"

namespace {

using namespace quoth;

// Of the first lookup in the process: there is nothing to load, so this is what pages cost.
struct FirstLookup {
  double microseconds;
  std::size_t found;
};

FirstLookup first_lookup() {
  const auto before = std::chrono::steady_clock::now();
  const std::size_t found = variants_of("Ivory Coast").size();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - before;
  return {took.count(), found};
}

std::vector<std::string> names(bool known, bool ascii) {
  std::vector<std::string> out;
  const std::uint32_t groups = gazetteer_facts().groups;
  for (std::uint32_t g = 0; g < groups; g += 3) {
    VariantSpellings spellings(VariantRef::to(g));
    for (std::string_view s; spellings.next(s);) {
      const bool plain = std::all_of(s.begin(), s.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      if (plain == ascii)
        out.push_back(known ? std::string(s) : std::string(s) + (ascii ? "qx" : "ж"));
    }
  }
  std::shuffle(out.begin(), out.end(), std::mt19937(7));
  return out;
}

void lookup(benchmark::State& state) {
  const std::vector<std::string> asked = names(state.range(0) != 0, state.range(1) != 0);
  std::string scratch;
  std::size_t at = 0, found = 0;
  for (auto _ : state) {
    found += variants_of(asked[at], scratch).size();
    at = at + 1 == asked.size() ? 0 : at + 1;
  }
  benchmark::DoNotOptimize(found);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(lookup)->ArgsProduct({{0, 1}, {0, 1}})->ArgNames({"known", "ascii"});

void all_spellings(benchmark::State& state) {
  const std::vector<std::string> asked = names(true, true);
  std::size_t at = 0, bytes = 0;
  for (auto _ : state) {
    whole_name_variants(asked[at], [&](std::string_view s, VariantKind) {
      bytes += s.size();
      return true;
    });
    at = at + 1 == asked.size() ? 0 : at + 1;
  }
  benchmark::DoNotOptimize(bytes);
}
BENCHMARK(all_spellings);

void keys(benchmark::State& state) {
  const std::vector<std::string> asked = names(true, true);
  std::size_t at = 0, made = 0;
  for (auto _ : state) {
    made += whole_name_keys(asked[at]).size();
    at = at + 1 == asked.size() ? 0 : at + 1;
  }
  benchmark::DoNotOptimize(made);
}
BENCHMARK(keys);

}  // namespace

int main(int argc, char** argv) {
  const FirstLookup first = first_lookup();
  const quoth::GazetteerFacts facts = quoth::gazetteer_facts();
  std::printf(
      "gazetteer: %u places and organisations, %u spellings, %.1f MB on disk and read-only in "
      "memory, "
      "first lookup %.1f microseconds (%zu found)%s\n",
      facts.groups, facts.spellings, facts.bytes / 1e6, first.microseconds, first.found,
      facts.complete ? "" : "; built without cities");
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
