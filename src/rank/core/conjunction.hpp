// Where all of several words are wanted: the documents of a window that may score enough.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "rank/core/levels.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Begins with the rarest word's postings, of which those are left out at once that the best of all other words
/// cannot lift to the level wanted; so with each further word. Of most others nothing is read then.
class Conjunction {
 public:
  Conjunction(const QueryTree& tree, const kernels::Kernels& kernels)
      : tree_(tree), kernel_(kernels) {}

  /// Takes in the tree's plan.
  void begin();
  /// Whether the plan is such a one: words, and filters of one term each, all wanted; or a phrase of whose words each
  /// belongs to its one stem in the segment at hand.
  [[nodiscard]] bool applies() const noexcept;

  /// Offsets, ascending, of the documents that have all words and whose level is at least `least`. Lives until the next call.
  ///   levels  with tables for the segment
  ///   least   > 0
  /// REQUIRES: applies().
  [[nodiscard]] std::vector<std::uint16_t>& of(const Levels& levels, const Window& window,
                                               std::uint8_t least);

 private:
  // A word in the window at hand.
  struct Word {
    std::size_t leaf = 0;
    std::uint32_t postings = 0;
    unsigned most = 0;  // the greatest level of its postings; 0 when it scores nothing
  };
  // Each leaves in found_ what has the words so far, with at least that level.
  void begin_with(const Levels& levels, const Window& window, unsigned least);
  void begin_with_two(const Levels& levels, unsigned least);
  void keep(const Levels& levels, const Word& word, unsigned least);
  [[nodiscard]] bool both_listed() const noexcept;

  const QueryTree& tree_;
  const kernels::Kernels& kernel_;
  bool applies_ = false;
  const Node* phrase_ = nullptr;  // the plan, if it is one
  std::vector<std::size_t> leaves_;
  std::vector<Word> words_;
  std::vector<std::uint16_t> found_, levels_;  // of what is left
  std::array<std::uint16_t, kernels::kWindow> in_found_, in_leaf_;
};

}  // namespace quoth::core
