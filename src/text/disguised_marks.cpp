#include "text/disguised_marks.hpp"

#include <algorithm>

namespace quoth {
namespace {

struct Tail {
  std::string_view bytes;
  char32_t meant;
};

// The bytes E2 80 of all these marks, read in one encoding, and what their last byte became there.
struct Misreading {
  std::string_view head;
  const Tail* begin;
  const Tail* end;
  char32_t alone;  // what the head means without any of the tails, 0 for nothing
};

constexpr char32_t kSpace = 0x00A0;
constexpr char32_t kClosing = 0x201D;  // its last byte is no character of windows-1252

// windows-1252, and windows-1250, which has other letters in the places 9C and 9D.
constexpr Tail k1252[] = {{"œ", 0x201C},        {"\xC2\x9D", 0x201D}, {"\xEF\xBF\xBD", 0x201D},
                          {"?", 0x201D},        {"™", 0x2019},        {"˜", 0x2018},
                          {"š", 0x201A},        {"ž", 0x201E},        {"“", 0x2013},
                          {"”", 0x2014},        {"¦", 0x2026},        {"¢", 0x2022},
                          {"¹", 0x2039},        {"º", 0x203A},        {"¯", kSpace},
                          {"‹", kSpace},        {"ś", 0x201C},        {"ť", 0x201D},
                          {"\xC2\x9C", 0x201C}, {"\xC2\x98", 0x2018}, {"\xC2\x99", 0x2019}};
constexpr Tail kLatin1[] = {{"\xC2\x9C", 0x201C}, {"\xC2\x9D", 0x201D}, {"\xC2\x99", 0x2019},
                            {"\xC2\x98", 0x2018}, {"\xC2\x9A", 0x201A}, {"\xC2\x9E", 0x201E},
                            {"\xC2\x93", 0x2013}, {"\xC2\x94", 0x2014}, {"¦", 0x2026},
                            {"¢", 0x2022}};
constexpr Tail kMacRoman[] = {{"ú", 0x201C}, {"ù", 0x201D}, {"ô", 0x2019}, {"ò", 0x2018},
                              {"ö", 0x201A}, {"û", 0x201E}, {"ì", 0x2013}, {"î", 0x2014},
                              {"¶", 0x2026}, {"¢", 0x2022}};
constexpr Tail k437[] = {{"£", 0x201C}, {"¥", 0x201D}, {"Ö", 0x2019}, {"ÿ", 0x2018}, {"Ü", 0x201A},
                         {"₧", 0x201E}, {"ô", 0x2013}, {"ö", 0x2014}, {"ª", 0x2026}};
constexpr Tail k850[] = {{"£", 0x201C}, {"Ø", 0x201D}, {"Ö", 0x2019}, {"ÿ", 0x2018}, {"Ü", 0x201A},
                         {"×", 0x201E}, {"ô", 0x2013}, {"ö", 0x2014}, {"ª", 0x2026}};
constexpr Tail k1251[] = {
    {"њ", 0x201C}, {"ќ", 0x201D}, {"™", 0x2019}, {"\xC2\x98", 0x2018}, {"\xEF\xBF\xBD", 0x2018},
    {"љ", 0x201A}, {"ћ", 0x201E}, {"“", 0x2013}, {"”", 0x2014},        {"¦", 0x2026}};
constexpr Tail kTwice1252[] = {
    {"Å“", 0x201C},         {"Â\xC2\x9D", 0x201D}, {"Â\xEF\xBF\xBD", 0x201D},
    {"Â?", 0x201D},         {"â„¢", 0x2019},       {"Ëœ", 0x2018},
    {"Å¡", 0x201A},         {"Å¾", 0x201E},        {"â€œ", 0x2013},
    {"â€\xC2\x9D", 0x2014}, {"Â¦", 0x2026},        {"Â¢", 0x2022},
    {"Â", 0x201D}};  // its last byte was lost
constexpr Tail kTwiceLatin1[] = {{"\xC3\x82\xC2\x9C", 0x201C}, {"\xC3\x82\xC2\x9D", 0x201D},
                                 {"\xC3\x82\xC2\x99", 0x2019}, {"\xC3\x82\xC2\x98", 0x2018},
                                 {"\xC3\x82\xC2\x93", 0x2013}, {"\xC3\x82\xC2\x94", 0x2014}};

constexpr Misreading kMisreadings[] = {
    {"â€", std::begin(k1252), std::end(k1252), kClosing},
    {"â\xC2\x80", std::begin(kLatin1), std::end(kLatin1), kClosing},
    {"‚Ä", std::begin(kMacRoman), std::end(kMacRoman), 0},
    {"ΓÇ", std::begin(k437), std::end(k437), 0},
    {"ÔÇ", std::begin(k850), std::end(k850), 0},
    {"вЂ", std::begin(k1251), std::end(k1251), 0},
    {"Ã¢â‚¬", std::begin(kTwice1252), std::end(kTwice1252), kClosing},
    {"Ã¢\xC3\x82\xC2\x80", std::begin(kTwiceLatin1), std::end(kTwiceLatin1), kClosing},
};

// Characters of two bytes, whose first byte is C2, and Latin-1's controls.
constexpr Tail kWhole[] = {
    {"Â\xC2\xA0", kSpace}, {"Ã‚\xC2\xA0", kSpace}, {"¬†", kSpace},       {"Â«", 0x00AB},
    {"Â»", 0x00BB},        {"¬´", 0x00AB},         {"¬ª", 0x00BB},       {"┬½", 0x00AB},
    {"┬╗", 0x00BB},        {"\xC2\x93", 0x201C},   {"\xC2\x94", 0x201D}, {"\xC2\x91", 0x2018},
    {"\xC2\x92", 0x2019},  {"\xC2\x84", 0x201E},   {"\xC2\x82", 0x201A}, {"\xC2\x8B", 0x2039},
    {"\xC2\x9B", 0x203A},  {"\xC2\x96", 0x2013},   {"\xC2\x97", 0x2014}};

constexpr Tail kNamed[] = {
    {"ldquo;", 0x201C}, {"rdquo;", 0x201D}, {"lsquo;", 0x2018},  {"rsquo;", 0x2019},
    {"quot;", '"'},     {"apos;", '\''},    {"bdquo;", 0x201E},  {"sbquo;", 0x201A},
    {"laquo;", 0x00AB}, {"raquo;", 0x00BB}, {"lsaquo;", 0x2039}, {"rsaquo;", 0x203A},
    {"ndash;", 0x2013}, {"mdash;", 0x2014}, {"hellip;", 0x2026}, {"nbsp;", kSpace},
};

constexpr char32_t kNumbered[] = {0x22,   0x27,   0xA0,   0xAB,   0xBB,   0x2013, 0x2014, 0x2018,
                                  0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x2039, 0x203A};

// A number below 160 is one of windows-1252.
char32_t of_windows_1252(char32_t c) noexcept {
  switch (c) {
    case 0x82:
      return 0x201A;
    case 0x84:
      return 0x201E;
    case 0x85:
      return 0x2026;
    case 0x91:
      return 0x2018;
    case 0x92:
      return 0x2019;
    case 0x93:
      return 0x201C;
    case 0x94:
      return 0x201D;
    case 0x96:
      return 0x2013;
    case 0x97:
      return 0x2014;
    default:
      return c;
  }
}

/// 99 for what is none.
char32_t hexadecimal_digit(char c) noexcept {
  const char small = static_cast<char>(c | 0x20);
  if (c >= '0' && c <= '9') return static_cast<char32_t>(c - '0');
  if (small >= 'a' && small <= 'f') return static_cast<char32_t>(small - 'a' + 10);
  return 99;
}

bool is_mark_or_kin(char32_t c) noexcept {
  return std::find(std::begin(kNumbered), std::end(kNumbered), c) != std::end(kNumbered);
}

/// Of what follows "&#": digits, or x and hexadecimal digits, and a semicolon.
Disguise numbered_reference(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 8;
  const bool hexadecimal = !text.empty() && (text[0] | 0x20) == 'x';
  const char32_t base = hexadecimal ? 16 : 10;
  char32_t value = 0;
  std::size_t i = hexadecimal ? 1 : 0;
  const std::size_t first = i;
  for (; i < text.size() && i < kLongest; ++i) {
    const char32_t digit = hexadecimal_digit(text[i]);
    if (digit >= base) break;
    value = value * base + digit;
  }
  if (i == first || i >= text.size() || text[i] != ';') return {};
  value = of_windows_1252(value);
  if (!is_mark_or_kin(value)) return {};
  return {static_cast<std::uint32_t>(i + 1), value};
}

/// \u201c, and \" which is a mark where something else would be quoted: what a program prints.
Disguise escape(std::string_view text) noexcept {
  std::uint32_t at = 1;
  if (text.substr(at).starts_with('\\')) ++at;  // escaped twice
  if (at >= text.size()) return {};
  if (text[at] == '"' || text[at] == '\'') return {at + 1, static_cast<char32_t>(text[at])};
  constexpr std::uint32_t kDigits = 4;
  if (text[at] != 'u' || text.size() < at + 1 + kDigits) return {};
  char32_t value = 0;
  for (std::uint32_t i = at + 1; i <= at + kDigits; ++i) {
    const char32_t digit = hexadecimal_digit(text[i]);
    if (digit > 15) return {};
    value = value * 16 + digit;
  }
  value = of_windows_1252(value);
  return is_mark_or_kin(value) ? Disguise{at + 1 + kDigits, value} : Disguise{};
}

Disguise reference(std::string_view text) noexcept {
  std::size_t begin = 1;
  if (text.substr(1).starts_with("amp;")) begin = 5;  // escaped twice
  const std::string_view rest = text.substr(begin);
  Disguise found;
  if (rest.starts_with('#')) {
    found = numbered_reference(rest.substr(1));
    if (found.size != 0) ++found.size;
  } else {
    for (const Tail& name : kNamed)
      if (rest.starts_with(name.bytes))
        found = {static_cast<std::uint32_t>(name.bytes.size()), name.meant};
  }
  if (found.size != 0) found.size += static_cast<std::uint32_t>(begin);
  return found;
}

}  // namespace

Disguise detail::find_disguise(std::string_view text) noexcept {
  if (text[0] == '&') return reference(text);
  if (text[0] == '\\') return escape(text);
  for (const Misreading& misread : kMisreadings) {
    if (!text.starts_with(misread.head)) continue;
    const std::string_view rest = text.substr(misread.head.size());
    for (const Tail* tail = misread.begin; tail != misread.end; ++tail)
      if (rest.starts_with(tail->bytes))
        return {static_cast<std::uint32_t>(misread.head.size() + tail->bytes.size()), tail->meant};
    if (misread.alone == 0) return {};
    return {static_cast<std::uint32_t>(misread.head.size()), misread.alone};
  }
  for (const Tail& whole : kWhole)
    if (text.starts_with(whole.bytes))
      return {static_cast<std::uint32_t>(whole.bytes.size()), whole.meant};
  return {};
}

std::string without_disguised_apostrophes(std::string_view word) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t size = disguise_at(word.substr(i)).size;
    if (word.substr(i).starts_with(kReplacement)) size = kReplacement.size();
    out += size == 0 ? word[i] : '\'';
    i += size == 0 ? 1 : size;
  }
  return out;
}

}  // namespace quoth
