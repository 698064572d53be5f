#include "analyze/names/alignment.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/names/similarity_weights.hpp"
#include "quoth/analyze/name_keys.hpp"

namespace quoth::names {
namespace {

constexpr float kNickname = .93F;
constexpr float kInitial = .86F;

bool share_nickname(const PreparedToken& a, const PreparedToken& b) noexcept {
  for (auto x = a.nicknames.begin(), y = b.nicknames.begin();
       x != a.nicknames.end() && y != b.nicknames.end();) {
    if (*x == *y) return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

bool starts_alike(const PreparedToken& a, const PreparedToken& b) noexcept {
  if (a.sound.text[0] == b.sound.text[0] && static_cast<unsigned char>(a.sound.text[0]) < 0x80)
    return true;
  for (const Reading& x : a.sound.readings)
    for (const Reading& y : b.sound.readings)
      if (x.sounds[0] == y.sounds[0]) return true;
  return false;
}

// The bits of the tokens that a unit covers.
std::uint32_t cover_of(const NameView& name, std::size_t unit) noexcept {
  if (unit < name.tokens.size()) return 1U << unit;
  const JoinedTokens& j = name.joined[unit - name.tokens.size()];
  return ((1U << j.count) - 1) << j.first;
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

}  // namespace

Meeting meeting_of(const PreparedToken& a, const PreparedToken& b) {
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
  const auto sound = static_cast<float>(similarity_of(a.sound, b.sound));
  if (sound < kNickname && share_nickname(a, b)) return {kNickname, TokenMeeting::nickname};
  return {sound, sound >= .6F ? TokenMeeting::sound : TokenMeeting::conflict};
}

void fill_meetings(const NameView& a, const NameView& b, MeetingTable& table) {
  for (std::size_t i = 0; i < a.units(); ++i)
    for (std::size_t j = 0; j < b.units(); ++j) {
      const bool joined = i >= a.tokens.size() || j >= b.tokens.size();
      if (joined && i >= a.tokens.size() && j >= b.tokens.size()) {
        table.at(i, j) = {};
        continue;
      }
      table.at(i, j) = meeting_of(a.unit(i), b.unit(j));
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
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
    if (x.value != y.value) return x.value > y.value;
    const int d = x.a + x.b, e = y.a + y.b;
    if (d != e) return d < e;
    return std::abs(x.a - x.b) < std::abs(y.a - y.b);
  });
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
