// How alike two name tokens are: letters aligned by learned costs where a script has them, sounds by
// weighted edit distance elsewhere.
#include "analyze/names/token_sound.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analyze/names/letter_alignment.hpp"
#include "analyze/names/letter_chunks.hpp"
#include "analyze/names/variants.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

// How a cost of alignment becomes a similarity, by script: the chance that a pair of n native and m
// Latin letters, aligned at a cost of x bits, is one name is
//
//     p = 1 / (1 + exp(-z))     z = base + native * n + latin * m - slope * x
//
// among transliterations and equally many spellings near to them. Fitted by training/fit_scores.cpp.
// The similarity is p ^ .322 with kTrust * z for z: kSameToken where p is one half.
struct Scale {
  double base, native, latin, slope;
};
constexpr Scale kScales[kLetterTables] = {
    {1.952, -.052, .631, .888},  // Cyrillic
    {2.427, -.336, .883, .825},  // Arabic
    {1.452, -.079, .856, .857},  // Hebrew
    {.849, .279, .568, .675},    // kana
    {2.500, .150, .450, .420},   // Hangul: set by hand, there are no pairs to fit it on
};
constexpr double kPower = .32192809488736235;  // ln .8 / ln .5
// The fit speaks of one token alone. Beside the other tokens of a name it is too sure of itself, for
// what makes one letter differ makes the next differ too; it keeps its sign and loses weight.
constexpr double kTrust = .6;
constexpr std::uint32_t kArticleCost = kCostUnit;

double free_score(const Scale& scale, std::size_t n, std::size_t m) noexcept {
  return scale.base + scale.native * static_cast<double>(n) + scale.latin * static_cast<double>(m);
}

// p ^ .322 at z, from a table of steps of 1/16 and straight lines between them: the exact value costs
// as much as half an alignment, and no two machines agree on its last bits.
double similarity_at(double z) noexcept {
  constexpr int kSteps = 16, kFrom = -32, kTo = 32;
  static const auto table = [] {
    std::array<float, (kTo - kFrom) * kSteps + 2> t;
    for (std::size_t i = 0; i < t.size(); ++i) {
      const double at = kFrom + static_cast<double>(i) / kSteps;
      t[i] = static_cast<float>(std::pow(1 + std::exp(-kTrust * at), -kPower));
    }
    return t;
  }();
  const double place = (std::clamp<double>(z, kFrom, kTo) - kFrom) * kSteps;
  const auto i = static_cast<std::size_t>(place);
  return table[i] + (place - static_cast<double>(i)) * (table[i + 1] - table[i]);
}

// Less than this is nothing in common, and given as 0: the bound makes unlike tokens cheap.
constexpr double kLeastSimilarity = .05;

// The dearest alignment that still gives a similarity of at least `s`, or a little more.
std::uint32_t most_cost(const Scale& scale, double s, double free) noexcept {
  if (s <= 0) return kTooDear;
  const double odds = std::pow(s, -1 / kPower) - 1;
  if (odds <= 0) return 0;
  const double most = (free + std::log(odds) / kTrust) / scale.slope * kCostUnit;
  return most <= 0 ? 0 : static_cast<std::uint32_t>(most) + 2;
}

std::uint32_t aligned_cost(const TokenSound& native, const TokenSound& latin,
                           std::uint32_t at_most) {
  const LetterTable& table = LetterTable::of(native.letters);
  std::array<std::uint16_t, 3 * kMostAligned> columns;
  const std::size_t n = native.size, m = latin.size;
  for (std::size_t k = 0; k < 3 * m; ++k) columns[k] = table.column(latin.chunks[k]);
  std::uint32_t cost = alignment_cost(table, native.chunks.data(), n, columns.data(), m, at_most);
  if (native.article) {
    const std::uint32_t without = alignment_cost(table, native.chunks.data() + 2 * n, n - 2,
                                                 columns.data(), m, std::min(cost, at_most));
    if (without != kTooDear) cost = std::min(cost, without + kArticleCost);
  }
  return cost;
}

double aligned_similarity(const TokenSound& native, const TokenSound& latin, double at_least) {
  const Scale& scale = kScales[static_cast<std::size_t>(native.letters) - 1];
  const double free = free_score(scale, native.size, latin.size);
  const std::uint32_t at_most = most_cost(scale, std::max(at_least, kLeastSimilarity), free);
  const std::uint32_t cost = aligned_cost(native, latin, at_most);
  if (cost > at_most) return 0;
  const double s = similarity_at(free - scale.slope * cost / kCostUnit);
  return s < kLeastSimilarity ? 0 : s;
}

// The letters were learned from names as English spells them. What German, French or Polish makes of
// the same name may cost too much by them and still sound the same: Solwenskyj, Золвенський.
constexpr double kSameSound = .94;
constexpr double kLeastForSound = .3;  // of the alignment's similarity
constexpr double kMostBySound = .84;

// 1 less the distance for each part of the heavier reading.
double sound_similarity(const TokenSound& a, const TokenSound& b, double at_least) noexcept {
  constexpr std::uint32_t kLeastWeight = 100;
  double best = 0;
  for (const SoundReading& x : a.readings)
    for (const SoundReading& y : b.readings) {
      const std::uint32_t most = std::max({x.weight, y.weight, kLeastWeight});
      const double needed = std::max(at_least, best);
      const auto at_most = static_cast<std::uint32_t>((1 - needed) * most) + 1;
      const std::uint32_t distance =
          sound_distance(a.sounds.data() + x.begin, x.size, b.sounds.data() + y.begin, y.size,
                         std::min(x.vowels, y.vowels), at_most);
      if (distance < most) best = std::max(best, 1 - static_cast<double>(distance) / most);
    }
  return best;
}

bool has_table(const TokenSound& t) noexcept { return has_letter_table(t.letters) && t.size > 0; }

}  // namespace

TokenSound token_sound(std::string folded_token, bool letters) {
  TokenSound sound;
  for (const Reading& reading : readings_of(folded_token)) {
    SoundReading r;
    r.begin = static_cast<std::uint16_t>(sound.sounds.size());
    r.size = static_cast<std::uint8_t>(std::min(reading.sounds.size(), kMostSounds));
    r.vowels = reading.vowels;
    for (std::size_t i = 0; i < r.size; ++i) {
      sound.sounds.push_back(sound_code(reading.sounds[i]));
      r.weight += sound_weight(sound.sounds.back());
    }
    sound.readings.push_back(r);
  }
  sound.variants = variant_group(folded_token);
  sound.letters = letters_of(folded_token);
  if (has_letter_table(sound.letters)) {
    std::u32string native = native_letters(folded_token);
    native.resize(std::min(native.size(), kMostAligned));
    const LetterTable& table = LetterTable::of(sound.letters);
    sound.size = static_cast<std::uint8_t>(native.size());
    sound.article = sound.letters == Letters::arabic && has_arabic_article(native);
    sound.chunks.resize(2 * native.size() + (sound.article ? 2 * (native.size() - 2) : 0));
    table.find_rows(native, sound.chunks.data());
    if (sound.article)
      table.find_rows(std::u32string_view(native).substr(2),
                      sound.chunks.data() + 2 * native.size());
  } else if (letters) {
    std::string latin = alignment_letters(latin_letters(folded_token));
    latin.resize(std::min(latin.size(), kMostAligned));
    if (!latin.empty()) sound.letters = Letters::latin;
    sound.size = static_cast<std::uint8_t>(latin.size());
    sound.chunks.resize(3 * latin.size());
    find_latin_chunks(latin, sound.chunks.data());
  }
  sound.text = std::move(folded_token);
  return sound;
}

double similarity_of_latin(const TokenSound& a, std::string_view folded_b, double at_least) {
  if (a.text == folded_b) return folded_b.empty() ? 0 : 1;
  constexpr std::uint32_t kLeastWeight = 100;
  std::array<SoundCode, kMostSounds> codes;
  double best = 0;
  for (const Reading& reading : readings_of(folded_b)) {
    const std::size_t size = std::min(reading.sounds.size(), kMostSounds);
    std::uint32_t weight = 0;
    for (std::size_t i = 0; i < size; ++i) {
      codes[i] = sound_code(reading.sounds[i]);
      weight += sound_weight(codes[i]);
    }
    for (const SoundReading& x : a.readings) {
      const std::uint32_t most = std::max({x.weight, weight, kLeastWeight});
      const double needed = std::max(at_least, best);
      const auto at_most = static_cast<std::uint32_t>((1 - needed) * most) + 1;
      const std::uint32_t distance =
          sound_distance(a.sounds.data() + x.begin, x.size, codes.data(), size,
                         std::min(x.vowels, reading.vowels), at_most);
      if (distance < most) best = std::max(best, 1 - static_cast<double>(distance) / most);
    }
  }
  return std::min(best, .99);
}

double alignment_bits(const TokenSound& native, const TokenSound& latin) {
  return static_cast<double>(aligned_cost(native, latin, kTooDear)) / kCostUnit;
}

double readings_similarity(const TokenSound& a, const TokenSound& b, double at_least) {
  return std::min(sound_similarity(a, b, at_least), .99);
}

double similarity_of(const TokenSound& a, const TokenSound& b) { return similarity_of(a, b, 0); }

double similarity_of(const TokenSound& a, const TokenSound& b, double at_least) {
  if (a.text == b.text) return a.text.empty() ? 0 : 1;
  if (a.variants != 0 && a.variants == b.variants) return 1;
  const bool a_native = has_table(a) && b.letters == Letters::latin && b.size > 0;
  const bool b_native = has_table(b) && a.letters == Letters::latin && a.size > 0;
  double best = 0;
  if (a_native || b_native) {
    const double enough = at_least > kMostBySound ? at_least : std::min(at_least, kLeastForSound);
    best = a_native ? aligned_similarity(a, b, enough) : aligned_similarity(b, a, enough);
    if (best >= kSameToken || best < kLeastForSound || at_least > kMostBySound)
      return std::min(best, .99);
    const double sound = sound_similarity(a, b, kSameSound);
    if (sound >= kSameSound)
      best = kSameToken + (kMostBySound - kSameToken) * (sound - kSameSound) / (1 - kSameSound);
  } else {
    best = sound_similarity(a, b, at_least);
  }
  return std::min(best, .99);  // 1 is kept for what is the same
}

}  // namespace names

double token_similarity(std::string_view a, std::string_view b) {
  std::string x = folded(names::with_geresh(a)), y = folded(names::with_geresh(b));
  const bool letters = names::has_letter_table(names::letters_of(x)) ||
                       names::has_letter_table(names::letters_of(y));
  return names::similarity_of(names::token_sound(std::move(x), letters),
                              names::token_sound(std::move(y), letters));
}

}  // namespace quoth
