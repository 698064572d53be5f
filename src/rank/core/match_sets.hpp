// Which documents of the window match: as a list where they are few, else as a bit for each.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "rank/core/exact_score.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

struct MatchSet {
  bool listed = false;
  std::vector<std::uint16_t> list;                        ///< ascending; of a listed set
  std::array<std::uint64_t, kernels::kWindow / 64> bits;  ///< of any other
};

/// Works sets out, node by node. Of phrases and near nodes a set holds what has all words; but where
/// one excludes, it is verified. Sets are scratch, used again for each window.
class MatchSets {
 public:
  MatchSets(const QueryTree& tree, ExactScore& exact, const kernels::Kernels& kernels)
      : tree_(tree), exact_(exact), kernel_(kernels) {}

  /// The documents that the plan matches, and with phrases some more. Lives until the next call.
  [[nodiscard]] MatchSet& of_root(const Window& window);
  /// The same as an ascending list, however many they are.
  [[nodiscard]] std::vector<std::uint16_t>& list_of_root(const Window& window) {
    MatchSet& set = of_root(window);
    make_list(set);
    return set.list;
  }

 private:
  [[nodiscard]] MatchSet& set_of(const Node& node);
  [[nodiscard]] MatchSet& set_of_words(const Node& phrase);
  [[nodiscard]] MatchSet& set_of_all(const Node& node);
  [[nodiscard]] MatchSet& bits_of(const Node& node);
  [[nodiscard]] MatchSet& nothing();
  [[nodiscard]] MatchSet& fresh();
  // Keeps of a list what a node, or a leaf, has.
  void keep(const Node& node, std::vector<std::uint16_t>& list);
  void keep_leaf(const Leaf& leaf, std::vector<std::uint16_t>& list);
  void keep_word(std::span<const FormPlace> places, std::vector<std::uint16_t>& list);
  void verify(const Node& node, std::vector<std::uint16_t>& list);
  void keep_without(const Node& node, std::vector<std::uint16_t>& list);
  void add_bits(const Leaf& leaf, MatchSet& set);
  void list_of(const Leaf& leaf, MatchSet& set);
  void make_list(MatchSet& set) const;
  void clear_bits(MatchSet& set) const;
  // A node that excludes, exactly: its phrases verified.
  [[nodiscard]] MatchSet& excluded(const Node& node);

  const QueryTree& tree_;
  ExactScore& exact_;
  const kernels::Kernels& kernel_;
  Window window_;
  bool verify_ = false;  // phrases and near nodes, at once
  std::deque<MatchSet> sets_;
  std::size_t used_ = 0;
  std::array<std::uint16_t, kernels::kWindow> in_list_, in_leaf_;
};

}  // namespace quoth::core
