// Checksums of every 64 KiB of a segment's files: damage is noticed, and known by file and place.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
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

/// Bytes of a file in memory of which each block is verified when it is first used. Immutable to its users; any number
/// of threads. The bytes are the caller's and stay.
class VerifiedBlocks {
 public:
  /// `path` is for messages. REQUIRES: `bytes` are as many as `checksums` speak of.
  VerifiedBlocks(std::string_view bytes, FileChecksums checksums, std::string path);

  /// Verifies those blocks of bytes [offset, offset + size) that were not yet; what lies past the end of the file is
  /// left out. Takes a few instructions for blocks that were.
  /// @throws DamagedError
  void require(std::uint64_t offset, std::uint64_t size) const {
    if (size == 0 || offset >= bytes_.size()) return;
    const std::uint64_t last = std::min<std::uint64_t>(bytes_.size() - offset, size) - 1 + offset;
    for (std::uint64_t block = offset / kChecksumBlock; block <= last / kChecksumBlock; ++block)
      if ((verified_[block / 64].load(std::memory_order_relaxed) >> (block % 64) & 1) == 0) verify(block);
  }
  /// The same for a part of the file's bytes.
  void require(std::string_view part) const {
    if (!part.empty()) require(static_cast<std::uint64_t>(part.data() - bytes_.data()), part.size());
  }
  /// All of them. @throws DamagedError
  void require_all() const { require(0, bytes_.size()); }

 private:
  void verify(std::uint64_t block) const;

  std::string_view bytes_;
  FileChecksums checksums_;
  std::string path_;
  // A bit for each block. Relaxed: whoever sees it set reads bytes that nobody changes.
  std::unique_ptr<std::atomic<std::uint64_t>[]> verified_;
};

}  // namespace quoth::storage
