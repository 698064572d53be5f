// How many bytes of news a core reads in a second: the token table, each analyzer on a table
// already made, and all of it from bytes to annotations. Every row also says how many times longer
// it takes than one scalar pass over the same bytes that only decodes UTF-8 and counts words
// (`times_scalar`, measured in the same run, so rows compare between machines).
//
// Corpus model: 2 MB of generated articles, seed 1: sentences of 8..30 words drawn by a Zipf law
// (exponent 1.1) from 20,000 invented words and from English function words at news-like rates,
// with a name in every third sentence, a date in every fifth, a quotation in every fourth, its
// marks garbled in one of ten. Or, with --corpus=FILE (or QUOTH_CORPUS), the first 8 MB of real
// articles: JSONL with "title" and "body", plain or .gz, .bz2, .zst. Not measured: decompression,
// JSON, decoding of foreign encodings, writing an index.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <algorithm>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/token_table.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kGeneratedBytes = 2'000'000;
constexpr std::size_t kCorpusBytes = 8'000'000;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Same sequence on every machine, unlike the distributions of <random>.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;  // SplitMix64
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return next() % n; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

class Newsroom {
 public:
  explicit Newsroom(std::uint64_t seed) : random_(seed) {
    words_.reserve(kWords);
    for (std::size_t i = 0; i < kWords; ++i) words_.push_back(word(1 + random_.below(3)));
    cumulative_.reserve(kWords);
    double sum = 0;
    for (std::size_t i = 0; i < kWords; ++i)
      cumulative_.push_back(sum += std::pow(static_cast<double>(i + 1), -1.1));
    for (int i = 0; i < 200; ++i)
      names_.push_back(capitalised(word(2)) + ' ' + capitalised(word(1 + random_.below(2))) +
                       kEndings[random_.below(std::size(kEndings))]);
  }

  std::string article() {
    std::string out;
    for (std::size_t left = 10 + random_.below(30); left > 0; --left) {
      out += sentence();
      out += left % 3 == 0 ? "\n\n" : " ";
    }
    return out;
  }

 private:
  static constexpr std::size_t kWords = 20'000;
  static constexpr const char* kSyllables[] = {"ba", "con", "der", "fi",  "gra", "lo",  "men",
                                               "no", "per", "ri",  "sta", "ta",  "ver", "zu"};
  static constexpr const char* kFunction[] = {
      "the",  "of", "to", "and", "in", "a",  "that", "is",  "for",  "on",   "it", "was",
      "with", "as", "by", "at",  "he", "be", "has",  "are", "will", "from", "its"};
  static constexpr const char* kEndings[] = {"ov", "enko", "sky", "ić", "man", "sen", "ová"};
  static constexpr const char* kDates[] = {"on Friday",         "last week",    "on 14 March 2024",
                                           "in April 2023",     "two days ago", "at the end of May",
                                           "on Monday morning", "since 2019",   "for three months"};
  static constexpr const char* kCues[] = {"said", "told reporters", "added", "warned", "wrote"};

  std::string word(std::size_t syllables) {
    std::string out;
    for (std::size_t i = 0; i < syllables; ++i)
      out += kSyllables[random_.below(std::size(kSyllables))];
    return out;
  }
  static std::string capitalised(std::string word) {
    if (!word.empty()) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }
  const std::string& common_word() {
    const double at = random_.unit() * cumulative_.back();
    const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), at);
    return words_[static_cast<std::size_t>(found - cumulative_.begin())];
  }
  std::string clause(std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0) out += ' ';
      out += random_.below(5) < 2 ? kFunction[random_.below(std::size(kFunction))] : common_word();
    }
    return out;
  }
  std::string sentence() {
    const std::size_t words = 8 + random_.below(23);
    const std::string& name = names_[random_.below(names_.size())];
    std::string date;
    if (random_.below(5) == 0) date = std::string(" ") + kDates[random_.below(std::size(kDates))];
    if (random_.below(4) == 0) {
      const bool garbled = random_.below(10) == 0;
      return "“" + capitalised(clause(words)) + (garbled ? ",†" : ",” ") + name + ' ' +
             kCues[random_.below(std::size(kCues))] + date + '.';
    }
    if (random_.below(3) == 0) return name + ' ' + clause(words) + date + '.';
    return capitalised(clause(words)) + date + '.';
  }

  Random random_;
  std::vector<std::string> words_;
  std::vector<double> cumulative_;
  std::vector<std::string> names_;
};

std::vector<std::string> generated() {
  Newsroom newsroom(1);
  std::vector<std::string> texts;
  for (std::size_t bytes = 0; bytes < kGeneratedBytes; bytes += texts.back().size())
    texts.push_back(newsroom.article());
  return texts;
}

std::vector<std::string> read_corpus(const std::string& path) {
  namespace io = boost::iostreams;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  io::filtering_istream in;
  if (path.ends_with(".zst")) in.push(io::zstd_decompressor());
  if (path.ends_with(".gz")) in.push(io::gzip_decompressor());
  if (path.ends_with(".bz2")) in.push(io::bzip2_decompressor());
  in.push(file);
  std::vector<std::string> texts;
  simdjson::dom::parser parser;
  std::size_t bytes = 0;
  for (std::string line; bytes < kCorpusBytes && std::getline(in, line);) {
    simdjson::dom::element record;
    if (parser.parse(line).get(record)) continue;
    std::string_view title, body;
    if (record["body"].get(body)) continue;
    if (record["title"].get(title)) title = {};
    quoth::Article article;
    article.title = title;
    article.body = body;
    texts.push_back(quoth::decode(text_of(article)).text);
    bytes += texts.back().size();
  }
  if (texts.empty()) throw std::runtime_error(path + ": no line of it is an article with a body");
  return texts;
}

// What all rows share: filled once in main.
struct Corpus {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  double scalar_seconds = 0;  // of one scalar pass over all texts: the best of several
};
Corpus& corpus() {
  static Corpus the_corpus;
  return the_corpus;
}

// The yardstick: each code point decoded (of UTF-8 known to be well-formed), each change from other
// characters to letters counted.
std::size_t count_words(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = byte(at++);
    if (c >= 0x80) {
      const int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
      c &= 0x3FU >> more;
      for (int i = 0; i < more; ++i) c = c << 6 | (byte(at++) & 0x3FU);
    }
    const bool letter =
        (c | 0x20) - 'a' < 26 || c - '0' < 10 || (c >= 0xC0 && c < 0x2000) || c >= 0x3040;
    words += letter && !inside;
    inside = letter;
  }
  return words;
}

void report(benchmark::State& state, double seconds) {
  const double passes = static_cast<double>(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus().bytes));
  state.counters["times_scalar"] = seconds / passes / corpus().scalar_seconds;
}

void scalar_words(benchmark::State& state) {
  double seconds = 0;
  for (auto _ : state) {
    const auto begin = Clock::now();
    for (const std::string& text : corpus().texts) benchmark::DoNotOptimize(count_words(text));
    const double pass = seconds_since(begin);
    state.SetIterationTime(pass);
    seconds += pass;
  }
  report(state, seconds);
}

void token_table(benchmark::State& state) {
  quoth::TokenTable table;
  double seconds = 0, tokens = 0;
  for (auto _ : state) {
    const auto begin = Clock::now();
    for (const std::string& text : corpus().texts) {
      table.scan(text, quoth::lexicon_of("en"));
      tokens += table.size();
    }
    const double pass = seconds_since(begin);
    state.SetIterationTime(pass);
    seconds += pass;
  }
  report(state, seconds);
  state.counters["tokens"] = benchmark::Counter(tokens / seconds, benchmark::Counter::kDefaults);
}

// One analyzer, given the table and what the analyzers before it found; neither is on the clock, so
// the number of passes is fixed.
void analyzer(benchmark::State& state, std::size_t which) {
  const std::shared_ptr<const quoth::Analyzer> analyzers[] = {quoth::make_names_analyzer(),
                                                              quoth::make_dates_analyzer(),
                                                              quoth::make_quotations_analyzer()};
  quoth::TokenTable table;
  double seconds = 0, found = 0;
  for (auto _ : state) {
    double pass = 0;
    for (const std::string& text : corpus().texts) {
      table.scan(text, quoth::lexicon_of("en"));
      const quoth::Context context{table, {}, {}, "en"};
      quoth::Annotations annotations;
      for (std::size_t i = 0; i < which; ++i) analyzers[i]->analyze(context, annotations);
      const auto begin = Clock::now();
      analyzers[which]->analyze(context, annotations);
      pass += seconds_since(begin);
      found += static_cast<double>(which == 0   ? annotations.mentions.size()
                                   : which == 1 ? annotations.timexes.size()
                                                : annotations.quotations.size());
    }
    state.SetIterationTime(pass);
    seconds += pass;
  }
  report(state, seconds);
  state.counters["found"] = found / static_cast<double>(state.iterations());
}

void bytes_to_annotations(benchmark::State& state) {
  const quoth::Analyzers analyzers = quoth::Analyzers::english();
  double seconds = 0;
  for (auto _ : state) {
    const auto begin = Clock::now();
    for (const std::string& text : corpus().texts)
      benchmark::DoNotOptimize(analyzers.annotate(text));
    const double pass = seconds_since(begin);
    state.SetIterationTime(pass);
    seconds += pass;
  }
  report(state, seconds);
}

BENCHMARK(scalar_words)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(token_table)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyzer, names, 0)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);
BENCHMARK_CAPTURE(analyzer, dates, 1)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);
BENCHMARK_CAPTURE(analyzer, quotations, 2)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);
BENCHMARK(bytes_to_annotations)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** arguments) try {
  const char* from_environment = std::getenv("QUOTH_CORPUS");
  std::string path = from_environment ? from_environment : "";
  std::vector<char*> others;
  for (int i = 0; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument.starts_with("--corpus="))
      path = argument.substr(9);
    else
      others.push_back(arguments[i]);
  }
  int other_count = static_cast<int>(others.size());
  benchmark::Initialize(&other_count, others.data());
  if (benchmark::ReportUnrecognizedArguments(other_count, others.data())) return 2;

  Corpus& shared = corpus();
  shared.texts = path.empty() ? generated() : read_corpus(path);
  for (const std::string& text : shared.texts) shared.bytes += text.size();
  shared.scalar_seconds = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto begin = Clock::now();
    for (const std::string& text : shared.texts) benchmark::DoNotOptimize(count_words(text));
    shared.scalar_seconds = std::min(shared.scalar_seconds, seconds_since(begin));
  }
  benchmark::AddCustomContext("corpus", path.empty() ? "generated, seed 1" : path);
  benchmark::AddCustomContext("articles", std::to_string(shared.texts.size()));
  benchmark::AddCustomContext("bytes", std::to_string(shared.bytes));
  benchmark::RunSpecifiedBenchmarks();
  return 0;
} catch (const std::exception& error) {
  std::cerr << "analyze_throughput: " << error.what() << '\n';
  return 1;
}
