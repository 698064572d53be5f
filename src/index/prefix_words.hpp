// The words that begin with some letters, over the segments of a snapshot.
#pragma once

#include <cstddef>
#include <string_view>

#include "index/snapshot_impl.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// See Snapshot::words_with_prefix, which remembers what this found. Reads the dictionaries of forms, and the
/// positions of stems that have other forms as well. @throws DamagedError
[[nodiscard]] Snapshot::PrefixWords prefix_words(const Snapshot::Impl& snapshot,
                                                 Snapshot::Space space, std::string_view folded,
                                                 std::size_t most);

}  // namespace quoth::storage
