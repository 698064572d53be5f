// Makes one segment of several neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/snapshot_impl.hpp"

namespace quoth::storage {

/// Writes segment `number`: the living articles of `parts`, in their order. Where all live, files
/// are joined, glass by Xapian's compactor and .ranks by merge_ranks; else the segment is rebuilt
/// from stored text and annotations, without analysing again. Touches nothing but the new segment's
/// directory, so it can run beside commits. REQUIRES: `parts` are neighbours in a manifest, at least
/// one.
///   most_bytes  as SegmentBuilder has it, for a segment that is rebuilt; of files that are joined, one term's postings
///               are in memory at a time
///   stop  where it is set, asked every MiB or so whether to give up
/// @returns the sealed segment, to be published in their place; nothing when no article lives
/// @throws DamagedError, StorageError; MergeStopped, and then something of the new segment may be there
[[nodiscard]] std::optional<SegmentEntry> merge_segments(
    const Directory& segments, std::span<const Snapshot::Impl::Part> parts, std::uint64_t number,
    std::size_t most_bytes, const std::function<bool()>& stop = {});
struct MergeStopped {};

}  // namespace quoth::storage
