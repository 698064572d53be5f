// Whom the name clauses of a query may mean, told from the names of what they found.
#pragma once

#include <string>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/names.hpp"

namespace quoth {

/// The people that the name and speaker clauses of `plan` mean in its best 300 hits, those of each
/// clause in most articles first, at most 20. Where a clause's names are several people's, `notes`
/// says so. Nothing without such a clause.
/// @throws DeadlineError, DamagedError, StorageError
[[nodiscard]] std::vector<ResolvedName> people_behind(const Plan& plan, const Snapshot& snapshot,
                                                      const RankOptions& options,
                                                      std::vector<std::string>& notes);

}  // namespace quoth
