#include "quoth/rank/execute.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "index/snapshot_impl.hpp"
#include "quoth/error.hpp"
#include "rank/core/executor.hpp"

namespace quoth {
namespace {

using Space = Snapshot::Space;

Space space_of(Unit unit) noexcept {
  return unit == Unit::quotations ? Space::quotations : Space::articles;
}

// Executors at rest. Each keeps what it has grown to, about two megabytes.
class ExecutorPool {
 public:
  std::unique_ptr<core::Executor> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto executor = std::move(idle_.back());
        idle_.pop_back();
        return executor;
      }
    }
    return std::make_unique<core::Executor>();
  }
  void give_back(std::unique_ptr<core::Executor> executor) noexcept {
    const std::lock_guard lock(mutex_);
    if (idle_.size() == kMost) return;
    try {
      idle_.push_back(std::move(executor));
    } catch (const std::bad_alloc&) {  // then the next one is made anew
    }
  }

 private:
  static constexpr std::size_t kMost = 64;
  std::mutex mutex_;
  std::vector<std::unique_ptr<core::Executor>> idle_;
};

// One search: an executor of the pool's, and the snapshot as it sees it.
class Run {
 public:
  Run(const Snapshot& snapshot, Space space, const RankOptions& options)
      : executor_(pool().take()) {
    const Snapshot::Impl& impl = snapshot.impl();
    options_.bm25 = options.bm25;
    options_.deadline = std::chrono::steady_clock::now() + options.deadline;
    options_.count_exactly = options.count_exactly;
    options_.memo = &impl.memo;
    options_.terms = &impl.terms;
    const Space other = space == Space::articles ? Space::quotations : Space::articles;
    segments_.reserve(impl.segment_count());
    for (std::uint32_t s = 0; s < impl.segment_count(); ++s) {
      const storage::Segment& segment = *impl.parts[s].segment;
      segments_.push_back({&segment.ranks(space), impl.dead(s, space), &segment.ranks(other),
                           &segment.map(), space == Space::quotations});
      documents_ += segment.ranks(space).documents();
    }
  }
  ~Run() { pool().give_back(std::move(executor_)); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Ranking best(const PlanNode& root, std::size_t offset, std::size_t limit) {
    offset = std::min(offset, documents_);
    limit = std::min(limit, documents_ - offset);
    options_.limit = limit == 0 ? 0 : offset + limit;
    const core::CoreResult found = executor_->run(root, segments_, options_);
    Ranking out;
    out.total = found.at_least;
    out.total_is_exact = found.total_is_exact;
    if (found.documents.size() <= offset) return out;
    out.documents.reserve(found.documents.size() - offset);
    for (const core::Scored& hit : found.documents.subspan(offset))
      out.documents.push_back({hit.segment, hit.document + 1, hit.score});
    return out;
  }

  double score(const PlanNode& root, const RankedDocument& document) {
    return executor_->score(root, segments_, options_, document.segment, document.docid - 1)
        .value_or(0);
  }

 private:
  static ExecutorPool& pool() {
    static ExecutorPool pool;
    return pool;
  }

  std::unique_ptr<core::Executor> executor_;
  std::vector<core::SegmentView> segments_;
  std::size_t documents_ = 0;
  core::CoreOptions options_;
};

}  // namespace

Ranking execute(const Plan& plan, const Snapshot& snapshot, const RankOptions& options) {
  const auto [k1, b] = options.bm25;
  if (!(k1 >= 0 && std::isfinite(k1)) || !(b >= 0 && b <= 1))
    throw UsageError("BM25 with k1 " + std::to_string(k1) + " and b " + std::to_string(b) +
                     " is not possible: k1 is at least 0, b lies in 0..1.");
  return Run(snapshot, space_of(plan.unit), options).best(plan.root, options.offset, options.limit);
}

double score_of(const PlanNode& node, Unit unit, const Snapshot& snapshot,
                const RankedDocument& document, const RankOptions& options) {
  return Run(snapshot, space_of(unit), options).score(node, document);
}

}  // namespace quoth
