#include "analyze/names/phonemes.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "quoth/text/decode.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kMostLetters = 64;

// Groups of Latin letters that make sounds of their own, longest first. `second` is another way to
// read the group, empty where there is none. Source: the usual romanisations of Russian, Ukrainian,
// Arabic and Chinese in English, German, French and Polish newspapers.
struct Group {
  std::string_view letters, first, second;
};
constexpr Group kGroups[] = {
    {"schtsch", "SC", ""}, {"chtch", "SC", ""}, {"stsch", "SC", ""}, {"tsch", "C", ""},
    {"shch", "SC", ""},    {"szcz", "SC", ""},  {"dsch", "J", ""},   {"sch", "S", "sx"},
    {"tch", "C", ""},      {"dzh", "J", ""},    {"sh", "S", ""},     {"zh", "Z", ""},
    {"kh", "x", ""},       {"gh", "g", ""},     {"ph", "f", ""},     {"th", "t", ""},
    {"dh", "d", ""},       {"sz", "S", ""},     {"cz", "C", ""},     {"ck", "k", ""},
    {"tz", "c", ""},       {"ts", "c", ""},     {"dj", "J", ""},     {"qu", "kw", ""},
    {"ou", "u", ""},       {"oo", "u", ""},     {"ee", "i", ""},     {"ch", "C", "x"},
};

// The letters that begin a group.
constexpr std::uint32_t kBeginsGroup = [] {
  std::uint32_t letters = 0;
  for (const Group& g : kGroups) letters |= std::uint32_t{1} << (g.letters[0] - 'a');
  return letters;
}();

bool begins_group(char c) noexcept {
  return c >= 'a' && c <= 'z' && (kBeginsGroup >> (c - 'a') & 1) != 0;
}

bool is_latin_vowel(char c) noexcept { return is_vowel(c) || c == 'y'; }

}  // namespace

void ReadingBuilder::append(std::string& to, std::string_view sounds) {
  for (const char c : sounds)
    if (to.empty() || to.back() != c) to += c;
}

void ReadingBuilder::add(std::string_view sounds) {
  for (Reading& r : readings_) append(r.sounds, sounds);
}

void ReadingBuilder::add_either(std::string_view first, std::string_view second) {
  const std::size_t count = readings_.size();
  for (std::size_t i = 0; i < count && readings_.size() < kMostReadings; ++i) {
    Reading other = readings_[i];
    append(other.sounds, second);
    readings_.push_back(std::move(other));
  }
  for (std::size_t i = 0; i < count; ++i) append(readings_[i].sounds, first);
}

void ReadingBuilder::set_vowels(Vowels vowels) noexcept {
  for (Reading& r : readings_) r.vowels = vowels;
}

Readings ReadingBuilder::take() {
  Readings out;
  for (Reading& r : readings_) {
    if (r.sounds.empty()) continue;
    const bool seen =
        std::any_of(out.begin(), out.end(), [&](const Reading& o) { return o.sounds == r.sounds; });
    if (!seen) out.push_back(std::move(r));
  }
  return out;
}

void read_latin(std::string_view token, ReadingBuilder& out) {
  for (std::size_t i = 0; i < token.size();) {
    const std::string_view rest = token.substr(i);
    const Group* group = nullptr;
    if (begins_group(rest[0]) && rest.size() > 1) {
      for (const Group& g : kGroups)
        if (g.letters[0] == rest[0] && g.letters[1] == rest[1] && rest.starts_with(g.letters)) {
          group = &g;
          break;
        }
    }
    if (group != nullptr) {
      if (group->second.empty()) {
        out.add(group->first);
      } else if (rest == "ch" || (rest.size() > 2 && rest.starts_with("ch") &&
                                  (rest[2] == 'r' || rest[2] == 'l'))) {
        out.add_either(group->second, group->first);  // Christ, Bach: rather "kh"
      } else {
        out.add_either(group->first, group->second);
      }
      i += group->letters.size();
      continue;
    }
    const char c = rest[0];
    const char next = rest.size() > 1 ? rest[1] : '\0';
    ++i;
    switch (c) {
      case 'c':
        if (next == 'e' || next == 'i' || next == 'y') {
          out.add("s");
        } else if (next == '\0') {
          out.add_either("k", "C");  // Eric; Vucic
        } else {
          out.add("k");
        }
        break;
      case 'j':
        // Selenskyj, Björn and Juschtschenko against John and Jinping.
        if (next == '\0' || (i >= 2 && !is_latin_vowel(next))) {
          out.add("j");
        } else {
          out.add_either("J", "j");
        }
        break;
      case 'q':
        out.add("k");
        break;
      case 'x':
        if (i == 1) {
          out.add_either("s", "ks");  // Xi; Xenia
        } else {
          out.add("ks");
        }
        break;
      case 'y':
        out.add(is_latin_vowel(next) && next != 'y' ? "j" : "i");
        break;
      case 'n':
        out.add("n");
        if (rest == "ng") ++i;  // Zhang is Чжан
        break;
      default:
        if (c >= 'a' && c <= 'z') out.add({&c, 1});
        break;
    }
  }
}

Readings readings_of(std::string_view folded_token) {
  ReadingBuilder builder;
  const bool ascii = std::all_of(folded_token.begin(), folded_token.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    read_latin(folded_token.substr(0, kMostLetters), builder);
    return builder.take();
  }
  std::u32string letters;
  for (std::size_t i = 0; i < folded_token.size() && letters.size() < kMostLetters;) {
    const CodePoint c = code_point_at(folded_token, i);
    letters += c.value;
    i += c.size;
  }
  read_other_script(letters, builder);
  return builder.take();
}

}  // namespace quoth::names
