// Any bytes are a file of checksums or of tombstones, as they are and under a good checksum: they are refused, or
// written again as they were. The first byte says which, and how many articles the segment has.
#include <string>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/tombstones.hpp"
#include "must.hpp"
#include "quoth/error.hpp"

namespace {

using namespace quoth;
using namespace quoth::storage;

void read_checksums(std::string_view bytes) {
  try {
    const auto sums = checksums_from_bytes(bytes, "checksums");
    fuzz::must(checksums_from_bytes(to_bytes(sums), "checksums") == sums, "checksums read back as themselves");
    for (const FileChecksums& file : sums)
      fuzz::must(file.blocks.size() == (file.file.size + kChecksumBlock - 1) / kChecksumBlock,
                 "each block of a file has a checksum");
  } catch (const DamagedError&) {
  }
}

void read_tombstones(std::string_view bytes, std::uint32_t articles) {
  try {
    const Tombstones dead = Tombstones::from_bytes(bytes, articles, "deleted-1.bitmap");
    fuzz::must(dead.count() <= articles, "no more are dead than there are");
    std::uint32_t before = 0, count = 0;
    dead.for_each([&](std::uint32_t docid) {
      fuzz::must(docid > before && docid <= articles && dead.contains(docid), "the dead are articles, ascending");
      before = docid;
      ++count;
    });
    fuzz::must(count == dead.count(), "the dead are counted");
    fuzz::must(Tombstones::from_bytes(dead.to_bytes(articles), articles, "deleted-1.bitmap") == dead,
               "tombstones read back as themselves");
  } catch (const DamagedError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    read_checksums(bytes);
    return 0;
  }
  const std::uint32_t articles = std::uint32_t{1} << (data[0] / 2 % 18);
  read_tombstones(bytes, articles);
  // No mutation would find the checksum: the bytes as the bitmap behind a good head.
  std::string sealed = "QUOTHDEL";
  ByteWriter out(sealed);
  out.u32(1);
  out.u32(articles);
  out.u64(checksum_of(bytes));
  read_tombstones(sealed.append(bytes), articles);
  return 0;
}
