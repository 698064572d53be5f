// The inside of a Candidate: what is known of one document, and of those ranked beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "quoth/rank/execute.hpp"
#include "quoth/results/rerank.hpp"
#include "results/matching.hpp"

namespace quoth {

/// The documents that are re-ranked together. What it leads to outlives it.
struct CandidateSet {
  const Query& query;
  const Plan& plan;
  const Snapshot& snapshot;
  std::span<const RankedDocument> documents;         ///< best first, by their words
  std::optional<std::optional<Day>> newest = {};     ///< once it was asked for
  [[nodiscard]] double best_score() const noexcept;  ///< 1 where no document scores
  [[nodiscard]] ArticleRef article_of(const RankedDocument& document) const;
};

class Candidate::Impl {
 public:
  Impl(CandidateSet& set, const RankedDocument& document);

  [[nodiscard]] const CandidateSet& set() const noexcept { return set_; }
  [[nodiscard]] const RankedDocument& document() const noexcept { return document_; }
  [[nodiscard]] ArticleRef article() const noexcept { return article_; }
  [[nodiscard]] std::optional<std::uint32_t> quotation() const noexcept { return quotation_; }

  [[nodiscard]] const StoredArticle& stored();
  [[nodiscard]] std::optional<Day> newest();
  [[nodiscard]] std::vector<double> name_likeness();
  [[nodiscard]] const std::vector<Clause>& clauses();
  [[nodiscard]] std::vector<std::string> wanted_said();
  [[nodiscard]] std::vector<std::vector<std::string>> said();

 private:
  [[nodiscard]] const ArticleView& view();
  void add_likeness(const PlanNode& node, bool in_quotations, std::vector<double>& out);

  CandidateSet& set_;
  const RankedDocument& document_;
  ArticleRef article_;
  std::optional<std::uint32_t> quotation_;
  std::optional<StoredArticle> stored_;
  std::optional<ArticleView> view_;
  std::optional<std::vector<Clause>> clauses_;
};

}  // namespace quoth
