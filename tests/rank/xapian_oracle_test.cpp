// One meaning, two executors: the ranking core and Xapian's matcher on a plain database of the same
// texts give the same documents and, but for rounding, the same scores.
#include "rank/xapian_oracle.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../../benchmarks/corpus.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "rank/core/executor.hpp"
#include "rank/word_collections.hpp"

using namespace quoth;
using namespace quoth::core;
using namespace quoth::testing;
using Op = PlanNode::Op;

namespace {

constexpr std::uint32_t kSeed = 20261128;

// What a sanitizer makes slow is done less often: an eighth of the queries.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kShare = 8;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int kShare = 8;
#else
constexpr int kShare = 1;
#endif
#else
constexpr int kShare = 1;
#endif

// A run of a collection's articles as one segment.
struct Segment {
  std::uint32_t first = 0;  // article
  std::string bytes;
  storage::Ranks ranks;
};

// As Quoth indexes a text: tokens, folded forms, stems.
void index(std::span<const WordArticle> articles, TermMaker& stems, Segment& out) {
  storage::RanksBuilder builder;
  TokenTable tokens;
  for (const WordArticle& words : articles) {
    Article article;
    article.title = joined(words.title);
    article.body = joined(words.body);
    const std::string text = text_of(article);
    tokens.scan(text, lexicon_of("en"));
    const TokenRange title =
        tokens.tokens_in({0, static_cast<std::uint32_t>(article.title.size())});
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> places;
    std::map<std::string, std::uint32_t> frequency;
    std::uint32_t position = 0, title_words = 0;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      if (!is_indexed(tokens, i)) continue;
      const std::string form = folded(tokens.text(i));
      const std::string stem = term::stem(stems.stem_of(form));
      frequency[stem] += i < title.end ? 3 : 1;
      places[stem][form].push_back(++position);
      if (i < title.end) ++title_words;
    }
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    for (const auto& [stem, count] : frequency) {
      for (const auto& [form, at] : places[stem]) forms.push_back({terms.size(), form, at});
      terms.push_back({stem, count});
    }
    for (const std::string& filter : words.filters) terms.push_back({filter, 0});
    builder.add(terms, forms, static_cast<std::uint16_t>(title_words));
  }
  builder.write([&](std::string_view piece) { out.bytes += piece; });
  REQUIRE(out.ranks.open(out.bytes));
}

// The collection in segments of these shares.
std::vector<std::unique_ptr<Segment>> segments_of(const WordCollection& collection,
                                                  const std::vector<std::size_t>& shares) {
  std::size_t sum = 0, before = 0;
  for (const std::size_t share : shares) sum += share;
  TermMaker stems;
  std::vector<std::unique_ptr<Segment>> out;
  for (const std::size_t share : shares) {
    const std::size_t begin = collection.size() * before / sum;
    const std::size_t end = collection.size() * (before += share) / sum;
    out.push_back(std::make_unique<Segment>());
    out.back()->first = static_cast<std::uint32_t>(begin);
    index(std::span(collection).subspan(begin, end - begin), stems, *out.back());
  }
  return out;
}

// What a merge of segments leaves.
std::vector<std::unique_ptr<Segment>> merge_of(
    const std::vector<std::unique_ptr<Segment>>& segments) {
  std::vector<storage::RanksPart> parts;
  for (const auto& segment : segments) parts.push_back({&segment->ranks, {}});
  std::vector<std::unique_ptr<Segment>> out;
  out.push_back(std::make_unique<Segment>());
  Segment& all = *out.front();
  storage::merge_ranks(parts, [&](std::string_view piece) { all.bytes += piece; });
  REQUIRE(all.ranks.open(all.bytes));
  return out;
}

struct Hit {
  std::uint32_t document = 0;  // in the collection
  std::uint64_t score_bits = 0;
  friend bool operator==(const Hit&, const Hit&) = default;
  double score() const { return std::bit_cast<double>(score_bits); }
};

struct Answer {
  std::vector<Hit> hits;
  std::uint64_t total = 0;
  bool total_is_exact = false;
};

// One way to run a plan: segments, and a set of kernels.
class Side {
 public:
  Side(const std::vector<std::unique_ptr<Segment>>& segments, const kernels::Kernels& kernels)
      : segments_(segments), executor_(kernels) {
    for (const auto& segment : segments) views_.push_back({&segment->ranks, {}});
  }
  Answer rank(const PlanNode& plan, const Bm25& bm25, std::size_t limit) {
    CoreOptions options;
    options.bm25 = bm25;
    options.limit = limit;
    const CoreResult result = executor_.run(plan, views_, options);
    Answer out;
    out.total = result.total, out.total_is_exact = result.total_is_exact;
    for (const Scored& hit : result.documents)
      out.hits.push_back(
          {segments_[hit.segment]->first + hit.document, std::bit_cast<std::uint64_t>(hit.score)});
    return out;
  }

 private:
  const std::vector<std::unique_ptr<Segment>>& segments_;
  std::vector<SegmentView> views_;
  Executor executor_;
};

// Plans over the words of a collection: as often as the text has them, and some that it has not.
class Plans {
 public:
  Plans(const WordCollection& collection, std::mt19937& random)
      : collection_(collection), random_(random) {}

  PlanNode draw(int depth) {
    const unsigned kind = random_() % (depth > 0 ? 11 : 5);
    if (kind < 3) return word();
    if (kind == 3) return phrase();
    if (kind == 4) return filter();
    static constexpr Op kOps[] = {Op::all, Op::all, Op::any, Op::any, Op::without, Op::prefer};
    PlanNode out;
    out.op = kOps[kind - 5];
    const std::size_t size = 1 + random_() % 4;
    for (std::size_t i = 0; i < size; ++i) out.children.push_back(draw(depth - 1));
    return out;
  }

 private:
  const std::vector<std::string>& some_text() {
    for (;;) {
      const WordArticle& article = collection_[random_() % collection_.size()];
      const auto& text = random_() % 4 == 0 ? article.title : article.body;
      if (!text.empty()) return text;
    }
  }
  PlanNode word() {
    const auto& text = some_text();
    PlanNode out;
    out.op = Op::word;
    const std::string form = random_() % 40 == 0 ? "nowhere" : text[random_() % text.size()];
    out.terms = {stem_of(form)};
    return out;
  }
  // Mostly words that stand side by side somewhere.
  PlanNode phrase() {
    const auto& text = some_text();
    const std::size_t size = std::min<std::size_t>(text.size(), 2 + random_() % 3);
    const std::size_t begin = random_() % (text.size() - size + 1);
    if (size < 2) return word();
    PlanNode out;
    out.op = Op::phrase;
    for (std::size_t i = begin; i < begin + size; ++i) {
      const auto& other = some_text();
      out.forms.push_back(random_() % 12 == 0 ? other[random_() % other.size()] : text[i]);
      out.terms.push_back(stem_of(out.forms.back()));
    }
    return out;
  }
  PlanNode filter() {
    PlanNode out;
    out.op = random_() % 12 == 0 ? Op::everything : Op::filter;
    if (out.op == Op::everything) return out;
    for (const char* term : {"Len", "Lde", "XSa", "XSnone"})
      if (random_() % 3 == 0) out.terms.push_back(term);
    if (out.terms.empty()) out.terms.push_back("XSb");
    return out;
  }
  std::string stem_of(const std::string& form) { return term::stem(stems_.stem_of(form)); }

  const WordCollection& collection_;
  std::mt19937& random_;
  TermMaker stems_;
};

// The plan as a failing test prints it.
std::string printed(const PlanNode& node) {
  static const std::map<Op, std::string> kNames{
      {Op::everything, "everything"}, {Op::word, "word"},    {Op::phrase, "phrase"},
      {Op::filter, "filter"},         {Op::all, "all"},      {Op::any, "any"},
      {Op::without, "without"},       {Op::prefer, "prefer"}};
  std::string out = "(" + kNames.at(node.op);
  for (const std::string& term : node.op == Op::phrase ? node.forms : node.terms) out += " " + term;
  for (const PlanNode& child : node.children) out += " " + printed(child);
  return out + ")";
}

bool nearly(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

// What is wrong with a complete answer; "" when nothing is. Its order may differ from the oracle's
// only among documents whose scores do not: so each document must have the oracle's score, and so
// must each place.
std::string difference(const std::vector<Hit>& ours, const std::vector<XapianOracle::Hit>& theirs) {
  if (ours.size() != theirs.size())
    return std::to_string(ours.size()) + " documents, the oracle has " +
           std::to_string(theirs.size());
  std::map<std::uint32_t, double> score_of;
  for (const XapianOracle::Hit& hit : theirs) score_of[hit.document] = hit.score;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const std::string at =
        "place " + std::to_string(i) + ", document " + std::to_string(ours[i].document);
    const auto found = score_of.find(ours[i].document);
    if (found == score_of.end()) return at + ": not the oracle's";
    if (!nearly(ours[i].score(), found->second))
      return at + ": " + std::to_string(ours[i].score()) + ", the oracle scores it " +
             std::to_string(found->second);
    if (!nearly(ours[i].score(), theirs[i].score))
      return at + ": " + std::to_string(ours[i].score()) + ", the oracle's there has " +
             std::to_string(theirs[i].score);
    if (i > 0 &&
        (ours[i].score() > ours[i - 1].score() ||
         (ours[i].score() == ours[i - 1].score() && ours[i].document < ours[i - 1].document)))
      return at + ": out of order";
  }
  return "";
}

void compare(const char* what, const WordCollection& collection, int queries, int depth) {
  CAPTURE(kSeed);
  CAPTURE(std::string(what));
  std::mt19937 random(kSeed);
  const auto one = segments_of(collection, {1});
  const auto tiered = segments_of(collection, {64, 64, 64, 16, 16, 16, 4, 4, 4, 1, 1, 1});
  const auto merged = merge_of(tiered);
  XapianOracle oracle;
  for (const WordArticle& article : collection)
    oracle.add(joined(article.title), joined(article.body), article.filters);
  oracle.finish();
  // Both read the same words, or nothing below means anything.
  REQUIRE(oracle.documents() == collection.size());
  for (std::uint32_t d = 0; d < collection.size(); ++d)
    REQUIRE(oracle.length(d) == 2 * one.front()->ranks.length(d));

  Side exhaustive(one, kernels::scalar_kernels());
  std::vector<std::pair<std::string, std::unique_ptr<Side>>> sides;
  for (const kernels::Kernels* set : kernels::runnable_kernels()) {
    sides.emplace_back(std::string(set->name) + ", merged", std::make_unique<Side>(merged, *set));
    sides.emplace_back(std::string(set->name) + ", tiered", std::make_unique<Side>(tiered, *set));
  }
  Plans plans(collection, random);
  std::size_t documents = 0;
  queries /= kShare;
  for (int q = 0; q < queries; ++q) {
    const PlanNode plan = plans.draw(depth);
    const Bm25 bm25 = q % 3 == 0 ? Bm25{0.9, 0.4} : Bm25{};
    CAPTURE(printed(plan));
    const Answer all = exhaustive.rank(plan, bm25, collection.size());
    CHECK(difference(all.hits, oracle.rank(plan, bm25)) == "");
    CHECK(all.total >= all.hits.size());
    if (all.total_is_exact) CHECK(all.total == all.hits.size());
    documents += all.hits.size();
    // Where only the best are wanted, most documents are never scored; but for that the answer is
    // the same, to the bit.
    const std::size_t limit = std::vector<std::size_t>{1, 10, 100}[random() % 3];
    std::vector<Hit> best = all.hits;
    best.resize(std::min(best.size(), limit));
    for (const auto& side : sides) {
      CAPTURE(side.first);  // kernels and segments
      const Answer pruned = side.second->rank(plan, bm25, limit);
      CHECK(pruned.hits == best);
      CHECK(pruned.total >= all.hits.size());
      if (pruned.total_is_exact) CHECK(pruned.total == all.hits.size());
    }
  }
  // Questions that nothing answers would prove little.
  CHECK(documents > static_cast<std::size_t>(queries) * 10);
}

}  // namespace

TEST_CASE("oracle: on invented words the core ranks as Xapian does") {
  std::mt19937 random(kSeed);
  compare("random", random_collection(1500, 1200, 120, random), 800, 3);
}

TEST_CASE("oracle: on more documents than a window has the core ranks as Xapian does") {
  if (kShare > 1) return;  // the sanitized build would spend its time on indexing
  std::mt19937 random(kSeed);
  compare("windows", random_collection(70'000, 300, 5, random), 100, 2);
}

TEST_CASE("oracle: on texts that read like news the core ranks as Xapian does") {
  std::mt19937 random(kSeed);
  WordCollection collection = folder_collection(
      std::filesystem::path(QUOTH_SOURCE_FOLDER) / "examples" / "archive", random);
  REQUIRE(collection.size() > 30);
  const WordCollection source = collection;
  append_generated_news(source, 1500, random, collection);
  compare("news", collection, 1100, 3);
}

TEST_CASE("oracle: on a given corpus the core ranks as Xapian does") {
  const auto path = std::filesystem::path(QUOTH_SOURCE_FOLDER) / ".." / "shared" / "corpus" /
                    "news-100k.jsonl.zst";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: there is no " << path.string());
    return;
  }
  std::mt19937 random(kSeed);
  WordCollection collection;
  benchmarks::for_each_article(path.string(), [&](const Article& article) {
    collection.push_back(
        {plain_words(article.title), plain_words(article.body, 300), random_filters(random)});
    return collection.size() < 2500u / kShare;
  });
  compare("corpus", collection, 600, 3);
}
