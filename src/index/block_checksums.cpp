#include "index/block_checksums.hpp"

#include <algorithm>
#include <bit>

#include "index/bytes.hpp"
#include "index/remedy.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::string_view kMagic = "QUOTHSUM";
constexpr std::uint32_t kVersion = 1;

std::uint64_t blocks_of(std::uint64_t bytes) noexcept {
  return bytes / kChecksumBlock + (bytes % kChecksumBlock != 0 ? 1 : 0);
}

[[noreturn]] void throw_damaged(const std::string& path, std::uint64_t block) {
  throw DamagedError("Reading " + path + ": its bytes from " +
                     std::to_string(block * kChecksumBlock) +
                     " on have changed since they were written." + std::string(remedy_for(path)));
}

}  // namespace

FileChecksums checksums_of(const File& file, std::string name) {
  FileChecksums sums{{std::move(name), file.size()}, {}};
  std::string buffer(kChecksumBlock, '\0');
  for (std::uint64_t at = 0; at < sums.file.size; at += kChecksumBlock) {
    const auto size = static_cast<std::size_t>(std::min(kChecksumBlock, sums.file.size - at));
    if (!file.read_at(at, {buffer.data(), size})) throw_damaged(file.path(), sums.blocks.size());
    sums.blocks.push_back(checksum_of({buffer.data(), size}));
  }
  return sums;
}

std::string to_bytes(const std::vector<FileChecksums>& checksums) {
  std::string bytes(kMagic);
  ByteWriter out(bytes);
  out.u32(kVersion);
  out.u32(static_cast<std::uint32_t>(checksums.size()));
  for (const FileChecksums& sums : checksums) {
    out.string(sums.file.name);
    out.u64(sums.file.size);
    for (const std::uint64_t block : sums.blocks) out.u64(block);
  }
  return bytes;
}

std::vector<FileChecksums> checksums_from_bytes(std::string_view bytes, const std::string& path) {
  ByteReader in(bytes);
  std::vector<FileChecksums> checksums;
  bool good = in.bytes(kMagic.size()) == kMagic && in.u32() == kVersion;
  for (std::uint32_t files = in.u32(); good && files > 0; --files) {
    FileChecksums sums;
    sums.file.name = in.string();
    sums.file.size = in.u64();
    const std::uint64_t blocks = blocks_of(sums.file.size);
    good = in.ok() && blocks <= in.left() / 8;
    for (std::uint64_t i = 0; good && i < blocks; ++i) sums.blocks.push_back(in.u64());
    checksums.push_back(std::move(sums));
  }
  if (!good || !in.done())
    throw DamagedError("Reading " + path +
                       ": not a file of checksums. Restore the index from a copy, or index again.");
  return checksums;
}

bool verify_block(const File& file, const FileChecksums& checksums, std::size_t block) {
  const std::uint64_t at = block * kChecksumBlock;
  std::string buffer(static_cast<std::size_t>(std::min(kChecksumBlock, checksums.file.size - at)),
                     '\0');
  return file.read_at(at, buffer) && checksum_of(buffer) == checksums.blocks[block];
}

void require_block(const File& file, const FileChecksums& checksums, std::size_t block) {
  if (!verify_block(file, checksums, block)) throw_damaged(file.path(), block);
}

void verify_ends(const File& file, const FileChecksums& checksums) {
  const std::size_t blocks = checksums.blocks.size();
  if (blocks == 0) return;
  require_block(file, checksums, 0);
  if (blocks > 1) require_block(file, checksums, blocks - 1);
}

void verify_all(std::string_view bytes, const FileChecksums& checksums, const std::string& path) {
  for (std::size_t block = 0; block < checksums.blocks.size(); ++block)
    if (checksum_of(bytes.substr(block * kChecksumBlock, kChecksumBlock)) !=
        checksums.blocks[block])
      throw_damaged(path, block);
}

VerifiedBlocks::VerifiedBlocks(std::string_view bytes, FileChecksums checksums, std::string path)
    : bytes_(bytes),
      checksums_(std::move(checksums)),
      path_(std::move(path)),
      verified_(std::make_unique<std::atomic<std::uint64_t>[]>(checksums_.blocks.size() / 64 + 1)) {}

void VerifiedBlocks::verify(std::uint64_t word, std::uint64_t wanted) const {
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto block = static_cast<std::size_t>(word * 64) + static_cast<std::size_t>(std::countr_zero(wanted));
    if (checksum_of(bytes_.substr(block * kChecksumBlock, kChecksumBlock)) != checksums_.blocks[block])
      throw_damaged(path_, block);
    verified_[word].fetch_or(wanted & -wanted, std::memory_order_relaxed);
  }
}

}  // namespace quoth::storage
