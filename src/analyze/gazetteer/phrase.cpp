#include "analyze/gazetteer/phrase.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::gazetteer {
namespace {

enum class Mark { none, divides, vanishes };

// Marks inside names. What folding drops (apostrophes, full stops) is left to it.
Mark mark_of(char32_t c) noexcept {
  if (c < 0x80) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '\'' || c == '.' || c == '`' || c == '&';
    if (c == '"') return Mark::vanishes;
    return word ? Mark::none : Mark::divides;
  }
  switch (c) {
    case 0x00A0:  // no-break space
    case 0x00B7:  // ·
    case 0x05BE:  // maqaf
    case 0x060C:  // Arabic comma
    case 0x1361:  // Ethiopic wordspace
    case 0x30FB:  // ・
    case 0x30A0:  // ゠
    case 0xFF65:  // half-width ・
      return Mark::divides;
    case 0x02B9:
    case 0x02BA:
    case 0x02BB:
    case 0x02BE:
    case 0x02BF:
    case 0x05F3:  // geresh
    case 0x05F4:  // gershayim
    case 0x0640:  // tatweel
      return Mark::vanishes;
    default:
      break;
  }
  if (c >= 0x200B && c <= 0x200F) return Mark::vanishes;  // joiners and marks of direction
  if (c == 0x2018 || c == 0x2019) return Mark::none;      // apostrophes: dropped by folding
  if (c == 0x201A || (c >= 0x201B && c <= 0x201F) || (c >= 0x2032 && c <= 0x2036))
    return Mark::vanishes;
  if (c >= 0xFF00 && c <= 0xFF20) {  // full-width ASCII: as the ASCII it folds to, digits are words
    return c == 0xFF07 || c == 0xFF0E || c == 0xFF06 || (c >= 0xFF10 && c <= 0xFF19)
               ? Mark::none
               : Mark::divides;
  }
  if ((c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3003) || c == 0xFFFD)
    return Mark::divides;
  return Mark::none;
}

constexpr std::string_view kSaints[] = {"saint", "sankt", "sainte", "ste", "sint", "szent"};

// Letters that look the same and are typed from different keyboards; two bytes each, both ways.
void unify_arabic(std::string& text, std::size_t from) {
  for (std::size_t i = from; i + 1 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]);
    const auto b = static_cast<unsigned char>(text[i + 1]);
    if (a == 0xDB && b == 0x8C) {  // ی as ي
      text[i] = '\xD9', text[i + 1] = '\x8A';
    } else if (a == 0xD9 && b == 0x89) {  // ى as ي
      text[i + 1] = '\x8A';
    } else if (a == 0xDA && b == 0xA9) {  // ک as ك
      text[i] = '\xD9', text[i + 1] = '\x83';
    } else if (a == 0xD8 && b == 0xA9) {  // ة as ه
      text[i] = '\xD9', text[i + 1] = '\x87';
    } else if (a < 0x80) {
      continue;
    }
    i += a >= 0xF0 ? 3 : a >= 0xE0 ? 2 : a >= 0xC0 ? 1 : 0;
  }
}

bool is_letter_alone(std::string_view text, std::size_t from) noexcept {
  return from < text.size() && code_point_at(text, from).size == text.size() - from &&
         code_point_at(text, from).value < 0x530;  // Latin, Greek, Cyrillic
}

// Adds the word name[begin, end) in its folded form, or nothing for one that is left out.
// `letter` says whether the word before is a letter alone: "U N" is UN.
void add_word(std::string_view word, std::string& out, bool& letter) {
  const std::size_t before = out.size();
  if (before > 0) out += ' ';
  const std::size_t start = out.size();
  fold_word(word, out);
  const std::string_view folded = std::string_view(out).substr(start);
  if (folded.empty() || folded == "&" || folded == "and" || (folded == "the" && before == 0)) {
    out.resize(before);
    letter = false;
    return;
  }
  if (folded.size() <= 6 &&
      std::find(std::begin(kSaints), std::end(kSaints), folded) != std::end(kSaints)) {
    out.resize(start);
    out += "st";
    letter = false;
    return;
  }
  if (static_cast<unsigned char>(folded.front()) >= 0x80) unify_arabic(out, start);
  const bool alone = is_letter_alone(out, start);
  if (alone && letter && before > 0) out.erase(before, 1);
  letter = alone;
}

}  // namespace

void phrase_form(std::string_view name, std::string& out) {
  out.clear();
  if (name.size() > kMostBytes) return;
  // A word is folded as it stands unless a mark inside it has to go first.
  char kept[kMostBytes];
  std::size_t size = 0;
  bool letter = false;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    const Mark mark = mark_of(c.value);
    if (mark == Mark::none)
      size = static_cast<std::size_t>(std::copy_n(name.data() + at, c.size, kept + size) - kept);
    at += c.size;
    if (size > 0 && (mark == Mark::divides || at >= name.size())) {
      add_word({kept, size}, out, letter);
      size = 0;
    }
  }
}

}  // namespace quoth::gazetteer
