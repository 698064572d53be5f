#include "analyze/names/letter_chunks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "quoth/text/decode.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kMostRead = 64;

bool is_apostrophe(char32_t c) noexcept {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`' || c == 0x00B4;
}

char32_t common_form(char32_t c) noexcept {
  if (c >= 0x3041 && c <= 0x3096) return c + 0x60;  // hiragana to katakana
  switch (c) {
    case U'ک':
      return U'ك';
    case U'ی':
    case U'ى':
      return U'ي';
    case U'ہ':
    case U'ھ':
    case U'ە':
      return U'ه';
    case U'ٱ':
      return U'ا';
    default:
      return c;
  }
}

}  // namespace

std::string with_geresh(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool hebrew = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (hebrew && is_apostrophe(c.value))
      append_utf8(out, 0x05F3);
    else
      out += text.substr(i, c.size);
    hebrew = c.value >= 0x05D0 && c.value <= 0x05EA;
    i += c.size;
  }
  return out;
}

std::u32string native_letters(std::string_view folded_token) {
  std::u32string out;
  for (std::size_t i = 0; i < folded_token.size() && out.size() < kMostRead;) {
    const CodePoint c = code_point_at(folded_token, i);
    i += c.size;
    if (c.value >= 0xAC00 && c.value <= 0xD7A3) {
      // A syllable is an initial, a vowel and perhaps a final (Unicode 15, 3.12). The silent
      // initial is left out.
      const std::uint32_t s = static_cast<std::uint32_t>(c.value) - 0xAC00;
      if (const char32_t initial = 0x1100 + s / 588; initial != U'\u110B') out += initial;
      out += static_cast<char32_t>(0x1161 + s / 28 % 21);
      if (s % 28 != 0) out += static_cast<char32_t>(0x11A7 + s % 28);
    } else {
      out += common_form(c.value);
    }
  }
  return out;
}

std::string alignment_letters(std::string_view letters) {
  static constexpr std::pair<std::string_view, std::string_view> kGroups[] = {
      {"schtsch", "shch"}, {"stsch", "shch"}, {"chtch", "shch"},
      {"szcz", "shch"},    {"tsch", "tch"},   {"dsch", "dzh"},
  };
  std::string out;
  for (std::size_t i = 0; i < letters.size();) {
    const auto* group = std::find_if(std::begin(kGroups), std::end(kGroups), [&](const auto& g) {
      return letters[i] == g.first[0] && letters.substr(i).starts_with(g.first);
    });
    if (group == std::end(kGroups)) {
      out += letters[i++];
    } else {
      out += group->second;
      i += group->first.size();
    }
  }
  return out;
}

std::string native_chunk_text(std::u32string_view letters, std::size_t at, std::size_t count) {
  std::string text = at == 0 ? "^" : "";
  for (const char32_t c : letters.substr(at, count)) append_utf8(text, c);
  if (at + count == letters.size()) text += '$';
  return text;
}

std::string latin_chunk_text(std::string_view letters, std::size_t at, std::size_t count) {
  std::string text = at == 0 ? "^" : "";
  text += letters.substr(at, count);
  if (at + count == letters.size()) return text + '$';
  const char last = text.back(), next = letters[at + count];
  if ((last == 'c' || last == 'g') && (next == 'e' || next == 'i' || next == 'y')) text += ')';
  return text;
}

}  // namespace quoth::names
