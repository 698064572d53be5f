// Runs a plan over .ranks files: exact BM25 top-k, window by window.
//
// In each window the plan gives the set of documents that match and, from the codes of their
// postings, an upper bound of each one's score in levels. Documents whose level reaches the
// threshold are scored exactly; the answer is that of scoring every document.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "index/memo.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/segment_view.hpp"
#include "rank/core/top.hpp"

namespace quoth::core {

struct CoreOptions {
  std::size_t limit = 10;
  Bm25 bm25;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  /// Matches are counted up to so many. From there on, and with 0 at once, segments and windows that have none of the
  /// best are left out. Of those that have all words of a phrase or near node, and of quotations of articles asked
  /// for, no more than so many are looked at just to tell the total.
  std::size_t count_exactly = 1000;
  /// Remembers lists between searches of the same segments; null: nothing is remembered.
  storage::Memo* memo = nullptr;
  /// Remembers look-ups of terms in the same way; one of its own, so that they do not push out lists.
  storage::Memo* terms = nullptr;
};

struct CoreResult {
  std::span<const Scored> documents;  ///< best first; lives until the next run
  /// How many match. Not exact: an upper bound, since phrases not verified count as matching, and
  /// several quotations of one article as several, and what was not counted as if all of it matched.
  std::uint64_t total = 0;
  bool total_is_exact = true;
  std::uint64_t at_least = 0;  ///< so many were counted
};

/// Reusable, so that a search allocates nothing once its scratch has grown. For one thread at a
/// time.
class Executor {
 public:
  /// The answer does not depend on the set of kernels.
  explicit Executor(const kernels::Kernels& kernels = kernels::chosen_kernels());
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// The best documents of all segments; ties go to (segment, document).
  /// @throws DeadlineError
  /// @throws DamagedError  the postings of a term cannot be read
  /// @throws UsageError  a near node has more than kMaxNear children
  [[nodiscard]] CoreResult run(const PlanNode& root, std::span<const SegmentView> segments,
                               const CoreOptions& options);

  /// What the plan gives one document, dead or alive, with the same bits; nothing when it does not
  /// match. REQUIRES: the segment has the document.
  /// @throws as run
  [[nodiscard]] std::optional<double> score(const PlanNode& root,
                                            std::span<const SegmentView> segments,
                                            const CoreOptions& options, std::uint32_t segment,
                                            std::uint32_t document);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth::core
