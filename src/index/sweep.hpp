// Removes what writers that died have left in an index.
#pragma once

#include "index/file.hpp"
#include "index/manifest.hpp"

namespace quoth::storage {

/// Removes what looks like ours and the manifest in force does not name: segments begun or merged
/// away, temporary databases, older tombstones, a manifest written aside. Anything else stays. What
/// cannot be removed stays as well. REQUIRES: the caller holds the writer's lock.
void sweep(const Directory& index, const Manifest& in_force);

}  // namespace quoth::storage
