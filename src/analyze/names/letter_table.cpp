#include "analyze/names/letter_table.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "analyze/names/letter_chunks.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// By Letters, `cyrillic` first. The second table of a script is written by hand: letters of other
// languages than the one that the first was learned from.
constexpr std::array<std::array<std::string_view, 2>, kLetterTables> kTables = {{
    {"en/names_letters_cyrillic.tsv", "en/names_letters_cyrillic_more.tsv"},
    {"en/names_letters_arabic.tsv", "en/names_letters_arabic_more.tsv"},
    {"en/names_letters_hebrew.tsv", ""},
    {"en/names_letters_kana.tsv", ""},
    {"en/names_letters_hangul.tsv", ""},
}};

constexpr std::size_t kMostKeySteps = 6;

// Where a chunk stands. A chunk that has no row for its place is read as one without.
enum Place : unsigned { kBegins = 1, kEnds = 2, kSoft = 4 };

/// A chunk of a table: its letters and its place.
struct Chunk {
  std::u32string letters;
  unsigned place = 0;
};

Chunk chunk_of(std::string_view text) {
  Chunk chunk;
  if (text == "-") return chunk;
  if (text.starts_with('^')) chunk.place |= kBegins, text.remove_prefix(1);
  if (text.ends_with('$')) chunk.place |= kEnds, text.remove_suffix(1);
  if (text.ends_with(')')) chunk.place |= kSoft, text.remove_suffix(1);
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    chunk.letters += c.value;
    i += c.size;
  }
  return chunk;
}

// Chunks as numbers to look up. Latin: five bits a letter; native: 21 bits a letter.
std::uint64_t latin_code(std::string_view letters, unsigned place) noexcept {
  std::uint64_t code = 0;
  for (const char c : letters) code = code << 5 | static_cast<std::uint64_t>(c - 'a' + 1);
  return code << 3 | place;
}
std::uint64_t native_code(std::u32string_view letters, unsigned place) noexcept {
  std::uint64_t code = 0;
  for (const char32_t c : letters) code = code << 21 | (c & 0x1fffff);
  return code << 3 | place;
}
std::string ascii_of(std::u32string_view letters) {
  std::string out;
  for (const char32_t c : letters) out += static_cast<char>(c);
  return out;
}
bool is_latin_word(std::u32string_view letters) noexcept {
  return std::all_of(letters.begin(), letters.end(),
                     [](char32_t c) { return c >= U'a' && c <= U'z'; });
}

// The places to try for a chunk, the most telling first.
template <class Try>
void with_less_place(unsigned place, Try&& found) {
  if (place != 0 && found(place)) return;
  if (place == (kBegins | kEnds) && found(unsigned{kEnds})) return;
  if (place == (kBegins | kSoft) && found(unsigned{kSoft})) return;
  if ((place & kBegins) != 0 && place != kBegins && found(unsigned{kBegins})) return;
  found(0U);
}

struct Row {
  Chunk native;
  Chunk latin;
  std::uint64_t count = 0;
};

std::vector<Row> rows_of(Letters script) {
  std::vector<Row> rows;
  for (const std::string_view name : kTables[static_cast<std::size_t>(script) - 1]) {
    tables::for_each_row(tables::text_of(name), [&](auto columns) {
      if (columns.size() < 3) return;
      Row row{chunk_of(columns[0]), chunk_of(columns[1]), 0};
      std::from_chars(columns[2].data(), columns[2].data() + columns[2].size(), row.count);
      const bool fits = row.count > 0 && row.native.letters.size() <= kMostNativeChunk &&
                        row.latin.letters.size() <= kMostLatinChunk &&
                        is_latin_word(row.latin.letters);
      if (fits) rows.push_back(std::move(row));
    });
  }
  // A pair may stand in both tables: its counts add up.
  const auto key = [](const Row& r) {
    return std::tie(r.native.letters, r.native.place, r.latin.letters, r.latin.place);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (const Row& row : rows) {
    if (kept > 0 && key(rows[kept - 1]) == key(row))
      rows[kept - 1].count += row.count;
    else
      rows[kept++] = row;
  }
  rows.resize(kept);
  return rows;
}

/// The Latin chunks of all tables, in a hash table of open addressing.
class LatinChunks {
 public:
  LatinChunks() {
    std::vector<std::uint64_t> codes;
    for (std::size_t s = 1; s <= kLetterTables; ++s)
      for (const Row& row : rows_of(static_cast<Letters>(s)))
        if (!row.latin.letters.empty())
          codes.push_back(latin_code(ascii_of(row.latin.letters), row.latin.place));
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    slots_.resize(std::bit_ceil(codes.size() * 2 + 2));
    for (const std::uint64_t code : codes) {
      codes_.push_back(code);
      std::size_t at = place_of(code);
      while (slots_[at].code != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {static_cast<std::uint32_t>(code),
                    static_cast<ChunkId>(codes_.size() - 1 + kFirst)};
    }
  }

  ChunkId find(std::uint64_t code) const noexcept {
    for (std::size_t at = place_of(code); slots_[at].code != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].code == code) return slots_[at].id;
    return kNoChunk;
  }
  // Fewer than a ChunkId can tell.
  ChunkId count() const noexcept { return static_cast<ChunkId>(codes_.size() + kFirst); }
  std::uint64_t code(ChunkId id) const noexcept { return codes_[id - kFirst]; }
  static constexpr ChunkId kFirst = 2;

 private:
  struct Slot {
    std::uint32_t code = 0;
    ChunkId id = kNoChunk;
  };
  std::size_t place_of(std::uint64_t code) const noexcept {
    return (code * 0x9fb21c651e98df25ULL >> 40) & (slots_.size() - 1);
  }
  std::vector<Slot> slots_;
  std::vector<std::uint64_t> codes_;
};

const LatinChunks& latin_chunks() {
  static const LatinChunks chunks;
  return chunks;
}

bool is_soft_vowel(char c) noexcept { return c == 'e' || c == 'i' || c == 'y'; }

}  // namespace

std::uint32_t log2_sixteenths(std::uint64_t n) noexcept {
  const auto whole = static_cast<std::uint32_t>(std::bit_width(n)) - 1;
  // The fraction bit by bit: squaring doubles the logarithm.
  std::uint64_t mantissa = whole >= 31 ? n >> (whole - 31) : n << (31 - whole);  // 1.31
  std::uint32_t out = whole;
  for (int bit = 0; bit < 4; ++bit) {
    mantissa = mantissa * mantissa >> 31;
    out <<= 1;
    if (mantissa >= std::uint64_t{1} << 32) {
      mantissa >>= 1;
      out |= 1;
    }
  }
  return out;
}

Letters letters_of(std::string_view folded_token) noexcept {
  bool ascii = true;
  for (std::size_t i = 0; i < folded_token.size();) {
    const CodePoint c = code_point_at(folded_token, i);
    i += c.size;
    if (c.value < 0x80) continue;
    ascii = false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c.value), &status)) {
      case USCRIPT_CYRILLIC:
        return Letters::cyrillic;
      case USCRIPT_ARABIC:
        return Letters::arabic;
      case USCRIPT_HEBREW:
        return Letters::hebrew;
      case USCRIPT_KATAKANA:
      case USCRIPT_HIRAGANA:
        return Letters::kana;
      case USCRIPT_HANGUL:
        return Letters::hangul;
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        break;
      default:
        return Letters::none;
    }
  }
  return ascii ? Letters::latin : Letters::none;
}

void find_latin_chunks(std::string_view letters, ChunkId* out) {
  const LatinChunks& chunks = latin_chunks();
  const std::size_t size = letters.size();
  for (std::size_t i = 0; i < size; ++i) {
    std::uint64_t code = 0;
    for (std::size_t k = 1; k <= kMostLatinChunk; ++k) {
      ChunkId* const id = out + (3 * i + k - 1);
      *id = kNoChunk;
      if (i + k > size) continue;
      const char last = letters[i + k - 1];
      code = code << 5 | static_cast<std::uint64_t>(last - 'a' + 1);
      unsigned place = (i == 0 ? kBegins : 0U) | (i + k == size ? kEnds : 0U);
      if (i + k < size && (last == 'c' || last == 'g') && is_soft_vowel(letters[i + k]))
        place |= kSoft;
      with_less_place(place,
                      [&](unsigned p) { return (*id = chunks.find(code << 3 | p)) != kNoChunk; });
      if (k == 1 && *id == kNoChunk) *id = kUnknownLetter;
    }
  }
}

const LetterTable& LetterTable::of(Letters script) {
  switch (script) {
    case Letters::cyrillic: {
      static const LetterTable table(Letters::cyrillic);
      return table;
    }
    case Letters::arabic: {
      static const LetterTable table(Letters::arabic);
      return table;
    }
    case Letters::hebrew: {
      static const LetterTable table(Letters::hebrew);
      return table;
    }
    case Letters::kana: {
      static const LetterTable table(Letters::kana);
      return table;
    }
    default: {
      static const LetterTable table(Letters::hangul);
      return table;
    }
  }
}

// Columns: 0 the empty chunk, 1 an unknown letter, 2 a chunk that this table lacks, then its own.
// Rows: 0 the empty chunk, 1 an unknown letter, then its own.
LetterTable::LetterTable(Letters script) {
  constexpr std::uint16_t kEmpty = 0, kUnknown = 1, kLacking = kLackingColumn;
  const std::vector<Row> rows = rows_of(script);
  const LatinChunks& latin = latin_chunks();

  std::vector<std::uint16_t> own(latin.count(), 0);
  std::uint16_t width = 3;
  std::vector<std::u32string> native_letters_of_row(2);
  std::uint64_t all = 0;
  for (const Row& row : rows) {
    all += row.count;
    if (!row.latin.letters.empty()) {
      const ChunkId id = latin.find(latin_code(ascii_of(row.latin.letters), row.latin.place));
      if (own[id] == 0) own[id] = width++;
    }
    if (!row.native.letters.empty()) {
      const auto next = static_cast<ChunkId>(native_letters_of_row.size());
      if (rows_.try_emplace(native_code(row.native.letters, row.native.place), next).second)
        native_letters_of_row.push_back(row.native.letters);
    }
  }
  width_ = width;
  columns_.resize(latin.count(), kLacking);
  columns_[kUnknownLetter] = kUnknown;
  for (ChunkId id = LatinChunks::kFirst; id < latin.count(); ++id) {
    const std::uint64_t code = latin.code(id);
    const bool single = code >> 3 < 32;
    columns_[id] = single ? kUnknown : kLacking;
    with_less_place(static_cast<unsigned>(code & 7), [&](unsigned place) {
      const ChunkId other = latin.find((code & ~std::uint64_t{7}) | place);
      if (other == kNoChunk || own[other] == 0) return false;
      columns_[id] = own[other];
      return true;
    });
  }

  const auto row_of = [&](const Chunk& c) {
    return c.letters.empty() ? ChunkId{0} : rows_.at(native_code(c.letters, c.place));
  };
  const auto column_of = [&](const Chunk& c) {
    return c.letters.empty() ? kEmpty : own[latin.find(latin_code(ascii_of(c.letters), c.place))];
  };
  const std::size_t height = native_letters_of_row.size();
  std::vector<std::uint64_t> of_row(height, 1), of_column(width_, 1);
  for (const Row& row : rows) {
    of_row[row_of(row.native)] += row.count;
    of_column[column_of(row.latin)] += row.count;
  }
  costs_.assign(height * width_, kNoPair);
  for (const Row& row : rows) {
    const ChunkId n = row_of(row.native);
    const std::uint16_t l = column_of(row.latin);
    const std::uint32_t apart = (log2_sixteenths(of_row[n]) + log2_sixteenths(of_column[l])) / 2;
    const std::uint32_t together = log2_sixteenths(row.count);
    const std::uint32_t cost = apart > together ? apart - together : 0;
    costs_[n * width_ + l] = static_cast<std::uint8_t>(std::min<std::uint32_t>(cost, kNoPair));
  }
  // A pair that was not seen at its place costs a bit and a half more than where it was seen.
  constexpr std::uint32_t kOtherPlace = 24;
  struct Elsewhere {
    const std::vector<ChunkId>* native;
    const std::vector<std::uint16_t>* latin;
    std::uint8_t cost;
  };
  std::vector<Elsewhere> elsewhere;
  std::map<std::u32string, std::vector<ChunkId>> same_native;
  for (std::size_t n = 2; n < native_letters_of_row.size(); ++n)
    same_native[native_letters_of_row[n]].push_back(static_cast<ChunkId>(n));
  std::map<std::uint64_t, std::vector<std::uint16_t>> same_latin;
  for (ChunkId id = LatinChunks::kFirst; id < latin.count(); ++id)
    if (own[id] != 0) same_latin[latin.code(id) >> 3].push_back(own[id]);
  for (const Row& row : rows) {
    if (row.native.letters.empty() || row.latin.letters.empty()) continue;
    const std::uint32_t cost = costs_[row_of(row.native) * width_ + column_of(row.latin)];
    if (cost == kNoPair) continue;
    elsewhere.push_back(
        {&same_native.at(row.native.letters),
         &same_latin.at(latin_code(ascii_of(row.latin.letters), 0) >> 3),
         static_cast<std::uint8_t>(std::min<std::uint32_t>(cost + kOtherPlace, kNoPair))});
  }
  for (const Elsewhere& pair : elsewhere)
    for (const ChunkId n : *pair.native)
      for (const std::uint16_t l : *pair.latin) {
        std::uint8_t& at = costs_[n * width_ + l];
        at = std::min(at, pair.cost);
      }
  // Any letter can stand for any other, or be lost, at a price.
  std::vector<bool> single(width_, false);
  single[kUnknown] = true;
  for (ChunkId id = LatinChunks::kFirst; id < latin.count(); ++id)
    if (own[id] != 0 && latin.code(id) >> 3 < 32) single[own[id]] = true;
  const auto at_most = [](std::uint8_t& cost, std::uint8_t most) { cost = std::min(cost, most); };
  for (std::size_t n = 0; n < height; ++n) {
    if (n >= 2 && native_letters_of_row[n].size() > 1) continue;
    for (std::size_t l = 0; l < width_; ++l)
      if (single[l]) at_most(costs_[n * width_ + l], n == 0 ? kLatinLost : kOtherLetter);
    if (n != 0) at_most(costs_[n * width_], kNativeLost);
  }

  // Key steps: the Latin chunks of a native one by what they add to a key. "ch" has both S and K on
  // the Latin side, so here it is what most other spellings of the same letters are: K for х.
  std::vector<std::map<std::uint32_t, std::uint64_t>> classes(height);
  const auto silent_r = [&](const Row& row) {
    if (script == Letters::hangul)  // ㄹ writes it
      return row.native.letters.find(U'\u1105') == std::u32string::npos &&
             row.native.letters.find(U'\u11AF') == std::u32string::npos;
    return script == Letters::kana &&
           row.native.letters.find_first_of(U"ラリルレロ") == std::u32string::npos;
  };
  for (const bool open : {false, true})
    for (const Row& row : rows) {
      if (row.native.letters.empty()) continue;
      const std::string text = ascii_of(row.latin.letters);
      if ((text.find("ch") != std::string::npos && text.find("sch") == std::string::npos) != open)
        continue;
      auto& of = classes[row_of(row.native)];
      const bool soft = (row.latin.place & kSoft) != 0;
      std::uint32_t step = key_step_of(text, soft, silent_r(row)).classes;
      if (open) {
        std::string hard = text;
        hard.replace(hard.find("ch"), 2, "k");
        const std::uint32_t other = key_step_of(hard, soft, silent_r(row)).classes;
        const auto count = [&](std::uint32_t c) { return of.contains(c) ? of.at(c) : 0; };
        if (count(other) > count(step)) step = other;
      }
      of[step] += row.count;
    }
  first_step_.push_back(0);
  for (std::size_t n = 0; n < height; ++n) {
    std::vector<KeyStep> steps;
    for (const auto& [step, count] : classes[n])
      steps.push_back(
          {step, static_cast<std::uint16_t>(log2_sixteenths(all) - log2_sixteenths(count))});
    if (n < 2) steps.push_back({0, kNativeLost});
    std::stable_sort(steps.begin(), steps.end(),
                     [](const KeyStep& a, const KeyStep& b) { return a.cost < b.cost; });
    if (steps.size() > kMostKeySteps) steps.resize(kMostKeySteps);
    while (steps.back().cost > steps.front().cost + KeyBeam::kSlack) steps.pop_back();
    steps_.insert(steps_.end(), steps.begin(), steps.end());
    first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
  }
}

void LetterTable::find_rows(std::u32string_view letters, ChunkId* out) const {
  for (std::size_t i = 0; i < letters.size(); ++i)
    for (std::size_t k = 1; k <= kMostNativeChunk; ++k) {
      ChunkId* const id = out + (2 * i + k - 1);
      *id = kNoChunk;
      if (i + k > letters.size()) continue;
      const unsigned place = (i == 0 ? kBegins : 0U) | (i + k == letters.size() ? kEnds : 0U);
      with_less_place(place, [&](unsigned p) {
        const auto at = rows_.find(native_code(letters.substr(i, k), p));
        if (at == rows_.end()) return false;
        *id = at->second;
        return true;
      });
      if (k == 1 && *id == kNoChunk) *id = kUnknownLetter;
    }
}

std::size_t LetterTable::bytes() const noexcept {
  return costs_.size() + columns_.size() * sizeof columns_[0] + steps_.size() * sizeof(KeyStep) +
         first_step_.size() * sizeof first_step_[0] + rows_.size() * 24;
}

std::uint64_t letter_tables_hash() {
  std::uint64_t hash = 0;
  for (const auto& names : kTables)
    for (const std::string_view name : names)
      if (!name.empty()) hash = hash_phrase(hash, hash_bytes(tables::text_of(name)));
  return hash;
}

}  // namespace quoth::names
