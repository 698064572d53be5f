// A plan for the other space as a posting list of this one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rank/core/article_walk.hpp"
#include "rank/core/exact_score.hpp"
#include "rank/core/match_sets.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Among articles: those that have a quotation that matches, each with the score of its best one.
/// Among quotations: those whose article matches, unscored. Reusable.
class Join {
 public:
  explicit Join(const kernels::Kernels& kernels);

  /// Takes in the plan for the other space. `segments`: of this one; all of them know the other.
  /// @throws DamagedError, DeadlineError
  void begin(const PlanNode& plan, std::span<const SegmentView> segments,
             const SearchSettings& settings);
  /// Runs the plan on all of a segment. The list lives until the next call.
  /// @throws DamagedError, DeadlineError
  [[nodiscard]] const ListedPostings& open_segment(std::uint32_t index);

 private:
  void take(const SegmentView& segment, std::uint32_t document, double score);
  void take_articles_best();

  QueryTree tree_;
  ExactScore exact_;
  MatchSets sets_;
  std::vector<SegmentView> segments_;  // of the other space
  SearchSettings settings_;
  ListedPostings list_;
  ArticleWalk walk_;
  bool to_articles_ = false;
  // The article at hand, if there is any yet, and the score of its best quotation.
  bool any_ = false;
  std::uint32_t article_ = 0;
  double best_ = 0;
};

}  // namespace quoth::core
