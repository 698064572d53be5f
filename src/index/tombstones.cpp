#include "index/tombstones.hpp"

#include <stdexcept>

#include "index/bytes.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {
constexpr std::string_view kMagic = "QUOTHDEL";
constexpr std::uint32_t kVersion = 1;
}  // namespace

std::string Tombstones::to_bytes(std::uint32_t articles) const {
  Roaring packed = dead_;
  packed.runOptimize();
  std::string bitmap(packed.getSizeInBytes(), '\0');
  packed.write(bitmap.data());

  std::string bytes(kMagic);
  ByteWriter out(bytes);
  out.u32(kVersion);
  out.u32(articles);
  out.u64(checksum_of(bitmap));
  return bytes += bitmap;
}

Tombstones Tombstones::from_bytes(std::string_view bytes, std::uint32_t articles,
                                  const std::string& path) {
  const auto damaged = [&] {
    return DamagedError("Reading " + path +
                        ": not the tombstones of this segment, or changed since "
                        "they were written. Restore the index from a copy, or index again.");
  };
  ByteReader in(bytes);
  const bool headed =
      in.bytes(kMagic.size()) == kMagic && in.u32() == kVersion && in.u32() == articles;
  const std::uint64_t checksum = in.u64();
  const std::string_view bitmap = in.bytes(in.left());
  // CRoaring's reader stays within the buffer but believes its content, so the checksum comes
  // first.
  if (!headed || !in.ok() || checksum != checksum_of(bitmap)) throw damaged();
  Tombstones tombstones;
  try {
    tombstones.dead_ = Roaring::readSafe(bitmap.data(), bitmap.size());
  } catch (const std::runtime_error&) {
    throw damaged();
  }
  if (!tombstones.empty() &&
      (tombstones.dead_.minimum() < 1 || tombstones.dead_.maximum() > articles))
    throw damaged();
  return tombstones;
}

}  // namespace quoth::storage
