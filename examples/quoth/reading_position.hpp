// How far `quoth index` has read its files, so that an interrupted one goes on where its last commit ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quoth_cli {

/// What tells that a file is the one it was.
struct InputFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  ///< in the file system's own units
  friend bool operator==(const InputFile&, const InputFile&) = default;
};
/// Of standard input all but the path is 0.
[[nodiscard]] InputFile input_file(const std::string& path);

/// Files 0 .. file - 1 are read wholly, and so many records of the next one: articles and such as could not be read.
struct ReadingPosition {
  std::uint64_t file = 0, records = 0;
  std::uint64_t indexed = 0, skipped = 0;  ///< so far
  friend bool operator==(const ReadingPosition&, const ReadingPosition&) = default;
};

/// The position as a text for Writer::note, which knows the files it speaks of again.
[[nodiscard]] std::string note_of(const ReadingPosition& position, const std::vector<InputFile>& files);
/// The position that a note tells, if the files up to it are what they were; standard input never is.
[[nodiscard]] std::optional<ReadingPosition> position_of(const std::string& note,
                                                         const std::vector<InputFile>& files);

/// The note's key: the same for the same command in the same place.
[[nodiscard]] std::string note_key(const std::vector<std::string>& arguments);

}  // namespace quoth_cli
