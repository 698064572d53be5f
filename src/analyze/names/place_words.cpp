#include "analyze/names/place_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kLongest = 64;  // bytes of a token that is looked at
constexpr std::size_t kSyllable = 3;  // bytes of a Hangul syllable, a kana or a usual Han character

struct Pieces {
  std::vector<std::string> first, last;  // the longest first
};

const Pieces& pieces() {
  static const Pieces table = [] {
    Pieces p;
    tables::for_each_row(tables::text_of("en/names_place_words.tsv"), [&](auto columns) {
      if (columns[0] == "word") return;
      auto& words = columns[0] == "first" ? p.first : p.last;
      for (std::string_view rest = columns[1]; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (end != 0) words.push_back(folded(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    });
    for (auto* words : {&p.first, &p.last})
      std::stable_sort(words->begin(), words->end(),
                       [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return p;
  }();
  return table;
}

bool is_wide(char c) noexcept { return static_cast<unsigned char>(c) >= 0xE3; }
bool is_katakana(char32_t c) noexcept { return c >= 0x30A1 && c <= 0x30FC; }
bool is_han(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

// "Nordkorea" is parted, "Nordström" is not: the rest must be a place that the lexicon knows.
bool is_known_place(std::string_view word) {
  const Lexicon& lexicon = lexicon_of("en");
  const WordClasses classes = lexicon.classes(lexicon.find(hash_word(word)));
  return has(classes, WordClass::country) || has(classes, WordClass::place);
}

}  // namespace

std::size_t place_word_cut(std::string_view token) {
  if (token.size() < 6 || token.size() > kLongest) return 0;
  for (const std::string& piece : pieces().last) {
    if (!token.ends_with(piece)) continue;
    const std::size_t rest = token.size() - piece.size();
    // One character of a name is too little, unless what ends it has two: 南沙群岛, クック島.
    if (is_wide(piece[0]) ? rest >= 2 * kSyllable || (rest > 0 && piece.size() > kSyllable)
                          : rest >= 3)
      return rest;
  }
  for (const std::string& piece : pieces().first) {
    if (!token.starts_with(piece)) continue;
    const std::string_view rest = token.substr(piece.size());
    if (is_wide(piece[0]) ? rest.size() >= 2 * kSyllable : rest.size() >= 4 && is_known_place(rest))
      return piece.size();
  }
  if (!is_wide(token[0])) return 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < token.size();) {
    const CodePoint c = code_point_at(token, i);
    if ((is_katakana(before) && is_han(c.value)) || (is_han(before) && is_katakana(c.value)))
      return i;
    before = c.value;
    i += c.size;
  }
  return 0;
}

}  // namespace quoth::names
