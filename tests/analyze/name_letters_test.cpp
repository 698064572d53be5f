#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/names/letter_alignment.hpp"
#include "analyze/names/letter_chunks.hpp"
#include "analyze/names/letter_table.hpp"
#include "analyze/names/sound_key.hpp"
#include "analyze/names/token_sound.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

using namespace quoth;
using namespace quoth::names;

namespace {

struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return state >> 33;
  }
};

std::vector<std::uint16_t> columns_of(const LetterTable& table, std::string_view latin) {
  std::vector<ChunkId> chunks(3 * latin.size());
  find_latin_chunks(latin, chunks.data());
  std::vector<std::uint16_t> columns;
  for (const ChunkId c : chunks) columns.push_back(table.column(c));
  return columns;
}

std::vector<ChunkId> rows_of(const LetterTable& table, std::u32string_view native) {
  std::vector<ChunkId> rows(2 * native.size());
  table.find_rows(native, rows.data());
  return rows;
}

constexpr std::pair<Letters, std::u32string_view> kAlphabets[] = {
    {Letters::cyrillic, U"абвгдежзийклмнопрстуфхцчшщыьэюяіїєґј"},
    {Letters::arabic, U"ابتثجحخدذرزسشصضطظعغفقكلمنهويةپچگ"},
    {Letters::hebrew, U"אבגדהוזחטיכלמנסעפצקרשתםןףץך׳"},
    {Letters::kana, U"アイウエオカキクサシスタチツナニノハフマミラリルレロワンッーァィェジドトヴ"},
    {Letters::hangul, U"ᄀᄂᄃᄅᄆᄇᄉᄌᄎᄏᄐᄑ하ᅢᅥᅦᅩᅮᅳᅵᆨᆫᆯᆷᆸᆼ"},
};

// Two spellings of one name each, by what makes them differ. Real name words are facts.
const std::vector<std::vector<std::string>> kSpellings = {
    // Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, and as others romanise it
    {"Шевченко", "Shevchenko", "Chevtchenko", "Szewczenko", "Schewtschenko"},
    {"Жириновский", "Zhirinovsky", "Jirinovski", "Schirinowski"},
    {"Гончаренко", "Honcharenko", "Goncharenko"},
    {"Євтушенко", "Yevtushenko"},
    {"Караткевіч", "Karatkevich", "Karatkevič"},
    {"Цветанов", "Tsvetanov"},
    {"Ђорђевић", "Djordjevic", "Đorđević"},
    {"Гитлер", "Hitler"},
    {"Кирилл", "Kiril", "Kirill"},
    // Arabic and Persian: vowels left out, the article, g and j, p and v that have no letter
    {"القحطاني", "Qahtani", "al-Qahtani"},
    {"حسن", "Hassan", "Hasan"},
    {"جمال", "Jamal"},
    {"باريس", "Paris"},
    {"رفسنجانی", "Rafsanjani"},
    {"پهلوی", "Pahlavi"},
    // Hebrew: p and f, b and v, k and kh; vav and yod as vowels; geresh
    {"פרידמן", "Friedman", "Fridman"},
    {"אברהם", "Avraham", "Abraham"},
    {"צ'רצ'יל", "Churchill"},
    {"ג'ונסון", "Johnson", "Jonson"},
    // kana: vowels put in, l and r, b and v, th; hiragana too
    {"マクドナルド", "McDonald", "MacDonald"},
    {"スミス", "Smith"},
    {"ヴァレリー", "Valerie", "Valery"},
    {"ブラウン", "Brown", "Braun"},
    {"ハーパー", "Harper"},
    {"タナカ", "たなか", "Tanaka"},
    // Hangul: Korean surnames as people write them, foreign names as Korean hears them
    {"이", "Lee", "Yi", "Rhee"},
    {"박", "Park", "Pak", "Bak"},
    {"최", "Choi", "Choe"},
    {"김", "Kim", "Gim"},
    {"스미스", "Smith"},
    {"하퍼", "Harper"},
    {"클린턴", "Clinton"},
    // other scripts: Greek, Georgian, Armenian, Devanagari; Han as Mandarin
    {"Παπαδόπουλος", "Papadopoulos"},
    {"სააკაშვილი", "Saakashvili"},
    {"Պետրոսյան", "Petrosyan", "Petrosian"},
    {"मनमोहन", "Manmohan"},
    {"近平", "Jinping"},
};

bool share_key(std::string_view a, std::string_view b) {
  const NameKeys x = name_keys(a), y = name_keys(b);
  return std::any_of(x.begin(), x.end(), [&](const std::string& key) {
    return std::find(y.begin(), y.end(), key) != y.end();
  });
}

// "al-Qahtani" has its article as a token of its own.
std::string last_token(const std::string& name) {
  const auto tokens = name_tokens(name);
  return tokens.empty() ? std::string() : tokens.back();
}

}  // namespace

TEST_CASE(
    "name letters: the first spelling of a name shares a key with each other and is like it") {
  for (const auto& spellings : kSpellings)
    for (const std::string& spelling : spellings) {
      const std::string first = last_token(spellings.front()), other = last_token(spelling);
      CAPTURE(first);
      CAPTURE(other);
      CHECK(share_key(first, other));
      CHECK(token_similarity(first, other) >= kSameToken);
      CHECK(token_similarity(first, other) == token_similarity(other, first));
      CHECK(name_keys(first).size() <= kMaxNameKeys);
    }
}

TEST_CASE("name letters: names that only look alike are told apart across scripts") {
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"Петров", "Pavlov"},  {"Смирнов", "Simonov"}, {"حسن", "Hanssen"},   {"شريف", "Sharon"},
      {"כהן", "Kagan"},      {"לוין", "Lavan"},      {"スミス", "Simons"}, {"タナカ", "Takano"},
      {"클린턴", "Clayton"}, {"Волков", "Malkov"},   {"김", "Kang"},       {"Иванов", "Ivanenko"},
  };
  for (const auto& pair : pairs) {
    CAPTURE(std::string(pair.first));
    CAPTURE(std::string(pair.second));
    CHECK(token_similarity(pair.first, pair.second) < kSameToken);
  }
}

TEST_CASE("name letters: alignment costs what the definition says, to the bit") {
  Random random{20261126};  // seed
  for (const auto& [script, alphabet] : kAlphabets) {
    const LetterTable& table = LetterTable::of(script);
    for (int round = 0; round < 3000; ++round) {
      std::u32string native;
      std::string latin;
      const std::size_t n = round < 50 ? kMostAligned : random.next() % 12;
      const std::size_t m = round < 50 ? kMostAligned : random.next() % 14;
      for (std::size_t i = 0; i < n; ++i) native += alphabet[random.next() % alphabet.size()];
      for (std::size_t i = 0; i < m; ++i) latin += static_cast<char>('a' + random.next() % 26);
      const auto rows = rows_of(table, native);
      const auto columns = columns_of(table, latin);
      const std::uint32_t exact = plain_alignment_cost(table, rows.data(), n, columns.data(), m);
      CAPTURE(round);
      CAPTURE(latin);
      REQUIRE(alignment_cost(table, rows.data(), n, columns.data(), m, kTooDear) == exact);
      // A bound may only spare what lies above it.
      for (const std::uint32_t bound : {exact, exact / 2, exact + 40}) {
        const std::uint32_t bounded =
            alignment_cost(table, rows.data(), n, columns.data(), m, bound);
        if (exact <= bound)
          REQUIRE(bounded == exact);
        else
          REQUIRE(bounded > bound);
      }
    }
  }
}

TEST_CASE("name letters: a similarity that is asked for is exact, what lies below it stays below") {
  for (const auto& spellings : kSpellings)
    for (const auto& others : kSpellings) {
      const TokenSound a = token_sound(last_token(spellings.front()));
      const TokenSound b = token_sound(last_token(others.back()));
      const double exact = similarity_of(a, b);
      CAPTURE(a.text);
      CAPTURE(b.text);
      CHECK(similarity_of(b, a) == exact);
      for (const double least : {.2, .5, .8, .9}) {
        const double bounded = similarity_of(a, b, least);
        if (exact >= least)
          CHECK(bounded == exact);
        else
          CHECK(bounded < least);
      }
    }
}

TEST_CASE("name letters: the tables know the letters that everyone knows") {
  struct Known {
    Letters script;
    std::u32string_view native;
    std::string_view latin;
  };
  const Known known[] = {
      {Letters::cyrillic, U"ш", "sh"}, {Letters::cyrillic, U"х", "kh"},
      {Letters::cyrillic, U"в", "v"},  {Letters::cyrillic, U"г", "h"},
      {Letters::arabic, U"ش", "sh"},   {Letters::arabic, U"خ", "kh"},
      {Letters::arabic, U"پ", "p"},    {Letters::hebrew, U"פ", "f"},
      {Letters::hebrew, U"פ", "p"},    {Letters::hebrew, U"ב", "v"},
      {Letters::kana, U"ル", "l"},     {Letters::kana, U"ル", "r"},
      {Letters::kana, U"チ", "ch"},    {Letters::hangul, U"ᄅ", "l"},
      {Letters::hangul, U"ᄑ", "f"},
  };
  for (const Known& k : known) {
    const LetterTable& table = LetterTable::of(k.script);
    // In the middle of a word, so that no place is told.
    const std::u32string native = std::u32string(k.native) + std::u32string(k.native) + U"x";
    const std::string latin = "x" + std::string(k.latin) + "x";
    const ChunkId row = rows_of(table, native)[2];
    const std::uint16_t column = columns_of(table, latin)[3 + k.latin.size() - 1];
    CAPTURE(latin);
    CHECK(table.row(row)[column] < 7 * kCostUnit);
  }
}

TEST_CASE("name letters: every row of a table can be read") {
  // A row that does not fit is left out in silence, so one is counted here.
  for (const auto& [script, alphabet] : kAlphabets) {
    const LetterTable& table = LetterTable::of(script);
    std::size_t known = 0;
    for (const char32_t c : alphabet)
      known += rows_of(table, std::u32string{U'x', c, U'x'})[2] != kUnknownLetter ||
               rows_of(table, std::u32string{U'x', c})[2] != kUnknownLetter;  // ם ends words
    CHECK(known >= alphabet.size() - 1);
    CHECK(table.bytes() < 2'000'000);
  }
}

TEST_CASE("name letters: logarithms are those of the mathematicians, rounded down") {
  CHECK(log2_sixteenths(1) == 0);
  CHECK(log2_sixteenths(2) == 16);
  CHECK(log2_sixteenths(3) == 25);  // 1.58496 * 16 = 25.36
  CHECK(log2_sixteenths(1000) == 159);
  CHECK(log2_sixteenths(std::uint64_t{1} << 40) == 640);
}

TEST_CASE("name keys: two spellings of the same sounds have the same classes") {
  CHECK(key_of_sounds("pitar").text() == "PTL");
  CHECK(key_of_sounds("anna").text() == "ANE");
  CHECK(key_of_sounds("mamama").text() == "ME");  // doubling is not told from a vowel between
  CHECK(key_of_sounds("tsar").text() == "SL");
  CHECK(key_of_sounds("").text().empty());
}

TEST_CASE("name tokens: Korean and Chinese full names are cut behind the surname") {
  const auto tokens = [](std::string_view name) {
    const auto t = name_tokens(name);
    return std::vector<std::string>(t.begin(), t.end());
  };
  using Words = std::vector<std::string>;
  CHECK(tokens("김민수") == Words{"김", "민수"});
  CHECK(tokens("남궁민수") == Words{"남궁", "민수"});
  CHECK(tokens("习近平") == Words{"习", "近平"});
  CHECK(tokens("馬英九") == Words{"馬", "英九"});
  CHECK(tokens("이라크") == Words{"이라크"});  // Iraq: 크 is of a foreign word
  CHECK(tokens("马克龙") == Words{"马克龙"});  // Macron
  CHECK(tokens("서울") == Words{"서울"});      // Seoul: too short
  CHECK(tokens("김 민수") == Words{"김", "민수"});
  CHECK(tokens("צ'רצ'יל") == Words{"צ׳רצ׳יל"});  // a geresh, no apostrophe
}

TEST_CASE("name letters: any bytes make a token, its letters bounded") {
  Random random{7};  // seed
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    const std::size_t size = random.next() % 100;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random.next());
    if (round % 3 == 0)
      for (int i = 0; i < 40; ++i) {
        const auto& alphabet = kAlphabets[random.next() % 5].second;
        append_utf8(bytes, alphabet[random.next() % alphabet.size()]);
      }
    const TokenSound sound = token_sound(folded(bytes));
    CHECK(sound.size <= kMostAligned);
    CHECK(name_keys(bytes).size() <= kMaxNameKeys);
    const double s = similarity_of(sound, token_sound("shevchenko"));
    CHECK(s >= 0);
    CHECK(s <= 1);
  }
}
