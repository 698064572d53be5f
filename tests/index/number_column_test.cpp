#include "index/ranks/number_column.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace quoth::storage;

TEST_CASE("number column: each number is read back, in no more bytes than the greatest needs") {
  struct Case {
    std::vector<std::uint32_t> numbers;
    std::size_t bytes;
  };
  for (const Case& c : {Case{{}, 0}, Case{{0, 0, 0}, 0}, Case{{0, 255, 7}, 3}, Case{{256, 0, 3}, 6},
                        Case{{65535, 1}, 4}, Case{{65536, 0, 9}, 12}, Case{{0xffffffff}, 4}}) {
    CAPTURE(c.bytes);
    const std::string bytes = column_bytes(c.numbers);
    CHECK(bytes.size() == c.bytes);
    const auto count = static_cast<std::uint32_t>(c.numbers.size());
    NumberColumn column;
    REQUIRE(column.open(bytes, count));
    for (std::uint32_t i = 0; i < count; ++i) CHECK(column[i] == c.numbers[i]);
    CHECK_FALSE(NumberColumn().open(bytes + "x", count == 1 ? 2 : count));
  }
  CHECK_FALSE(NumberColumn().open("123456", 2));  // three bytes each
  CHECK_FALSE(NumberColumn().open("1", 0));
}
