// What a name costs beside the plain word that spells it: `name:X` and the word X on one index.
//
//   name_query [INDEX] [NAME ...]
//
// Without names, people of the index: the 12 in most articles, 12 from the middle and 12 of few articles, each asked
// for by the last word of the name. Without an index, a small one of generated articles, which says little.
// "first" is the first time a snapshot is asked for that name: its spellings are looked up, compared and counted.
// "again" is any later time. Medians over the names, of which each is the median of 9 runs ("first": one run on each
// of 3 freshly opened snapshots). "search" is Searcher::search, hits with their snippets; "rank" only plans and matches.
// Not measured: disk reads (everything is read once before), people, suggestions.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/searcher.hpp"

namespace {

using namespace quoth;

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Of this thread's own time on a core, so that a busy machine does not count.
double now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}
template <class F>
double microseconds(F&& f) {
  const double begin = now();
  f();
  return now() - begin;
}

void rank(const Searcher& searcher, const Query& query) {
  (void)execute(make_plan(query, searcher.snapshot()), searcher.snapshot());
}
void search(const Searcher& searcher, const Query& query) {
  SearchOptions options;
  options.suggestions = false;
  (void)searcher.search(query, options);
}

struct Costs {
  double word, first, again;
};

template <class Ask>
Costs costs_of(const std::string& index, const Searcher& warm, const std::string& name, Ask ask) {
  constexpr int kRuns = 9, kFresh = 3;
  const Query word = Query::word(name), named = Query::name(name);
  std::vector<double> words, firsts, agains;
  for (int i = 0; i < kFresh; ++i) {
    const Searcher fresh = Searcher::open(index);
    ask(fresh, word);  // opens its databases
    firsts.push_back(microseconds([&] { ask(fresh, named); }));
  }
  for (int i = 0; i < kRuns; ++i) {
    words.push_back(microseconds([&] { ask(warm, word); }));
    agains.push_back(microseconds([&] { ask(warm, named); }));
  }
  return {median(words), median(firsts), median(agains)};
}

void print_band(const std::string& index, const Searcher& warm, const char* band,
                const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::vector<double> documents, spellings;
  for (const std::string& name : names) {
    const Plan plan = make_plan(Query::name(name), warm.snapshot());
    spellings.push_back(static_cast<double>(plan.root.expansions.size()));
    documents.push_back(static_cast<double>(execute(plan, warm.snapshot()).total));
  }
  std::printf("%s: %zu names, median %.0f articles, %.0f spellings\n", band, names.size(),
              median(documents), median(spellings));
  const auto row = [&](const char* what, auto ask) {
    std::vector<double> words, firsts, agains, first_ratios, again_ratios;
    for (const std::string& name : names) {
      const Costs c = costs_of(index, warm, name, ask);
      words.push_back(c.word);
      firsts.push_back(c.first);
      agains.push_back(c.again);
      first_ratios.push_back(c.first / c.word);
      again_ratios.push_back(c.again / c.word);
    }
    std::printf("  %-6s word %8.0f us   name first %8.0f us (%.2fx)   again %8.0f us (%.2fx)\n",
                what, median(words), median(firsts), median(first_ratios), median(agains),
                median(again_ratios));
  };
  row("rank", rank);
  row("search", search);
}

// Articles about people who do not exist.
void generate(const std::filesystem::path& index) {
  constexpr const char* kGiven[] = {"Ilka", "Tomas", "Danylo", "Olga", "Edwin", "Klara"};
  constexpr const char* kSurnames[] = {"Marenko", "Veld",    "Zolvensky", "Zolvenskyy",
                                       "Tarenko", "Corliss", "Brandt"};
  Writer writer = Writer::open(index);
  std::uint32_t state = 7;
  const auto below = [&](std::uint32_t n) {
    state = state * 1664525 + 1013904223;
    return (state >> 16) % n;
  };
  for (int i = 0; i < 300; ++i) {
    Article a;
    a.id = "a" + std::to_string(i);
    a.body = std::string("President ") + kGiven[below(6)] + " " + kSurnames[below(7)] +
             " spoke about water. The bridge is open, said Mr " + kSurnames[below(7)] + ".";
    writer.add(a);
  }
  writer.commit();
}

int run(int argc, char** argv) {
  std::string index = argc > 1 ? argv[1] : "";
  const bool generated = index.empty();
  if (generated) {
    index = (std::filesystem::temp_directory_path() / "quoth-name-query.quoth").string();
    std::filesystem::remove_all(index);
    generate(index);
  }
  const Searcher warm = Searcher::open(index);
  std::printf("%llu articles in %llu segments\n",
              static_cast<unsigned long long>(warm.stats().articles),
              static_cast<unsigned long long>(warm.stats().segments));
  if (argc > 2) {
    print_band(index, warm, "given", std::vector<std::string>(argv + 2, argv + argc));
    return 0;
  }
  NamesOptions options;
  options.type = EntityType::person;
  options.limit = 4000;
  const NameList list = warm.names(options);
  constexpr std::size_t kOfABand = 12;
  const auto band = [&](std::size_t from) {
    std::vector<std::string> names;
    for (std::size_t i = from; i < list.names.size() && names.size() < kOfABand; ++i) {
      const auto tokens = name_tokens(list.names[i].name);
      if (!tokens.empty() && tokens.back().size() > 2 &&
          std::find(names.begin(), names.end(), tokens.back()) == names.end())
        names.push_back(tokens.back());
    }
    return names;
  };
  print_band(index, warm, "common", band(0));
  print_band(index, warm, "middle", band(200));
  print_band(index, warm, "rare", band(3000));
  if (generated) std::filesystem::remove_all(index);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "name_query: %s\n", e.what());
    return 1;
  }
}
