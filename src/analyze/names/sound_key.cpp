#include "analyze/names/sound_key.hpp"

#include <algorithm>
#include <array>

namespace quoth::names {
namespace {

using enum SoundClass;

constexpr bool is_soft_vowel(char c) noexcept { return c == 'e' || c == 'i' || c == 'y'; }
constexpr bool is_any_vowel(char c) noexcept {
  return c == 'a' || c == 'o' || c == 'u' || is_soft_vowel(c);
}

// Letters read together, longest first. `other` is another way to read them, at `cost`.
struct Group {
  std::string_view letters;
  SoundClass first, then;
  SoundClass other, other_then;
  std::uint16_t cost;
};
constexpr Group kGroups[] = {
    {"tsch", S, none, none, none, 0}, {"dsch", S, none, none, none, 0},
    {"sch", S, none, S, K, 23},       {"tch", S, none, none, none, 0},
    {"dzh", S, none, none, none, 0},  {"sh", S, none, none, none, 0},
    {"zh", S, none, none, none, 0},   {"kh", K, none, none, none, 0},
    {"gh", K, none, none, none, 0},   {"ph", V, none, none, none, 0},
    {"th", T, none, none, none, 0},   {"dh", T, none, none, none, 0},
    {"sz", S, none, none, none, 0},   {"cz", S, none, none, none, 0},
    {"ck", K, none, none, none, 0},   {"tz", S, none, none, none, 0},
    {"ts", S, none, none, none, 0},   {"ch", S, none, K, none, 23},
    {"qu", K, none, none, none, 0},   {"dj", S, none, T, none, 23},
    {"dz", S, none, none, none, 0},
};

// What one position of a Latin word can add: one reading, or two.
struct Reading {
  SoundClass first = none, then = none;
  SoundClass other = none, other_then = none;
  std::uint16_t cost = 0;  // of the other reading, 0 where there is none
  std::size_t letters = 1;
};

// Reads the letters at `at`; `soft` is whether e, i or y follows the last letter.
Reading reading_at(std::string_view word, std::size_t at, bool soft, bool whole_word) {
  const std::string_view rest = word.substr(at);
  const char c = rest[0];
  if (rest.size() > 1 && !is_any_vowel(c)) {
    for (const Group& g : kGroups)
      if (c == g.letters[0] && rest.starts_with(g.letters))
        return {g.first, g.then, g.other, g.other_then, g.cost, g.letters.size()};
  }
  const bool last = rest.size() == 1;
  const bool before_soft = last ? soft : is_soft_vowel(rest[1]);
  switch (c) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      // Belarusian ў: Kazlou, Barysauski.
      if (whole_word && c == 'u' && at > 1 && (word[at - 1] == 'a' || word[at - 1] == 'o') &&
          (last || rest[1] == 's'))
        return {A, E, V, none, 30, 1};
      // A final e may be silent: Charlotte, Шарлотт.
      if (whole_word && last && c == 'e' && at > 2) return {E, none, none, none, 12, 1};
      return {A, E, none, none, 0, 1};
    case 'b':
    case 'p':
      return {P};
    case 'c':
      if (before_soft) return {S, none, K, none, 46, 1};
      return {K, none, S, none, static_cast<std::uint16_t>(last ? 23 : 46), 1};  // Ante Pavelić
    case 'd':
    case 't':
      return {T};
    case 'f':
    case 'v':
      return {V};
    case 'g':
      if (before_soft) return {K, none, S, none, 28, 1};
      return {K};
    case 'h':
      // Ukrainian and Estonian h is Russian g and kh: Oleh, Mihhail.
      if (whole_word && at > 0 && is_any_vowel(word[at - 1]) &&
          (last || is_any_vowel(rest[1]) || rest[1] == 'h'))
        return {A, none, K, none, 40, 1};
      return {A};
    case 'j':
      if (last && whole_word) return {E, none, S, none, 23, 1};  // Selenskyj
      return {S, none, A, E, 23, 1};
    case 'k':
    case 'q':
      return {K};
    case 'r':
      // Not heard behind a vowel in English: Harper, 하퍼, ハーパー.
      if (whole_word && at > 0 && is_any_vowel(word[at - 1]) && (last || !is_any_vowel(rest[1])))
        return {L, none, none, none, 20, 1};
      return {L};
    case 'l':
      return {L};
    case 'm':
      return {M};
    case 'n':
      return {N};
    case 's':
      // The ending that Latvian and Lithuanian give to foreign names: Svens, Rupas.
      if (whole_word && last && at > 2 && word[at - 1] != 's') return {S, none, none, none, 46, 1};
      return {S};
    case 'z':
      return {S};
    case 'w':
      return {V, none, A, E, 14, 1};
    case 'x':
      if (at == 0) return {S, none, K, S, 23, 1};  // Xi, Xenia
      return {K, S, S, none, 35, 1};
    default:
      return {};
  }
}

constexpr std::string_view kLetters = "?AEKLMNPSTV";

}  // namespace

std::string SoundKey::text() const {
  std::string out;
  for (std::size_t i = 0; i < size_; ++i) out += kLetters[classes_ >> (4 * i) & 15];
  if (vowel_) out += 'E';
  return out;
}

void KeyBeam::offer(const CostedKey& item) {
  if (!items_.empty() && item.cost > items_.front().cost + kSlack) return;
  auto at = items_.begin();
  for (; at != items_.end(); ++at)
    if (at->key == item.key) break;
  if (at != items_.end()) {
    if (at->cost <= item.cost) return;
    items_.erase(at);
  } else if (items_.size() == kMost) {
    if (items_.back().cost <= item.cost) return;
    items_.pop_back();
  }
  at = items_.end();
  while (at != items_.begin() && item.cost < (at - 1)->cost) --at;
  items_.insert(at, item);
  while (items_.back().cost > items_.front().cost + kSlack) items_.pop_back();
}

void KeyBeam::advance(std::span<const KeyStep> steps) {
  if (steps.size() == 1) {  // the usual case, and it can join keys only by chance
    for (CostedKey& item : items_) {
      steps[0].apply_to(item.key);
      item.cost += steps[0].cost;
    }
    return;
  }
  const auto before = items_;
  items_.clear();
  for (const CostedKey& item : before)
    for (const KeyStep& step : steps) {
      CostedKey next = item;
      step.apply_to(next.key);
      next.cost += step.cost;
      offer(next);
    }
}

KeyStep key_step_of(std::string_view latin_chunk, bool soft, bool silent_r) {
  KeyStep step;
  if (latin_chunk == "shc") latin_chunk.remove_suffix(1);  // of "shch", cut in two
  for (std::size_t at = 0; at < latin_chunk.size();) {
    const bool last = at + 1 == latin_chunk.size();
    const bool after_vowel =
        latin_chunk.size() == 1 || (at > 0 && is_any_vowel(latin_chunk[at - 1]));
    if (silent_r && last && after_vowel && latin_chunk[at] == 'r') break;
    const Reading r = reading_at(latin_chunk, at, soft, false);
    step.push(r.first);
    step.push(r.then);
    at += r.letters;
  }
  return step;
}

void latin_keys(std::string_view letters, KeyBeam& out) {
  constexpr std::size_t kMostLetters = 64;
  letters = letters.substr(0, kMostLetters);
  out.start();
  for (std::size_t at = 0; at < letters.size();) {
    const Reading r = reading_at(letters, at, false, true);
    std::array<KeyStep, 2> steps;
    steps[0].push(r.first);
    steps[0].push(r.then);
    steps[1].push(r.other);
    steps[1].push(r.other_then);
    steps[1].cost = r.cost;
    out.advance({steps.data(), r.cost == 0 ? std::size_t{1} : std::size_t{2}});
    at += r.letters;
  }
}

SoundKey key_of_sounds(std::string_view sounds) {
  SoundKey key;
  for (const char sound : sounds) {
    switch (sound) {
      case 'p':
      case 'b':
        key.push(P);
        break;
      case 't':
      case 'd':
        key.push(T);
        break;
      case 'k':
      case 'g':
      case 'x':
        key.push(K);
        break;
      case 'f':
      case 'v':
      case 'w':
        key.push(V);
        break;
      case 's':
      case 'z':
      case 'S':
      case 'Z':
      case 'C':
      case 'J':
      case 'c':
        key.push(S);
        break;
      case 'l':
      case 'r':
        key.push(L);
        break;
      case 'm':
        key.push(M);
        break;
      case 'n':
        key.push(N);
        break;
      default:  // vowels, j and h
        key.push(A);
        if (sound != 'h') key.push(E);
        break;
    }
  }
  return key;
}

}  // namespace quoth::names
