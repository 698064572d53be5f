// The C++ side of python_overhead.py: annotates and searches what the script gives it, and tells the CPU time of each round.
//
//     python_overhead INDEX TEXTS QUERIES
//
// TEXTS holds one article's body a file, QUERIES one query a line. For each line of standard input, "annotate" or "search", it
// works through all of them once, on one thread, and prints CPU seconds and a checksum of what was found.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <quoth/quoth.hpp>
#include <string>
#include <vector>

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int run(const char* index, const char* folder, const char* query_file) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts, queries;
  texts.reserve(files.size());
  for (const auto& file : files) texts.push_back(read(file));
  std::ifstream lines(query_file);
  for (std::string line; std::getline(lines, line);) queries.push_back(line);

  const quoth::Analyzers analyzers = quoth::Analyzers::english();
  const quoth::Searcher searcher = quoth::Searcher::open(index);
  for (std::string what; std::getline(std::cin, what);) {
    std::size_t found = 0;
    const double begin = cpu_seconds();
    if (what == "annotate") {
      std::vector<quoth::Annotations> kept;  // as a batch's are, in Python as well
      kept.reserve(texts.size());
      for (const std::string& text : texts) {
        quoth::Article article;
        article.body = text;
        kept.push_back(analyzers.annotate(article));
      }
      for (const quoth::Annotations& a : kept)
        found += a.mentions.size() + a.timexes.size() + a.quotations.size();
    } else {
      for (const std::string& query : queries) found += searcher.search(query).hits.size();
    }
    std::printf("%.6f %zu\n", cpu_seconds() - begin, found);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "python_overhead INDEX TEXTS QUERIES; started by python_overhead.py\n");
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
