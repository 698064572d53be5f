// The tokens of a name: split where it is written apart, and behind an East Asian surname.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

using Tokens = boost::container::small_vector<std::string, 4>;

constexpr std::size_t kSyllableBytes = 3;  // Hangul syllables and the Han of names, in UTF-8

struct EastAsianNames {
  std::vector<std::string> surnames, foreign;  // sorted
};

const EastAsianNames& east_asian_names() {
  static const EastAsianNames table = [] {
    EastAsianNames t;
    tables::for_each_row(tables::text_of("en/names_east_asian.tsv"), [&](auto columns) {
      if (columns.size() < 3) return;
      auto& words = columns[1] == "foreign" ? t.foreign : t.surnames;
      std::string_view rest = columns[2];
      while (!rest.empty()) {
        const std::size_t end = rest.find(' ');
        if (end != 0) words.push_back(folded(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    });
    for (auto* words : {&t.surnames, &t.foreign}) std::sort(words->begin(), words->end());
    return t;
  }();
  return table;
}

// Whether the token is of Hangul syllables alone, or of Han alone.
bool is_east_asian(std::string_view token) {
  bool hangul = true, han = true;
  for (std::size_t i = 0; i < token.size();) {
    const CodePoint c = code_point_at(token, i);
    i += c.size;
    hangul = hangul && c.value >= 0xAC00 && c.value <= 0xD7A3;
    han = han && c.value >= 0x4E00 && c.value <= 0x9FFF;
  }
  return hangul || han;
}

bool stands_in(const std::vector<std::string>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word, std::less<>());
}

// A full name has two syllables behind its surname. Those of two syllables in all are left whole:
// more of them are places and foreign words. So are names with a syllable that tells a foreign one.
void cut_behind_surname(Tokens& tokens) {
  const std::string whole = tokens.front();
  const std::size_t syllables = whole.size() / kSyllableBytes;
  if (whole.size() % kSyllableBytes != 0 || (syllables != 3 && syllables != 4)) return;
  if (!is_east_asian(whole)) return;
  const std::size_t cut = whole.size() - 2 * kSyllableBytes;
  if (!stands_in(east_asian_names().surnames, std::string_view(whole).substr(0, cut))) return;
  for (std::size_t at = cut; at < whole.size(); at += kSyllableBytes)
    if (stands_in(east_asian_names().foreign, std::string_view(whole).substr(at, kSyllableBytes)))
      return;
  tokens.front() = whole.substr(0, cut);
  tokens.push_back(whole.substr(cut));
}

}  // namespace
}  // namespace names

boost::container::small_vector<std::string, 4> name_tokens(std::string_view name) {
  boost::container::small_vector<std::string, 4> tokens;
  std::string part;
  const auto flush = [&] {
    if ((part.ends_with("'s") || part.ends_with("'S")) && part.size() > 3)
      part.resize(part.size() - 2);
    std::string word = folded(part);
    if (!word.empty()) tokens.push_back(std::move(word));
    part.clear();
  };
  // After a Hebrew letter it is a geresh, which folding keeps.
  const auto add_apostrophe = [&] {
    const std::size_t size = part.size();
    const bool hebrew =
        size >= 2 && part[size - 2] == '\xD7' && static_cast<unsigned char>(part[size - 1]) >= 0x90;
    part += hebrew ? "\xD7\xB3" : "'";
  };
  for (std::size_t i = 0; i < name.size();) {
    const CodePoint c = code_point_at(name, i);
    const std::string_view bytes = name.substr(i, c.size);
    i += c.size;
    if (c.value == 0x2019 || c.value == 0x02BC || c.value == '`') {
      add_apostrophe();  // so that every possessive ends alike; folding drops it inside O’Brien
    } else if (c.value < 0x80) {
      const auto ch = static_cast<char>(c.value);
      const bool letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
                          (ch >= '0' && ch <= '9') || ch == '\'' || ch == '&';
      if (ch == '\'')
        add_apostrophe();
      else if (letter)
        part += ch;
      else
        flush();
    } else if (c.value == 0x00A0 || (c.value >= 0x2000 && c.value <= 0x206F) || c.value == 0x3000 ||
               c.value == 0x30FB || c.value == 0x00B7 || c.value == 0xFFFD ||
               (c.value >= 0x00AB && c.value <= 0x00BF && c.value != 0x00B4 && c.value != 0x00AD &&
                c.value != 0x00AA && c.value != 0x00BA)) {
      flush();
    } else {
      part += bytes;
    }
  }
  flush();
  if (tokens.size() == 1) names::cut_behind_surname(tokens);
  return tokens;
}

}  // namespace quoth
