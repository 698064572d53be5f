#include "index/tombstones.hpp"

#include <bit>
#include <stdexcept>

#include "index/bytes.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {
constexpr std::string_view kMagic = "QUOTHDEL";
constexpr std::uint32_t kVersion = 1;

// Docids are written in containers of those with the same upper half.
constexpr std::uint32_t kCookie = 12346, kCookieWithRuns = 12347;
constexpr std::size_t kMostInArray = 4096, kBitsetWords = 1024, kFewestWithOffsets = 4;

std::uint32_t u16(ByteReader& in) {
  const std::uint32_t low = in.u8();
  return low | std::uint32_t{in.u8()} << 8;
}

// One container of the portable format of Roaring bitmaps: its values ascend, and there are `count`. Gives the first and
// the last one.
bool read_container(ByteReader& in, bool runs, std::uint32_t count, std::uint32_t& first, std::uint32_t& last) {
  std::uint32_t seen = 0;
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {  // [begin, end], behind all others
    if (seen > 0 && begin <= last) in.fail();
    if (seen == 0) first = begin;
    last = end;
    seen += end - begin + 1;
  };
  if (runs) {
    for (std::uint32_t left = u16(in); left > 0 && in.ok(); --left) {
      const std::uint32_t begin = u16(in);
      const std::uint32_t end = begin + u16(in);
      if (end > UINT16_MAX) in.fail();
      add(begin, end);
    }
  } else if (count <= kMostInArray) {
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
      const std::uint32_t value = u16(in);
      add(value, value);
    }
  } else {
    for (std::uint32_t word = 0; word < kBitsetWords && in.ok(); ++word)
      for (std::uint64_t bits = in.u64(); bits != 0; bits &= bits - 1) {
        const std::uint32_t value = word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        add(value, value);
      }
  }
  return in.ok() && seen == count;
}

// Whether bytes are a Roaring bitmap, in the portable format to the byte, of values 1..most. CRoaring's own reader
// stays inside the bytes and believes what they say: of a container without values, say, it reads the first one.
bool is_bitmap_of(std::string_view bytes, std::uint32_t most) {
  ByteReader in(bytes);
  const std::uint32_t cookie = in.u32();
  const bool with_runs = (cookie & UINT16_MAX) == kCookieWithRuns;
  if (!with_runs && cookie != kCookie) return false;
  const std::uint32_t containers = with_runs ? (cookie >> 16) + 1 : in.u32();
  if (containers > std::uint32_t{1} << 16) return false;
  const std::string_view runs = in.bytes(with_runs ? (containers + 7) / 8 : 0);
  ByteReader heads(in.bytes(std::size_t{4} * containers));
  const bool with_offsets = !with_runs || containers >= kFewestWithOffsets;
  ByteReader offsets(in.bytes(with_offsets ? std::size_t{4} * containers : 0));
  std::uint32_t least_key = 0;
  for (std::uint32_t i = 0; i < containers && in.ok(); ++i) {
    const std::uint32_t key = u16(heads);
    const std::uint32_t count = u16(heads) + 1;
    if (with_offsets && offsets.u32() != bytes.size() - in.left()) return false;
    const bool is_runs = with_runs && (static_cast<unsigned char>(runs[i / 8]) >> (i % 8) & 1) != 0;
    std::uint32_t first = 0, last = 0;
    if (key < least_key || !read_container(in, is_runs, count, first, last)) return false;
    if ((key == 0 && first == 0) || (std::uint64_t{key} << 16 | last) > most) return false;
    least_key = key + 1;
  }
  return in.done();
}

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
  if (!headed || !in.ok() || checksum != checksum_of(bitmap) || !is_bitmap_of(bitmap, articles)) throw damaged();
  Tombstones tombstones;
  try {
    tombstones.dead_ = Roaring::readSafe(bitmap.data(), bitmap.size());
  } catch (const std::runtime_error&) {
    throw damaged();
  }
  return tombstones;
}

}  // namespace quoth::storage
