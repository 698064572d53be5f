// Any bytes come through the door as UTF-8, and a second time as they are; counts and offsets agree with a slow twin.
#include <string>

#include "must.hpp"
#include "quoth/text/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  using fuzz::must;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Decoded decoded = decode(bytes);
  const std::string_view text = decoded.text;
  must(is_utf8(text), "what is decoded is UTF-8");
  must(decoded.replaced * 3 <= text.size(), "each replaced sequence is a U+FFFD of three bytes");
  if (is_utf8(bytes)) must(decoded.read_as == Encoding::utf8 && decoded.replaced == 0, "UTF-8 is taken as it is");
  if (is_utf8(bytes) && !decoded.had_bom) must(text == bytes, "UTF-8 without a mark stays byte for byte");
  const Decoded again = decode(text);
  if (!again.had_bom) must(again.text == text && again.replaced == 0, "UTF-8 decodes to itself");

  // Broken bytes as well are walked through to their end, and what was read can be written.
  std::size_t at = 0, count = 0;
  std::string written;
  CodePointOffsets offsets(bytes);
  while (at < size) {
    must(offsets.at(at) == count, "an offset counts the code points before it");
    const CodePoint point = code_point_at(bytes, at);
    must(point.size >= 1 && point.size <= 4 && point.size <= size - at, "a code point lies in the text");
    must(point.value < 0xd800 || (point.value > 0xdfff && point.value <= 0x10ffff), "a code point is a scalar value");
    append_utf8(written, point.value);
    at += point.size;
    ++count;
  }
  must(count_code_points(bytes) == count, "code points are counted as they are read");
  must(is_utf8(written), "what is written is UTF-8");
  must((written == bytes) == is_utf8(bytes), "well-formed text, and no other, is written as it was");
  return 0;
}
