// Runs a plan on a snapshot: the best k documents and their scores.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"

namespace quoth {

struct RankOptions {
  std::size_t limit = 10;
  std::size_t offset = 0;
  Bm25 bm25;
  std::chrono::milliseconds deadline{10'000};  ///< from the call on; checked while matching
  /// Matches are counted up to so many; behind them segments and windows of documents that cannot reach the best are
  /// left out, which costs the less the more match. Of documents that have all words of a phrase, and may lack the
  /// phrase, no more than so many are looked at just to count. 0 counts nothing that need not be looked at.
  std::size_t count_exactly = 1000;
};

struct RankedDocument {
  std::uint32_t segment = 0;
  std::uint32_t docid =
      0;  ///< of the article, or of the quotation in its segment's quotations file
  double score = 0;
};

struct Ranking {
  std::vector<RankedDocument> documents;  ///< best first; ties go to (segment, docid)
  std::uint64_t total = 0;  ///< how many match; at least so many when `total_is_exact` is false
  bool total_is_exact = true;
};

/// Exact BM25 top-k of the living documents that match, by the ranking core.
/// @throws DeadlineError  the time ran out; there is no partial answer
/// @throws UsageError  bm25 out of its ranges
/// @throws DamagedError, StorageError
[[nodiscard]] Ranking execute(const Plan& plan, const Snapshot& snapshot,
                              const RankOptions& options = {});

/// Score that one node of a plan gives one document, for explain(); 0 when it does not match.
[[nodiscard]] double score_of(const PlanNode& node, Unit unit, const Snapshot& snapshot,
                              const RankedDocument& document, const RankOptions& options = {});

}  // namespace quoth
