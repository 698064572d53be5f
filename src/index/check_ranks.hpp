// Do a segment's .ranks files say what its other files say?
#pragma once

#include <string>

#include "index/segment.hpp"

namespace quoth::storage {

/// Of articles, where there is a Xapian database, compares all terms that both have: in how many documents
/// each stands, and how often in all; and the length of each document. Of quotations whether they lie in their articles.
/// Reads files from begin to end. REQUIRES: their checksums were verified.
/// @returns what disagrees first, as a sentence; empty when all agrees
/// @throws StorageError, DamagedError  as reading does
[[nodiscard]] std::string ranks_disagreement(const Segment& segment, Space space);

}  // namespace quoth::storage
