// How long quoth check takes over the quotations of an index: for quotations as they are printed, and with words
// changed, left out and joined.
//
//   quotation_check [INDEX [QUERIES]]
//
// Without an index it makes one of invented articles. Queries are quotations of the index of 5 to 60 words, drawn with a
// fixed seed; the snapshot is open and warm. Times are the
// thread's CPU time. Not measured: opening, analysis at indexing.
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/results/searcher.hpp"

namespace {

using namespace quoth;

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += (i == begin ? "" : " ") + words[i];
  return out;
}

// Quotations of random articles of the index.
std::vector<std::string> sample(const Snapshot& snapshot, std::size_t count,
                                std::mt19937_64& random) {
  std::vector<std::string> out;
  for (std::size_t tries = 0;
       out.size() < count && tries < count * 100 && snapshot.segment_count() > 0; ++tries) {
    const auto segment = static_cast<std::uint32_t>(random() % snapshot.segment_count());
    const ArticleRef ref{segment,
                         static_cast<std::uint32_t>(1 + random() % snapshot.articles_in(segment))};
    if (snapshot.is_deleted(ref)) continue;
    const StoredArticle stored = snapshot.article(ref);
    if (stored.annotations.quotations.empty()) continue;
    const std::string text = text_of(stored.article);
    const Quotation& q =
        stored.annotations.quotations[random() % stored.annotations.quotations.size()];
    if (q.kind == QuotationKind::indirect || q.quoted.empty()) continue;
    std::string said(q.quoted.front().of(text));
    const std::size_t words = words_of(said).size();
    if (words >= 5 && words <= 60) out.push_back(std::move(said));
  }
  return out;
}

// Of the calling thread: what a busy machine gives to others is not counted.
double cpu_micros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

constexpr std::size_t kVerdicts = 9;
using Times = std::vector<double>;

double percentile(Times& micros, double p) {
  std::sort(micros.begin(), micros.end());
  return micros[std::min(micros.size() - 1,
                         static_cast<std::size_t>(p * static_cast<double>(micros.size())))] /
         1000;
}

void print(const char* name, Times& micros) {
  if (micros.empty()) return;
  std::printf("%-14s %6zu queries   p50 %7.3f ms   p90 %7.3f ms   p99 %7.3f ms   ", name,
              micros.size(), percentile(micros, 0.5), percentile(micros, 0.9),
              percentile(micros, 0.99));
}

void measure(const char* name, const Searcher& searcher, const std::vector<std::string>& queries,
             std::vector<Times>& by_verdict) {
  Times micros;
  std::size_t verdicts[kVerdicts] = {};
  for (const std::string& query : queries) {
    const double begin = cpu_micros();
    const CheckResult result = searcher.check(query);
    micros.push_back(cpu_micros() - begin);
    by_verdict[static_cast<std::size_t>(result.verdict)].push_back(micros.back());
    ++verdicts[static_cast<std::size_t>(result.verdict)];
  }
  print(name, micros);
  for (std::size_t v = 0; v < kVerdicts; ++v)
    if (verdicts[v] > 0)
      std::printf(" %.*s %zu", static_cast<int>(name_of(static_cast<Verdict>(v)).size()),
                  name_of(static_cast<Verdict>(v)).data(), verdicts[v]);
  std::printf("\n");
}

std::filesystem::path invented_index() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("quotation-check-" + std::to_string(getpid()) + ".quoth");
  Writer writer = Writer::open(path);
  std::mt19937_64 random(5);
  const char* const kWords[] = {"water",  "gate",    "lantern", "council", "winter",
                                "bridge", "harbour", "never",   "toll",    "the",
                                "of",     "we",      "will",    "not",     "and",
                                "boats",  "money",   "mill",    "before",  "after"};
  for (int i = 0; i < 300; ++i) {
    Article a;
    a.id = std::to_string(i);
    a.body = "“We";
    for (int w = 0; w < 14; ++w) a.body += std::string(" ") + kWords[random() % std::size(kWords)];
    a.body += " number" + std::to_string(i) + ",” Ada Moss said on Monday. It rained.";
    writer.add(std::move(a));
  }
  writer.commit();
  return path;
}

}  // namespace

int main(int argc, char** argv) try {
  const bool given = argc > 1;
  const std::filesystem::path path = given ? std::filesystem::path(argv[1]) : invented_index();
  const std::size_t count = argc > 2 ? static_cast<std::size_t>(std::strtoul(argv[2], nullptr, 10))
                                     : (given ? 1000 : 100);
  {
    const Searcher searcher = Searcher::open(path);
    std::printf("%llu articles, %llu quotations, %llu segments\n",
                static_cast<unsigned long long>(searcher.stats().articles),
                static_cast<unsigned long long>(searcher.stats().quotations),
                static_cast<unsigned long long>(searcher.stats().segments));
    std::mt19937_64 random(20240311);
    const std::vector<std::string> said = sample(searcher.snapshot(), count, random);
    std::vector<std::string> changed, cut, spliced, foreign;
    for (std::size_t i = 0; i < said.size(); ++i) {
      std::vector<std::string> words = words_of(said[i]);
      std::vector<std::string> other = words;
      other[random() % other.size()] = "lighthouse";
      changed.push_back(joined(other, 0, other.size()));
      const std::size_t hole = 1 + random() % (words.size() - 2);
      cut.push_back(joined(words, 0, hole) + " … " + joined(words, hole + 1, words.size()));
      const std::vector<std::string> next = words_of(said[(i + 1) % said.size()]);
      spliced.push_back(joined(words, 0, words.size() / 2) + " " +
                        joined(next, next.size() / 2, next.size()));
      std::shuffle(words.begin(), words.end(), random);
      foreign.push_back(joined(words, 0, words.size()));
    }
    std::vector<Times> by_verdict(kVerdicts), ignored(kVerdicts);
    measure("warm-up", searcher, said, ignored);
    measure("as printed", searcher, said, by_verdict);
    measure("one changed", searcher, changed, by_verdict);
    measure("one left out", searcher, cut, by_verdict);
    measure("two halves", searcher, spliced, by_verdict);
    measure("shuffled", searcher, foreign, by_verdict);
    for (std::size_t v = 0; v < kVerdicts; ++v) {
      print(std::string(name_of(static_cast<Verdict>(v))).c_str(), by_verdict[v]);
      if (!by_verdict[v].empty()) std::printf("\n");
    }
  }
  if (!given) std::filesystem::remove_all(path);
  return 0;
} catch (const quoth::Error& e) {
  std::fprintf(stderr, "quotation_check: %s\n", e.what());
  return 1;
}
