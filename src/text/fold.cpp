#include "quoth/text/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace quoth {
namespace {

// Letters with a stroke or a ligature have no decomposition in Unicode; readers of news type the
// base letters.
const char* base_letters(char32_t c) noexcept {
  switch (c) {
    case 0x00F8:
      return "o";  // ø
    case 0x0142:
      return "l";  // ł
    case 0x0111:
      return "d";  // đ
    case 0x00F0:
      return "d";  // ð
    case 0x00FE:
      return "th";  // þ
    case 0x00E6:
      return "ae";  // æ
    case 0x0153:
      return "oe";  // œ
    case 0x0131:
      return "i";  // ı
    case 0x0127:
      return "h";  // ħ
    default:
      return nullptr;
  }
}

bool is_dropped_punctuation(char32_t c) noexcept {
  switch (c) {
    case '\'':
    case '.':
    case '`':
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x00B4:
    case 0x00AD:
      return true;
    default:
      return false;
  }
}

// Marks that only dress the letter: those of Latin and Greek, the diaeresis of Cyrillic ё, vowel
// points.
bool is_dropped_mark(char32_t mark, char32_t base) noexcept {
  if (u_charType(static_cast<UChar32>(mark)) != U_NON_SPACING_MARK) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(base), &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    case USCRIPT_CYRILLIC:
      return !((base == 0x0438 && mark == 0x0306) ||  // й
               (base == 0x0456 && mark == 0x0308) ||  // ї
               (base == 0x0443 && mark == 0x0306));   // ў
    default:
      return false;
  }
}

void fold_unicode(std::string_view word, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  if (U_FAILURE(status)) {  // no ICU data: bytes as they are, so that equal words stay equal
    out += word;
    return;
  }
  const icu::UnicodeString apart =
      decompose->normalize(casefold->normalize(source, status), status);
  icu::UnicodeString kept;
  UChar32 base = 0;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (is_dropped_punctuation(static_cast<char32_t>(c))) continue;
    if (u_charType(c) != U_NON_SPACING_MARK) {
      base = c;
    } else if (is_dropped_mark(static_cast<char32_t>(c), static_cast<char32_t>(base))) {
      continue;
    }
    if (const char* letters = base_letters(static_cast<char32_t>(c))) {
      kept += icu::UnicodeString(letters, -1, US_INV);
    } else {
      kept += c;
    }
  }
  compose->normalize(kept, status).toUTF8String(out);
}

}  // namespace

void fold_word(std::string_view word, std::string& out) {
  const std::size_t start = out.size();
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      // ‘ and ’ are dropped, whatever stands around them.
      if (c == '\xE2' && at + 2 < word.size() && word[at + 1] == '\x80' &&
          (word[at + 2] == '\x98' || word[at + 2] == '\x99')) {
        at += 2;
        continue;
      }
      out.resize(start);
      fold_unicode(word, out);
      return;
    }
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c + ('a' - 'A'));
    } else if (!is_dropped_punctuation(byte)) {
      out += c;
    }
  }
}

}  // namespace quoth
