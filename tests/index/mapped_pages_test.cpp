// Pages of mapped files that are given back leave this process's memory, and can be read again.
#include "index/mapped_pages.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "index/file.hpp"
#include "index/support.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::storage;
using namespace quoth::testing;

namespace {

constexpr std::size_t kSize = (std::size_t{24} << 20) + 12345;

// How many bytes of mapped files this process has in memory.
std::size_t mapped_bytes() {
  std::ifstream status("/proc/self/status");
  std::size_t kilobytes = 0;  // files in memory are counted apart
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssFile:") || line.starts_with("RssShmem:"))
      kilobytes += std::stoull(line.substr(line.find(':') + 1));
  return kilobytes * 1024;
}

std::string content() {
  std::string out(kSize, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(i * 2654435761U >> 13);
  return out;
}

}  // namespace

TEST_CASE("mapped pages: those given back leave memory, and are read again as they were") {
  const TempDir dir;
  const Directory directory = Directory::make(dir.path());
  const std::string bytes = content();
  const File file = directory.create_file("file");
  file.write_all(bytes);
  const Mapping mapping(file);
  const std::size_t before = mapped_bytes();
  REQUIRE((mapping.bytes() == bytes));
  REQUIRE(mapped_bytes() >= before + kSize / 2);
  // A part that begins and ends within a page.
  give_back_pages(mapping.bytes().substr(5000, kSize - 9000));
  CHECK(mapped_bytes() < before + kSize / 8);
  CHECK((mapping.bytes() == bytes));
  give_back_pages(mapping.bytes());
  CHECK(mapped_bytes() < before + kSize / 8);
  give_back_pages({});
}

TEST_CASE("mapped pages: a file is verified with little of it in memory, to its last byte") {
  const TempDir dir;
  const Directory directory = Directory::make(dir.path());
  const std::string bytes = content();
  const File file = directory.create_file("file");
  file.write_all(bytes);
  const FileChecksums sums = checksums_of(file, "file");
  {
    const Mapping mapping(file);
    const VerifiedBlocks blocks(mapping.bytes(), sums, file.path());
    const std::size_t before = mapped_bytes();
    CHECK_NOTHROW(require_and_give_back(blocks, mapping.bytes()));
    CHECK(mapped_bytes() < before + kSize / 8);
  }
  for (const std::size_t at : {std::size_t{0}, kGivenBackAt - 1, kGivenBackAt, kSize - 1}) {
    CAPTURE(at);
    file.write_at(at, std::string(1, static_cast<char>(bytes[at] ^ 1)));
    const Mapping mapping(file);
    const VerifiedBlocks blocks(mapping.bytes(), sums, file.path());
    CHECK_THROWS_AS(require_and_give_back(blocks, mapping.bytes()), DamagedError);
    file.write_at(at, bytes.substr(at, 1));
  }
}
