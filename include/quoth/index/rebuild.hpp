// Makes an index anew from the texts and annotations it stores.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace quoth {

struct RebuildInfo {
  std::uint64_t generation = 0;  ///< of the manifest now in force
  std::uint64_t articles = 0;    ///< written anew; those replaced or removed before are left out
  std::uint64_t segments = 0;
};

/// Writes every segment of the index at `path` anew, each from its stored articles alone: all else
/// that a segment holds follows from them, and is not looked at. So it repairs an index of which
/// such a file is damaged or missing (articles.ranks, quotations.ranks, articles.glass,
/// articles.map) and brings an index of formats 3 to 5 up to the present one. Nothing is analysed again.
///
/// Publishes all new segments at once; until then the index is as it was, and it needs about as much
/// room again. Readers go on with what they have open. Takes the writer's lock. When nothing is
/// damaged, it changes no answer.
///
/// @throws NotFoundError  there is no index at `path`
/// @throws LockedError    a writer holds the lock for longer than `wait_for_lock`
/// @throws FormatError    made by a newer Quoth, by one too old, or by something else
/// @throws DamagedError   the manifest, a segment's `checksums`, articles.texts or deletions are
///                        damaged: what cannot be made anew
/// @throws StorageError
RebuildInfo rebuild_index(const std::filesystem::path& path,
                          std::chrono::milliseconds wait_for_lock = {});

}  // namespace quoth
