// NEAR, ADJ and prefix* as they are executed, held against what one document's own terms say.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/snapshot_impl.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/text/token_table.hpp"
#include "rank/core/executor.hpp"
#include "results/matching.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

using Random = std::mt19937;
using Space = Snapshot::Space;
using Documents = std::set<std::pair<std::uint32_t, std::uint32_t>>;  // segment, document from 0

constexpr const char* kWords[] = {"zorb", "zorbs", "quil", "quint", "mavk", "trun"};

std::string some_words(Random& random, std::size_t most) {
  std::string out;
  for (std::size_t i = 1 + random() % most; i > 0; --i)
    out += std::string(out.empty() ? "" : " ") + kWords[random() % 6];
  return out;
}

std::vector<std::vector<Article>> archive(Random& random) {
  std::vector<std::vector<Article>> segments(2);
  for (int i = 0; i < 60; ++i)
    segments[random() % 2].push_back(article(
        std::to_string(i),
        "“" + some_words(random, 8) + ",” Mayor Ana Rosh said. The " + some_words(random, 20) + ".",
        nullptr, some_words(random, 4)));
  return segments;
}

Query random_part(Random& random, bool alternatives = true) {
  switch (random() % (alternatives ? 6 : 5)) {
    case 0:
      return Query::phrase(some_words(random, 3));
    case 1:
      return Query::prefix(std::string(kWords[random() % 6]).substr(0, 2 + random() % 3));
    case 5:
      return Query::any({random_part(random, false), random_part(random, false)});
    default:
      return Query::word(kWords[random() % 6]);
  }
}

Query random_near(Random& random) {
  std::vector<Query> parts;
  for (std::size_t i = 2 + random() % 3; i > 0; --i) parts.push_back(random_part(random));
  Query near =
      Query::near(std::move(parts), 1 + static_cast<unsigned>(random() % 6), random() % 2 == 0);
  return random() % 4 == 0 ? Query::title(std::move(near)) : near;
}

Documents executed(const Plan& plan, const Snapshot& snapshot) {
  const bool of_quotations = plan.unit == Unit::quotations;
  const Space space = of_quotations ? Space::quotations : Space::articles,
              other = of_quotations ? Space::articles : Space::quotations;
  std::vector<core::SegmentView> views;
  for (const Snapshot::Impl::Part& part : snapshot.impl().parts) {
    core::SegmentView view;
    view.ranks = &part.segment->ranks(space);
    view.other = &part.segment->ranks(other);
    view.map = &part.segment->map();
    view.of_quotations = of_quotations;
    views.push_back(view);
  }
  core::CoreOptions options;
  options.limit = 1000;
  core::Executor executor;
  Documents out;
  for (const core::Scored& found : executor.run(plan.root, views, options).documents)
    out.emplace(found.segment, found.document);
  return out;
}

Documents by_terms(const Plan& plan, const Snapshot& snapshot) {
  Documents out;
  for (std::uint32_t segment = 0; segment < snapshot.segment_count(); ++segment) {
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(segment); ++docid) {
      const ArticleRef ref{segment, docid};
      const StoredArticle stored = snapshot.article(ref);
      const std::string text = text_of(stored.article);
      TokenTable tokens;
      tokens.scan(text, lexicon_of(stored.article));
      const ArticleTerms terms = TermMaker().make(stored.article, tokens, stored.annotations);
      if (plan.unit == Unit::articles) {
        if (matches(plan.root, terms.article, terms.article)) out.emplace(segment, docid - 1);
        continue;
      }
      for (std::uint32_t q = 0; q < terms.quotations.size(); ++q)
        if (matches(plan.root, terms.quotations[q], terms.article))
          out.emplace(segment, snapshot.first_quotation(ref) + q - 1);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("near execution: the documents found are those whose own words stand so") {
  const char* given = std::getenv("QUOTH_TEST_SEED");
  const std::uint32_t seed = given != nullptr ? static_cast<std::uint32_t>(std::atoll(given)) : 612;
  std::size_t found = 0;
  for (std::uint32_t round = 0; round < 8; ++round) {
    Random random(seed + round);
    TemporaryIndex index(archive(random));
    const Snapshot snapshot = Snapshot::open(index.path());
    for (int i = 0; i < 60; ++i) {
      const Query query = random() % 8 == 0 ? random_part(random) : random_near(random);
      INFO("QUOTH_TEST_SEED=" << seed + round);
      CAPTURE(query.syntax());
      for (const Unit unit : {Unit::articles, Unit::quotations}) {
        const Plan plan = make_plan(query, snapshot, unit);
        const Documents expected = by_terms(plan, snapshot);
        CHECK(executed(plan, snapshot) == expected);
        found += expected.size();
      }
    }
  }
  CHECK(found > 1000);  // it is not nothing that both sides agree on
}
