// A plan for the other space as a posting list of this one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "rank/core/article_walk.hpp"
#include "rank/core/batch_score.hpp"
#include "rank/core/document_bits.hpp"
#include "rank/core/exact_score.hpp"
#include "rank/core/levels.hpp"
#include "rank/core/match_sets.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Among articles: those that have a quotation that matches, each scored by its best one. Where the
/// quotations' match sets tell what matches, the list has only bounds of the scores, and an article is
/// scored when it is asked for. Among quotations: those whose article matches, unscored. Reusable.
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
  /// As QueryTree::end.
  void end() noexcept { tree_.end(); }
  /// The score of a document of the list. `listed`: as the list has it, where it has it.
  [[nodiscard]] double score(std::uint32_t document, double listed) {
    return bounded() ? best_of(document) : listed;
  }

 private:
  [[nodiscard]] bool bounded() const noexcept { return to_articles_ && !tree_.has_places(); }
  void enter(std::uint32_t window);
  void list_bounds();
  void list_scores();
  [[nodiscard]] double best_of(std::uint32_t article);
  void list_some(std::span<std::uint16_t> offsets);
  void take_article(std::uint32_t document);
  void take_quotation(std::uint32_t document, double score);

  const kernels::Kernels& kernel_;
  QueryTree tree_;
  ExactScore exact_;
  BatchScore batch_;
  std::unique_ptr<Levels> levels_;  // once there are bounds to be listed
  MatchSets sets_;
  std::vector<SegmentView> segments_;  // of the other space
  Window window_;                      // of it, at hand
  SearchSettings settings_;
  ListedPostings list_;
  ArticleWalk walk_;
  DocumentBits bits_;  // of the quotations of articles
  bool to_articles_ = false;
  // The article at hand, if there is any yet, and the score of its best quotation.
  bool any_ = false;
  std::uint32_t article_ = 0;
  double best_ = 0;
};

}  // namespace quoth::core
