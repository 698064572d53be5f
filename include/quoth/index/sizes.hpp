// What an index takes on disk, by what it is for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoth/index/snapshot.hpp"

namespace quoth {

struct IndexSizes {
  struct Part {
    std::string name;  ///< "stored text"
    std::uint64_t bytes = 0;
  };
  /// Every byte of every file that the manifest names is in exactly one part.
  std::vector<Part> parts;
  std::uint64_t bytes = 0;  ///< of all: IndexStats::bytes
  /// Of titles and bodies as they were given, the dead included: what all else is measured by.
  std::uint64_t text = 0;
};

/// Reads the dictionaries of a snapshot's terms, no texts: some ms for each MB of these.
/// @throws DamagedError
[[nodiscard]] IndexSizes index_sizes(const Snapshot& snapshot);

}  // namespace quoth
