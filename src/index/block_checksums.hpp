// Checksums of every 64 KiB of a segment's files: damage is noticed, and known by file and place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/file.hpp"
#include "index/manifest.hpp"

namespace quoth::storage {

inline constexpr char kChecksumsName[] = "checksums";
inline constexpr std::uint64_t kChecksumBlock = 65536;

/// Checksums of one file's blocks; the last may be short. An empty file has none.
struct FileChecksums {
  FileEntry file;
  std::vector<std::uint64_t> blocks;
  friend bool operator==(const FileChecksums&, const FileChecksums&) = default;
};

/// Reads all of `file` and sums it up.
[[nodiscard]] FileChecksums checksums_of(const File& file, std::string name);

/// The content of a `checksums` file.
[[nodiscard]] std::string to_bytes(const std::vector<FileChecksums>& checksums);
/// @throws DamagedError  not exactly what to_bytes writes; `path` is for the message
[[nodiscard]] std::vector<FileChecksums> checksums_from_bytes(std::string_view bytes,
                                                              const std::string& path);

/// Whether block `block` of `file` has its checksum. REQUIRES: block < checksums.blocks.size().
[[nodiscard]] bool verify_block(const File& file, const FileChecksums& checksums,
                                std::size_t block);
/// Verifies one block. REQUIRES: block < checksums.blocks.size().
/// @throws DamagedError
void require_block(const File& file, const FileChecksums& checksums, std::size_t block);
/// Verifies the first and the last block, which hold what makes a file the one that it is.
/// @throws DamagedError
void verify_ends(const File& file, const FileChecksums& checksums);
/// Verifies bytes already in memory, all of them.
/// @throws DamagedError  `path` is for the message
void verify_all(std::string_view bytes, const FileChecksums& checksums, const std::string& path);

}  // namespace quoth::storage
