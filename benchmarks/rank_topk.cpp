// Top-k over synthetic posting lists: what matching, bounding and scoring cost once the terms are known, by kind of
// query, number of terms, k and density of the lists.
//
// Corpus model: 200,000 documents (four windows of the core, the last one not full), seed fixed. A term stands in one
// document of `every`, chosen independently; its frequency is 1 + geometric(1/2), so that half are 1; documents have
// lengths of 60..1,000 words, most of them short. Lists of the same density are eight different terms. Where `every`
// is 2 or 10 a list is a code a document, at 200 and 2,000 offsets and codes. Phrases are two of the terms side by
// side in half of the documents that have both.
//
//   any      has one of the terms             all      has all of them
//   prefer   has the first, others count      filtered any, of the documents with a filter that a third has
//   phrase   the first two, side by side
//
// Counters: postings/s of all terms asked for, read or not, and bytes/s of those postings in the file, positions
// included; `matching` is how many documents match. Kernels in the label; QUOTH_KERNELS chooses them. Not measured:
// disk reads, planning, results.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "rank/core/executor.hpp"

namespace {

using namespace quoth;
using Op = PlanNode::Op;

constexpr std::uint32_t kSeed = 20261127;
constexpr std::uint32_t kDocuments = 200'000;
constexpr std::size_t kTerms = 8;
constexpr std::uint32_t kEvery[] = {2, 10, 200, 2000};

std::string stem_of(std::uint32_t every, std::size_t i) {
  return "Z" + std::to_string(every) + "t" + std::to_string(i);
}
std::string form_of(std::uint32_t every, std::size_t i) { return stem_of(every, i).substr(1); }

class Collection {
 public:
  Collection() {
    storage::RanksBuilder builder;
    std::mt19937 random(kSeed);
    std::vector<std::string> stems, words;
    for (const std::uint32_t every : kEvery)
      for (std::size_t i = 0; i < kTerms; ++i)
        stems.push_back(stem_of(every, i)), words.push_back(form_of(every, i));
    for (std::uint32_t d = 0; d < kDocuments; ++d) {
      std::vector<storage::RanksBuilder::Term> terms;
      std::vector<storage::RanksBuilder::Form> forms;
      // Places of a term: at 1000 * i, or, of the second of a density, behind the first's.
      std::uint32_t words_here = 0;
      for (std::size_t i = 0; i < stems.size(); ++i) {
        if (random() % kEvery[i / kTerms] != 0) continue;
        std::uint32_t frequency = 1;
        while (random() % 2 == 0 && frequency < 30) ++frequency;
        const bool follows = i % kTerms == 1 && !forms.empty() &&
                             terms.back().text == stems[i - 1] && random() % 2 == 0;
        storage::RanksBuilder::Form form{terms.size(), words[i], {}};
        for (std::uint32_t n = 0; n < frequency; ++n)
          form.positions.push_back(follows && n == 0
                                       ? forms.back().positions.front() + 1
                                       : static_cast<std::uint32_t>(100 * i + 3 * n + 3));
        std::sort(form.positions.begin(), form.positions.end());
        terms.push_back({stems[i], frequency});
        forms.push_back(std::move(form));
        words_here += frequency;
      }
      // The rest of the document is one word.
      const double u = static_cast<double>(random() % 1000) / 1000;
      const auto length = 60 + static_cast<std::uint32_t>(u * u * u * 940);
      if (length > words_here) terms.push_back({"Zrest", length - words_here});
      if (random() % 3 == 0) terms.push_back({"Len", 0});
      builder.add(terms, forms);
    }
    builder.write([&](std::string_view piece) { bytes_ += piece; });
    if (!ranks_.open(bytes_)) throw std::runtime_error("the .ranks file cannot be read back");
  }
  [[nodiscard]] const storage::Ranks& ranks() const { return ranks_; }

 private:
  std::string bytes_;
  storage::Ranks ranks_;
};

const Collection& collection() {
  static const Collection made;
  return made;
}

PlanNode word(std::uint32_t every, std::size_t i) {
  PlanNode out;
  out.op = Op::word;
  out.terms = {stem_of(every, i)};
  return out;
}

PlanNode plan_of(const std::string& kind, std::uint32_t every, std::size_t terms) {
  PlanNode out;
  if (kind == "phrase") {
    out.op = Op::phrase;
    for (const std::size_t i : {0u, 1u}) {
      out.forms.push_back(form_of(every, i));
      out.terms.push_back(stem_of(every, i));
    }
    return out;
  }
  out.op = kind == "all" ? Op::all : kind == "prefer" ? Op::prefer : Op::any;
  for (std::size_t i = 0; i < terms; ++i) out.children.push_back(word(every, i));
  if (kind != "filtered") return out;
  PlanNode filter, both;
  filter.op = Op::filter;
  filter.terms = {"Len"};
  both.op = Op::all;
  both.children = {out, filter};
  return both;
}

void top_k(benchmark::State& state, const std::string& kind) {
  const auto every = static_cast<std::uint32_t>(state.range(0));
  const auto terms = static_cast<std::size_t>(state.range(1));
  const storage::Ranks& ranks = collection().ranks();
  const core::SegmentView segment{&ranks, {}};
  const PlanNode plan = plan_of(kind, every, terms);
  core::CoreOptions options;
  options.limit = static_cast<std::size_t>(state.range(2));
  core::Executor executor;
  std::uint64_t matching = 0;
  for (auto _ : state) {
    const core::CoreResult result = executor.run(plan, {&segment, 1}, options);
    matching = result.total;
    benchmark::DoNotOptimize(result.documents.data());
  }
  double postings = 0, bytes = 0;
  for (std::size_t i = 0; i < terms; ++i) {
    storage::DictionaryEntry entry;
    if (!ranks.terms().find(stem_of(every, i), entry)) continue;
    postings += ranks.documents_of(entry);
    bytes += static_cast<double>(ranks.postings_of(entry).size());
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.SetLabel(kernels::chosen_kernels().name);
  state.counters["postings"] = benchmark::Counter(rounds * postings, benchmark::Counter::kIsRate);
  state.counters["matching"] = static_cast<double>(matching);
  state.SetBytesProcessed(static_cast<std::int64_t>(rounds * bytes));
}

}  // namespace

int main(int argc, char** argv) {
  for (const char* kind : {"any", "all", "prefer", "filtered", "phrase"}) {
    const bool phrase = std::string_view(kind) == "phrase";
    auto* made =
        benchmark::RegisterBenchmark(kind, [kind](benchmark::State& state) { top_k(state, kind); });
    made->ArgNames({"every", "terms", "k"})->Unit(benchmark::kMicrosecond);
    for (const std::uint32_t every : kEvery)
      for (const std::int64_t terms : {1, 2, 4, 8})
        for (const std::int64_t k : {10, 100, 1000})
          if (phrase ? terms == 2 : terms > 1 || std::string_view(kind) == "any")
            made->Args({every, terms, k});
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
