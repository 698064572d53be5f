// Queries of Quoth's own fields beside plain words that read as many postings, on an index on disk:
//
//   field_latency INDEX [QUERIES.tsv [K...]]     (field_queries.tsv beside this file's; 10)
//
// A query is an id, a kind and its text a line, separated by tabs. Each is planned once; timed is `execute`, from the
// plan to documents and scores: once untimed, then five times, of which the middle one counts. Beside it runs a plain
// query of the same unit (articles or quotations): a word, or any of a few, with about as many postings as the terms of
// the field query have (names by every spelling and their words, dates by every cell).
// Prints
//
//   quoth KIND K MEAN P50 P95 P99     microseconds of CPU time, of the queries
//   plain KIND K MEAN P50 P95 P99     of the plain ones
//   ratio KIND K R                    the first mean over the second
//   slow KIND K R POSTINGS QUERY      a query that takes more than three times its plain one
//   planning KIND MEAN P50 P95 P99    of making the plan once more: what names stand for is remembered
//   search KIND K MEAN P50 P95 P99    of Searcher::search: with planning, the total, and K hits with snippets and marks
//
// separated by tabs; kernels as QUOTH_KERNELS says. Dates such as "last year" are read as on 31 December 2023. Make the
// index with `quoth index`; pin this program to one core (taskset).
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "latency.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace {

using namespace quoth;
using namespace quoth::benchmarks;
using Space = Snapshot::Space;
using Op = PlanNode::Op;

struct FieldQuery {
  std::string kind, text;
  Query query;
};

std::vector<FieldQuery> read_queries(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path);
  ParseOptions options;
  options.today = Day::from({2023, 12, 31});
  std::vector<FieldQuery> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string id;
    FieldQuery query;
    if (!std::getline(fields, id, '\t') || !std::getline(fields, query.kind, '\t') ||
        !std::getline(fields, query.text, '\t'))
      throw std::runtime_error(path + ": not id, kind and query, separated by tabs: " + line);
    ParsedQuery parsed = parse_query(query.text, options);
    if (!parsed.issues.empty())
      throw std::runtime_error(query.text + ": " + parsed.issues.front().message);
    query.query = std::move(parsed.query);
    out.push_back(std::move(query));
  }
  return out;
}

// How many postings the terms of a plan have.
std::uint64_t postings_of(const PlanNode& node, const Snapshot& snapshot, Space space) {
  std::set<std::string> terms(node.terms.begin(), node.terms.end());
  for (const NameExpansion& expansion : node.expansions) terms.insert(expansion.term);
  for (const NameWords& words : node.scored) terms.insert(words.stems.begin(), words.stems.end());
  std::uint64_t out = 0;
  for (const std::string& term : terms) out += snapshot.document_frequency(space, term);
  const Space inside = node.op == Op::quotation ? Space::quotations
                       : node.op == Op::article ? Space::articles
                                                : space;
  for (const PlanNode& child : node.children) out += postings_of(child, snapshot, inside);
  return out;
}

// Stems of articles from all over the index, by how many documents have them, the most frequent
// last.
using StemsByFrequency = std::multimap<std::uint64_t, std::string>;

std::pair<StemsByFrequency, StemsByFrequency> some_stems(const Snapshot& snapshot) {
  constexpr std::uint32_t kOfASegment = 500;
  std::set<std::string> stems;
  TermMaker maker;
  TokenTable tokens;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s) {
    const std::uint32_t step = std::max(1u, snapshot.articles_in(s) / kOfASegment);
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(s); docid += step) {
      if (snapshot.is_deleted({s, docid})) continue;
      const std::string body = snapshot.article({s, docid}).article.body;
      tokens.scan(body, lexicon_of("en"));
      for (std::uint32_t i = 0; i < tokens.size(); ++i)
        if (is_indexed(tokens, i)) stems.insert(term::stem(maker.stem_of(folded(tokens.text(i)))));
    }
  }
  std::pair<StemsByFrequency, StemsByFrequency> out;
  for (const std::string& stem : stems) {
    if (const auto n = snapshot.document_frequency(Space::articles, stem))
      out.first.emplace(n, stem);
    if (const auto n = snapshot.document_frequency(Space::quotations, stem))
      out.second.emplace(n, stem);
  }
  if (out.first.empty() || out.second.empty())
    throw std::runtime_error("the index has no words, or no quotations");
  return out;
}

// Any of a few words that together have about so many postings: the most frequent that fit, until
// nine tenths are reached.
Plan plain_plan(std::uint64_t postings, const StemsByFrequency& stems, Unit unit) {
  Plan out;
  out.unit = unit;
  out.root.op = Op::any;
  const auto add = [&](const std::string& stem) {
    PlanNode word;
    word.op = Op::word;
    word.terms = {stem};
    out.root.children.push_back(std::move(word));
  };
  std::uint64_t left = postings;
  for (auto next = stems.rbegin(); next != stems.rend() && left > postings / 10; ++next) {
    if (next->first > left) continue;
    add(next->second);
    left -= next->first;
  }
  if (out.root.children.empty()) add(stems.begin()->second);
  if (out.root.children.size() == 1) out.root = PlanNode(out.root.children.front());
  return out;
}

struct Times {
  std::vector<double> field, plain, planning, search;
};

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: field_latency INDEX [QUERIES.tsv [K...]]\n", stderr);
    return 2;
  }
  const std::vector<FieldQuery> queries = read_queries(argc > 2 ? argv[2] : QUOTH_FIELD_QUERIES);
  std::vector<std::size_t> depths;
  for (int i = 3; i < argc; ++i) depths.push_back(std::strtoul(argv[i], nullptr, 10));
  if (depths.empty()) depths = {10};
  const Snapshot snapshot = Snapshot::open(argv[1]);
  const Searcher searcher(snapshot);
  const auto [of_articles, of_quotations] = some_stems(snapshot);
  std::fprintf(stderr, "%llu articles in %u segments, kernels %s\n",
               static_cast<unsigned long long>(snapshot.stats().articles), snapshot.segment_count(),
               kernels::chosen_kernels().name);
  double kept = 0;  // so that nothing is left out
  for (const std::size_t k : depths) {
    RankOptions options;
    options.limit = k;
    options.count_exactly = 0;  // ids and scores are timed, not totals
    const auto time_of = [&](const Plan& plan) {
      return middle_time([&] {
        for (const RankedDocument& hit : execute(plan, snapshot, options).documents)
          kept += hit.score + hit.docid;
      });
    };
    std::map<std::string, Times> times;
    for (const FieldQuery& query : queries) {
      const Plan plan = make_plan(query.query, snapshot);
      const bool articles = plan.unit == Unit::articles;
      const std::uint64_t postings =
          postings_of(plan.root, snapshot, articles ? Space::articles : Space::quotations);
      const Plan plain = plain_plan(postings, articles ? of_articles : of_quotations, plan.unit);
      Times& t = times[query.kind];
      t.field.push_back(time_of(plan));
      t.plain.push_back(time_of(plain));
      t.planning.push_back(middle_time(
          [&] { kept += static_cast<double>(make_plan(query.query, snapshot).notes.size()); }));
      SearchOptions shown;
      shown.limit = k;
      t.search.push_back(middle_time(
          [&] { kept += static_cast<double>(searcher.search(query.query, shown).hits.size()); }));
      if (t.field.back() > 3 * t.plain.back())
        std::printf("slow\t%s\t%zu\t%.1f\t%llu\t%s\n", query.kind.c_str(), k,
                    t.field.back() / t.plain.back(), static_cast<unsigned long long>(postings),
                    query.text.c_str());
    }
    for (const auto& [kind, t] : times) {
      const Latency field = latency_of(t.field), plain = latency_of(t.plain);
      print("quoth", kind, k, field);
      print("plain", kind, k, plain);
      std::printf("ratio\t%s\t%zu\t%.2f\n", kind.c_str(), k, field.mean / plain.mean);
      const Latency planning = latency_of(t.planning);
      std::printf("planning\t%s\t%.1f\t%.1f\t%.1f\t%.1f\n", kind.c_str(), planning.mean,
                  planning.p50, planning.p95, planning.p99);
      print("search", kind, k, latency_of(t.search));
    }
  }
  if (kept < 0) std::puts("");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "field_latency: %s\n", error.what());
  }
  return 1;
}
