// How alike two full names are: their tokens aligned one to one.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "analyze/names/token_sound.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

struct Token {
  TokenSound sound;
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
    t.sound = token_sound(text);
    if (t.sound.readings.empty()) continue;
    const WordClasses classes = lexicon.classes(lexicon.find(hash_word(text)));
    if (has(classes, WordClass::particle) && text.size() <= 4) t.weight = .15;
    if (has_any(classes, classes_of(WordClass::honorific, WordClass::name_suffix)) &&
        !has_any(classes, classes_of(WordClass::given_name, WordClass::surname)))
      t.weight = .1;
    t.initial = text.size() == 1;
    if (t.initial) t.weight = .5;
    tokens.push_back(std::move(t));
  }
  return tokens;
}

double pair_similarity(const Token& a, const Token& b) {
  if (a.initial != b.initial) return a.sound.text[0] == b.sound.text[0] ? .86 : 0;
  return similarity_of(a.sound, b.sound);
}

// "Abdul Rahman" against "Abdulrahman": two neighbours left over on one side that make one left
// over on the other.
double join_split(Tokens& a, Tokens& b) {
  double gained = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    if (a[i].used || a[i + 1].used) continue;
    const TokenSound joined = token_sound(a[i].sound.text + a[i + 1].sound.text);
    for (Token& other : b) {
      if (other.used || other.initial || a[i].used) continue;
      const double s = similarity_of(joined, other.sound);
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
  const WordClasses classes = lexicon.classes(lexicon.find(hash_word(few[0].sound.text)));
  return has(classes, WordClass::given_name) && !has(classes, WordClass::surname);
}

double aligned_similarity(Tokens& a, Tokens& b) {
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

double name_similarity(std::string_view a, std::string_view b) {
  names::Tokens x = names::tokens_of(a), y = names::tokens_of(b);
  if (x.empty() || y.empty()) return 0;
  const bool same = std::equal(
      x.begin(), x.end(), y.begin(), y.end(),
      [](const names::Token& s, const names::Token& t) { return s.sound.text == t.sound.text; });
  if (same) return 1;
  return std::min(names::aligned_similarity(x, y), .99);
}

}  // namespace quoth
