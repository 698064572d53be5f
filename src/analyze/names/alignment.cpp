#include "analyze/names/alignment.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "analyze/names/nicknames.hpp"
#include "analyze/names/similarity_weights.hpp"
#include "quoth/analyze/name_keys.hpp"

namespace quoth::names {
namespace {

constexpr float kUnlike = .3F;  // below it tokens have nothing in common
constexpr float kSpelling = .96F;
constexpr float kNickname = .95F;
constexpr float kTwoNicknames = .88F;
constexpr float kKin = .88F;
constexpr float kInitial = .86F;
constexpr float kReadAlone = .75F;  // of what sounds alike, where the letters speak against it

// How alike a table says that two tokens are.
Meeting linked(const PreparedToken& a, const PreparedToken& b) noexcept {
  Meeting best{0, TokenMeeting::conflict};
  for (auto x = a.nicknames.begin(), y = b.nicknames.begin();
       x != a.nicknames.end() && y != b.nicknames.end();) {
    if (x->group == y->group) {
      const NameLink link = link_of(x->group);
      const Meeting m = link == NameLink::spelling || link == NameLink::place_word
                            ? Meeting{kSpelling, TokenMeeting::variant}
                        : link == NameLink::nickname
                            ? Meeting{x->is_name || y->is_name ? kNickname : kTwoNicknames,
                                      TokenMeeting::nickname}
                            : Meeting{kKin, TokenMeeting::nickname};
      if (m.similarity > best.similarity) best = m;
      ++x;
    } else {
      x->group < y->group ? ++x : ++y;
    }
  }
  return best;
}

// How alike two words of one alphabet are as written: what a slip of the finger leaves, by edits of
// bytes (Damerau and Levenshtein, neighbours swapped count once). 0 beyond two edits.
float written_similarity(std::string_view a, std::string_view b) noexcept {
  constexpr std::size_t kMost = 32;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() > kMost || b.size() < 3 || b.size() - a.size() > 2) return 0;
  std::array<std::uint8_t, kMost + 1> before{}, last{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<std::uint8_t>(i);
    std::uint8_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = last[j - 1] + (a[i - 1] != b[j - 1]);
      int best = std::min({change, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(best);
      least = std::min(least, row[j]);
    }
    if (least > 2) return 0;
    before = last;
    last = row;
  }
  const int edits = last[b.size()];
  if (edits > 2) return 0;
  // One slip in four letters is as much as two in eight.
  const float share = static_cast<float>(edits) / static_cast<float>(b.size());
  return std::clamp(1.0F - .85F * share, 0.0F, .96F);
}

bool starts_alike(const PreparedToken& a, const PreparedToken& b) noexcept {
  if (a.sound.text[0] == b.sound.text[0] && static_cast<unsigned char>(a.sound.text[0]) < 0x80)
    return true;
  if (a.script == Script::latin && b.script == Script::latin) return false;
  for (const SoundReading& x : a.sound.readings)
    for (const SoundReading& y : b.sound.readings)
      if (x.size > 0 && y.size > 0 && a.sound.sounds[x.begin] == b.sound.sounds[y.begin])
        return true;
  return false;
}

// The bits of the tokens that a unit covers.
std::uint32_t cover_of(const NameView& name, std::size_t unit) noexcept {
  if (unit < name.tokens.size()) return 1U << unit;
  const JoinedTokens& j = name.joined[unit - name.tokens.size()];
  return ((1U << j.count) - 1) << j.first;
}

// An order of names that does not depend on which is asked about which.
bool comes_after(const NameView& a, const NameView& b) noexcept {
  return std::lexicographical_compare(b.tokens.begin(), b.tokens.end(), a.tokens.begin(),
                                      a.tokens.end(), [](const NameToken& x, const NameToken& y) {
                                        return x.token->sound.text < y.token->sound.text;
                                      });
}

float unit_weight(const NameView& name, std::size_t unit) noexcept {
  if (unit < name.tokens.size()) return weight_of(name.tokens[unit]);
  const JoinedTokens& j = name.joined[unit - name.tokens.size()];
  float most = 0;
  for (std::size_t i = j.first; i < std::size_t{j.first} + j.count; ++i)
    most = std::max(most, weight_of(name.tokens[i]));
  return std::max(most, j.token->rarity * .9F);
}

bool counts(const NameView& name, std::size_t unit) noexcept {
  return unit_weight(name, unit) >= .25F;
}

struct Candidate {
  float value;
  Meeting meeting;
  std::uint8_t a, b;
};

// Neighbours in `a` that are one token in `b`, letter for letter: what joins_of() does not foresee ("Good Will", "Koumta Madji").
void join_same_letters(const NameView& a, const NameView& b, std::uint32_t& used_a,
                       std::uint32_t& used_b, Alignment& out, bool swapped) {
  for (std::size_t j = 0; j < b.tokens.size(); ++j) {
    if ((used_b >> j & 1) != 0 || b.tokens[j].token->initial) continue;
    const std::string_view whole = b.tokens[j].token->sound.text;
    for (std::size_t i = 0; i + 1 < a.tokens.size(); ++i) {
      if ((used_a >> i & 3) != 0) continue;
      const std::string_view first = a.tokens[i].token->sound.text;
      const std::string_view second = a.tokens[i + 1].token->sound.text;
      if (!whole.starts_with(first) || whole.substr(first.size()) != second) continue;
      if (out.pairs.size() == out.pairs.capacity()) return;
      used_a |= 3U << i;
      used_b |= 1U << j;
      const float weight = std::min(1.0F, weight_of(b.tokens[j]));
      const auto x = static_cast<std::uint8_t>(i), y = static_cast<std::uint8_t>(j);
      out.pairs.push_back({swapped ? y : x,
                           swapped ? x : y,
                           {.97F, TokenMeeting::joined},
                           weight,
                           static_cast<std::uint8_t>(swapped ? 1 : 2),
                           static_cast<std::uint8_t>(swapped ? 2 : 1)});
      break;
    }
  }
}

}  // namespace

Meeting meeting_of(const PreparedToken& a, const PreparedToken& b, bool alone) {
  if (a.sound.text == b.sound.text) return {1, TokenMeeting::same};
  if (a.initial != b.initial) {
    if (starts_alike(a, b)) return {kInitial, TokenMeeting::initial};
    return {0, TokenMeeting::conflict};
  }
  if (a.initial) return {starts_alike(a, b) ? .9F : 0.0F, TokenMeeting::initial};
  if (a.role.group != 0 && a.role.group == b.role.group && a.role.role == b.role.role)
    return {1, TokenMeeting::variant};
  if (a.sound.variants != 0 && a.sound.variants == b.sound.variants)
    return {1, TokenMeeting::variant};
  const int longer = std::max(a.length, b.length), shorter = std::min(a.length, b.length);
  // Even without its vowels a word is not that much shorter.
  if (longer > 2 * shorter + 3) return linked(a, b);
  // Below what was asked for a similarity is any number.
  auto sound = static_cast<float>(similarity_of(a.sound, b.sound, kUnlike));
  if (sound < kUnlike) sound = 0;
  if (a.sound.letters != b.sound.letters && sound < .95F) {
    const float needed = alone ? kUnlike : std::max(sound, kUnlike);
    auto read = static_cast<float>(readings_similarity(a.sound, b.sound, needed));
    if (read < needed) read = 0;
    // Other tokens decide which of several that sound alike is meant. Without any the letters do.
    sound = alone ? std::max((sound + read) / 2, kReadAlone * read) : std::max(sound, read);
  }
  if (sound < kUnlike) sound = 0;
  if (a.script == Script::latin && b.script == Script::latin && sound < .95F &&
      std::popcount(a.letters ^ b.letters) <= 4)  // two edits change two letters each
    sound = std::max(sound, written_similarity(a.sound.text, b.sound.text));
  if (!a.nicknames.empty() && !b.nicknames.empty())
    if (const Meeting link = linked(a, b); link.similarity > sound) return link;
  return {sound, sound >= .6F ? TokenMeeting::sound : TokenMeeting::conflict};
}

void fill_meetings(const NameView& a, const NameView& b, MeetingTable& table) {
  const bool alone = a.tokens.size() == 1 || b.tokens.size() == 1;
  for (std::size_t i = 0; i < a.units(); ++i)
    for (std::size_t j = 0; j < b.units(); ++j) {
      const bool joined = i >= a.tokens.size() || j >= b.tokens.size();
      if (joined && i >= a.tokens.size() && j >= b.tokens.size()) {
        table.at(i, j) = {};
        continue;
      }
      table.at(i, j) = meeting_of(a.unit(i), b.unit(j), alone);
      if (joined && table.at(i, j).how != TokenMeeting::initial)
        table.at(i, j).how = TokenMeeting::joined;
    }
}

float weight_of(const NameToken& token) noexcept {
  const float rarity = token.token->rarity;
  switch (token.role) {
    case TokenRole::particle:
      return .12F;
    case TokenRole::title:
    case TokenRole::degree:
    case TokenRole::legal:
      return .04F;
    case TokenRole::generation:
      return .10F;
    case TokenRole::common:
      return .45F;
    case TokenRole::patronymic:
      return .7F * rarity;
    case TokenRole::name:
      break;
  }
  return token.token->initial ? .4F : rarity;
}

Alignment align(const NameView& a, const NameView& b, const MeetingTable& meetings) {
  Alignment out;
  if (a.tokens.empty() || b.tokens.empty()) return out;
  boost::container::static_vector<Candidate, kMostUnits * kMostNameTokens * 2> candidates;
  for (std::size_t i = 0; i < a.units(); ++i) {
    const bool a_joined = i >= a.tokens.size();
    for (std::size_t j = 0; j < b.units(); ++j) {
      const bool b_joined = j >= b.tokens.size();
      if (a_joined && b_joined) continue;
      const Meeting m = meetings.at(i, j);
      if (m.similarity < ((a_joined || b_joined) ? .78F : .3F)) continue;
      if ((a_joined || b_joined) && m.how == TokenMeeting::initial) continue;
      const float weight = std::min(unit_weight(a, i), unit_weight(b, j));
      // A token that tells more goes first; a name meets no title while another name is there.
      float value = m.similarity * (.6F + .4F * weight);
      if (!a_joined && !b_joined) {
        if ((weight_of(a.tokens[i]) < .25F) != (weight_of(b.tokens[j]) < .25F)) value *= .7F;
        // Of equals, those that stand in the same place from the left or from the right.
        const auto n = a.tokens.size() - i, k = b.tokens.size() - j;
        if (i == j || n == k) value += .01F;
      } else {
        value += .015F;
      }
      candidates.push_back({value, m, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(j)});
    }
  }
  // Ties fall as they would with the names exchanged.
  const bool flipped = comes_after(a, b);
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& x, const Candidate& y) {
    if (x.value != y.value) return x.value > y.value;
    const int d = x.a + x.b, e = y.a + y.b;
    if (d != e) return d < e;
    const int f = std::abs(x.a - x.b), g = std::abs(y.a - y.b);
    if (f != g) return f < g;
    return flipped ? x.b < y.b : x.a < y.a;
  });
  for (const bool second : {flipped, !flipped}) {
    if (second)
      join_same_letters(b, a, out.used_b, out.used_a, out, true);
    else
      join_same_letters(a, b, out.used_a, out.used_b, out, false);
  }
  for (const Candidate& c : candidates) {
    const std::uint32_t in_a = cover_of(a, c.a), in_b = cover_of(b, c.b);
    if ((out.used_a & in_a) != 0 || (out.used_b & in_b) != 0) continue;
    const bool differ = counts(a, c.a) != counts(b, c.b);
    if (differ && c.meeting.similarity < .9F) continue;
    out.used_a |= in_a;
    out.used_b |= in_b;
    // What a token tells is known from the spelling that the table of frequencies knows.
    out.pairs.push_back({c.a, c.b, c.meeting, std::min(unit_weight(a, c.a), unit_weight(b, c.b))});
    if (out.pairs.size() == out.pairs.capacity()) break;
  }
  // What is left over on both sides conflicts: pair it, heaviest first.
  for (;;) {
    std::size_t best_a = kMostUnits, best_b = kMostUnits;
    float most_a = .25F, most_b = .25F;
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
      if ((out.used_a >> i & 1) == 0 && weight_of(a.tokens[i]) > most_a)
        most_a = weight_of(a.tokens[i]), best_a = i;
    for (std::size_t j = 0; j < b.tokens.size(); ++j)
      if ((out.used_b >> j & 1) == 0 && weight_of(b.tokens[j]) > most_b)
        most_b = weight_of(b.tokens[j]), best_b = j;
    if (best_a == kMostUnits || best_b == kMostUnits || out.pairs.size() == out.pairs.capacity())
      break;
    out.used_a |= 1U << best_a;
    out.used_b |= 1U << best_b;
    Meeting m = meetings.at(best_a, best_b);
    m.how = TokenMeeting::conflict;
    out.pairs.push_back({static_cast<std::uint8_t>(best_a), static_cast<std::uint8_t>(best_b), m,
                         std::min(most_a, most_b)});
  }
  score(a, b, out);
  return out;
}

}  // namespace quoth::names
