// The door: bytes of unknown encoding become UTF-8, once, before anything else looks at them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252 };

/// "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252".
[[nodiscard]] std::string_view name_of(Encoding encoding) noexcept;

struct Decoded {
  std::string text;  ///< well-formed UTF-8, byte-order mark removed
  Encoding read_as = Encoding::utf8;
  std::size_t replaced = 0;  ///< how many U+FFFD stand for bytes that meant nothing
  bool had_bom = false;
};

/// Reads any bytes as text; never throws but std::bad_alloc. A byte-order mark decides; else
/// well-formed UTF-8 is taken as it is; else, when more of the high bytes are broken than form
/// UTF-8 sequences, the text is windows-1252 (its five unassigned bytes become U+FFFD); else broken
/// sequences become U+FFFD each, one per maximal subpart (Unicode 15, 3.9, "U+FFFD Substitution of
/// Maximal Subparts").
[[nodiscard]] Decoded decode(std::string_view bytes);

/// Whether `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// One code point of a UTF-8 text, read tolerantly.
struct CodePoint {
  char32_t value;     ///< U+FFFD where the bytes are broken
  std::uint8_t size;  ///< bytes taken, 1..4
};

/// Reads the code point at `at`. REQUIRES: at < text.size(). Never reads outside `text`.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;

/// How many code points the text has, broken bytes counted as `code_point_at` does.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// Appends `value` as UTF-8.
void append_utf8(std::string& out, char32_t value);

/// Maps byte offsets of a text, borrowed, to code-point offsets. All calls together cost one pass over
/// the text, whatever order they come in, and each some hundred bytes.
class CodePointOffsets {
 public:
  explicit CodePointOffsets(std::string_view text) : text_(text) {}
  /// Code points that begin before `byte`.
  [[nodiscard]] std::size_t at(std::size_t byte);

 private:
  struct Place {
    std::size_t byte = 0, count = 0;
  };
  std::string_view text_;
  Place last_;  // of the last call
  std::vector<Place> visited_ = {
      Place{}};  // by byte / kApart: the first code point in there or after
};

}  // namespace quoth
