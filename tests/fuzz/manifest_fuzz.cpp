// Any bytes are a manifest, as they are and under a good seal: they are refused, or read back as themselves.
#include "index/bytes.hpp"
#include "index/manifest.hpp"
#include "must.hpp"
#include "quoth/error.hpp"

namespace {

using namespace quoth;
using namespace quoth::storage;

void read_manifest_of(const std::string& bytes) {
  try {
    const Manifest manifest = manifest_from_json(bytes, "manifest.json");
    fuzz::must(manifest_from_json(to_json(manifest), "manifest.json") == manifest, "a manifest reads back as itself");
    std::uint64_t articles = 0;
    for (const SegmentEntry& segment : manifest.segments) {
      articles += segment.articles;
      fuzz::must(segment.number < manifest.next_segment, "a segment's number was given out");
      fuzz::must(segment_number(segment.directory()) == segment.number, "a directory names its segment");
      for (const FileEntry& file : segment.files)
        fuzz::must(!file.name.empty() && file.name.find('/') == std::string::npos && file.name[0] != '.',
                   "a file's name leads nowhere else");
    }
    fuzz::must(manifest.articles() == articles, "articles are counted");
  } catch (const Error& error) {
    fuzz::must(std::string_view(error.what()).starts_with("Reading manifest.json: "), "a message names the file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read_manifest_of(bytes);
  // No mutation would find the checksum: the bytes as what comes before a seal.
  std::string sealed = bytes;
  if (const std::size_t seal = sealed.rfind(",\n  \"checksum\""); seal != std::string::npos) sealed.resize(seal);
  const std::string checksum = to_hex(checksum_of(sealed));
  read_manifest_of(sealed + ",\n  \"checksum\": \"" + checksum + "\"\n}\n");
  return 0;
}
