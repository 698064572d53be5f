// The ranking core gives the answer of scoring every document, to the bit: whatever the plan, the
// kernels, the number of segments and the deletions.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "quoth/error.hpp"
#include "rank/core/executor.hpp"

using namespace quoth;
using namespace quoth::core;
using storage::Ranks;
using storage::RanksBuilder;

namespace {

constexpr std::uint32_t kSeed = 20261127;
using Op = PlanNode::Op;

struct Word {
  std::string stem, form;
};
struct Document {
  std::vector<Word> words;
  std::size_t title = 0;  // so many of them are the title's
  std::vector<std::string> filters;
  bool dead = false;
};

// Zw0 is in nearly all documents, Zw200 in nearly none; forms "w3", "w3s", ...
Document random_document(std::mt19937& random) {
  Document out;
  const std::size_t size = 1 + random() % 30;
  for (std::size_t i = 0; i < size; ++i) {
    const double u = static_cast<double>(random() % 10'000) / 10'000;
    const auto word = static_cast<unsigned>(u * u * u * 250);
    const std::string form = "w" + std::to_string(word);
    out.words.push_back({"Z" + form, random() % 4 == 0 ? form + "s" : form});
  }
  out.title = random() % 5;
  out.title = std::min(out.title, size);
  for (const char* filter : {"Len", "Lde", "XSa", "XSb"})
    if (random() % 3 == 0) out.filters.push_back(filter);
  out.dead = random() % 9 == 0;
  return out;
}

struct Segment {
  std::vector<Document> documents;
  std::string bytes;
  Ranks ranks;
  std::vector<std::uint64_t> dead;
};

void write(Segment& segment) {
  RanksBuilder builder;
  for (const Document& document : segment.documents) {
    std::map<std::string, std::uint32_t> frequency;
    std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> places;
    for (std::size_t i = 0; i < document.words.size(); ++i) {
      const Word& word = document.words[i];
      frequency[word.stem] += i < document.title ? 3 : 1;
      places[{word.stem, word.form}].push_back(static_cast<std::uint32_t>(i + 1));
    }
    std::vector<RanksBuilder::Term> terms;
    std::vector<RanksBuilder::Form> forms;
    for (const auto& [stem, count] : frequency) {
      for (const auto& [word, at] : places)
        if (word.first == stem) forms.push_back({terms.size(), word.second, at});
      terms.push_back({stem, count});
    }
    for (const std::string& filter : document.filters) terms.push_back({filter, 0});
    builder.add(terms, forms, static_cast<std::uint16_t>(document.title));
  }
  builder.write([&](std::string_view piece) { segment.bytes += piece; });
  REQUIRE(segment.ranks.open(segment.bytes));
  segment.dead.assign((segment.documents.size() + 65535) / 65536 * 1024, 0);
  for (std::size_t d = 0; d < segment.documents.size(); ++d)
    if (segment.documents[d].dead) segment.dead[d / 64] |= std::uint64_t{1} << d % 64;
}

// The slow twin.
class Twin {
 public:
  Twin(const std::vector<Segment>& segments, const Bm25& bm25) : segments_(segments), bm25_(bm25) {
    double words = 0;
    for (const Segment& segment : segments)
      for (const Document& document : segment.documents) {
        ++documents_;
        words += static_cast<double>(length(document));
        std::map<std::string, int> seen;
        for (const Word& word : document.words) seen[word.stem] = 1;
        for (const auto& [stem, one] : seen) ++frequency_[stem];
      }
    average_ = documents_ > 0 ? words / static_cast<double>(documents_) : 0;
  }

  std::vector<Scored> rank(const PlanNode& root) const {
    std::vector<Scored> out;
    for (std::uint32_t s = 0; s < segments_.size(); ++s)
      for (std::uint32_t d = 0; d < segments_[s].documents.size(); ++d) {
        const Document& document = segments_[s].documents[d];
        if (document.dead) continue;
        if (const auto sum = score(root, document)) out.push_back({*sum, s, d});
      }
    std::sort(out.begin(), out.end(), better);
    return out;
  }

 private:
  static std::uint32_t length(const Document& document) {
    return static_cast<std::uint32_t>(document.words.size() + 2 * document.title);
  }
  std::optional<double> word(const std::string& stem, const Document& document) const {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < document.words.size(); ++i)
      if (document.words[i].stem == stem) count += i < document.title ? 3 : 1;
    if (count == 0) return std::nullopt;
    return bm25(count, length(document), average_, bm25_idf(documents_, frequency_.at(stem)),
                bm25_);
  }
  static bool has_phrase(const std::vector<std::string>& forms, const Document& document) {
    const auto at = [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i + forms.size() <= end; ++i) {
        std::size_t k = 0;
        while (k < forms.size() && document.words[i + k].form == forms[k]) ++k;
        if (k == forms.size()) return true;
      }
      return false;
    };
    return at(0, document.title) || at(document.title, document.words.size());
  }
  std::optional<double> score(const PlanNode& node, const Document& document) const {
    double sum = 0;
    switch (node.op) {
      case Op::everything:
        return 0.0;
      case Op::word:
        return word(node.terms[0], document);
      case Op::phrase:
        if (!has_phrase(node.forms, document)) return std::nullopt;
        for (const std::string& stem : node.terms) sum += word(stem, document).value_or(0);
        return sum;
      case Op::filter:
        for (const std::string& term : node.terms)
          if (std::count(document.filters.begin(), document.filters.end(), term) > 0) return 0.0;
        return std::nullopt;
      case Op::all:
        if (node.children.empty()) return std::nullopt;
        for (const PlanNode& child : node.children) {
          const auto part = score(child, document);
          if (!part) return std::nullopt;
          sum += *part;
        }
        return sum;
      case Op::any: {
        bool some = false;
        for (const PlanNode& child : node.children)
          if (const auto part = score(child, document)) sum += *part, some = true;
        return some ? std::optional(sum) : std::nullopt;
      }
      case Op::without:
        for (std::size_t i = 1; i < node.children.size(); ++i)
          if (score(node.children[i], document)) return std::nullopt;
        return score(node.children[0], document);
      case Op::prefer: {
        const auto own = score(node.children[0], document);
        if (!own) return std::nullopt;
        sum = *own;
        for (std::size_t i = 1; i < node.children.size(); ++i)
          sum += score(node.children[i], document).value_or(0);
        return sum;
      }
      default:
        return std::nullopt;
    }
  }

  const std::vector<Segment>& segments_;
  const Bm25 bm25_;
  std::uint64_t documents_ = 0;
  double average_ = 0;
  std::map<std::string, std::uint64_t> frequency_;
};

PlanNode random_plan(std::mt19937& random, int depth) {
  PlanNode out;
  const auto some_word = [&] {
    const double u = static_cast<double>(random() % 1000) / 1000;
    return "w" + std::to_string(static_cast<unsigned>(u * u * 260));
  };
  const unsigned kind = random() % (depth > 0 ? 10 : 5);
  switch (kind) {
    case 0:
    case 1:
    case 2:
      out.op = Op::word;
      out.terms = {"Z" + some_word()};
      break;
    case 3: {
      out.op = Op::phrase;
      const std::size_t size = 1 + random() % 3;
      for (std::size_t i = 0; i < size; ++i) {
        const std::string word = "w" + std::to_string(random() % 4);
        out.terms.push_back("Z" + word);
        out.forms.push_back(random() % 4 == 0 ? word + "s" : word);
      }
      break;
    }
    case 4:
      out.op = random() % 8 == 0 ? Op::everything : Op::filter;
      for (const char* filter : {"Len", "XSa", "XSnone"})
        if (random() % 2 == 0) out.terms.push_back(filter);
      if (out.op == Op::filter && out.terms.empty()) out.terms.push_back("Lde");
      break;
    default: {
      static constexpr Op kOps[] = {Op::all, Op::any, Op::any, Op::without, Op::prefer};
      out.op = kOps[kind - 5];
      const std::size_t size = 1 + random() % 3;
      for (std::size_t i = 0; i < size; ++i) out.children.push_back(random_plan(random, depth - 1));
    }
  }
  return out;
}

void make(std::vector<Segment>& segments, std::mt19937& random,
          const std::vector<std::uint32_t>& sizes, bool deletions) {
  segments = std::vector<Segment>(sizes.size());
  for (std::size_t s = 0; s < sizes.size(); ++s) {
    for (std::uint32_t d = 0; d < sizes[s]; ++d) {
      segments[s].documents.push_back(random_document(random));
      segments[s].documents.back().dead &= deletions;
    }
    write(segments[s]);
  }
}

std::vector<SegmentView> views(const std::vector<Segment>& segments, bool deletions) {
  std::vector<SegmentView> out;
  for (const Segment& segment : segments)
    out.push_back({&segment.ranks, deletions ? std::span<const std::uint64_t>(segment.dead)
                                             : std::span<const std::uint64_t>()});
  return out;
}

void check(Executor& executor, const PlanNode& plan, const std::vector<Segment>& segments,
           const Twin& twin, bool deletions, const CoreOptions& options) {
  const auto all_views = views(segments, deletions);
  const CoreResult result = executor.run(plan, all_views, options);
  std::vector<Scored> expected = twin.rank(plan);
  if (result.total_is_exact) CHECK(result.total == expected.size());
  CHECK(result.total >= expected.size());
  if (expected.size() > options.limit) expected.resize(options.limit);
  REQUIRE(result.documents.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(result.documents[i].segment == expected[i].segment);
    CHECK(result.documents[i].document == expected[i].document);
    CHECK(result.documents[i].score == expected[i].score);
  }
}

}  // namespace

TEST_CASE("core: pruned equals exhaustive, to the bit, for random plans") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  Executor executor;
  const std::vector<std::vector<std::uint32_t>> shapes{{1},    {60},   {700},
                                                       {3000}, {0, 5}, {400, 1, 900, 33}};
  for (const auto& sizes : shapes)
    for (bool deletions : {false, true}) {
      std::vector<Segment> segments;
      make(segments, random, sizes, deletions);
      for (const Bm25& bm25 : {Bm25{}, Bm25{0.4, 1}, Bm25{2, 0}}) {
        const Twin twin(segments, bm25);
        for (int round = 0; round < 60; ++round) {
          const PlanNode plan = random_plan(random, 2);
          CoreOptions options;
          options.bm25 = bm25;
          options.limit = std::vector<std::size_t>{1, 3, 10, 100}[random() % 4];
          check(executor, plan, segments, twin, deletions, options);
        }
      }
    }
}

TEST_CASE("core: several windows have one answer") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  std::vector<Segment> segments;
  make(segments, random, {70'000}, false);
  const Twin twin(segments, Bm25{});
  Executor executor;
  for (int round = 0; round < 12; ++round)
    check(executor, random_plan(random, 1), segments, twin, false, CoreOptions{});
}

TEST_CASE("core: no plan, no segments, no room") {
  Executor executor;
  PlanNode word;
  word.op = Op::word;
  word.terms = {"Zw0"};
  CHECK(executor.run(word, {}, CoreOptions{}).documents.empty());
  CHECK(executor.run(PlanNode{}, {}, CoreOptions{}).total == 0);
  std::mt19937 random(kSeed);
  std::vector<Segment> segments;
  make(segments, random, {50}, false);
  CoreOptions none;
  none.limit = 0;
  const auto all_views = views(segments, false);
  const CoreResult result = executor.run(word, all_views, none);
  CHECK(result.documents.empty());
  CHECK(result.total > 0);
}

TEST_CASE("core: a deadline that has passed is an error") {
  std::mt19937 random(kSeed);
  std::vector<Segment> segments;
  make(segments, random, {50}, false);
  const auto all_views = views(segments, false);
  PlanNode everything;
  everything.op = Op::everything;
  CoreOptions late;
  late.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  Executor executor;
  CHECK_THROWS_AS((void)executor.run(everything, all_views, late), DeadlineError);
}
