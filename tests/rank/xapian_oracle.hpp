// A plain Xapian database, made as Xapian's own documentation does: the oracle of the ranking core.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"
#include "support/temporary_index.hpp"

namespace quoth::testing {

/// TermGenerator with positions and STEM_SOME, the title three times, compacted into a single file.
/// Nothing in it is Quoth's but the order of the documents. Of plans it knows words, phrases,
/// filters and what joins them.
///
/// TermGenerator counts a word as written and its stem, so that a document is twice as long as it
/// is to Quoth; BM25 divides by the mean length, which is twice as long, too.
class XapianOracle {
 public:
  struct Hit {
    std::uint32_t document = 0;  ///< from 0, in the order of `add`
    double score = 0;
  };

  XapianOracle()
      : writable_((directory_.path() / "loose").string(),
                  Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC) {
    generator_.set_stemmer(Xapian::Stem("en"));
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  }

  void add(const std::string& title, const std::string& body,
           const std::vector<std::string>& filters) {
    Xapian::Document document;
    generator_.set_document(document);
    generator_.set_termpos(0);
    generator_.index_text(title, 3);
    generator_.increase_termpos();
    generator_.index_text(body);
    for (const std::string& filter : filters) document.add_boolean_term(filter);
    writable_.add_document(document);
  }
  /// After the last document, and before any question.
  void finish() {
    writable_.commit();
    const std::string single = (directory_.path() / "single").string();
    writable_.compact(single, Xapian::DBCOMPACT_SINGLE_FILE);
    database_ = Xapian::Database(single);
  }

  [[nodiscard]] std::uint32_t documents() const { return database_.get_doccount(); }
  /// As TermGenerator counts it.
  [[nodiscard]] std::uint32_t length(std::uint32_t document) const {
    return database_.get_doclength(document + 1);
  }
  /// Every document that matches, best first.
  [[nodiscard]] std::vector<Hit> rank(const PlanNode& plan, const Bm25& bm25) const {
    std::vector<Hit> out;
    const Xapian::Query query = query_of(plan);
    if (query.empty()) return out;
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BM25Weight(bm25.k1, 0, 0, bm25.b, 0));
    enquire.set_query(query);
    const Xapian::MSet matched = enquire.get_mset(0, documents(), documents());
    for (auto hit = matched.begin(); hit != matched.end(); ++hit)
      out.push_back({*hit - 1, hit.get_weight()});
    return out;
  }

 private:
  using Q = Xapian::Query;

  // Ascending documents, as a part of a query.
  class Listed : public Xapian::PostingSource {
   public:
    explicit Listed(std::vector<Xapian::docid> list) : list_(std::move(list)) {}
    Xapian::doccount get_termfreq_min() const override { return get_termfreq_est(); }
    Xapian::doccount get_termfreq_est() const override {
      return static_cast<Xapian::doccount>(list_.size());
    }
    Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }
    void init(const Xapian::Database&) override { next_ = 0; }
    void next(double) override { ++next_; }
    void skip_to(Xapian::docid from, double) override {
      next_ = std::max<std::size_t>(next_, 1);
      while (next_ <= list_.size() && list_[next_ - 1] < from) ++next_;
    }
    bool at_end() const override { return next_ > list_.size(); }
    Xapian::docid get_docid() const override { return list_[next_ - 1]; }

   private:
    std::vector<Xapian::docid> list_;
    std::size_t next_ = 0;  // 0: before the first, else one more than an index
  };

  [[nodiscard]] static Q unscored(const Q& query) {
    return query.empty() ? query : Q(Q::OP_SCALE_WEIGHT, query, 0.0);
  }
  [[nodiscard]] static Q joined(Q::op op, const std::vector<std::string>& terms) {
    return Q(op, terms.begin(), terms.end());
  }
  [[nodiscard]] Q joined(Q::op op, const std::vector<PlanNode>& children) const {
    std::vector<Q> parts;
    for (const PlanNode& child : children) parts.push_back(query_of(child));
    return Q(op, parts.begin(), parts.end());
  }
  // The documents in which the forms stand side by side, found by a search of their own: Xapian
  // 1.4.22 loses the score of a phrase, or counts it where there is none, when the phrase is an
  // alternative inside what only adds to the score (OP_OR inside OP_AND_MAYBE or OP_AND).
  [[nodiscard]] Q documents_with(const std::vector<std::string>& forms) const {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_query(
        Q(Q::OP_PHRASE, forms.begin(), forms.end(), static_cast<Xapian::termcount>(forms.size())));
    std::vector<Xapian::docid> list;
    const Xapian::MSet matched = enquire.get_mset(0, documents());
    for (auto hit = matched.begin(); hit != matched.end(); ++hit) list.push_back(*hit);
    return Q((new Listed(std::move(list)))->release());
  }
  [[nodiscard]] Q query_of(const PlanNode& node) const {
    switch (node.op) {
      case PlanNode::Op::everything:
        return unscored(Q::MatchAll);
      case PlanNode::Op::word:
        return Q(node.terms.front());
      case PlanNode::Op::phrase:
        return Q(Q::OP_FILTER, joined(Q::OP_AND, node.terms), documents_with(node.forms));
      case PlanNode::Op::filter:
        return unscored(joined(Q::OP_OR, node.terms));
      case PlanNode::Op::all:
        return joined(Q::OP_AND, node.children);
      case PlanNode::Op::any:
        return joined(Q::OP_OR, node.children);
      case PlanNode::Op::without:
        return joined(Q::OP_AND_NOT, node.children);
      case PlanNode::Op::prefer:
        return joined(Q::OP_AND_MAYBE, node.children);
      default:
        return Q::MatchNothing;
    }
  }

  TemporaryDirectory directory_;
  Xapian::WritableDatabase writable_;
  Xapian::TermGenerator generator_;
  Xapian::Database database_;
};

}  // namespace quoth::testing
