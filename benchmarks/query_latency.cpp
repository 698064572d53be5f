// The ranking core beside Xapian's matcher:
//
//   query_latency CORPUS.jsonl[.zst] QUERIES.tsv [K...]     (K: 10 and 100 unless given)
//
// Indexes the corpus once for each side: words and their stems into .ranks files in memory, and a plain Xapian
// database (TermGenerator, STEM_SOME, positions, compacted to a single file, in a temporary folder). Then runs each
// query (word_queries.hpp) on both in this process and thread, warm: once untimed, then five times, of which
// the middle one counts. Timed is from a prepared query to ids and scores; on Xapian's side that includes making an
// Enquire, and the core remembers where terms lie, as a snapshot does; `first` is without. The core runs on one segment, and on twelve tiered ones, the largest 64 times the smallest. Prints
//
//   quoth|xapian KIND K MEAN P50 P95 P99     microseconds of CPU time
//   ratio KIND K R                           Xapian's mean over the core's
//   tail KIND K P99 LIMIT below|above        the core's p99 beside Xapian's median (of `and`: its mean)
//   segments KIND K ONE TWELVE R             the core's means, and the second over the first
//   first KIND K ONE TWELVE                  the core's means when terms are asked for the first time
//   counted KIND K R                         the core's mean as Searcher counts (to 1000), over that without a total
//   deeper KIND K R                          the core's mean over that of the first K
//   size BYTES BYTES_A_BYTE                  of the one .ranks file, and that over the bytes of text
//
// separated by tabs; kernels as QUOTH_KERNELS says. Pin it to one core (taskset).
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "latency.hpp"
#include "rank/core/executor.hpp"
#include "word_index.hpp"
#include "word_queries.hpp"

namespace {

using namespace quoth;
using namespace quoth::benchmarks;

// The plain database, in a folder that goes with it.
class Plain {
 public:
  Plain()
      : folder_(std::filesystem::temp_directory_path() /
                ("query_latency." + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder_);
    writable_ = Xapian::WritableDatabase(
        (folder_ / "loose").string(),
        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
    generator_.set_stemmer(Xapian::Stem("en"));
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  }
  ~Plain() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  void add(const Article& article) {
    Xapian::Document document;
    generator_.set_document(document);
    generator_.index_text(article.title, 3);
    generator_.increase_termpos();
    generator_.index_text(article.body);
    writable_.add_document(document);
  }
  Xapian::Database compacted() {
    writable_.commit();
    const std::string single = (folder_ / "single").string();
    writable_.compact(single, Xapian::DBCOMPACT_SINGLE_FILE);
    return Xapian::Database(single);
  }

 private:
  std::filesystem::path folder_;
  Xapian::WritableDatabase writable_;
  Xapian::TermGenerator generator_;
};

// The core's side: the same articles as one segment and as twelve.
class Segments {
 public:
  explicit Segments(std::size_t articles) {
    static constexpr std::size_t kShares[] = {64, 64, 64, 16, 16, 16, 4, 4, 4, 1, 1, 1};
    std::size_t sum = 0, before = 0;
    for (const std::size_t share : kShares) sum += share;
    for (const std::size_t share : kShares) ends_.push_back(articles * (before += share) / sum);
  }
  void add(const Article& article) {
    words_.add(article);
    ++added_;
    while (twelve_.size() < ends_.size() && added_ >= ends_[twelve_.size()]) seal();
  }
  /// After the last article.
  void finish() {
    while (twelve_.size() < ends_.size()) seal();
    std::vector<storage::RanksPart> parts;
    for (const auto& segment : twelve_) {
      parts.push_back({&segment->ranks, {}});
      twelve_views_.push_back({&segment->ranks, {}});
    }
    storage::merge_ranks(parts, [&](std::string_view piece) { one_.bytes += piece; });
    one_.open();
    one_view_.push_back({&one_.ranks, {}});
  }
  [[nodiscard]] const std::vector<core::SegmentView>& one() const { return one_view_; }
  [[nodiscard]] const std::vector<core::SegmentView>& twelve() const { return twelve_views_; }
  [[nodiscard]] std::size_t size_of_one() const { return one_.bytes.size(); }

 private:
  void seal() {
    twelve_.push_back(std::make_unique<RanksInMemory>());
    twelve_.back()->bytes = words_.bytes();
    twelve_.back()->open();
  }

  WordIndex words_;
  std::size_t added_ = 0;
  std::vector<std::size_t> ends_;
  std::vector<std::unique_ptr<RanksInMemory>> twelve_;
  RanksInMemory one_;
  std::vector<core::SegmentView> one_view_, twelve_views_;
};

Xapian::Query xapian_query(const WordQuery& query) {
  using Q = Xapian::Query;
  if (query.kind == "phrase")
    return Q(Q::OP_PHRASE, query.forms.begin(), query.forms.end(),
             static_cast<Xapian::termcount>(query.forms.size()));
  return Q(query.plan.op == PlanNode::Op::all ? Q::OP_AND : Q::OP_OR, query.stems.begin(),
           query.stems.end());
}

struct Times {
  std::vector<double> one, twelve, first_one, first_twelve, counted, xapian;
};

// The core's means by kind.
std::map<std::string, double> compare(const std::vector<WordQuery>& queries,
                                      const Segments& segments, const Xapian::Database& database,
                                      std::size_t k) {
  core::Executor executor;
  core::CoreOptions options;
  options.limit = k;
  options.count_exactly = 0;  // as Xapian: totals are estimates
  storage::Memo looked_up[2];
  std::map<std::string, Times> times;
  double kept = 0;  // so that nothing is left out
  for (const WordQuery& query : queries) {
    const auto time_of = [&](const std::vector<core::SegmentView>& views, bool first) {
      options.terms = &looked_up[&views == &segments.twelve() ? 1 : 0];
      return middle_time([&] {
        storage::Memo nothing_yet;
        if (first) options.terms = &nothing_yet;
        for (const core::Scored& hit : executor.run(query.plan, views, options).documents)
          kept += hit.score + hit.document;
      });
    };
    const Xapian::Query theirs = xapian_query(query);
    Times& t = times[query.kind];
    t.one.push_back(time_of(segments.one(), false));
    t.twelve.push_back(time_of(segments.twelve(), false));
    t.first_one.push_back(time_of(segments.one(), true));
    t.first_twelve.push_back(time_of(segments.twelve(), true));
    options.count_exactly = core::CoreOptions().count_exactly;
    t.counted.push_back(time_of(segments.one(), false));
    options.count_exactly = 0;
    t.xapian.push_back(middle_time([&] {
      Xapian::Enquire enquire(database);
      enquire.set_weighting_scheme(Xapian::BM25Weight(options.bm25.k1, 0, 0, options.bm25.b, 0));
      enquire.set_query(theirs);
      const Xapian::MSet matched = enquire.get_mset(0, static_cast<Xapian::doccount>(k));
      for (auto hit = matched.begin(); hit != matched.end(); ++hit) kept += hit.get_weight() + *hit;
    }));
  }
  std::map<std::string, double> means;
  for (const auto& [kind, t] : times) {
    const Latency ours = latency_of(t.one), theirs = latency_of(t.xapian);
    print("quoth", kind, k, ours);
    print("xapian", kind, k, theirs);
    std::printf("ratio\t%s\t%zu\t%.1f\n", kind.c_str(), k, theirs.mean / ours.mean);
    const double limit = kind == "and" ? theirs.mean : theirs.p50;
    std::printf("tail\t%s\t%zu\t%.1f\t%.1f\t%s\n", kind.c_str(), k, ours.p99, limit,
                ours.p99 < limit ? "below" : "above");
    const double twelve = latency_of(t.twelve).mean;
    std::printf("segments\t%s\t%zu\t%.1f\t%.1f\t%.2f\n", kind.c_str(), k, ours.mean, twelve,
                twelve / ours.mean);
    std::printf("first\t%s\t%zu\t%.1f\t%.1f\n", kind.c_str(), k, latency_of(t.first_one).mean,
                latency_of(t.first_twelve).mean);
    std::printf("counted\t%s\t%zu\t%.2f\n", kind.c_str(), k,
                latency_of(t.counted).mean / ours.mean);
    means[kind] = ours.mean;
  }
  if (kept < 0) std::puts("");
  return means;
}

int run(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: query_latency CORPUS.jsonl[.zst] QUERIES.tsv [K...]\n", stderr);
    return 2;
  }
  std::vector<std::size_t> depths;
  for (int i = 3; i < argc; ++i) depths.push_back(std::strtoul(argv[i], nullptr, 10));
  if (depths.empty()) depths = {10, 100};
  const std::vector<WordQuery> queries = read_word_queries(argv[2]);
  std::size_t articles = 0, text = 0;
  for_each_article(argv[1], [&](const Article& article) {
    text += article.title.size() + article.body.size();
    ++articles;
    return true;
  });
  Segments segments(articles);
  Plain plain;
  for_each_article(argv[1], [&](const Article& article) {
    segments.add(article);
    plain.add(article);
    return true;
  });
  segments.finish();
  const Xapian::Database database = plain.compacted();
  std::fprintf(stderr, "%zu articles, kernels %s\n", articles, kernels::chosen_kernels().name);
  std::map<std::string, double> first;
  for (const std::size_t k : depths) {
    const auto means = compare(queries, segments, database, k);
    if (first.empty()) first = means;
    for (const auto& [kind, mean] : means)
      if (k != depths.front())
        std::printf("deeper\t%s\t%zu\t%.2f\n", kind.c_str(), k, mean / first[kind]);
  }
  std::printf("size\t%zu\t%.3f\n", segments.size_of_one(),
              static_cast<double>(segments.size_of_one()) /
                  static_cast<double>(std::max<std::size_t>(text, 1)));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Xapian::Error& error) {
    std::fprintf(stderr, "query_latency: %s\n", error.get_description().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "query_latency: %s\n", error.what());
  }
  return 1;
}
