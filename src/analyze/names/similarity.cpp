// How alike two names are: sounds by weighted edit distance, tokens aligned one to one.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analyze/names/phonemes.hpp"
#include "analyze/names/variants.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
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

double folded_similarity(const std::string& a, const std::string& b, const Readings& ra,
                         const Readings& rb) {
  if (a == b) return a.empty() ? 0 : 1;
  if (const std::uint32_t group = variant_group(a); group != 0 && group == variant_group(b))
    return 1;
  float best = 0;
  for (const Reading& x : ra)
    for (const Reading& y : rb) best = std::max(best, reading_similarity(x, y));
  return std::min(best, 0.99F);  // 1 is kept for what is the same
}

struct Token {
  std::string text;
  Readings readings;
  double weight = 1;
  bool initial = false;
  bool used = false;
};

using Tokens = boost::container::small_vector<Token, 6>;
constexpr std::size_t kMostTokens = 8;

Tokens tokens_of(std::string_view name) {
  const Lexicon& lexicon = lexicon_of("en");
  Tokens tokens;
  for (std::string& text : name_tokens(name)) {
    if (tokens.size() == kMostTokens) break;
    Token t;
    t.readings = readings_of(text);
    if (t.readings.empty()) continue;
    const WordClasses classes = lexicon.classes(lexicon.find(hash_word(text)));
    if (has(classes, WordClass::particle) && text.size() <= 4) t.weight = .15;
    if (has_any(classes, classes_of(WordClass::honorific, WordClass::name_suffix)) &&
        !has_any(classes, classes_of(WordClass::given_name, WordClass::surname)))
      t.weight = .1;
    t.initial = text.size() == 1;
    if (t.initial) t.weight = .5;
    t.text = std::move(text);
    tokens.push_back(std::move(t));
  }
  return tokens;
}

double pair_similarity(const Token& a, const Token& b) {
  if (a.initial != b.initial) return a.text[0] == b.text[0] ? .86 : 0;
  return folded_similarity(a.text, b.text, a.readings, b.readings);
}

// "Abdul Rahman" against "Abdulrahman": two neighbours left over on one side that make one left
// over on the other.
double join_split(Tokens& a, Tokens& b) {
  double gained = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    if (a[i].used || a[i + 1].used) continue;
    const std::string joined = a[i].text + a[i + 1].text;
    const Readings readings = readings_of(joined);
    for (Token& other : b) {
      if (other.used || other.initial || a[i].used) continue;
      const double s = folded_similarity(joined, other.text, readings, other.readings);
      if (s < kSameToken) continue;
      a[i].used = a[i + 1].used = other.used = true;
      gained += s * std::max(a[i].weight, a[i + 1].weight);
    }
  }
  return gained;
}

bool is_lone_given_name(const Tokens& few, const Tokens& many) {
  if (few.size() != 1 || many.size() < 2 || many.back().used) return false;
  const Lexicon& lexicon = lexicon_of("en");
  const WordClasses classes = lexicon.classes(lexicon.find(hash_word(few[0].text)));
  return has(classes, WordClass::given_name) && !has(classes, WordClass::surname);
}

double similarity_of(Tokens& a, Tokens& b) {
  struct Candidate {
    double score;
    std::size_t i, j;
  };
  boost::container::small_vector<Candidate, 16> candidates;
  double near_miss = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (const double s = pair_similarity(a[i], b[j]); s >= .5) candidates.push_back({s, i, j});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
    return x.score != y.score ? x.score > y.score : x.i + x.j < y.i + y.j;
  });
  double matched = 0, matched_weight = 0;
  for (const Candidate& c : candidates) {
    if (a[c.i].used || b[c.j].used) continue;
    if (c.score < kSameToken) {
      near_miss = std::max(near_miss, c.score);
      continue;
    }
    a[c.i].used = b[c.j].used = true;
    const double weight = std::max(a[c.i].weight, b[c.j].weight);
    matched += c.score * weight;
    matched_weight += weight;
  }
  for (const double joined : {join_split(a, b), join_split(b, a)}) {
    matched += joined;
    matched_weight += joined > 0 ? 1 : 0;
  }
  const auto left_over = [](const Tokens& tokens) {
    double weight = 0;
    for (const Token& t : tokens) weight += t.used ? 0 : t.weight;
    return weight;
  };
  const double only_a = left_over(a), only_b = left_over(b);
  if (matched_weight == 0) return near_miss * .5;
  const double quality = matched / matched_weight;
  // What stands on one side only was perhaps just left out; what stands on both conflicts.
  const double conflict = std::min(only_a, only_b);
  const double missing = std::max(only_a, only_b) - conflict;
  double score = quality * matched_weight / (matched_weight + 1.6 * conflict * (1.2 - near_miss));
  score *= 1 - .3 * missing / (matched_weight + missing);
  if (is_lone_given_name(a, b) || is_lone_given_name(b, a)) score *= .75;
  return score;
}

}  // namespace
}  // namespace names

double token_similarity(std::string_view a, std::string_view b) {
  const std::string x = folded(a), y = folded(b);
  return names::folded_similarity(x, y, names::readings_of(x), names::readings_of(y));
}

double name_similarity(std::string_view a, std::string_view b) {
  names::Tokens x = names::tokens_of(a), y = names::tokens_of(b);
  if (x.empty() || y.empty()) return 0;
  const bool same =
      std::equal(x.begin(), x.end(), y.begin(), y.end(),
                 [](const names::Token& s, const names::Token& t) { return s.text == t.text; });
  if (same) return 1;
  return std::min(names::similarity_of(x, y), .99);
}

}  // namespace quoth
