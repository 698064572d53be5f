#include "quoth/text/decode.hpp"

#include <algorithm>
#include <array>

namespace quoth {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// windows-1252 for 0x80..0x9F; the five unassigned bytes are 0. Source: the Unicode consortium's
// CP1252.TXT.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Sequence {
  char32_t value;
  std::uint8_t size;
  bool ok;
};

// One code point, or the maximal subpart of an ill-formed one (Unicode 15, table 3-7 and D93b).
Sequence read_sequence(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  unsigned need = 0;
  unsigned char low = 0x80, high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    need = 1;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    need = 2;
    value = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    need = 3;
    value = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  std::uint8_t size = 1;
  for (; need > 0; --need, ++size) {
    if (at + size >= text.size()) return {kReplacement, size, false};
    const unsigned char next = byte(at + size);
    if (next < low || next > high) return {kReplacement, size, false};
    value = value << 6 | (next & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {value, size, true};
}

void decode_utf16(std::string_view bytes, bool big_endian, Decoded& out) {
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char16_t>(big_endian ? a << 8 | b : b << 8 | a);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const char16_t u = unit(i);
    if (u < 0xD800 || u > 0xDFFF) {
      append_utf8(out.text, u);
    } else if (u < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
               unit(i + 2) <= 0xDFFF) {
      append_utf8(out.text,
                  0x10000 + (char32_t{u} - 0xD800) * 0x400 + (char32_t{unit(i + 2)} - 0xDC00));
      i += 2;
    } else {
      append_utf8(out.text, kReplacement);
      ++out.replaced;
    }
  }
  if (i < bytes.size()) {
    append_utf8(out.text, kReplacement);
    ++out.replaced;
  }
}

}  // namespace

std::string_view name_of(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16_le:
      return "UTF-16LE";
    case Encoding::utf16_be:
      return "UTF-16BE";
    case Encoding::windows_1252:
      return "windows-1252";
  }
  return "UTF-8";
}

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  const Sequence s = read_sequence(text, at);
  return {s.value, s.size};
}

bool is_utf8(std::string_view bytes) noexcept {
  for (std::size_t i = 0; i < bytes.size();) {
    const Sequence s = read_sequence(bytes, i);
    if (!s.ok) return false;
    i += s.size;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) i += read_sequence(text, i).size;
  return count;
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = kReplacement;
  if (value < 0x80) {
    out += static_cast<char>(value);
    return;
  }
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80 | (value >> shift & 0x3F));
  };
  if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    tail(6);
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    tail(12);
    tail(6);
  }
  tail(0);
}

Decoded decode(std::string_view bytes) {
  Decoded out;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    out.had_bom = true;
    out.read_as = bytes[0] == '\xFF' ? Encoding::utf16_le : Encoding::utf16_be;
    decode_utf16(bytes.substr(2), out.read_as == Encoding::utf16_be, out);
    return out;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out.had_bom = true;
    bytes.remove_prefix(3);
  }
  std::size_t broken = 0, sequences = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const Sequence s = read_sequence(bytes, i);
    broken += s.ok ? 0 : 1;
    sequences += s.ok && s.size > 1 ? 1 : 0;
    i += s.size;
  }
  if (broken == 0) {
    out.text = bytes;
    return out;
  }
  out.text.reserve(bytes.size() + bytes.size() / 8);
  if (!out.had_bom && broken > sequences) {
    out.read_as = Encoding::windows_1252;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      char32_t value = byte;
      if (byte >= 0x80 && byte < 0xA0) {
        value = kWindows1252[byte - 0x80];
        if (value == 0) {
          value = kReplacement;
          ++out.replaced;
        }
      }
      append_utf8(out.text, value);
    }
    return out;
  }
  for (std::size_t i = 0; i < bytes.size();) {
    const Sequence s = read_sequence(bytes, i);
    if (s.ok) {
      out.text.append(bytes, i, s.size);
    } else {
      append_utf8(out.text, kReplacement);
    }
    i += s.size;
  }
  out.replaced = broken;
  return out;
}

std::size_t CodePointOffsets::at(std::size_t byte) {
  constexpr std::size_t kApart = 128;
  byte = std::min(byte, text_.size());
  // On from the last call when that is near, else from the nearest place before that was noted.
  const std::size_t block = byte / kApart;
  if (byte < last_.byte || block > last_.byte / kApart) {
    last_ = visited_[std::min(block, visited_.size() - 1)];
    // The first code point of a block can begin after `byte`, where broken bytes do.
    if (last_.byte > byte) last_ = visited_[std::min(block, visited_.size() - 1) - 1];
  }
  while (last_.byte < byte) {
    last_.byte += read_sequence(text_, last_.byte).size;
    ++last_.count;
    if (last_.byte >= visited_.size() * kApart) visited_.push_back(last_);
  }
  return last_.count;
}

}  // namespace quoth
