// Runs a plan over .ranks files: exact BM25 top-k, window by window.
//
// In each window the plan gives the set of documents that match and, from the codes of their
// postings, an upper bound of each one's score in levels. Documents whose level reaches the
// threshold are scored exactly; the answer is that of scoring every document.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "quoth/rank/bm25.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/query_tree.hpp"
#include "rank/core/top.hpp"

namespace quoth::core {

struct CoreOptions {
  std::size_t limit = 10;
  Bm25 bm25;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

struct CoreResult {
  std::span<const Scored> documents;  ///< best first; lives until the next run
  std::uint64_t total = 0;            ///< how many match; phrases not verified count as matching
  bool total_is_exact = true;
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

  /// Names and quotations inside a plan are not known to it yet: such nodes match nothing.
  /// @throws DeadlineError
  /// @throws DamagedError  the postings of a term cannot be read
  [[nodiscard]] CoreResult run(const PlanNode& root, std::span<const SegmentView> segments,
                               const CoreOptions& options);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth::core
