#include "analyze/names/sound_distance.hpp"

#include <algorithm>
#include <vector>

namespace quoth::names {
namespace {

constexpr std::string_view kSounds = "aeioujwpbtdkgfvszmnlrhxSZCJc";
constexpr std::size_t kCodes = 32;

constexpr SoundCode code_of(char sound) noexcept {
  const std::size_t at = kSounds.find(sound);
  return static_cast<SoundCode>(at == std::string_view::npos ? kSounds.size() : at);
}

// What it costs to hear one sound for another, 0 (alike) to 100 (nothing in common), and to lose
// one. Vowels change from one romanisation to the next; consonants rarely do.
struct Pair {
  char a, b;
  std::uint8_t cost;
};
constexpr Pair kAlike[] = {
    {'a', 'e', 25}, {'a', 'i', 30}, {'a', 'o', 15}, {'a', 'u', 25}, {'e', 'i', 15}, {'e', 'o', 25},
    {'e', 'u', 25}, {'i', 'o', 30}, {'i', 'u', 25}, {'o', 'u', 12}, {'i', 'j', 10}, {'u', 'w', 20},
    {'o', 'w', 25}, {'v', 'w', 15}, {'f', 'v', 20}, {'f', 'w', 50}, {'b', 'v', 50}, {'b', 'p', 40},
    {'d', 't', 35}, {'f', 'p', 60}, {'k', 'g', 40}, {'k', 'x', 30}, {'g', 'x', 45}, {'h', 'x', 20},
    {'h', 'g', 30}, {'k', 'h', 55}, {'s', 'z', 20}, {'S', 's', 35}, {'Z', 'z', 35}, {'S', 'Z', 35},
    {'S', 'C', 35}, {'s', 'c', 30}, {'z', 'c', 40}, {'C', 'c', 35}, {'C', 'J', 35}, {'Z', 'J', 20},
    {'J', 'j', 45}, {'J', 'g', 45}, {'J', 'z', 45}, {'Z', 's', 55}, {'S', 'z', 55}, {'C', 's', 60},
    {'C', 'k', 60}, {'C', 't', 60}, {'c', 't', 50}, {'l', 'r', 50}, {'m', 'n', 60}, {'t', 's', 70},
    {'d', 'z', 60}, {'s', 'k', 80}, {'u', 'v', 35},
};

struct Costs {
  std::array<std::array<std::uint8_t, kCodes>, kCodes> change{};
  std::array<std::array<std::uint8_t, kCodes>, 3> lose{};  // by Vowels
  std::array<std::uint8_t, kCodes> weight{};
};

constexpr Costs kCosts = [] {
  Costs c;
  for (auto& row : c.change)
    for (auto& cost : row) cost = 100;
  for (std::size_t i = 0; i < kCodes; ++i) c.change[i][i] = 0;
  for (const Pair& p : kAlike)
    c.change[code_of(p.a)][code_of(p.b)] = c.change[code_of(p.b)][code_of(p.a)] = p.cost;
  constexpr std::uint8_t kVowel[] = {5, 15, 30};
  for (std::size_t v = 0; v < 3; ++v) {
    for (auto& cost : c.lose[v]) cost = 100;
    for (const char vowel : std::string_view("aeiou")) c.lose[v][code_of(vowel)] = kVowel[v];
    c.lose[v][code_of('j')] = 15;
    c.lose[v][code_of('h')] = 35;
    c.lose[v][code_of('w')] = 60;
  }
  for (auto& weight : c.weight) weight = 100;
  for (const char light : std::string_view("aeiouj")) c.weight[code_of(light)] = 40;
  c.weight[code_of('h')] = 60;
  return c;
}();

}  // namespace

SoundCode sound_code(char sound) noexcept { return code_of(sound); }

std::uint32_t sound_weight(SoundCode sound) noexcept { return kCosts.weight[sound]; }

std::uint32_t sound_distance(const SoundCode* a, std::size_t n, const SoundCode* b, std::size_t m,
                             Vowels vowels, std::uint32_t at_most) noexcept {
  const auto& lose = kCosts.lose[static_cast<std::size_t>(vowels)];
  std::array<std::uint32_t, kMostSounds + 1> row;
  row[0] = 0;
  for (std::size_t j = 0; j < m; ++j) row[j + 1] = row[j] + lose[b[j]];
  for (std::size_t i = 0; i < n; ++i) {
    const auto& change = kCosts.change[a[i]];
    const std::uint32_t lost = lose[a[i]];
    std::uint32_t diagonal = row[0];
    std::uint32_t left = row[0] += lost;
    std::uint32_t least = left;
    for (std::size_t j = 0; j < m; ++j) {
      const std::uint32_t from_above = std::min(diagonal + change[b[j]], row[j + 1] + lost);
      diagonal = row[j + 1];
      left = std::min(from_above, left + lose[b[j]]);
      row[j + 1] = left;
      least = std::min(least, left);
    }
    if (least > at_most) return kTooFar;  // costs never sink from row to row
  }
  return row[m];
}

std::uint32_t plain_sound_distance(const SoundCode* a, std::size_t n, const SoundCode* b,
                                   std::size_t m, Vowels vowels) {
  const auto& lose = kCosts.lose[static_cast<std::size_t>(vowels)];
  std::vector<std::vector<std::uint32_t>> cost(n + 1, std::vector<std::uint32_t>(m + 1, 0));
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= m; ++j) {
      if (i + j == 0) continue;
      std::uint32_t least = kTooFar;
      if (i > 0) least = std::min(least, cost[i - 1][j] + lose[a[i - 1]]);
      if (j > 0) least = std::min(least, cost[i][j - 1] + lose[b[j - 1]]);
      if (i > 0 && j > 0)
        least = std::min(least, cost[i - 1][j - 1] + kCosts.change[a[i - 1]][b[j - 1]]);
      cost[i][j] = least;
    }
  return cost[n][m];
}

}  // namespace quoth::names
