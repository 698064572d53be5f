// Tombstones as bytes: what was written reads back, and nothing else is read.
#include <doctest/doctest.h>

#include <random>

#include "index/bytes.hpp"
#include "index/tombstones.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::storage;

TEST_CASE("tombstones: few, many, runs of them and all read back as they were written") {
  constexpr std::uint64_t kSeed = 20240519;
  CAPTURE(kSeed);
  std::mt19937_64 random(kSeed);
  // Beyond 65,536 a segment has several containers; from four on the format lists where they begin.
  for (const std::uint32_t articles : {1U, 100U, 65'535U, 65'536U, 400'000U})
    for (const std::uint32_t one_in : {1U, 2U, 10U, 1000U, 100'000U})
      for (const bool in_runs : {false, true}) {
        CAPTURE(articles);
        CAPTURE(one_in);
        Tombstones dead;
        for (std::uint32_t docid = 1; docid <= articles; ++docid)
          if ((in_runs ? docid / 50 * 2654435761U >> 8 : random()) % one_in == 0) dead.add(docid);
        const std::string bytes = dead.to_bytes(articles);
        const bool same = Tombstones::from_bytes(bytes, articles, "deleted-1.bitmap") == dead;
        CHECK(same);
        if (dead.contains(articles) && articles > 1) {
          CHECK_THROWS_AS((void)Tombstones::from_bytes(dead.to_bytes(articles - 1), articles - 1, "x"), DamagedError);
        }
      }
}

TEST_CASE("tombstones: bytes that CRoaring would believe are refused, whatever their checksum") {
  const auto sealed = [](std::string_view bitmap) {
    std::string bytes = "QUOTHDEL";
    ByteWriter out(bytes);
    out.u32(1);
    out.u32(100);
    out.u64(checksum_of(bitmap));
    return bytes.append(bitmap);
  };
  using namespace std::string_view_literals;
  // One container of an array: cookie, containers, key, count less one, offset, values.
  CHECK(Tombstones::from_bytes(sealed("\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\3\0\7\0"sv), 100, "x").count() == 2);
  for (const std::string_view bad : {
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\7\0\3\0"sv,      // not in order
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\7\0\7\0"sv,      // twice
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\0\0\7\0"sv,      // article 0
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\3\0\x65\0"sv,    // article 101 of 100
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x11\0\0\0\3\0\7\0"sv,      // begins elsewhere
           "\x3a\x30\0\0\1\0\0\0\0\0\1\0\x10\0\0\0\3\0\7\0\0"sv,    // goes on
           "\x3b\x30\0\0\1\0\0\1\0\0\0"sv,                          // a container of no runs, which crashed its reader
           "\x3b\x30\0\0\1\0\0\3\0\2\0\1\0\1\0\2\0\1\0"sv,          // runs that overlap
       }) {
    CHECK_THROWS_AS((void)Tombstones::from_bytes(sealed(bad), 100, "x"), DamagedError);
  }
}
