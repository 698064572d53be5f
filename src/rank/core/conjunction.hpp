// Where all of several words are wanted: the documents of a window that may score enough.
#pragma once

#include <cstdint>
#include <vector>

#include "rank/core/candidates.hpp"
#include "rank/core/levels.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Begins with the rarest word's postings, of which those are left out at once that the best of all other words
/// cannot lift to the level wanted; so with each further word. Of most others nothing is read then.
class Conjunction {
 public:
  explicit Conjunction(const QueryTree& tree) : tree_(tree) {}

  /// Takes in the tree's plan.
  void begin();
  /// Whether the plan is such a one: words, and filters of one term each, all wanted; or a phrase of whose words each
  /// belongs to its one stem in the segment at hand.
  [[nodiscard]] bool applies() const noexcept;

  /// Replaces `out` by the documents that have all words and whose level is at least `least`.
  ///   levels  with tables for the segment
  ///   least   > 0
  /// REQUIRES: applies().
  void find(const Levels& levels, const Window& window, std::uint8_t least, Candidates& out);

 private:
  // A word in the window at hand.
  struct Word {
    const storage::WindowPostings* here = nullptr;
    const std::uint8_t* table = nullptr;  // null when it scores nothing
    unsigned most = 0;                    // the greatest level of its postings
  };

  const QueryTree& tree_;
  bool applies_ = false;
  const Node* phrase_ = nullptr;  // the plan, if it is one
  std::vector<std::size_t> leaves_;
  std::vector<Word> words_;
};

}  // namespace quoth::core
