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
    const std::uint64_t end = offset + std::min<std::uint64_t>(bytes_.size() - offset, size);
    const std::uint64_t first = offset / kChecksumBlock, last = (end - 1) / kChecksumBlock;
    for (std::uint64_t word = first / 64; word <= last / 64; ++word) {
      std::uint64_t wanted = ~std::uint64_t{0};
      if (word == first / 64) wanted <<= first % 64;
      if (word == last / 64) wanted &= ~std::uint64_t{0} >> (63 - last % 64);
      wanted &= ~verified_[word].load(std::memory_order_relaxed);
      if (wanted != 0) verify(word, wanted);
    }
  }
  /// The same for a part of the file's bytes.
  void require(std::string_view part) const {
    if (!part.empty()) require(static_cast<std::uint64_t>(part.data() - bytes_.data()), part.size());
  }
  /// Where the block that holds that byte of the file ends.
  [[nodiscard]] const char* end_of_block(const char* byte) const noexcept {
    const auto block = static_cast<std::uint64_t>(byte - bytes_.data()) / kChecksumBlock;
    return bytes_.data() + std::min<std::uint64_t>(bytes_.size(), (block + 1) * kChecksumBlock);
  }
  /// All of them. @throws DamagedError
  void require_all() const { require(0, bytes_.size()); }

 private:
  // Verifies the blocks that are set in the word of that number.
  void verify(std::uint64_t word, std::uint64_t wanted) const;

  std::string_view bytes_;
  FileChecksums checksums_;
  std::string path_;
  // A bit for each block. Relaxed: whoever sees it set reads bytes that nobody changes.
  std::unique_ptr<std::atomic<std::uint64_t>[]> verified_;
};

}  // namespace quoth::storage
