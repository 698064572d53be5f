// Upper bounds of scores in one byte a document: which of them need to be scored exactly.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// A level is a score's bound times `scale`, rounded up, at most 255; its documents score less than
/// (level + 1) / scale unless it is 255. Bounds come from the classes of the codes, so levels hold
/// for any k1, b and boost.
class Levels {
 public:
  explicit Levels(const kernels::Kernels& kernels) : kernel_(kernels) {}

  /// Forgets scale and tables: bounds by code are another segment's.
  void open_segment() noexcept { scale_ = 0; }
  /// Makes tables, so that what can still enter has high levels. `threshold`: the score to reach, 0
  /// when there is none yet.
  void choose_scale(const QueryTree& tree, double threshold);
  [[nodiscard]] double scale() const noexcept { return scale_; }
  /// The least level of a document that scores as much. 0 for 0.
  [[nodiscard]] std::uint8_t least_for(double score) const noexcept;

  /// Levels of every document of the window.
  void of_window(const QueryTree& tree, const Window& window);
  /// The same by some of the scored leaves.
  void of_leaves(const QueryTree& tree, const Window& window, std::span<const std::size_t> leaves);
  /// Adds to these the levels of those of the leaves whose postings are of kind offsets.
  void add_listed(const QueryTree& tree, std::span<const std::size_t> leaves);
  /// How many of the window's documents have at least a level. 0 < least <= kMostLevel.
  [[nodiscard]] std::size_t reached_by(const Window& window, unsigned least) const noexcept {
    return kernel_.count_at_least(levels_.data(), window.steps(), static_cast<std::uint8_t>(least));
  }
  /// Levels of the documents of an ascending list, in its order.
  void of_list(const QueryTree& tree, std::span<const std::uint16_t> list);
  /// Levels of the postings of a leaf, in their order.
  void of_postings(std::size_t leaf, const storage::WindowPostings& postings);
  /// Slots of two leaves: those of the first one's postings, and from the next whole step on the second one's.
  struct Two {
    std::size_t slots = 0, documents = 0;
  };
  /// Whether there are slots for two leaves' postings: always, unless a file is damaged.
  [[nodiscard]] static bool has_room(const storage::WindowPostings& first,
                                     const storage::WindowPostings& second) noexcept {
    return storage::ranks::padded(first.postings) + storage::ranks::padded(second.postings) <=
           kernels::kWindow;
  }
  /// Levels of the documents that have any of two leaves, kind offsets both. One that has both has the level of both
  /// where the first leaf has it, and 0 with the second; what lies between the two has 0.
  ///   offsets  of each slot; room for a window
  /// REQUIRES: has_room().
  Two of_two(const QueryTree& tree, std::size_t first, std::size_t second, std::uint16_t* offsets);

  /// Levels of a scored leaf's postings in the segment, by code.
  [[nodiscard]] const std::uint8_t* table(std::size_t leaf) const noexcept {
    return tables_[leaf].data();
  }
  /// The greatest level that a posting has of which no score is above `most`.
  [[nodiscard]] unsigned most_of(double most) const noexcept;
  [[nodiscard]] std::uint8_t* data() noexcept { return levels_.data(); }
  [[nodiscard]] std::uint8_t operator[](std::size_t slot) const noexcept { return levels_[slot]; }

 private:
  // Levels of postings, from slot `begin` on, a whole step.
  void put(std::size_t leaf, const storage::WindowPostings& postings, std::size_t begin);

  const kernels::Kernels& kernel_;
  double scale_ = 0;
  std::vector<std::array<std::uint8_t, kernels::kCodes>> tables_;  // one for each leaf
  std::vector<std::size_t> scored_;                                // leaves; scratch
  alignas(64) std::array<std::uint8_t, kernels::kWindow> levels_;
  std::array<std::uint16_t, kernels::kWindow> in_list_, in_leaf_;
};

}  // namespace quoth::core
