// The inner loops of ranking, one set of kernels beside the other: postings and bytes a second, with the set's name
// as label. Data are random with a fixed seed; a window of 65,536 documents, so levels and codes come from the L2
// cache as in a query.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <bit>
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
  std::vector<std::uint16_t> found, in_a, in_b;
  std::vector<float> bounds;

  Data()
      : codes(kWindow),
        levels(kWindow),
        table(kCodes),
        maxima(kWindow / kLaneGroup * kStep),
        found(kWindow + kStep),
        in_a(kWindow),
        in_b(kWindow),
        bounds(kCodes) {
    std::mt19937 random(kSeed);
    for (std::uint8_t& code : codes) code = static_cast<std::uint8_t>(random());
    for (std::uint8_t& level : table) level = static_cast<std::uint8_t>(random() % 64);
    for (float& bound : bounds) bound = static_cast<float>(random() % 5000) / 400;
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

// A window's documents, of which one in so many has the term.
struct Dense {
  std::vector<std::uint64_t> bits;
  std::vector<std::uint16_t> counted;
  std::size_t postings = 0;

  explicit Dense(std::size_t one_in) : bits(kWindow / 64) {
    for (const std::uint16_t offset : offsets(kWindow / one_in, kSeed))
      bits[offset / 64] |= std::uint64_t{1} << offset % 64;
    for (std::size_t i = 0; i < bits.size(); ++i) {
      if (i * 64 % kCountedEach == 0) counted.push_back(static_cast<std::uint16_t>(postings));
      postings += static_cast<std::size_t>(std::popcount(bits[i]));
    }
  }
  [[nodiscard]] DenseList list(const Data& data) const {
    return {bits.data(), counted.data(), data.codes.data()};
  }
};

void dense(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto terms = static_cast<std::size_t>(state.range(0));
  const Dense one(static_cast<std::size_t>(state.range(1)));
  const std::vector<DenseList> lists(terms, one.list(data));
  const std::vector<const std::uint8_t*> tables(terms, data.table.data());
  for (auto _ : state) {
    set->accumulate_dense(lists.data(), tables.data(), terms, kWindow, true, data.levels.data());
    benchmark::DoNotOptimize(data.levels.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, terms * one.postings, terms * (one.postings + kWindow / 8));
}

void select_dense(benchmark::State& state, const Kernels* set) {
  Data data;
  const Dense one(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(set->select_dense(one.list(data), kWindow, data.table.data(), 62,
                                               data.found.data()));
  report(state, *set, one.postings, one.postings + kWindow / 8);
}

void find_dense(benchmark::State& state, const Kernels* set) {
  Data data;
  const Dense one(4);
  const auto list = offsets(static_cast<std::size_t>(state.range(0)), kSeed + 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(set->find_dense(one.list(data), list.data(), list.size(),
                                             data.in_a.data(), data.in_b.data()));
  report(state, *set, list.size(), 2 * list.size());
}

void widen(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto list = offsets(static_cast<std::size_t>(state.range(0)), kSeed);
  std::vector<std::uint8_t> counts(kWindow / kCountedEach), lows;
  for (const std::uint16_t offset : list) {
    ++counts[offset / kCountedEach];
    lows.push_back(static_cast<std::uint8_t>(offset % kCountedEach));
  }
  lows.resize(lows.size() + kStep);
  for (auto _ : state) {
    set->widen(counts.data(), counts.size(), lows.data(), data.found.data());
    benchmark::DoNotOptimize(data.found.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, list.size(), list.size());
}

void level_table(benchmark::State& state, const Kernels* set) {
  Data data;
  for (auto _ : state) {
    set->level_table(data.bounds.data(), 7.5F, data.table.data());
    benchmark::DoNotOptimize(data.table.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, kCodes, kCodes * sizeof(float));
}

void look_up(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto count = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    set->look_up(data.codes.data(), count, data.table.data(), data.levels.data());
    benchmark::DoNotOptimize(data.levels.data());
    benchmark::ClobberMemory();
  }
  report(state, *set, count, count);
}

// About one posting in thirty has the level.
void select(benchmark::State& state, const Kernels* set) {
  Data data;
  const auto count = static_cast<std::size_t>(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(
        set->select(data.codes.data(), count, data.table.data(), 62, data.found.data()));
  report(state, *set, count, count);
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
  add("level_table", level_table);
  add("accumulate_dense", dense, {{1, 2}, {1, 12}, {4, 4}, {12, 4}});
  add("accumulate_sparse", sparse, {{100}, {4000}});
  add("lane_maxima", maxima);
  add("count_at_least", count);
  add("threshold_scan", scan);
  add("look_up", look_up, {{100}, {4000}});
  add("select", select, {{100}, {4000}});
  add("select_dense", select_dense, {{2}, {12}});
  add("find_dense", find_dense, {{100}, {4000}});
  add("widen", widen, {{500}, {4000}});
  add("intersect", intersect, {{100, 100}, {100, 6000}, {3000, 6000}});
  add("rescore", rescore);
  add("keep_followed", positions);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
