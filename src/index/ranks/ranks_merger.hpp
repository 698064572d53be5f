// Joins .ranks files into one, term by term.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "index/ranks/ranks.hpp"
#include "index/ranks/ranks_writer.hpp"

namespace quoth::storage {

/// A file to be joined with others.
struct RanksPart {
  const Ranks* ranks = nullptr;
  /// A bit for each document, low ones first; those set are left out. What lies beyond the span is
  /// not set. May be empty.
  std::span<const std::uint64_t> dead = {};
  /// Told of postings that were read and are not wanted again in this pass, some MiB of the file at a time. May be
  /// empty. REQUIRES: does not throw.
  std::function<void(std::string_view)> passed = {};
};

/// Writes the living documents of all parts, in their order, as one .ranks file: byte for byte what
/// RanksBuilder writes for the same documents. The code book is fitted anew to all postings.
///
/// Takes two passes over the files. Holds in memory the postings of one term at a time, lengths and
/// numbers of the documents (22 bytes each), 8 bytes for each term of the parts and 4 for each form, and the
/// dictionaries of the result.
///
/// @throws DamagedError  the bytes of a part are damaged
/// @throws StorageError  the parts have 2^32 or more documents together
void merge_ranks(std::span<const RanksPart> parts, const RanksWriter::Sink& sink);

}  // namespace quoth::storage
