// How alike two name tokens are: their sounds by weighted edit distance.
#include "analyze/names/token_sound.hpp"

#include <algorithm>
#include <array>

#include "analyze/names/variants.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

constexpr std::size_t kSounds = 128;

// What it costs to hear one sound for another, 0 (alike) to 1 (nothing in common), and to lose one.
// Vowels change from one romanisation to the next; consonants rarely do.
struct Costs {
  std::array<std::array<float, kSounds>, kSounds> change{};
  std::array<float, kSounds> lose{};

  void pair(char a, char b, float cost) {
    change[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = cost;
    change[static_cast<std::size_t>(b)][static_cast<std::size_t>(a)] = cost;
  }
};

struct Pair {
  char a, b;
  float cost;
};
constexpr Pair kAlike[] = {
    {'a', 'e', .25F}, {'a', 'i', .30F}, {'a', 'o', .15F}, {'a', 'u', .25F}, {'e', 'i', .15F},
    {'e', 'o', .25F}, {'e', 'u', .25F}, {'i', 'o', .30F}, {'i', 'u', .25F}, {'o', 'u', .12F},
    {'i', 'j', .10F}, {'u', 'w', .20F}, {'o', 'w', .25F}, {'v', 'w', .15F}, {'f', 'v', .20F},
    {'f', 'w', .50F}, {'b', 'v', .50F}, {'b', 'p', .40F}, {'d', 't', .35F}, {'f', 'p', .60F},
    {'k', 'g', .40F}, {'k', 'x', .30F}, {'g', 'x', .45F}, {'h', 'x', .20F}, {'h', 'g', .30F},
    {'k', 'h', .55F}, {'s', 'z', .20F}, {'S', 's', .35F}, {'Z', 'z', .35F}, {'S', 'Z', .35F},
    {'S', 'C', .35F}, {'s', 'c', .30F}, {'z', 'c', .40F}, {'C', 'c', .35F}, {'C', 'J', .35F},
    {'Z', 'J', .20F}, {'J', 'j', .45F}, {'J', 'g', .45F}, {'J', 'z', .45F}, {'Z', 's', .55F},
    {'S', 'z', .55F}, {'C', 's', .60F}, {'C', 'k', .60F}, {'C', 't', .60F}, {'c', 't', .50F},
    {'l', 'r', .50F}, {'m', 'n', .60F}, {'t', 's', .70F}, {'d', 'z', .60F}, {'s', 'k', .80F},
};

const Costs& costs() {
  static const Costs table = [] {
    Costs c;
    for (auto& row : c.change) row.fill(1.0F);
    for (std::size_t i = 0; i < kSounds; ++i) c.change[i][i] = 0;
    c.lose.fill(1.0F);
    c.lose['j'] = .15F;
    c.lose['h'] = .35F;
    c.lose['w'] = .60F;
    for (const Pair& p : kAlike) c.pair(p.a, p.b, p.cost);
    return c;
  }();
  return table;
}

float weight_of(char sound) noexcept {
  if (is_vowel(sound) || sound == 'j') return .4F;
  return sound == 'h' ? .6F : 1.0F;
}

float reading_similarity(const Reading& a, const Reading& b) {
  const Costs& c = costs();
  constexpr std::size_t kMost = 160;
  const std::size_t n = std::min(a.sounds.size(), kMost), m = std::min(b.sounds.size(), kMost);
  const float vowel = std::min(a.vowel, b.vowel);
  const auto lose = [&](char sound) {
    return is_vowel(sound) ? vowel : c.lose[static_cast<std::size_t>(sound)];
  };
  std::array<float, kMost + 1> row;
  row[0] = 0;
  for (std::size_t j = 0; j < m; ++j) row[j + 1] = row[j] + lose(b.sounds[j]);
  for (std::size_t i = 0; i < n; ++i) {
    const char x = a.sounds[i];
    float diagonal = row[0];
    row[0] += lose(x);
    for (std::size_t j = 0; j < m; ++j) {
      const char y = b.sounds[j];
      const float changed =
          diagonal + c.change[static_cast<std::size_t>(x)][static_cast<std::size_t>(y)];
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j + 1] + lose(x), row[j] + lose(y)});
    }
  }
  float total_a = 0, total_b = 0;
  for (std::size_t i = 0; i < n; ++i) total_a += weight_of(a.sounds[i]);
  for (std::size_t j = 0; j < m; ++j) total_b += weight_of(b.sounds[j]);
  const float most = std::max({total_a, total_b, 1.0F});
  return std::clamp(1.0F - row[m] / most, 0.0F, 1.0F);
}

}  // namespace

TokenSound token_sound(std::string folded_token) {
  TokenSound sound;
  sound.readings = readings_of(folded_token);
  sound.variants = variant_group(folded_token);
  sound.text = std::move(folded_token);
  return sound;
}

double similarity_of(const TokenSound& a, const TokenSound& b) {
  if (a.text == b.text) return a.text.empty() ? 0 : 1;
  if (a.variants != 0 && a.variants == b.variants) return 1;
  float best = 0;
  for (const Reading& x : a.readings)
    for (const Reading& y : b.readings) best = std::max(best, reading_similarity(x, y));
  return std::min(best, 0.99F);  // 1 is kept for what is the same
}

}  // namespace names

double token_similarity(std::string_view a, std::string_view b) {
  return names::similarity_of(names::token_sound(folded(a)), names::token_sound(folded(b)));
}

}  // namespace quoth
