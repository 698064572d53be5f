// The ranking core beside Xapian's matcher:
//
//   query_latency CORPUS.jsonl[.zst] QUERIES.tsv [K...]     (K: 10 and 100 unless given)
//
// Indexes the corpus once for each side: words and their stems into a .ranks file in memory, and a plain Xapian
// database (TermGenerator, STEM_SOME, positions, compacted to a single file, in a temporary folder). Then runs each
// query, id, kind and words a line, on both in this process and thread, warm: once untimed, then five times, of which
// the middle one counts. Timed is from a prepared query to ids and scores; on Xapian's side that includes making an
// Enquire. Kinds `and` and `and_common` want all words, `phrase` wants them side by side, all others any. Prints
//
//   quoth|xapian KIND K MEAN P50 P95 P99     microseconds of CPU time
//   ratio KIND K R                           Xapian's mean over the core's
//   size BYTES BYTES_A_BYTE                  of the .ranks file, and that over the bytes of text
//
// separated by tabs; kernels as QUOTH_KERNELS says. Pin it to one core (taskset).
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"
#include "rank/core/executor.hpp"

namespace {

using namespace quoth;

double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

// Indexes words as Quoth does: stems with frequency, the title's threefold, and places by form.
class Words {
 public:
  void add(const Article& article) {
    const std::string whole = text_of(article);  // the tokens point into it
    tokens_.scan(whole, lexicon_of("en"));
    const TokenRange title =
        tokens_.tokens_in({0, static_cast<std::uint32_t>(article.title.size())});
    std::map<std::string, std::uint32_t> frequencies;
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> places;
    std::uint32_t position = 0, title_words = 0;
    for (TokenIndex i = 0; i < tokens_.size(); ++i) {
      if (!is_indexed(tokens_, i)) continue;
      const std::string form = folded(tokens_.text(i));
      if (form.empty()) continue;
      const std::string stem = term::stem(stems_.stem_of(form));
      frequencies[stem] += i < title.end ? 3 : 1;
      places[stem][form].push_back(++position);
      if (i < title.end) ++title_words;
    }
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    for (const auto& [stem, frequency] : frequencies) {
      for (const auto& [form, at] : places[stem]) forms.push_back({terms.size(), form, at});
      terms.push_back({stem, frequency});
    }
    builder_.add(terms, forms, static_cast<std::uint16_t>(std::min(title_words, 65535u)));
  }
  std::string bytes() {
    std::string out;
    builder_.write([&](std::string_view piece) { out += piece; });
    return out;
  }

 private:
  TokenTable tokens_;
  TermMaker stems_;
  storage::RanksBuilder builder_;
};

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

struct Query {
  std::string kind;
  PlanNode plan;
  Xapian::Query xapian;
};

Query prepared(const std::string& kind, const std::vector<std::string>& words, TermMaker& stems) {
  Query out;
  out.kind = kind;
  std::vector<std::string> forms, terms;
  for (const std::string& word : words) {
    forms.push_back(folded(word));
    terms.push_back(term::stem(stems.stem_of(forms.back())));
  }
  if (kind == "phrase") {
    out.plan.op = PlanNode::Op::phrase;
    out.plan.forms = forms, out.plan.terms = terms;
    out.xapian = Xapian::Query(Xapian::Query::OP_PHRASE, forms.begin(), forms.end(),
                               static_cast<Xapian::termcount>(forms.size()));
    return out;
  }
  const bool all = kind == "and" || kind == "and_common";
  out.plan.op = all ? PlanNode::Op::all : PlanNode::Op::any;
  for (const std::string& term : terms) {
    PlanNode word;
    word.op = PlanNode::Op::word;
    word.terms = {term};
    out.plan.children.push_back(std::move(word));
  }
  if (out.plan.children.size() == 1) out.plan = PlanNode(out.plan.children.front());
  out.xapian =
      Xapian::Query(all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, terms.begin(), terms.end());
  return out;
}

std::vector<Query> read_queries(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path);
  TermMaker stems;
  std::vector<Query> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string id, kind, text;
    if (!std::getline(fields, id, '\t') || !std::getline(fields, kind, '\t') ||
        !std::getline(fields, text, '\t'))
      throw std::runtime_error(path + ": not id, kind and words, separated by tabs: " + line);
    std::istringstream split(text);
    std::vector<std::string> words;
    for (std::string word; split >> word;) words.push_back(word);
    if (!words.empty()) out.push_back(prepared(kind, words, stems));
  }
  return out;
}

// Once untimed, then the middle of five.
template <class Run>
double middle_time(Run run) {
  constexpr int kTimes = 5;
  run();
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const double begin = cpu_microseconds();
    run();
    times.push_back(cpu_microseconds() - begin);
  }
  std::nth_element(times.begin(), times.begin() + kTimes / 2, times.end());
  return times[kTimes / 2];
}

double print(const char* side, const std::string& kind, std::size_t k, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double time : times) sum += time;
  const double mean = sum / static_cast<double>(times.size());
  const auto percentile = [&](std::size_t p) {
    return times[std::min(times.size() - 1, times.size() * p / 100)];
  };
  std::printf("%s\t%s\t%zu\t%.1f\t%.1f\t%.1f\t%.1f\n", side, kind.c_str(), k, mean, percentile(50),
              percentile(95), percentile(99));
  return mean;
}

void compare(const std::vector<Query>& queries, const storage::Ranks& ranks,
             const Xapian::Database& database, std::size_t k) {
  core::Executor executor;
  const core::SegmentView segment{&ranks, {}};
  core::CoreOptions options;
  options.limit = k;
  std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> times;
  double kept = 0;  // so that nothing is left out
  for (const Query& query : queries) {
    auto& [ours, theirs] = times[query.kind];
    ours.push_back(middle_time([&] {
      for (const core::Scored& hit : executor.run(query.plan, {&segment, 1}, options).documents)
        kept += hit.score + hit.document;
    }));
    theirs.push_back(middle_time([&] {
      Xapian::Enquire enquire(database);
      enquire.set_weighting_scheme(Xapian::BM25Weight(options.bm25.k1, 0, 0, options.bm25.b, 0));
      enquire.set_query(query.xapian);
      const Xapian::MSet matched = enquire.get_mset(0, static_cast<Xapian::doccount>(k));
      for (auto hit = matched.begin(); hit != matched.end(); ++hit) kept += hit.get_weight() + *hit;
    }));
  }
  for (const auto& [kind, both] : times) {
    const double ours = print("quoth", kind, k, both.first);
    const double theirs = print("xapian", kind, k, both.second);
    std::printf("ratio\t%s\t%zu\t%.1f\n", kind.c_str(), k, theirs / ours);
  }
  if (kept < 0) std::puts("");
}

int run(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: query_latency CORPUS.jsonl[.zst] QUERIES.tsv [K...]\n", stderr);
    return 2;
  }
  std::vector<std::size_t> depths;
  for (int i = 3; i < argc; ++i) depths.push_back(std::strtoul(argv[i], nullptr, 10));
  if (depths.empty()) depths = {10, 100};
  const std::vector<Query> queries = read_queries(argv[2]);
  Words words;
  Plain plain;
  std::size_t text = 0;
  benchmarks::for_each_article(argv[1], [&](const Article& article) {
    words.add(article);
    plain.add(article);
    text += article.title.size() + article.body.size();
    return true;
  });
  const std::string bytes = words.bytes();
  storage::Ranks ranks;
  if (!ranks.open(bytes)) throw std::runtime_error("the .ranks file cannot be read back");
  const Xapian::Database database = plain.compacted();
  std::fprintf(stderr, "%u articles, kernels %s\n", ranks.documents(),
               kernels::chosen_kernels().name);
  for (const std::size_t k : depths) compare(queries, ranks, database, k);
  std::printf(
      "size\t%zu\t%.3f\n", bytes.size(),
      static_cast<double>(bytes.size()) / static_cast<double>(std::max<std::size_t>(text, 1)));
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
