#include "analyze/names/token_role.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// A table of words, sorted by hash, with one value each.
template <class Value>
class WordTable {
 public:
  void add(std::string_view word, Value value) {
    rows_.emplace_back(hash_word(folded(word)), value);
  }
  void seal() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  [[nodiscard]] const Value* find(std::string_view folded_word) const {
    const std::uint64_t hash = hash_word(folded_word);
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), hash,
                         [](const auto& row, std::uint64_t value) { return row.first < value; });
    return at != rows_.end() && at->first == hash ? &at->second : nullptr;
  }

 private:
  std::vector<std::pair<std::uint64_t, Value>> rows_;
};

template <class F>
void for_each_word(std::string_view words, F&& each) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (end != 0) each(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
}

TokenRole role_named(std::string_view name) {
  constexpr std::pair<std::string_view, TokenRole> kNames[] = {
      {"title", TokenRole::title},   {"particle", TokenRole::particle},
      {"degree", TokenRole::degree}, {"generation", TokenRole::generation},
      {"legal", TokenRole::legal},   {"common", TokenRole::common},
  };
  for (const auto& [text, role] : kNames)
    if (text == name) return role;
  return TokenRole::name;
}

// Sr and senior are one generation, and so are II and 2nd.
std::uint16_t generation_of(std::string_view word) {
  constexpr std::pair<std::string_view, std::uint16_t> kGenerations[] = {
      {"sr", 1},    {"senior", 1}, {"1st", 1},  {"jr", 2},  {"junior", 2}, {"ii", 2},
      {"2nd", 2},   {"iii", 3},    {"3rd", 3},  {"iv", 4},  {"4th", 4},    {"5th", 5},
      {"vi", 6},    {"vii", 7},    {"viii", 8}, {"ix", 9},  {"xi", 11},    {"xii", 12},
      {"xiii", 13}, {"xiv", 14},   {"xv", 15},  {"xvi", 16}};
  for (const auto& [text, number] : kGenerations)
    if (text == word) return number;
  // 15세, 15世
  std::uint16_t number = 0;
  std::size_t digits = 0;
  while (digits < word.size() && digits < 2 && word[digits] >= '0' && word[digits] <= '9')
    number = static_cast<std::uint16_t>(number * 10 + (word[digits++] - '0'));
  if (digits > 0) return number;
  // 十五世: a ten and a digit.
  constexpr std::string_view kDigits = "一二三四五六七八九";
  constexpr std::string_view kTen = "十";
  if (word.starts_with(kTen)) {
    number = 10;
    word.remove_prefix(kTen.size());
  }
  const std::size_t at = word.size() < kTen.size() ? kDigits.npos : kDigits.find(word.substr(0, 3));
  if (at != kDigits.npos) number = static_cast<std::uint16_t>(number + at / 3 + 1);
  return number;
}

const WordTable<RoleFound>& roles() {
  static const WordTable<RoleFound> table = [] {
    WordTable<RoleFound> t;
    std::uint16_t group = 100;
    tables::for_each_row(tables::text_of("en/names_token_roles.tsv"), [&](auto columns) {
      const TokenRole role = role_named(columns[0]);
      ++group;
      for_each_word(columns[1], [&](std::string_view word) {
        RoleFound found{role, 0};
        if (role == TokenRole::legal) found.group = group;
        if (role == TokenRole::generation) found.group = generation_of(word);
        t.add(word, found);
      });
    });
    t.seal();
    return t;
  }();
  return table;
}

const WordTable<std::uint8_t>& levels() {
  static const WordTable<std::uint8_t> table = [] {
    WordTable<std::uint8_t> t;
    tables::for_each_row(tables::text_of("en/names_frequency.tsv"), [&](auto columns) {
      std::uint8_t level = 0;
      for (const char digit : columns[0])
        level = static_cast<std::uint8_t>(level * 10 + digit - '0');
      for_each_word(columns[1], [&](std::string_view word) { t.add(word, level); });
    });
    t.seal();
    return t;
  }();
  return table;
}

// Russian, Ukrainian and Belarusian patronymics in the usual romanisations and as written.
constexpr std::string_view kPatronymicEndings[] = {
    "ovich",   "evich",   "avich", "ovych", "evych", "yovych", "ovitch", "evitch",
    "owitsch", "ewitsch", "ovic",  "ovna",  "evna",  "ivna",   "owna",   "ewna",
    "ichna",   "inichna", "auna",  "euna",  "avna",  "yevna",  "ович",   "евич",
    "ьич",     "овна",    "евна",  "ична",  "івна",  "ївна",   "ович",   "йович",
    "авіч",    "евіч",    "овіч",  "аўна",  "еўна",  "оўна",   "иевич",
};

}  // namespace

RoleFound role_of(std::string_view folded_token) {
  if (const RoleFound* found = roles().find(folded_token)) return *found;
  for (const std::string_view ending : kPatronymicEndings)
    if (folded_token.size() > ending.size() + 2 && folded_token.ends_with(ending))
      return {TokenRole::patronymic, 0};
  return {};
}

float rarity_of(std::string_view folded_token) {
  const std::uint8_t* level = levels().find(folded_token);
  if (level == nullptr) return 1;
  // The table begins at level 4, the commonest word has level 12 or 13.
  return std::clamp(1.0F - .065F * static_cast<float>(*level - 3), kCommonest, 1.0F);
}

}  // namespace quoth::names
