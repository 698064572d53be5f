// Where any of several words is enough: the documents of a window that may score enough.
#pragma once

#include <cstdint>
#include <vector>

#include "rank/core/candidates.hpp"
#include "rank/core/levels.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Words that together cannot reach the level wanted, mostly the frequent ones, are looked up only where a document
/// has another word and needs them (Turtle and Flood's MaxScore, 1995, in levels).
class Disjunction {
 public:
  explicit Disjunction(const QueryTree& tree) : tree_(tree) {}

  /// Takes in the tree's plan.
  void begin();
  /// Whether the plan is such a one: a word, or any of several.
  [[nodiscard]] bool applies() const noexcept { return applies_; }

  /// Replaces `out` by the documents whose level is at least `least`.
  ///   levels  with tables for the segment; those of documents are spent
  ///   least   > 0
  /// REQUIRES: applies().
  void find(Levels& levels, const Window& window, std::uint8_t least, Candidates& out);

 private:
  // A word in the window at hand.
  struct Word {
    std::size_t leaf = 0;
    const storage::WindowPostings* here = nullptr;
    unsigned most = 0;  // the greatest level of its postings
  };
  // Looks words up, those that add most first. `rest`: what all of them can add.
  void add_words(const Levels& levels, std::size_t words, unsigned rest, std::uint8_t least,
                 Candidates& out) const;

  const QueryTree& tree_;
  bool applies_ = false;
  std::vector<std::size_t> leaves_, needed_, listed_;
  std::vector<Word> words_;
};

}  // namespace quoth::core
