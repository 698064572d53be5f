// Plans on Xapian's own matcher: the executor that defines what a query means.
#include <xapian.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "index/snapshot_impl.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/rank/execute.hpp"
#include "rank/xapian/name_postings.hpp"
#include "rank/xapian/posting_sources.hpp"

namespace quoth {
namespace {

using Clocked = std::chrono::steady_clock::time_point;
using xapian::Clock;
using xapian::ListedDocuments;
using xapian::NamePostings;
using Space = Snapshot::Space;

Space space_of(Unit unit) noexcept {
  return unit == Unit::quotations ? Space::quotations : Space::articles;
}

// One run: builds Xapian's query from the plan's tree and matches it.
class Run {
 public:
  Run(const Snapshot& snapshot, const RankOptions& options)
      : snapshot_(snapshot),
        options_(options),
        deadline_(std::chrono::steady_clock::now() + options.deadline) {}

  struct Found {
    std::vector<RankedDocument> documents;
    std::uint64_t total = 0;
    bool total_is_exact = true;
  };

  Found match(const PlanNode& node, Space space, std::size_t offset, std::size_t limit) {
    Found found;
    if (snapshot_.segment_count() == 0) return found;
    const Xapian::Query query = living(build(node, space), space);
    if (query.empty()) return found;
    auto borrowed = snapshot_.impl().borrow(space);
    const Xapian::Database& database = *borrowed;
    const Xapian::doccount documents = database.get_doccount();
    if (documents == 0) return found;
    Xapian::Enquire enquire(database);
    const Bm25& p = options_.bm25;
    enquire.set_weighting_scheme(Xapian::BM25Weight(p.k1, 0, 0, p.b, 0));
    // Among equal scores the order slot decides: it grows with (segment, docid), which the docids
    // of a database of many shards do not.
    enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(Slot::order), false);
    enquire.set_query(query);
    const auto from = static_cast<Xapian::doccount>(std::min<std::size_t>(offset, documents));
    const auto most = static_cast<Xapian::doccount>(std::min<std::size_t>(limit, documents));
    // Counting exactly means matching everything; up to this many documents that is cheap.
    constexpr Xapian::doccount kCountedExactly = 1000;
    const Xapian::MSet matched = enquire.get_mset(from, most, std::min(documents, kCountedExactly));
    found.total = matched.get_matches_estimated();
    found.total_is_exact = matched.get_matches_lower_bound() == matched.get_matches_upper_bound();
    found.documents.reserve(matched.size());
    for (auto it = matched.begin(); it != matched.end(); ++it) {
      const auto place = snapshot_.impl().place(*it);
      found.documents.push_back({place.segment, place.docid, it.get_weight()});
    }
    return found;
  }

  double score(const PlanNode& node, Space space, const RankedDocument& document) {
    auto only = std::make_shared<ListedDocuments::Lists>(snapshot_.segment_count());
    (*only)[document.segment].push_back({document.docid, 0});
    const Xapian::Query one((new ListedDocuments(std::move(only), segment_of()))->release());
    auto borrowed = snapshot_.impl().borrow(space);
    Xapian::Enquire enquire(*borrowed);
    const Bm25& p = options_.bm25;
    enquire.set_weighting_scheme(Xapian::BM25Weight(p.k1, 0, 0, p.b, 0));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, build(node, space), one));
    const Xapian::MSet matched = enquire.get_mset(0, 1);
    return matched.empty() ? 0 : matched.begin().get_weight();
  }

 private:
  // Keeps the snapshot alive, as Xapian may keep the posting source.
  xapian::SegmentOf segment_of() const {
    return [snapshot = snapshot_](const std::string& uuid) {
      return snapshot.impl().segment_of(uuid);
    };
  }

  static Xapian::Query unscored(const Xapian::Query& query) {
    return query.empty() ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.0);
  }

  static Xapian::Query combined(Xapian::Query::op op, const std::vector<std::string>& terms) {
    return Xapian::Query(op, terms.begin(), terms.end());
  }

  // The query, less what is deleted, and stopped by the clock.
  Xapian::Query living(const Xapian::Query& query, Space space) {
    if (query.empty()) return query;
    Xapian::Query out(Xapian::Query::OP_FILTER, query,
                      Xapian::Query((new Clock(deadline_))->release()));
    if (snapshot_.stats().deleted == 0) return out;
    auto dead = std::make_shared<ListedDocuments::Lists>(snapshot_.segment_count());
    for (std::uint32_t segment = 0; segment < snapshot_.segment_count(); ++segment) {
      const storage::ArticleMap& map = snapshot_.impl().map(segment);
      auto& list = (*dead)[segment];
      snapshot_.impl().deleted(segment).for_each([&](std::uint32_t article) {
        if (space == Space::articles) {
          list.push_back({article, 0});
        } else {
          for (std::uint32_t q = map.first_quotation(article); q < map.first_quotation(article + 1);
               ++q)
            list.push_back({q, 0});
        }
      });
    }
    return Xapian::Query(
        Xapian::Query::OP_AND_NOT, out,
        Xapian::Query((new ListedDocuments(std::move(dead), segment_of()))->release()));
  }

  Xapian::Query build(const PlanNode& node, Space space) {
    using Q = Xapian::Query;
    switch (node.op) {
      case PlanNode::Op::nothing:
      case PlanNode::Op::synonyms:  // these two are the ranking core's alone
      case PlanNode::Op::near:
        return Q::MatchNothing;
      case PlanNode::Op::everything:
        return unscored(Q::MatchAll);
      case PlanNode::Op::word:
        return Q(node.terms.front());
      case PlanNode::Op::phrase: {
        std::vector<std::string> forms = node.forms;
        if (node.in_title)
          for (std::string& form : forms) form = term::title_form(form);
        const auto window = static_cast<Xapian::termcount>(forms.size());
        const Q exact = forms.size() == 1 ? Q(forms.front())
                                          : Q(Q::OP_PHRASE, forms.begin(), forms.end(), window);
        // An article in another language than the query's has the forms, but stems of its own.
        return node.terms.empty()
                   ? unscored(exact)
                   : Q(Q::OP_AND_MAYBE, unscored(exact), combined(Q::OP_OR, node.terms));
      }
      case PlanNode::Op::names: {
        auto documents = xapian::name_documents(node, snapshot_.impl(), space, deadline_);
        std::uint64_t collection = 0;
        double average = 0;
        {
          const auto borrowed = snapshot_.impl().borrow(space);
          collection = borrowed->get_doccount();
          average = borrowed->get_avlength();
        }
        auto scoring = std::make_shared<const NamePostings::Scoring>(
            NamePostings::scoring_of(node, collection, average, options_.bm25));
        return Q(
            (new NamePostings(std::move(documents), std::move(scoring), segment_of()))->release());
      }
      case PlanNode::Op::filter: {
        const Q any = unscored(combined(Q::OP_OR, node.terms));
        if (node.precise.empty()) return any;
        const Q score((new Xapian::FixedWeightPostingSource(kPreciseDateScore))->release());
        return Q(Q::OP_AND_MAYBE, any, Q(Q::OP_FILTER, score, combined(Q::OP_OR, node.precise)));
      }
      case PlanNode::Op::all:
        return inner(Q::OP_AND, node, space);
      case PlanNode::Op::any:
        return inner(Q::OP_OR, node, space);
      case PlanNode::Op::without:
        return inner(Q::OP_AND_NOT, node, space);
      case PlanNode::Op::prefer:
        return inner(Q::OP_AND_MAYBE, node, space);
      case PlanNode::Op::quotation:
        return quotation(node);
      case PlanNode::Op::article:
        return article(node);
    }
    return Q::MatchNothing;
  }

  Xapian::Query inner(Xapian::Query::op op, const PlanNode& node, Space space) {
    std::vector<Xapian::Query> parts;
    for (const PlanNode& child : node.children) parts.push_back(build(child, space));
    return Xapian::Query(op, parts.begin(), parts.end());
  }

  // Runs on the quotations, and becomes the list of their articles, each with its best quotation's
  // score.
  Xapian::Query quotation(const PlanNode& node) {
    const Found found =
        match(node.children.front(), Space::quotations, 0, static_cast<std::size_t>(-1));
    auto articles = std::make_shared<ListedDocuments::Lists>(snapshot_.segment_count());
    for (const RankedDocument& document : found.documents)
      (*articles)[document.segment].push_back(
          {snapshot_.quotation(document.segment, document.docid).article.docid, document.score});
    for (auto& list : *articles) {
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return a.docid != b.docid ? a.docid < b.docid : a.score > b.score;
      });
      list.erase(std::unique(list.begin(), list.end(),
                             [](const auto& a, const auto& b) { return a.docid == b.docid; }),
                 list.end());
    }
    return Xapian::Query((new ListedDocuments(std::move(articles), segment_of()))->release());
  }

  // Runs on the articles, and becomes the list of their quotations.
  Xapian::Query article(const PlanNode& node) {
    const Found found =
        match(node.children.front(), Space::articles, 0, static_cast<std::size_t>(-1));
    auto quotations = std::make_shared<ListedDocuments::Lists>(snapshot_.segment_count());
    for (const RankedDocument& document : found.documents) {
      const storage::ArticleMap& map = snapshot_.impl().map(document.segment);
      for (std::uint32_t q = map.first_quotation(document.docid);
           q < map.first_quotation(document.docid + 1); ++q)
        (*quotations)[document.segment].push_back({q, 0});
    }
    for (auto& list : *quotations)
      std::sort(list.begin(), list.end(),
                [](const auto& a, const auto& b) { return a.docid < b.docid; });
    return Xapian::Query((new ListedDocuments(std::move(quotations), segment_of()))->release());
  }

  const Snapshot& snapshot_;
  const RankOptions& options_;
  Clocked deadline_;
};

}  // namespace

Ranking execute(const Plan& plan, const Snapshot& snapshot, const RankOptions& options) {
  return storage::with_storage_errors("Searching", [&] {
    Run run(snapshot, options);
    auto found = run.match(plan.root, space_of(plan.unit), options.offset, options.limit);
    return Ranking{std::move(found.documents), found.total, found.total_is_exact};
  });
}

double score_of(const PlanNode& node, Unit unit, const Snapshot& snapshot,
                const RankedDocument& document, const RankOptions& options) {
  return storage::with_storage_errors(
      "Scoring", [&] { return Run(snapshot, options).score(node, space_of(unit), document); });
}

}  // namespace quoth
