// Indexing beside Xapian's TermGenerator, over the same articles in the same run:
//
//   index_throughput CORPUS.jsonl[.zst] [ARTICLES [THREADS]]     (all of them, 2)
//
// Holds the articles in memory, then makes of them, each in a temporary folder of its own
//
//   xapian   a plain database: TermGenerator, STEM_SOME, positions, compacted to a single file; one thread, as Xapian
//            indexes. No names, no dates, no quotations, no stored text
//   quoth    all of an index, by Writer::add_many and one commit: names, dates, quotations, terms, .ranks, stored text and
//            annotations, fsynced
//   quoth+   the same with a Xapian database of the articles as well (WriterOptions::xapian)
//   quoth1   as quoth+ on one thread, with the time of each stage counted
//
// Prints, separated by tabs, with CPU time of the process and wall time in seconds
//
//   read SECONDS                                     of one core: decompressing, parsing JSON; in no other figure
//   xapian|quoth|... CPU WALL MB_PER_CPU_SECOND      MB of title and body
//   stage NAME SECONDS SHARE                         of quoth1's CPU time
//   ratio cpu|wall|cpu+|wall+ R                      quoth over xapian, and quoth+ over xapian; on THREADS threads
//   size BYTES BYTES_A_BYTE                          of quoth's index, and that over the bytes of text
//   memory BYTES                                     most of this process: the articles held are part of it
//
// CPU time counts for other processes' load little, wall time counts it in full: let nothing else run for it.
#include <sys/resource.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus.hpp"
#include "index/stage_times.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/writer.hpp"

namespace {

using namespace quoth;
using namespace quoth::benchmarks;

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("index_throughput." + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Times {
  double cpu = 0, wall = 0;
};

double process_cpu() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Run>
Times time_of(Run run) {
  const double cpu = process_cpu();
  const auto begin = std::chrono::steady_clock::now();
  run();
  return {process_cpu() - cpu,
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
}

void index_by_xapian(const std::vector<Article>& articles, const TemporaryFolder& folder) {
  const std::string loose = (folder / "loose").string();
  Xapian::WritableDatabase database(
      loose, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  for (const Article& article : articles) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(article.title, 3);
    generator.increase_termpos();
    generator.index_text(article.body);
    database.add_document(document);
  }
  database.commit();
  database.compact((folder / "single").string(), Xapian::DBCOMPACT_SINGLE_FILE);
}

void index_by_quoth(const std::vector<Article>& articles, const std::filesystem::path& path,
                    unsigned threads, const Analyzers& analyzers, bool xapian) {
  WriterOptions options;
  options.analyzers = analyzers;
  options.xapian = xapian;
  Writer writer = Writer::open(path, options);
  constexpr std::size_t kTogether = 2048;
  std::vector<Article> some;
  for (std::size_t i = 0; i < articles.size(); i += kTogether) {
    some.assign(articles.begin() + static_cast<std::ptrdiff_t>(i),
                articles.begin() + static_cast<std::ptrdiff_t>(std::min(i + kTogether, articles.size())));
    writer.add_many(some, threads);
  }
  writer.commit();
}

// An analyzer with the time it takes.
class Timed final : public Analyzer {
 public:
  explicit Timed(std::shared_ptr<const Analyzer> analyzer) : analyzer_(std::move(analyzer)) {}
  [[nodiscard]] std::string_view name() const noexcept override { return analyzer_->name(); }
  void analyze(const Context& context, Annotations& out) const override {
    timespec begin{}, end{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    analyzer_->analyze(context, out);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    nanoseconds_ += (end.tv_sec - begin.tv_sec) * 1'000'000'000 + end.tv_nsec - begin.tv_nsec;
  }
  [[nodiscard]] double seconds() const { return 1e-9 * static_cast<double>(nanoseconds_.load()); }

 private:
  std::shared_ptr<const Analyzer> analyzer_;
  mutable std::atomic<std::int64_t> nanoseconds_{0};
};

std::uintmax_t size_of(const std::filesystem::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
    if (file.is_regular_file()) bytes += file.file_size();
  return bytes;
}

void print_stage(const char* name, double seconds, const Times& all) {
  std::printf("stage\t%s\t%.2f\t%.3f\n", name, seconds, seconds / all.cpu);
}

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: index_throughput CORPUS.jsonl[.zst] [ARTICLES [THREADS]]\n", stderr);
    return 2;
  }
  const std::size_t most = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : SIZE_MAX;
  const auto threads = static_cast<unsigned>(argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 2);
  std::vector<Article> articles;
  std::size_t bytes = 0;
  const Times read = time_of([&] {
    for_each_article(argv[1], [&](Article article) {
      article.id = std::to_string(articles.size());
      bytes += article.title.size() + article.body.size();
      articles.push_back(std::move(article));
      return articles.size() < most;
    });
  });
  const double megabytes = 1e-6 * static_cast<double>(bytes);
  std::printf("read\t%.2f\n", read.cpu);
  std::fprintf(stderr, "%zu articles, %.1f MB of text\n", articles.size(), megabytes);
  const auto print = [&](const char* side, const Times& times) {
    std::printf("%s\t%.2f\t%.2f\t%.2f\n", side, times.cpu, times.wall, megabytes / times.cpu);
    std::fflush(stdout);
  };

  const TemporaryFolder folder;
  (void)Analyzers::english().annotate("warm: tables are loaded once a process");
  const Times xapian = time_of([&] { index_by_xapian(articles, folder); });
  print("xapian", xapian);
  const auto quoth_by = [&](const char* name, bool with_xapian) {
    const Times times = time_of([&] {
      index_by_quoth(articles, folder / name, threads, Analyzers::english(), with_xapian);
    });
    print(name, times);
    return times;
  };
  const Times quoth = quoth_by("quoth", false), both = quoth_by("quoth+", true);

  const std::array analyzers = {std::make_shared<Timed>(make_names_analyzer()),
                                std::make_shared<Timed>(make_dates_analyzer()),
                                std::make_shared<Timed>(make_quotations_analyzer())};
  constexpr std::array kAnalyzers = {"names", "dates", "quotations"};
  const storage::StageTimes stages;
  const Times one = time_of([&] {
    index_by_quoth(articles, folder / "quoth1", 1,
                   Analyzers({analyzers[0], analyzers[1], analyzers[2]}), true);
  });
  print("quoth1", one);
  double counted = 0;
  for (std::size_t s = 0; s < storage::kStages; ++s) {
    const auto stage = static_cast<storage::Stage>(s);
    counted += stages.seconds(stage);
    if (stage == storage::Stage::analysis) {
      for (std::size_t a = 0; a < analyzers.size(); ++a)
        print_stage(kAnalyzers[a], analyzers[a]->seconds(), one);
    } else {
      print_stage(storage::kStageNames[s], stages.seconds(stage), one);
    }
  }
  print_stage("rest", one.cpu - counted, one);
  std::printf("ratio\tcpu\t%.3f\n", quoth.cpu / xapian.cpu);
  std::printf("ratio\twall\t%.3f\n", quoth.wall / xapian.wall);
  std::printf("ratio\tcpu+\t%.3f\n", both.cpu / xapian.cpu);
  std::printf("ratio\twall+\t%.3f\n", both.wall / xapian.wall);
  const std::uintmax_t size = size_of(folder / "quoth");
  std::printf("size\t%ju\t%.3f\n", size, static_cast<double>(size) / static_cast<double>(bytes));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("memory\t%ju\n", std::uintmax_t{1024} * static_cast<std::uintmax_t>(usage.ru_maxrss));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Xapian::Error& error) {
    std::fprintf(stderr, "index_throughput: %s\n", error.get_description().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "index_throughput: %s\n", error.what());
  }
  return 1;
}
