// A posting list that is not in the index: documents of a segment with an exact score each.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::core {

/// Names, joined quotations and unions of terms become such lists. They look as the postings of a
/// term do, window by window, so that sets and levels treat both alike; but a code stands for a
/// class of scores, whose bound `bounds()` tells. Reusable: made anew, it keeps its memory.
class ListedPostings {
 public:
  /// bounded: somebody else knows the scores, and the list their bounds.
  enum class Scores : std::uint8_t { none, constant, each, bounded };

  ListedPostings() = default;
  ListedPostings(ListedPostings&&) noexcept = default;  // what pointers lead to does not move
  ListedPostings& operator=(ListedPostings&&) noexcept = default;
  ListedPostings(const ListedPostings&) = delete;
  ListedPostings& operator=(const ListedPostings&) = delete;

  /// Forgets what it held. `documents`: of the segment. `constant`: the score of all, > 0, where
  /// they have the same.
  void begin(std::uint32_t documents, Scores scores, double constant = 0);
  /// Adds a document, behind those added before. `score`: finite, >= 0, where each has its own.
  void add(std::uint32_t document, double score = 0);
  /// The same where scores are bounded: the score is at most `step` times `code`, which is > 0.
  void add_bounded(std::uint32_t document, std::uint8_t code);
  /// Adds the documents of a bitmap of the whole segment, whose words reach to the end of its last
  /// window's step. Nothing may have been added yet; not where each has its own score.
  void add_all(const std::uint64_t* bits);
  /// To be called once, when all is added. `step`, `most`: of bounded scores; none is above `most`,
  /// whatever its code.
  void finish(double step = 0, double most = 0);

  [[nodiscard]] std::uint32_t postings() const noexcept { return postings_; }
  [[nodiscard]] bool scored() const noexcept { return scores_kind_ != Scores::none; }
  /// The postings in a window; null when there are none.
  [[nodiscard]] const storage::WindowPostings* in_window(std::uint32_t window) const noexcept;
  /// The score of posting `posting` of a window. REQUIRES: scores are not bounded.
  [[nodiscard]] double score(const storage::WindowPostings& window,
                             std::uint32_t posting) const noexcept {
    switch (scores_kind_) {
      case Scores::each:
        return scores_[window.before + posting];
      case Scores::constant:
        return most_;
      case Scores::none:
      case Scores::bounded:
        break;
    }
    return 0;
  }
  /// By code: no posting with it scores more. Of code 0: 0.
  [[nodiscard]] const std::array<float, kernels::kCodes>& bounds() const noexcept {
    return bounds_;
  }
  /// No posting scores more; > 0 of a scored list.
  [[nodiscard]] double most() const noexcept { return most_; }
  /// What it holds in memory, about.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  void open_window(std::uint32_t window);
  void close_window();
  [[nodiscard]] bool is_dense(std::uint32_t postings, std::uint32_t window) const noexcept;
  void make_dense(const std::uint64_t* bits, std::size_t words);
  void assign_codes(double step);
  [[nodiscard]] std::uint8_t code_of(std::uint32_t posting, double classes) const noexcept;

  // Where a window's arrays begin; pointers are set when none moves any more.
  struct Start {
    std::size_t offsets = 0, codes = 0, words = 0, counted = 0;
  };

  std::uint32_t documents_ = 0, postings_ = 0;
  Scores scores_kind_ = Scores::none;
  double most_ = 0;
  std::vector<storage::WindowPostings> windows_;
  std::vector<Start> starts_;
  std::vector<std::uint16_t> offsets_, counted_;
  std::vector<std::uint8_t> codes_, front_;
  std::vector<std::uint8_t> given_;  // codes of bounded scores
  std::vector<std::uint64_t> words_, bits_;
  std::vector<double> scores_;
  std::array<float, kernels::kCodes> bounds_{};
};

/// One list a segment. Immutable, so that searches can share it.
struct ListedSegments {
  std::vector<ListedPostings> segments;
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t sum = 0;
    for (const ListedPostings& list : segments) sum += list.bytes();
    return sum;
  }
};

}  // namespace quoth::core
