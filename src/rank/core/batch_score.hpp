// Scores many documents of the window exactly, at once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// The same bits as ExactScore, for plans whose score is the sum of their words' in one row: a word, any or all of
/// words and filters, and what only excludes or only adds words to these; with them one list that has scores (a name,
/// a prefix, a date), where it comes last or beside a single word. What the match set of such a plan holds
/// matches, if its phrases stand there, so that only frequencies are needed.
class BatchScore {
 public:
  /// Documents scored at once at most.
  static constexpr std::size_t kMost = 512;

  BatchScore(const QueryTree& tree, const kernels::Kernels& kernels)
      : tree_(tree), kernel_(kernels) {}

  /// Takes in the tree's plan.
  void begin();
  /// Whether the plan is such a one.
  [[nodiscard]] bool applies() const noexcept { return applies_; }
  /// Phrases and near nodes, each of which must stand in a document of the match set for it to match.
  [[nodiscard]] std::span<const Node* const> placed() const noexcept { return placed_; }

  /// Scores of documents that match, in the order of `offsets`. Lives until the next call.
  ///   offsets   ascending, at most kMost
  ///   postings  where the plan is one word, listed in the window: which postings of its they are; else null
  /// REQUIRES: applies().
  [[nodiscard]] std::span<const double> of(const storage::Ranks& ranks, const Window& window,
                                           const Bm25& bm25, std::span<const std::uint16_t> offsets,
                                           const std::uint16_t* postings = nullptr);

 private:
  [[nodiscard]] bool add(const Node& node);
  [[nodiscard]] bool add_words(std::span<const std::size_t> leaves);
  [[nodiscard]] bool add_list(std::size_t leaf);
  void read_frequencies(const storage::Ranks& ranks, const Leaf& leaf,
                        std::span<const std::uint16_t> offsets, const std::uint16_t* postings);
  void add_listed_scores(std::span<const std::uint16_t> offsets);
  void read_frequencies(const storage::Ranks& ranks, const Leaf& leaf,
                        std::span<const std::uint16_t> offsets, std::uint32_t* out);

  const QueryTree& tree_;
  const kernels::Kernels& kernel_;
  bool applies_ = false;
  std::vector<std::size_t> leaves_;  // words scored, in the order of their sum
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t listed_ = kNone;  // the leaf of the list
  std::vector<double> idf_;
  std::vector<const Node*> placed_;
  std::vector<std::uint32_t> frequencies_;  // scratch, as the rest
  std::array<std::uint32_t, kMost> lengths_;
  std::array<std::uint16_t, kMost> in_list_, in_leaf_;
  std::array<double, kMost> scores_;
};

}  // namespace quoth::core
