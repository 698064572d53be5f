// The inner loops of ranking, one set of kernels beside the other: postings and bytes a second, with the set's name
// as label. Data are random with a fixed seed; a window of 65,536 documents, so levels and codes come from the L2
// cache as in a query.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "quoth/rank/kernels/kernels.hpp"

namespace {

using namespace quoth;
using namespace quoth::kernels;

constexpr std::uint32_t kSeed = 20261127;

struct Data {
  std::vector<std::uint8_t> codes, levels, table, maxima;
  std::vector<std::uint64_t> bits;
  std::vector<std::uint16_t> found, in_a, in_b;

  Data()
      : codes(kWindow),
        levels(kWindow),
        table(kCodes),
        maxima(kWindow / kLaneGroup * kStep),
        bits(kWindow / 64),
        found(kWindow),
        in_a(kWindow),
        in_b(kWindow) {
    std::mt19937 random(kSeed);
    for (std::uint8_t& code : codes) code = static_cast<std::uint8_t>(random());
    for (std::uint8_t& level : table) level = static_cast<std::uint8_t>(random() % 64);
    for (std::uint8_t& level : levels) level = static_cast<std::uint8_t>(random() % 200);
  }
};

// So many distinct offsets of a window.
std::vector<std::uint16_t> offsets(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint16_t> all(kWindow), out(count);
  for (std::size_t i = 0; i < kWindow; ++i) all[i] = static_cast<std::uint16_t>(i);
  std::sample(all.begin(), all.end(), out.begin(), count, random);
  return out;
}

void report(benchmark::State& state, const Kernels& set, std::size_t postings, std::size_t bytes) {
  state.SetLabel(set.name);
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["postings"] =
      benchmark::Counter(rounds * static_cast<double>(postings), benchmark::Counter::kIsRate);
  state.SetBytesProcessed(static_cast<std::int64_t>(rounds * static_cast<double>(bytes)));
}

void dense(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto terms = static_cast<std::size_t>(state.range(0));
  const std::vector<const std::uint8_t*> codes(terms, data.codes.data()),
      tables(terms, data.table.data());
  for (auto _ : state) {
    set->accumulate_dense(codes.data(), tables.data(), terms, kWindow, true, data.levels.data());
    benchmark::DoNotOptimize(data.levels.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, terms * kWindow, terms * kWindow);
}

void sparse(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto list = offsets(static_cast<std::size_t>(state.range(0)), kSeed);
  for (auto _ : state) {
    set->accumulate_sparse(list.data(), data.codes.data(), list.size(), data.table.data(),
                           data.levels.data());
    benchmark::DoNotOptimize(data.levels.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, list.size(), 3 * list.size());
}

void maxima(benchmark::State& state, const Kernels* set) {
  Data data;
  for (auto _ : state) {
    set->lane_maxima(data.levels.data(), kWindow, data.maxima.data());
    benchmark::DoNotOptimize(data.maxima.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, kWindow, kWindow);
}

void count(benchmark::State& state, const Kernels* set) {
  Data data;
  for (auto _ : state)
    benchmark::DoNotOptimize(set->count_at_least(data.levels.data(), kWindow, 150));
  report(state, *set, kWindow, kWindow);
}

// One in a thousand reaches the threshold.
void scan(benchmark::State& state, const Kernels* set) {
  Data data;
  for (std::size_t i = 0; i < kWindow; i += 1000) data.levels[i] = 220;
  for (auto _ : state)
    benchmark::DoNotOptimize(
        set->between(data.levels.data(), kWindow, nullptr, 210, 255, data.found.data()));
  report(state, *set, kWindow, kWindow);
}

void bits(benchmark::State& state, const Kernels* set) {
  Data data;
  for (auto _ : state) {
    set->bits_of(data.codes.data(), kWindow, data.bits.data());
    benchmark::DoNotOptimize(data.bits.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, kWindow, kWindow);
}

void intersect(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto a = offsets(static_cast<std::size_t>(state.range(0)), kSeed);
  const auto b = offsets(static_cast<std::size_t>(state.range(1)), kSeed + 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        set->intersect(a.data(), a.size(), b.data(), b.size(), data.in_a.data(), data.in_b.data()));
  report(state, *set, a.size() + b.size(), 2 * (a.size() + b.size()));
}

void rescore(benchmark::State& state, const Kernels* set) {
  constexpr std::size_t kDocuments = 64, kTerms = 4;
  std::mt19937 random(kSeed);
  std::vector<std::uint32_t> frequencies(kDocuments * kTerms), lengths(kDocuments);
  for (std::uint32_t& f : frequencies) f = static_cast<std::uint32_t>(random() % 5);
  for (std::uint32_t& length : lengths) length = 50 + static_cast<std::uint32_t>(random() % 900);
  const std::vector<double> idf(kTerms, 3.5);
  std::vector<double> scores(kDocuments);
  const Scoring scoring{idf.data(), kTerms, 300, Bm25{}};
  for (auto _ : state) {
    set->rescore(frequencies.data(), lengths.data(), kDocuments, scoring, scores.data());
    benchmark::DoNotOptimize(scores.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, kDocuments * kTerms, 4 * kDocuments * (kTerms + 1));
}

void positions(benchmark::State& state, const Kernels* set) {
  const auto list = offsets(64, kSeed), other = offsets(64, kSeed + 1);
  const std::vector<std::uint32_t> starts(list.begin(), list.end()),
      places(other.begin(), other.end());
  std::vector<std::uint32_t> kept(starts.size());
  for (auto _ : state) {
    std::copy(starts.begin(), starts.end(), kept.begin());
    benchmark::DoNotOptimize(
        set->keep_followed(kept.data(), kept.size(), places.data(), places.size(), 1));
  }
  report(state, *set, starts.size() + places.size(), 4 * (starts.size() + places.size()));
}

void add(const std::string& name, void (*body)(benchmark::State&, const Kernels*),
         const std::vector<std::vector<std::int64_t>>& arguments = {{}}) {
  for (const Kernels* set : runnable_kernels())
    for (const auto& args : arguments) {
      auto* made = benchmark::RegisterBenchmark((name + "/" + set->name).c_str(),
                                                [=](benchmark::State& state) { body(state, set); });
      if (!args.empty()) made->Args(args);
    }
}

}  // namespace

int main(int argc, char** argv) {
  add("accumulate_dense", dense, {{1}, {4}, {12}});
  add("accumulate_sparse", sparse, {{100}, {4000}});
  add("lane_maxima", maxima);
  add("count_at_least", count);
  add("threshold_scan", scan);
  add("bits_of", bits);
  add("intersect", intersect, {{100, 100}, {100, 6000}, {3000, 6000}});
  add("rescore", rescore);
  add("keep_followed", positions);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
