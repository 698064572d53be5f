// Byte lists give back what was appended to each, however long and in whatever turns.
#include "index/ranks/byte_lists.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using quoth::storage::ByteLists;

TEST_CASE("byte lists: many lists that grow in turns keep their own bytes") {
  constexpr std::uint32_t kSeed = 20261128;
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  ByteLists lists;
  std::vector<ByteLists::List> own(300);
  std::vector<std::string> expected(own.size());
  for (int i = 0; i < 60'000; ++i) {
    // Few lists get most of it, as few words do.
    const std::size_t list = random() % (1 + random() % own.size());
    const std::string piece(random() % 40 == 0 ? random() % 9000 : random() % 12,
                            static_cast<char>('a' + i % 26));
    lists.append(own[list], piece);
    expected[list] += piece;
  }
  std::string read;
  for (std::size_t list = 0; list < own.size(); ++list) {
    CHECK(own[list].empty() == expected[list].empty());
    lists.read(own[list], read);
    const bool same = read == expected[list];
    CHECK(same);
  }
}

TEST_CASE("byte lists: every length up to some slices comes back") {
  ByteLists lists;
  for (std::size_t length = 0; length < 300; ++length) {
    ByteLists::List list;
    std::string expected;
    for (std::size_t i = 0; i < length; ++i) {
      expected.push_back(static_cast<char>(i));
      lists.append(list, expected.substr(i));
    }
    std::string read;
    lists.read(list, read);
    CHECK(read == expected);
  }
}
