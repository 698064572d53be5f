#include "quoth/analyze/name_keys.hpp"

#include <unicode/uversion.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "analyze/names/phonemes.hpp"
#include "analyze/names/variants.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

// The sound classes a key keeps. Coarse on purpose: what one newspaper's romanisation tells apart
// another's confuses (g/k/kh, all sibilants, l/r in Japanese and Korean); `token_similarity` sorts
// the candidates out. '\0' for sounds that a key leaves out.
char class_of(char sound) noexcept {
  switch (sound) {
    case 'p':
    case 'b':
      return 'P';
    case 't':
    case 'd':
      return 'T';
    case 'k':
    case 'g':
    case 'x':
      return 'K';
    case 'f':
    case 'v':
      return 'V';
    case 's':
    case 'z':
    case 'S':
    case 'Z':
    case 'C':
    case 'J':
    case 'c':
      return 'S';
    case 'l':
    case 'r':
      return 'L';
    case 'm':
      return 'M';
    case 'n':
      return 'N';
    default:
      return '\0';
  }
}

// h is often silent, and g or kh in Russian (Hitler, Гитлер); w is v in German and Polish, a vowel
// in Arabic and English. `hard_h` and `hard_w` say which way to read them.
std::string key_of(std::string_view sounds, bool hard_h, bool hard_w) {
  std::string key;
  char last = '\0';
  for (const char sound : sounds) {
    char c = class_of(sound);
    if (sound == 'h' && hard_h) c = 'K';
    if (sound == 'w' && hard_w) c = 'V';
    if (c == '\0') {
      if (key.empty()) key = 'A';
      continue;
    }
    // Equal neighbours count once even with a vowel between them: abjads write no vowels and no
    // doubling. "ts" and "dz" are one sibilant.
    if (c == last) continue;
    if (c == 'S' && last == 'T') {
      key.back() = 'S';
    } else {
      key += c;
    }
    last = c;
  }
  return key;
}

void add_key(NameKeys& keys, std::string key) {
  if (key.empty() || keys.size() == kMaxNameKeys) return;
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

}  // namespace
}  // namespace names

NameKeys name_keys(std::string_view token) {
  using namespace names;
  NameKeys keys;
  const std::string word = folded(token);
  if (const std::string_view first = first_variant(word); !first.empty())
    add_key(keys, "=" + std::string(first));
  const Readings readings = readings_of(word);
  for (const Reading& r : readings) add_key(keys, key_of(r.sounds, false, true));
  for (const Reading& r : readings) {
    const bool h = r.sounds.find('h') != std::string::npos;
    const bool w = r.sounds.find('w') != std::string::npos;
    if (h) add_key(keys, key_of(r.sounds, true, true));
    if (w) add_key(keys, key_of(r.sounds, false, false));
  }
  return keys;
}

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
  for (std::size_t i = 0; i < name.size();) {
    const CodePoint c = code_point_at(name, i);
    const std::string_view bytes = name.substr(i, c.size);
    i += c.size;
    if (c.value == 0x2019 || c.value == 0x02BC || c.value == '`') {
      part += '\'';  // so that every possessive ends alike; folding drops it inside O’Brien
    } else if (c.value < 0x80) {
      const auto ch = static_cast<char>(c.value);
      const bool letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
                          (ch >= '0' && ch <= '9') || ch == '\'' || ch == '&';
      if (letter)
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
  return tokens;
}

std::string_view names_version() {
  // The variants are part of the rules: a changed table changes keys, and a changed gazetteer which
  // whole names are one.
  static const std::string version = [] {
    char text[96];
    const std::uint64_t table = hash_word(tables::text_of("en/names_variants.tsv"));
    std::snprintf(text, sizeof text, "keys/1 icu/%s variants/%08x gazetteer/%08x", U_ICU_VERSION,
                  static_cast<unsigned>(table & 0xffffffffu),
                  static_cast<unsigned>(gazetteer_facts().version & 0xffffffffu));
    return std::string(text);
  }();
  return version;
}

}  // namespace quoth
