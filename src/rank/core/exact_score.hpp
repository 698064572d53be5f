// Scores one document of the window exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// What the pruned search ends in, and what it must equal. Sums go in the order of the plan.
class ExactScore {
 public:
  ExactScore(const QueryTree& tree, const kernels::Kernels& kernels)
      : tree_(tree), kernel_(kernels) {}

  void begin(const storage::Ranks& ranks, const Window& window, const Bm25& bm25) noexcept {
    ranks_ = &ranks, window_ = window, bm25_ = bm25;
  }
  /// The score of the document at an offset; nothing when it does not match.
  [[nodiscard]] std::optional<double> of(std::uint16_t offset) {
    return score(tree_.root(), offset, ranks_->length(window_.first() + offset));
  }
  /// Whether a phrase stands there.
  [[nodiscard]] bool phrase_at(const Node& phrase, std::uint16_t offset);

 private:
  [[nodiscard]] std::optional<double> score(const Node& node, std::uint16_t offset,
                                            std::uint32_t length);
  [[nodiscard]] double leaf_score(const Leaf& leaf, std::uint16_t offset,
                                  std::uint32_t length) const;
  [[nodiscard]] bool read_places(const Leaf& leaf, const std::vector<storage::FormOf>& forms,
                                 std::uint16_t offset, std::vector<std::uint32_t>& out);

  const QueryTree& tree_;
  const kernels::Kernels& kernel_;
  const storage::Ranks* ranks_ = nullptr;
  Window window_;
  Bm25 bm25_;
  std::vector<storage::Occurrence> occurrences_;  // scratch
  std::vector<std::uint32_t> starts_, places_;    // scratch
};

}  // namespace quoth::core
