// A catalogue of names: what a question costs, and what the names cost to load.
//
//   name_catalogue CATALOGUE.jsonl QUERIES.jsonl     rows {"id","name"} and {"q"}
//
// Each question is asked once, on one core, and timed by the thread's own processor time; so a busy
// machine disturbs little. Not measured: reading JSON. Without arguments: invented names, so that it
// is seen to run.
#include "quoth/analyze/name_catalogue.hpp"

#include <simdjson.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

double microseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}

template <class F>
void read_lines(const char* path, F&& row) {
  std::ifstream in(path);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be opened\n", path);
    std::exit(2);
  }
  simdjson::dom::parser parser;
  std::string line;
  while (std::getline(in, line)) {
    simdjson::dom::object object;
    if (parser.parse(line).get(object) == simdjson::SUCCESS) row(object);
  }
}

std::string text(simdjson::dom::object object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

double share(const std::vector<double>& sorted, double part) {
  return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::pair<std::string, std::string>> rows;
  std::vector<std::string> questions;
  if (argc == 3) {
    read_lines(argv[1], [&](auto o) { rows.emplace_back(text(o, "id"), text(o, "name")); });
    read_lines(argv[2], [&](auto o) { questions.push_back(text(o, "q")); });
  } else {
    const char* given[] = {"Ilka", "Orvald", "Tessa", "Marek", "Dunja", "Piet", "Sorin", "Anouk"};
    const char* surnames[] = {"Marenko", "Mink", "Quelk", "Zervath", "Tol", "Vorlan", "Lindqvist"};
    for (const char* g : given)
      for (const char* s : surnames) rows.emplace_back("id", std::string(g) + " " + s);
    for (const auto& row : rows) questions.push_back(row.second);
  }
  double start = microseconds();
  quoth::NameCatalogue::Builder builder;
  for (const auto& [id, name] : rows) builder.add(id, name);
  const quoth::NameCatalogue catalogue = std::move(builder).build();
  std::printf("%zu names, %zu distinct tokens, %.1f MiB, loaded in %.2f s\n", catalogue.size(),
              catalogue.tokens(), static_cast<double>(catalogue.memory()) / (1 << 20),
              (microseconds() - start) / 1e6);
  if (questions.empty()) return 0;
  std::vector<double> times;
  std::size_t examined = 0, matches = 0;
  for (const std::string& question : questions) {
    start = microseconds();
    const quoth::FoundNames found = catalogue.find(question);
    times.push_back(microseconds() - start);
    examined += found.examined;
    matches += found.matches.size();
  }
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double t : times) sum += t;
  std::printf(
      "%zu questions: p50 %.0f us, p90 %.0f us, p99 %.0f us, mean %.0f us; %.1f names "
      "examined, %.1f matches each\n",
      times.size(), share(times, .5), share(times, .9), share(times, .99),
      sum / static_cast<double>(times.size()),
      static_cast<double>(examined) / static_cast<double>(times.size()),
      static_cast<double>(matches) / static_cast<double>(times.size()));
  return 0;
}
