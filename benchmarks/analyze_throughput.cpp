// How many bytes of news a core reads in a second: the token table, each analyzer on a table
// already made, quotation marks paired (over a table already made, and from text), text to time
// expressions (token table and dates together), and all of it from text to annotations.
//
//     analyze_throughput [--corpus=FILE] [Google Benchmark's own options; --help lists them]
//
// Two counters tell the result: MB_per_s (10^6 bytes a second) and times_scalar, how many times
// longer it takes than one scalar pass over the same bytes, in the same run, that only decodes
// UTF-8 and counts words, so that rows compare between machines. Both are of the best pass of
// several, in CPU time of the one thread, since machines are shared; the Time column is the mean.
//
// Corpus model: 2 MB of generated articles, seed 1: sentences of 8..30 words drawn by a Zipf law
// (exponent 1.1) from 20,000 invented words and from English function words at news-like rates,
// with a name in every third sentence, a date in every fifth, a quotation in every fourth, its
// marks garbled in one of ten. Or, with --corpus=FILE (or QUOTH_CORPUS), the first 8 MB of real
// articles: JSONL with "title" and "body", plain or .gz, .bz2, .zst. No publication day is given,
// so the dates analyzer has to find one. Not measured: decompression, JSON, decoding of foreign
// encodings, writing an index.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "corpus.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/token_table.hpp"

namespace {

constexpr std::size_t kGeneratedBytes = 2'000'000;
constexpr std::size_t kCorpusBytes = 8'000'000;

/// CPU seconds of this thread so far.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
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
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  quoth::benchmarks::for_each_article(path, [&](const quoth::Article& article) {
    texts.push_back(quoth::decode(text_of(article)).text);
    bytes += texts.back().size();
    return bytes < kCorpusBytes;
  });
  if (texts.empty()) throw std::runtime_error(path + ": no line of it is an article with a body");
  return texts;
}

// What all rows share: filled once in main.
struct Corpus {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
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

template <class F>
double seconds_of_all_texts(F&& f) {
  const double begin = cpu_seconds();
  for (const std::string& text : corpus().texts) f(text);
  return cpu_seconds() - begin;
}

double scalar_pass() {
  return seconds_of_all_texts(
      [](const std::string& text) { benchmark::DoNotOptimize(count_words(text)); });
}

/// Runs `pass`, which gives back the seconds it took, as often as `state` asks, and tells of the
/// best. A scalar pass goes before each, so that both meet the machine in the same state.
template <class Pass>
void measure(benchmark::State& state, Pass&& pass) {
  double best = 1e9, best_scalar = 1e9;
  for (auto _ : state) {
    best_scalar = std::min(best_scalar, scalar_pass());
    const double seconds = pass();
    state.SetIterationTime(seconds);
    best = std::min(best, seconds);
  }
  state.counters["MB_per_s"] = 1e-6 * static_cast<double>(corpus().bytes) / best;
  state.counters["times_scalar"] = best / best_scalar;
}

void scalar_words(benchmark::State& state) { measure(state, scalar_pass); }

void token_table(benchmark::State& state) {
  quoth::TokenTable table;
  double tokens = 0;
  measure(state, [&] {
    tokens = 0;
    return seconds_of_all_texts([&](const std::string& text) {
      table.scan(text, quoth::lexicon_of("en"));
      tokens += table.size();
    });
  });
  state.counters["tokens"] = tokens;
}

constexpr std::size_t kNames = 0, kDates = 1, kQuotations = 2;

// One analyzer, given the table and what the analyzers it needs have found; neither is on the
// clock, so the number of passes is fixed.
void analyzer(benchmark::State& state, std::size_t which) {
  const std::shared_ptr<const quoth::Analyzer> analyzers[] = {quoth::make_names_analyzer(),
                                                              quoth::make_dates_analyzer(),
                                                              quoth::make_quotations_analyzer()};
  quoth::TokenTable table;
  std::size_t found = 0;
  measure(state, [&] {
    double pass = 0;
    found = 0;
    for (const std::string& text : corpus().texts) {
      table.scan(text, quoth::lexicon_of("en"));
      const quoth::Context context{table, {}, {}, "en"};
      quoth::Annotations annotations;
      for (std::size_t i = 0; which == kQuotations && i < which; ++i)
        analyzers[i]->analyze(context, annotations);
      const double begin = cpu_seconds();
      analyzers[which]->analyze(context, annotations);
      pass += cpu_seconds() - begin;
      found += which == kNames   ? annotations.mentions.size()
               : which == kDates ? annotations.timexes.size()
                                 : annotations.quotations.size();
    }
    return pass;
  });
  state.counters["found"] = static_cast<double>(found);
}

// Pairing alone, over a made table.
void marks(benchmark::State& state) {
  quoth::TokenTable table;
  std::vector<quoth::quotations::Stretch> stretches;
  std::size_t found = 0;
  measure(state, [&] {
    double pass = 0;
    found = 0;
    for (const std::string& text : corpus().texts) {
      table.scan(text, quoth::lexicon_of("en"));
      const double begin = cpu_seconds();
      quoth::quotations::find_stretches(table, quoth::quotations::starts_attribution, stretches);
      pass += cpu_seconds() - begin;
      found += stretches.size();
    }
    return pass;
  });
  state.counters["found"] = static_cast<double>(found);
}

void text_to_marks(benchmark::State& state) {
  quoth::TokenTable table;
  std::vector<quoth::quotations::Stretch> stretches;
  std::size_t found = 0;
  measure(state, [&] {
    found = 0;
    return seconds_of_all_texts([&](const std::string& text) {
      table.scan(text, quoth::lexicon_of("en"));
      quoth::quotations::find_stretches(table, quoth::quotations::starts_attribution, stretches);
      found += stretches.size();
    });
  });
  state.counters["found"] = static_cast<double>(found);
}

void text_to_timexes(benchmark::State& state) {
  const quoth::Analyzers dates({quoth::make_dates_analyzer()});
  quoth::TokenTable table;
  std::size_t found = 0;
  measure(state, [&] {
    found = 0;
    return seconds_of_all_texts([&](const std::string& text) {
      table.scan(text, quoth::lexicon_of("en"));
      found += dates.annotate(quoth::Context{table, {}, {}, "en"}).timexes.size();
    });
  });
  state.counters["found"] = static_cast<double>(found);
}

void text_to_annotations(benchmark::State& state) {
  const quoth::Analyzers analyzers = quoth::Analyzers::english();
  measure(state, [&] {
    return seconds_of_all_texts(
        [&](const std::string& text) { benchmark::DoNotOptimize(analyzers.annotate(text)); });
  });
}

#define QUOTH_STAGE(...) __VA_ARGS__->UseManualTime()->Unit(benchmark::kMillisecond)
QUOTH_STAGE(BENCHMARK(scalar_words));
QUOTH_STAGE(BENCHMARK(token_table));
QUOTH_STAGE(BENCHMARK_CAPTURE(analyzer, names, kNames))->Iterations(7);
QUOTH_STAGE(BENCHMARK_CAPTURE(analyzer, dates, kDates))->Iterations(15);
QUOTH_STAGE(BENCHMARK_CAPTURE(analyzer, quotations, kQuotations))->Iterations(5);
QUOTH_STAGE(BENCHMARK(marks))->Iterations(15);
QUOTH_STAGE(BENCHMARK(text_to_marks));
QUOTH_STAGE(BENCHMARK(text_to_timexes));
QUOTH_STAGE(BENCHMARK(text_to_annotations));
#undef QUOTH_STAGE

}  // namespace

int main(int count, char** arguments) try {
  const char* from_environment = std::getenv("QUOTH_CORPUS");
  std::string path = from_environment ? from_environment : "";
  std::vector<char*> others;
  for (int i = 0; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help")
      std::cout << "analyze_throughput [--corpus=FILE]  articles as JSONL with \"title\" and "
                   "\"body\", plain or .gz, .bz2, .zst\n";
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
  benchmark::AddCustomContext("corpus", path.empty() ? "generated, seed 1" : path);
  benchmark::AddCustomContext("articles", std::to_string(shared.texts.size()));
  benchmark::AddCustomContext("bytes", std::to_string(shared.bytes));
  benchmark::RunSpecifiedBenchmarks();
  return 0;
} catch (const std::exception& error) {
  std::cerr << "analyze_throughput: " << error.what() << '\n';
  return 1;
}
