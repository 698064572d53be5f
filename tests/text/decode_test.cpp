#include "quoth/text/decode.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace quoth;
using namespace std::string_literals;

TEST_CASE("decode: well-formed UTF-8 passes as it is, its byte-order mark goes") {
  const Decoded plain = decode("naïve “x”");
  CHECK(plain.text == "naïve “x”");
  CHECK(plain.replaced == 0);
  CHECK(decode("\xEF\xBB\xBFhello").text == "hello");
  CHECK(decode("\xEF\xBB\xBFhello").had_bom);
}

TEST_CASE("decode: a byte-order mark decides for UTF-16, surrogates and halves included") {
  const Decoded little = decode("\xFF\xFEH\0i\0\x3D\xD8\x00\xDE"s);
  CHECK(little.read_as == Encoding::utf16_le);
  CHECK(little.text == "Hi😀");
  CHECK(decode("\xFE\xFF\0H\0i"s).text == "Hi");
  const Decoded half = decode("\xFF\xFE\x3D\xD8H\0i"s);
  CHECK(half.text == "\uFFFDH\uFFFD");
  CHECK(half.replaced == 2);
}

TEST_CASE("decode: text whose high bytes are no UTF-8 is windows-1252") {
  const Decoded d = decode("\x93Na\xEFve,\x94 he said \x97 twice");
  CHECK(d.read_as == Encoding::windows_1252);
  CHECK(d.text == "“Naïve,” he said — twice");
  CHECK(d.replaced == 0);
  CHECK(decode("caf\xE9 \x81").replaced == 1);
}

TEST_CASE("decode: a broken sequence in UTF-8 is one U+FFFD a maximal subpart, and counted") {
  // Unicode 15, table 3-8.
  const Decoded d = decode("“é” é é a\xF0\x90\x62\x80");
  CHECK(d.read_as == Encoding::utf8);
  CHECK(d.text == "“é” é é a\uFFFDb\uFFFD");
  CHECK(d.replaced == 2);
}

TEST_CASE("decode: any bytes give well-formed UTF-8, and decoding that changes nothing") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string bytes(random() % 64, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random() % 4 == 0 ? random() : 0x80 + random() % 0x80);
    const Decoded once = decode(bytes);
    REQUIRE(is_utf8(once.text));
    if (!once.text.starts_with("\xEF\xBB\xBF")) REQUIRE(decode(once.text).text == once.text);
  }
}

TEST_CASE("code-point offsets count the same as a scan from the start, forwards and back") {
  const std::string text = "a“é”\xFFz😀!";
  CodePointOffsets offsets(text);
  for (const std::size_t byte : {0u, 1u, 4u, 6u, 9u, 10u, 4u, 11u, 15u, 16u})
    CHECK(offsets.at(byte) == count_code_points(std::string_view(text).substr(0, byte)));
}

TEST_CASE("code-point offsets of long texts are right in whatever order they are asked for") {
  std::mt19937 random(20240323);
  INFO("seed 20240323");
  for (int round = 0; round < 20; ++round) {
    std::string text;
    while (text.size() < 3000) switch (random() % 4) {
        case 0:
          text += static_cast<char>(random());
          break;
        case 1:
          text += "“";
          break;
        case 2:
          text += "😀";
          break;
        default:
          text.append(random() % 90, 'a');
      }
    // Asked from the start, each by a map of its own, is the plain way.
    std::vector<std::size_t> plain;
    for (std::size_t byte = 0; byte <= text.size() + 1; ++byte)
      plain.push_back(CodePointOffsets(text).at(byte));
    CodePointOffsets offsets(text);
    for (int k = 0; k < 2000; ++k) {
      const std::size_t byte = random() % plain.size();
      REQUIRE(offsets.at(byte) == plain[byte]);
      if (byte > 0) REQUIRE(offsets.at(byte - 1) == plain[byte - 1]);
    }
  }
}
