// How the core's costs grow with the index, and what memory a search takes:
//
//   query_growth CORPUS.jsonl[.zst] QUERIES.tsv [SMALL LARGE [K...]]     (100000 1000000 10)
//
// Learns words, pairs of words and lengths from the corpus (generated_news.hpp, fixed seed), and writes two .ranks
// files of so many articles into a temporary folder: a process of its own does, so that its memory is not this
// one's. Maps them and runs the queries (word_queries.hpp) as query_latency does. Prints
//
//   small|large KIND K MEAN P50 P95 P99     microseconds of CPU time
//   growth KIND K R                         the large one's mean over the small one's
//   allocations KIND K N                    calls of operator new in one more run of all the kind's queries on each
//   scratch BYTES                           most that one executor, and the times of this program, held on the heap
//   remembered BYTES                        what both indexes' memos of terms held, which all threads share
//   anonymous BYTES                         most memory of this process that is not of a mapped file
//
// separated by tabs; kernels as QUOTH_KERNELS says. Pin it to one core (taskset). For 1,000,000 articles of 100
// words it takes some minutes, 2 GB of memory and 0.7 GB in the temporary folder.
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/iostreams/device/mapped_file.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.hpp"
#include "generated_news.hpp"
#include "index/ranks/ranks.hpp"
#include "latency.hpp"
#include "rank/core/executor.hpp"
#include "word_queries.hpp"

namespace {

// The heap of this process, which has one thread.
std::size_t live_bytes = 0, most_bytes = 0, allocations = 0;

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  live_bytes += malloc_usable_size(memory);
  most_bytes = std::max(most_bytes, live_bytes);
  ++allocations;
  return memory;
}
void discounted(void* memory) noexcept {
  live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t align) {
  const auto step = static_cast<std::size_t>(align);
  return counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}
void operator delete(void* memory) noexcept { discounted(memory); }
void operator delete(void* memory, std::size_t) noexcept { discounted(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { discounted(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { discounted(memory); }

namespace {

using namespace quoth;
using namespace quoth::benchmarks;

constexpr std::uint32_t kSeed = 20261127;

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("query_growth." + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

void write_generated(NewsModel& model, std::size_t articles, const std::string& path) {
  std::mt19937 random(kSeed);
  storage::RanksBuilder builder;
  for (std::size_t i = 0; i < articles; ++i) model.add_one(random, builder);
  std::ofstream file(path, std::ios::binary);
  builder.write([&](std::string_view piece) {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  });
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

struct Index {
  std::size_t articles;
  std::string path;
};

// In a process of its own.
void generate(const char* corpus, const std::vector<Index>& indexes) {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) {
    try {
      NewsModel model;
      for_each_article(corpus, [&](const Article& article) {
        model.learn(article);
        return true;
      });
      model.finish();
      for (const Index& index : indexes) write_generated(model, index.articles, index.path);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "query_growth: %s\n", error.what());
      _exit(1);
    }
    _exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error("generating the articles failed");
}

struct Mapped {
  explicit Mapped(const std::string& path) : file(path) {
    if (!ranks.open({file.data(), file.size()}))
      throw std::runtime_error("cannot read back " + path);
  }
  boost::iostreams::mapped_file_source file;
  storage::Ranks ranks;
};

// A figure of /proc/self/status, in bytes; 0 when it is not there.
std::size_t status_of(const std::string& name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(name + ":"))
      return 1024 * std::strtoul(&line[name.size() + 1], nullptr, 10);
  return 0;
}

int run(int argc, char** argv) {
  if (argc < 3 || argc == 4) {
    std::fputs("usage: query_growth CORPUS.jsonl[.zst] QUERIES.tsv [SMALL LARGE [K...]]\n", stderr);
    return 2;
  }
  const auto number = [&](int i) { return std::strtoul(argv[i], nullptr, 10); };
  const TemporaryFolder folder;
  const std::vector<Index> indexes{{argc > 4 ? number(3) : 100'000, folder.file("small.ranks")},
                                   {argc > 4 ? number(4) : 1'000'000, folder.file("large.ranks")}};
  std::vector<std::size_t> depths;
  for (int i = 5; i < argc; ++i) depths.push_back(number(i));
  if (depths.empty()) depths = {10};
  generate(argv[1], indexes);
  const std::vector<WordQuery> queries = read_word_queries(argv[2]);
  const Mapped small(indexes[0].path), large(indexes[1].path);
  std::fprintf(stderr, "%u and %u articles, kernels %s\n", small.ranks.documents(),
               large.ranks.documents(), kernels::chosen_kernels().name);

  const core::SegmentView views[] = {{&small.ranks, {}}, {&large.ranks, {}}};
  const char* const names[] = {"small", "large"};
  const std::size_t before = live_bytes;
  most_bytes = live_bytes;
  std::size_t most_anonymous = 0;
  std::optional<core::Executor> executor(std::in_place);
  // What a snapshot remembers of terms, for all threads that search it: bounded, however large the index.
  std::optional<storage::Memo> looked_up[2];
  for (auto& memo : looked_up) memo.emplace();
  double kept = 0;  // so that nothing is left out
  for (const std::size_t k : depths) {
    core::CoreOptions options;
    options.limit = k;
    options.count_exactly = 0;  // as Xapian: totals are estimates
    std::map<std::string, std::vector<double>> times[2];
    std::map<std::string, std::size_t> allocated;
    for (const WordQuery& query : queries)
      for (const std::size_t side : {0u, 1u}) {
        options.terms = &*looked_up[side];
        const auto search = [&] {
          for (const core::Scored& hit :
               executor->run(query.plan, {&views[side], 1}, options).documents)
            kept += hit.score + hit.document;
        };
        times[side][query.kind].push_back(middle_time(search));
        const std::size_t calls = allocations;
        search();
        const std::size_t more = allocations - calls;
        allocated[query.kind] += more;
      }
    for (const auto& [kind, of_small] : times[0]) {
      Latency both[2] = {latency_of(of_small), latency_of(times[1][kind])};
      for (const std::size_t side : {0u, 1u}) print(names[side], kind, k, both[side]);
      std::printf("growth\t%s\t%zu\t%.1f\n", kind.c_str(), k, both[1].mean / both[0].mean);
      std::printf("allocations\t%s\t%zu\t%zu\n", kind.c_str(), k, allocated[kind]);
    }
    most_anonymous = std::max(most_anonymous, status_of("RssAnon"));
  }
  // At its most; the memo only grew.
  const std::size_t most = most_bytes - before, with_memo = live_bytes;
  for (auto& memo : looked_up) memo.reset();
  const std::size_t remembered = with_memo - live_bytes;
  std::printf("scratch\t%zu\n", most - remembered);
  std::printf("remembered\t%zu\n", remembered);
  std::printf("anonymous\t%zu\n", most_anonymous);
  if (kept < 0) std::puts("");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "query_growth: %s\n", error.what());
  }
  return 1;
}
