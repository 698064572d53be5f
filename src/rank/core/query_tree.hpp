// A plan made ready to be run: its tree, and its terms with their postings at hand.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"

namespace quoth::core {

/// One segment to search.
struct SegmentView {
  const storage::Ranks* ranks = nullptr;
  std::span<const std::uint64_t> dead;  ///< a bit for each document; empty when none is deleted
};

/// The window of documents at hand.
struct Window {
  std::uint32_t segment = 0;
  std::uint32_t number = 0;
  std::uint32_t documents = 0;
  [[nodiscard]] std::uint32_t first() const noexcept { return number * storage::ranks::kWindow; }
  /// Documents, rounded up to whole steps of the kernels.
  [[nodiscard]] std::uint32_t steps() const noexcept { return storage::ranks::padded(documents); }
  [[nodiscard]] std::uint32_t words() const noexcept { return steps() / 64; }
};

/// A term of the query. A word asked for twice is two leaves, since it counts twice.
struct Leaf {
  std::string text;
  bool scored = false;
  double idf = 0;                                 ///< over all segments
  storage::TermPostings postings;                 ///< in the segment at hand
  std::uint64_t ordinal = 0;                      ///< of the term in its dictionary
  double most = 0;                                ///< bounds its score in the segment
  const storage::WindowPostings* here = nullptr;  ///< in the window at hand; null: none
};

struct Node {
  PlanNode::Op op = PlanNode::Op::nothing;
  std::vector<std::size_t> children;  ///< indices of nodes
  std::vector<std::size_t> leaves;    ///< indices of leaves
  const PlanNode* plan = nullptr;
  /// Of a phrase, in the segment at hand: the forms of its words, and its words from the rarest on.
  std::vector<std::vector<storage::FormOf>> forms;
  std::vector<std::size_t> order;
};

/// Reusable; its leaves stay where they are.
class QueryTree {
 public:
  /// Takes in a plan, which is to live as long as it is used. Forgets the one before.
  void begin(const PlanNode& root, std::span<const SegmentView> segments);
  /// Looks the terms up. @throws DamagedError
  void open_segment(std::uint32_t index, const Bm25& bm25);
  void enter(const Window& window);

  [[nodiscard]] const Node& root() const noexcept { return nodes_.front(); }
  [[nodiscard]] const Node& node(std::size_t index) const noexcept { return nodes_[index]; }
  [[nodiscard]] std::size_t leaf_count() const noexcept { return leaf_count_; }
  [[nodiscard]] const Leaf& leaf(std::size_t index) const noexcept { return leaves_[index]; }
  /// Mean length over all segments.
  [[nodiscard]] double average() const noexcept { return average_; }
  /// Whether every document that has any of the words matches, and nothing else does.
  [[nodiscard]] bool is_flat() const noexcept { return flat_; }
  [[nodiscard]] bool has_phrase() const noexcept { return phrase_; }
  /// Bounds, by code, what a posting of the segment at hand scores when its idf is 1.
  [[nodiscard]] const std::array<float, kernels::kCodes>& bounds() const noexcept {
    return bounds_;
  }
  /// No more documents of the window match than this.
  [[nodiscard]] std::uint32_t most_matches(const Node& node, const Window& window) const noexcept;

 private:
  std::size_t add(const PlanNode& plan);
  std::size_t add_leaf(const std::string& text, bool scored);
  void weigh();

  std::span<const SegmentView> segments_;
  std::deque<Leaf> leaves_;
  std::size_t leaf_count_ = 0;
  std::vector<Node> nodes_;
  std::uint64_t collection_ = 0;
  double average_ = 0;
  bool flat_ = false, phrase_ = false;
  std::array<float, kernels::kCodes> bounds_{};
};

}  // namespace quoth::core
