// Is this index whole? Reads all of it and says what is wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace quoth {

struct CheckReport {
  struct Problem {
    std::string file;     ///< relative to the index
    std::string message;  ///< what is wrong, and what to do
  };
  std::vector<Problem> problems;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;  ///< read and verified
  [[nodiscard]] bool ok() const noexcept { return problems.empty(); }
};

/// Verifies the manifest, every checksum, that the parts of each segment agree with one another,
/// and that every stored record can be read. Never throws on damage: damage is in the report. Takes
/// no lock; a writer may go on.
/// @throws NotFoundError, FormatError, StorageError  as Snapshot::open
[[nodiscard]] CheckReport check_index(const std::filesystem::path& path);

}  // namespace quoth
