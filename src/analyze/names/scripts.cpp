// Reading names in scripts other than Latin.
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <memory>

#include "analyze/names/phonemes.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

struct Letter {
  char32_t letter;
  std::string_view first, second;  // `second`: another reading, "-" for "or nothing"
};

// Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian and Kazakh letters; ё is folded to
// е. Russian г is h in Ukrainian and Belarusian.
constexpr Letter kCyrillic[] = {
    {U'а', "a", ""},  {U'б', "b", ""}, {U'в', "v", ""},  {U'г', "g", "h"}, {U'ґ', "g", ""},
    {U'д', "d", ""},  {U'е', "e", ""}, {U'є', "je", ""}, {U'ж', "Z", ""},  {U'з', "z", ""},
    {U'и', "i", ""},  {U'і', "i", ""}, {U'ї', "ji", ""}, {U'й', "j", ""},  {U'к', "k", ""},
    {U'л', "l", ""},  {U'м', "m", ""}, {U'н', "n", ""},  {U'о', "o", ""},  {U'п', "p", ""},
    {U'р', "r", ""},  {U'с', "s", ""}, {U'т', "t", ""},  {U'у', "u", ""},  {U'ў', "w", ""},
    {U'ф', "f", ""},  {U'х', "x", ""}, {U'ц', "c", ""},  {U'ч', "C", ""},  {U'ш', "S", ""},
    {U'щ', "SC", ""}, {U'ы', "i", ""}, {U'э', "e", ""},  {U'ю', "ju", ""}, {U'я', "ja", ""},
    {U'ј', "j", ""},  {U'љ', "l", ""}, {U'њ', "n", ""},  {U'ћ', "C", ""},  {U'ђ', "J", ""},
    {U'џ', "J", ""},  {U'ѓ', "J", ""}, {U'ќ', "C", ""},  {U'ѕ', "c", ""},  {U'ә', "a", ""},
    {U'ғ', "g", ""},  {U'қ', "k", ""}, {U'ң', "n", ""},  {U'ө', "o", ""},  {U'ұ', "u", ""},
    {U'ү', "u", ""},  {U'һ', "h", ""},
};

// Short vowels are mostly not written; و and ي are consonant or long vowel.
constexpr Letter kArabic[] = {
    {U'ا', "a", ""}, {U'ب', "b", ""}, {U'ت', "t", ""}, {U'ث', "t", "s"}, {U'ج', "J", "g"},
    {U'ح', "h", ""}, {U'خ', "x", ""}, {U'د', "d", ""}, {U'ذ', "d", "z"}, {U'ر', "r", ""},
    {U'ز', "z", ""}, {U'س', "s", ""}, {U'ش', "S", ""}, {U'ص', "s", ""},  {U'ض', "d", "z"},
    {U'ط', "t", ""}, {U'ظ', "z", ""}, {U'غ', "g", ""}, {U'ف', "f", "v"}, {U'ق', "k", ""},
    {U'ك', "k", ""}, {U'ک', "k", ""}, {U'ل', "l", ""}, {U'م', "m", ""},  {U'ن', "n", ""},
    {U'ه', "h", ""}, {U'و', "w", ""}, {U'ي', "i", ""}, {U'ی', "i", ""},  {U'ى', "a", ""},
    {U'ة', "a", ""}, {U'پ', "p", ""}, {U'چ', "C", ""}, {U'ژ', "Z", ""},  {U'گ', "g", ""},
    {U'ڤ', "v", ""},
};

constexpr Letter kHebrew[] = {
    {U'א', "a", ""},  {U'ב', "b", "v"}, {U'ג', "g", ""}, {U'ד', "d", ""},  {U'ה', "h", ""},
    {U'ו', "w", ""},  {U'ז', "z", ""},  {U'ח', "x", ""}, {U'ט', "t", ""},  {U'י', "i", ""},
    {U'כ', "k", "x"}, {U'ך', "x", "k"}, {U'ל', "l", ""}, {U'מ', "m", ""},  {U'ם', "m", ""},
    {U'נ', "n", ""},  {U'ן', "n", ""},  {U'ס', "s", ""}, {U'פ', "p", "f"}, {U'ף', "f", "p"},
    {U'צ', "c", ""},  {U'ץ', "c", ""},  {U'ק', "k", ""}, {U'ר', "r", ""},  {U'ש', "S", "s"},
    {U'ת', "t", ""},
};

constexpr Letter kGreek[] = {
    {U'α', "a", ""}, {U'β', "v", ""}, {U'γ', "g", ""}, {U'δ', "d", ""},  {U'ε', "e", ""},
    {U'ζ', "z", ""}, {U'η', "i", ""}, {U'θ', "t", ""}, {U'ι', "i", ""},  {U'κ', "k", ""},
    {U'λ', "l", ""}, {U'μ', "m", ""}, {U'ν', "n", ""}, {U'ξ', "ks", ""}, {U'ο', "o", ""},
    {U'π', "p", ""}, {U'ρ', "r", ""}, {U'σ', "s", ""}, {U'ς', "s", ""},  {U'τ', "t", ""},
    {U'υ', "i", ""}, {U'φ', "f", ""}, {U'χ', "x", ""}, {U'ψ', "ps", ""}, {U'ω', "o", ""},
};

struct Digraph {
  std::u32string_view letters;
  std::string_view sounds;
};
constexpr Digraph kGreekDigraphs[] = {
    {U"μπ", "b"},  {U"ντ", "d"},  {U"γκ", "g"},  {U"γγ", "ng"}, {U"τζ", "J"},
    {U"τσ", "c"},  {U"αι", "e"},  {U"ει", "i"},  {U"οι", "i"},  {U"ου", "u"},
    {U"αυ", "av"}, {U"ευ", "ev"}, {U"γι", "ji"},
};

template <std::size_t n>
const Letter* find_letter(const Letter (&table)[n], char32_t c) noexcept {
  for (const Letter& l : table)
    if (l.letter == c) return &l;
  return nullptr;
}

template <std::size_t n>
void read_letters(const Letter (&table)[n], std::u32string_view token, ReadingBuilder& out) {
  for (const char32_t c : token) {
    const Letter* l = find_letter(table, c);
    if (l == nullptr) continue;
    if (l->second.empty())
      out.add(l->first);
    else
      out.add_either(l->first, l->second);
  }
}

void read_arabic(std::u32string_view token, ReadingBuilder& out) {
  if (token.size() > 4 && token[0] == U'ا' && token[1] == U'ل') token.remove_prefix(2);
  read_letters(kArabic, token, out);
  out.set_vowels(Vowels::left_out);  // short vowels are left out
}

void read_hebrew(std::u32string_view token, ReadingBuilder& out) {
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = token[i];
    if (c == U'ו' && i + 1 < token.size() && token[i + 1] == U'ו') {
      out.add("v");
      ++i;
    } else if (c == U'י' && i + 1 < token.size() && token[i + 1] == U'י') {
      out.add("i");
      ++i;
    } else if (c == U'ה' && i + 1 == token.size()) {
      out.add("a");
    } else if (const Letter* l = find_letter(kHebrew, c)) {
      if (l->second.empty())
        out.add(l->first);
      else
        out.add_either(l->first, l->second);
    }
  }
  out.set_vowels(Vowels::left_out);  // short vowels are left out
}

void read_greek(std::u32string_view token, ReadingBuilder& out) {
  for (std::size_t i = 0; i < token.size();) {
    const Digraph* pair = nullptr;
    for (const Digraph& d : kGreekDigraphs)
      if (token.substr(i, 2) == d.letters) pair = &d;
    if (pair != nullptr) {
      // Inside a word the first letter may be heard: Μπαντούνγκ is Bandung, Κολόμπο Colombo.
      if (i > 0 && pair->letters == U"ντ")
        out.add_either("nd", "d");
      else if (i > 0 && pair->letters == U"μπ")
        out.add_either("mb", "b");
      else
        out.add(pair->sounds);
      i += 2;
      continue;
    }
    if (const Letter* l = find_letter(kGreek, token[i])) out.add(l->first);
    ++i;
  }
}

// Hangul syllables by their parts (Unicode 15, 3.12), in the Revised Romanization's sounds.
void read_hangul(std::u32string_view token, ReadingBuilder& out) {
  static constexpr std::string_view kInitial[] = {"g", "k", "n", "d", "t", "r", "m", "b", "p", "s",
                                                  "s", "",  "J", "J", "C", "k", "t", "p", "h"};
  static constexpr std::string_view kVowel[] = {"a",  "e",  "ja", "je", "o", "e",  "jo",
                                                "je", "o",  "wa", "we", "e", "jo", "u",
                                                "wo", "we", "wi", "ju", "u", "i",  "i"};
  static constexpr std::string_view kFinal[] = {"",  "k", "k", "k", "n", "n", "n", "t", "l", "l",
                                                "m", "l", "l", "l", "l", "l", "m", "p", "p", "t",
                                                "t", "n", "t", "t", "k", "t", "p", ""};
  for (const char32_t c : token) {
    if (c < 0xAC00 || c > 0xD7A3) continue;
    const std::uint32_t s = c - 0xAC00;
    // Foreign f and v have no letters of their own: 스테판 is Stefan, 바츨라프 Václav.
    const std::string_view initial = kInitial[s / 588];
    if (initial == "p")
      out.add_either("p", "f");
    else if (initial == "b")
      out.add_either("b", "v");
    else
      out.add(initial);
    out.add(kVowel[s / 28 % 21]);
    out.add(kFinal[s % 28]);
  }
}

// Kana in the order of Unicode from ァ (30A1); small vowels and ya/yu/yo change the syllable
// before.
void read_kana(std::u32string_view token, ReadingBuilder& out) {
  static constexpr std::array<std::string_view, 86> kKana = {
      "a",  "a",  "i",  "i",  "u",  "u",  "e",  "e",  "o",  "o",  "ka", "ga", "ki", "gi", "ku",
      "gu", "ke", "ge", "ko", "go", "sa", "za", "Si", "Ji", "su", "zu", "se", "ze", "so", "zo",
      "ta", "da", "Ci", "Ji", "",   "cu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne",
      "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo",
      "po", "ma", "mi", "mu", "me", "mo", "ja", "ja", "ju", "ju", "jo", "jo", "ra", "ri", "ru",
      "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "vu", "ka", "ke"};
  std::string sounds;
  for (char32_t c : token) {
    if (c >= 0x3041 && c <= 0x3096) c += 0x60;  // hiragana
    if (c < 0x30A1 || c > 0x30F6) continue;     // the length mark ー too
    const std::size_t i = c - 0x30A1;
    const bool small_vowel = i < 10 && i % 2 == 0;
    const bool small_y = c == 0x30E3 || c == 0x30E5 || c == 0x30E7;
    // ヴィ is vi, ファ is fa, シャ is sha, チェ is che: the vowel written small replaces the one
    // before.
    if ((small_vowel || small_y) && !sounds.empty() && is_vowel(sounds.back())) {
      sounds.pop_back();
      const bool palatal =
          !sounds.empty() && (sounds.back() == 'S' || sounds.back() == 'J' || sounds.back() == 'C');
      sounds += small_y && palatal ? kKana[i].substr(1) : kKana[i];
    } else {
      sounds += kKana[i];
    }
  }
  // Foreign v is mostly written as b.
  for (const char c : sounds) {
    if (c == 'b')
      out.add_either("b", "v");
    else
      out.add({&c, 1});
  }
  out.set_vowels(Vowels::put_in);  // some vowels only part consonants
}

constexpr char kLongA = 'A';  // is heard wherever it stands

bool is_romanised_vowel(char c) noexcept {
  return c == kLongA || c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// The vowel that is part of every letter in the scripts of northern India is not heard at the end,
// nor between a vowel with one consonant and a consonant with a vowel: manamohana is Manmohan
// (Ohala, "Aspects of Hindi Phonology", 1983).
void drop_silent_vowels(std::string& latin) {
  if (latin.size() > 3 && latin.back() == 'a') latin.pop_back();
  for (std::size_t i = latin.size(); i-- > 3;) {
    if (latin[i] != 'a' || i + 2 >= latin.size()) continue;
    // A consonant may be two letters: kh, sh.
    const std::size_t before = latin[i - 1] == 'h' && i > 3 ? 3 : 2;
    const std::size_t after = latin[i + 2] == 'h' && i + 3 < latin.size() ? 3 : 2;
    const bool alone = is_romanised_vowel(latin[i - before]) && !is_romanised_vowel(latin[i - 1]) &&
                       !is_romanised_vowel(latin[i + 1]) && is_romanised_vowel(latin[i + after]);
    if (alone) latin.erase(i, 1);
  }
}

bool is_northern_indian(const icu::UnicodeString& token) {
  UErrorCode status = U_ZERO_ERROR;
  switch (token.isEmpty() ? USCRIPT_COMMON : uscript_getScript(token.char32At(0), &status)) {
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
      return true;
    default:
      return false;
  }
}

const icu::Transliterator* transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Transliterator* made = icu::Transliterator::createInstance(id, UTRANS_FORWARD, status);
  return U_FAILURE(status) ? nullptr : made;
}

// Han and all scripts without rules of their own here. A transliterator is costly to make and safe
// to share.
std::string by_icu(const icu::UnicodeString& token) {
  static const std::unique_ptr<const icu::Transliterator> to_latin(transliterator("Any-Latin")),
      to_ascii(transliterator("Latin-ASCII"));
  std::string letters;
  if (to_latin == nullptr || to_ascii == nullptr) return letters;
  const bool indian = is_northern_indian(token);
  constexpr char16_t kMark = 1;
  icu::UnicodeString text = token;
  to_latin->transliterate(text);
  if (indian) {
    text.findAndReplace(icu::UnicodeString(u'\u0101'), icu::UnicodeString(kMark));
    text.findAndReplace(icu::UnicodeString(u"a\u0304"), icu::UnicodeString(kMark));
  }
  to_ascii->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  for (char& c : latin)
    if (c == kMark) c = indian ? '0' : ' ';
  for (const char c : folded(latin)) {
    if (c >= 'a' && c <= 'z') letters += c;
    if (c == '0' && indian) letters += kLongA;
  }
  if (indian) {
    drop_silent_vowels(letters);
    for (char& c : letters)
      if (c == kLongA) c = 'a';
  }
  return letters;
}

void read_by_icu(std::u32string_view token, ReadingBuilder& out) {
  read_latin(by_icu(icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(token.data()),
                                                  static_cast<std::int32_t>(token.size()))),
             out);
}

// Pinyin, one character a syllable: q, x, zh and c are not what they are elsewhere. A foreign name has
// vowels put in between consonants, and 尔 (er) is its l or r.
void read_han(std::u32string_view token, ReadingBuilder& out) {
  struct Initial {
    std::string_view letters, sounds;
  };
  static constexpr Initial kInitials[] = {{"zh", "J"}, {"ch", "C"}, {"sh", "S"}, {"q", "C"},
                                          {"x", "S"},  {"j", "J"},  {"z", "c"},  {"c", "c"},
                                          {"y", "j"},  {"h", "h"}};
  for (const char32_t c : token) {
    const auto value = static_cast<UChar32>(c);
    const std::string latin = by_icu(icu::UnicodeString(value));
    std::string_view rest = latin;
    if (rest == "er") {
      out.add("l");
      continue;
    }
    for (const Initial& i : kInitials)
      if (rest.starts_with(i.letters)) {
        if (i.sounds == "J" || i.sounds == "C")
          out.add_either(i.sounds, i.letters == "j" || i.letters == "q" ? "k" : "c");
        else if (i.sounds == "h" && rest.starts_with("hu") && rest.size() > 2)
          out.add_either("h", "");
        else
          out.add(i.sounds);
        rest.remove_prefix(i.letters.size());
        break;
      }
    if (rest.ends_with("ng")) rest.remove_suffix(1);
    out.add(rest);
  }
  out.set_vowels(Vowels::put_in);
}

// Georgian ends a foreign name of a consonant in i, the nominative.
void read_georgian(std::u32string_view token, ReadingBuilder& out) {
  const auto is_georgian_vowel = [](char32_t c) {
    return c == U'ა' || c == U'ე' || c == U'ი' || c == U'ო' || c == U'უ';
  };
  const bool nominative =
      token.size() > 3 && token.back() == U'ი' && !is_georgian_vowel(token[token.size() - 2]);
  if (nominative) token.remove_suffix(1);
  read_by_icu(token, out);
  if (nominative) out.add_either("", "i");
}

}  // namespace

void read_other_script(std::u32string_view token, ReadingBuilder& out) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = USCRIPT_COMMON;
  for (const char32_t c : token) {
    script = uscript_getScript(static_cast<UChar32>(c), &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) break;
  }
  switch (script) {
    case USCRIPT_CYRILLIC:
      return read_letters(kCyrillic, token, out);
    case USCRIPT_ARABIC:
      return read_arabic(token, out);
    case USCRIPT_HEBREW:
      return read_hebrew(token, out);
    case USCRIPT_GREEK:
      return read_greek(token, out);
    case USCRIPT_HANGUL:
      return read_hangul(token, out);
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return read_kana(token, out);
    case USCRIPT_HAN:
      return read_han(token, out);
    case USCRIPT_GEORGIAN:
      return read_georgian(token, out);
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
      return;
    default:
      return read_by_icu(token, out);
  }
}

std::string latin_letters(std::string_view folded_token) {
  constexpr std::size_t kMostCodePoints = 64;
  std::string letters;
  bool ascii = true;
  std::size_t i = 0;
  for (std::size_t count = 0; i < folded_token.size() && count < kMostCodePoints; ++count) {
    const CodePoint c = code_point_at(folded_token, i);
    i += c.size;
    if (c.value >= 'a' && c.value <= 'z') letters += static_cast<char>(c.value);
    ascii = ascii && c.value < 0x80;
  }
  if (ascii) return letters;
  return by_icu(icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded_token.data(), static_cast<std::int32_t>(i))));
}

}  // namespace quoth::names
