// Scores one document of the window exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rank/core/places.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// What the pruned search ends in, and what it must equal. Sums go in the order of the plan.
class ExactScore {
 public:
  ExactScore(const QueryTree& tree, const kernels::Kernels& kernels)
      : tree_(tree), places_(tree, kernels) {}

  void begin(const storage::Ranks& ranks, const Window& window, const Bm25& bm25) {
    ranks_ = &ranks, window_ = window, bm25_ = bm25;
    places_.begin(ranks, window);
  }
  /// The score of the document at an offset; nothing when it does not match.
  [[nodiscard]] std::optional<double> of(std::uint16_t offset) {
    return score(tree_.root(), offset, ranks_->length(window_.first() + offset));
  }
  /// Whether a phrase or near node matches there.
  [[nodiscard]] bool stands_at(const Node& node, std::uint16_t offset) {
    return places_.stands_at(node, offset);
  }
  /// As Places::keep_standing.
  [[nodiscard]] std::size_t keep_standing(const Node& node, std::span<std::uint16_t> offsets) {
    return places_.keep_standing(node, offsets);
  }

 private:
  [[nodiscard]] std::optional<double> score(const Node& node, std::uint16_t offset,
                                            std::uint32_t length);
  [[nodiscard]] double leaf_score(const Leaf& leaf, std::uint16_t offset,
                                  std::uint32_t length) const;

  const QueryTree& tree_;
  const storage::Ranks* ranks_ = nullptr;
  Window window_;
  Bm25 bm25_;
  Places places_;
};

}  // namespace quoth::core
