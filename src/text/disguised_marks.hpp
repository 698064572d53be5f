// Quotation marks and their kin that a text holds in disguise: mojibake, control characters of
// windows-1252, HTML character references and a program's escapes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoth {

/// What stands at the beginning of a text, and what it once was.
struct Disguise {
  std::uint32_t size = 0;  ///< bytes of the disguise; 0 when there is none
  char32_t meant = 0;      ///< a quotation mark, apostrophe, dash, ellipsis, bullet or space
};

namespace detail {
Disguise find_disguise(std::string_view text) noexcept;
}

/// The disguise that `text` begins with, if any:
///
///     â€œ  â€™  â€“   UTF-8 read as windows-1252 or its kin, also with the last byte lost (â€)
///     ‚Äú  ΓÇ£  ÔÇ£   the same, read as Mac Roman or the code pages 437 and 850
///     вЂњ  â€ś        as windows-1251 and -1250
///     Ã¢â‚¬Å“          twice windows-1252
///     U+0093 U+0094   windows-1252 read as Latin-1
///     &#8220; &ldquo; &amp;rdquo;
///     \u201c \"        escapes of a program, left in the text
///
/// Constant time.
[[nodiscard]] inline Disguise disguise_at(std::string_view text) noexcept {
  if (text.size() < 2) return {};
  // No more than these begin one; Ð² and the like are frequent in Cyrillic, so two bytes are asked.
  switch (text[0]) {
    case '&':
    case '\\':
      return detail::find_disguise(text);
    case '\xC2':  // U+0080 .. U+009F, ¬
      if (static_cast<unsigned char>(text[1]) >= 0xA0 && text[1] != '\xAC') return {};
      return detail::find_disguise(text);
    case '\xC3':  // â Ã Â Ô
      if (text[1] != '\xA2' && text[1] != '\x83' && text[1] != '\x82' && text[1] != '\x94')
        return {};
      return detail::find_disguise(text);
    case '\xCE':  // Γ
      return text[1] == '\x93' ? detail::find_disguise(text) : Disguise{};
    case '\xD0':  // в
      return text[1] == '\xB2' ? detail::find_disguise(text) : Disguise{};
    case '\xE2':  // ‚ ┬
      if (!text.starts_with("\xE2\x80\x9A\xC3") && !text.starts_with("\xE2\x94\xAC")) return {};
      return detail::find_disguise(text);
    default:
      return {};
  }
}

/// `word` with its disguised apostrophes, and U+FFFD in their place, as plain ones.
[[nodiscard]] std::string without_disguised_apostrophes(std::string_view word);

}  // namespace quoth
