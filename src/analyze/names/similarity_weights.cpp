#include "analyze/names/similarity_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "analyze/tables/tables.hpp"

namespace quoth::names {
namespace {

float ramp(float x, float from, float to) noexcept {
  return std::clamp((x - from) / (to - from), 0.0F, 1.0F);
}

bool is_name(const NameView& name, std::size_t unit) noexcept {
  if (unit >= name.tokens.size()) return true;
  const TokenRole role = name.tokens[unit].role;
  return role == TokenRole::name || role == TokenRole::patronymic || role == TokenRole::common;
}

// The weights of the evidence, in its order.
const Evidence& evidence_weights() {
  static const Evidence weights = [] {
    Evidence w{};
    std::size_t i = 0;
    tables::for_each_row(tables::text_of("en/names_alignment.tsv"), [&](auto columns) {
      if (i < w.size()) w[i++] = std::strtof(std::string(columns[1]).c_str(), nullptr);
    });
    return w;
  }();
  return weights;
}

// Where a unit begins among the tokens.
std::size_t place_of(const NameView& name, std::size_t unit) noexcept {
  return unit < name.tokens.size() ? unit : name.joined[unit - name.tokens.size()].first;
}

// The token that is the surname, as far as the name tells: by a comma or capitals, else the last.
std::size_t surname_of(const NameView& name) noexcept {
  std::size_t last = 0;
  for (std::size_t i = 0; i < name.tokens.size(); ++i) {
    if (name.tokens[i].role != TokenRole::name || name.tokens[i].token->initial) continue;
    last = i;
    if (name.comma != 0 && i + 1 == name.comma) return i;
  }
  if (name.capitals_tell)
    for (std::size_t i = 0; i < name.tokens.size(); ++i)
      if (name.tokens[i].capitals && name.tokens[i].role == TokenRole::name) last = i;
  return last;
}

// "Charles I", "Pius X": a numeral of one letter that ends a name, which may be an initial as well; 0 for none.
unsigned may_be_numeral(const NameView& name) noexcept {
  if (name.tokens.size() < 2) return 0;
  const std::string_view last = name.tokens.back().token->sound.text;
  return last == "i" ? 1 : last == "v" ? 5 : last == "x" ? 10 : 0;
}

// The generation that a name tells: 2 for Jr and II, 0 for none.
unsigned generation_of(const NameView& name) noexcept {
  for (const NameToken& t : name.tokens)
    if (t.role == TokenRole::generation) return t.token->role.group;
  return 0;
}

Script main_script(const NameView& name) noexcept {
  for (const NameToken& t : name.tokens)
    if (t.role == TokenRole::name && !t.token->initial) return t.token->script;
  return Script::latin;
}

bool all_known_given(const NameView& name) noexcept {
  return std::all_of(name.tokens.begin(), name.tokens.end(),
                     [](const NameToken& t) { return t.token->given; });
}

}  // namespace

void score(const NameView& a, const NameView& b, Alignment& out) {
  float sum = 0, weights = 0, good = 0, bad = 0, worst = 1, second = 1, best_weight = 0, logs = 0;
  float minor = 0, conflicts = 0, exact = 0, missing_initials = 0;
  float initials = 0, nicknames = 0, names = 0, surname = 1, given = 1, patronymic = 1;
  const std::size_t surname_a = surname_of(a), surname_b = surname_of(b);
  std::size_t inversions = 0;
  for (const AlignedPair& p : out.pairs) {
    if (!is_name(a, p.a) || !is_name(b, p.b)) continue;
    for (const AlignedPair& q : out.pairs) {
      if (&q == &p || !is_name(a, q.a) || !is_name(b, q.b)) continue;
      if (p.meeting.similarity >= .8F && q.meeting.similarity >= .8F && p.a < q.a &&
          (place_of(a, p.a) < place_of(a, q.a)) != (place_of(b, p.b) < place_of(b, q.b)))
        ++inversions;
    }
  }
  for (const AlignedPair& p : out.pairs) {
    const float s = p.meeting.similarity;
    if (!is_name(a, p.a) || !is_name(b, p.b) || p.weight < .25F) {
      minor += s >= .9F && !is_name(a, p.a) && !is_name(b, p.b) ? 1 : 0;
      continue;
    }
    // An initial says no more than that nothing speaks against it.
    if (p.meeting.how == TokenMeeting::initial && s > 0) {
      initials += 1;
      weights += .01F;
      sum += .01F;
      continue;
    }
    sum += s * p.weight;
    weights += p.weight;
    names += 1;
    conflicts += s < .6F ? 1 : 0;
    exact += p.meeting.how == TokenMeeting::same ? 1 : 0;
    good += p.weight * ramp(s, .75F, 1);
    bad += p.weight * ramp(s, .85F, .4F);
    logs += p.weight * (s >= .95F ? 1 : s >= .88F ? .7F : s >= .8F ? .3F : s >= .7F ? -.2F : -1);
    if (s >= .8F) best_weight = std::max(best_weight, p.weight);
    if (p.meeting.how == TokenMeeting::nickname) nicknames += 1;
    if (s < worst) {
      second = worst;
      worst = s;
    } else {
      second = std::min(second, s);
    }
    const std::size_t at_a = place_of(a, p.a), at_b = place_of(b, p.b);
    if (at_a == surname_a || at_b == surname_b) surname = std::min(surname, s);
    if (at_a == 0 && at_b == 0) given = std::min(given, s);
    if (p.a < a.tokens.size() && p.b < b.tokens.size() &&
        a.tokens[p.a].role == TokenRole::patronymic && b.tokens[p.b].role == TokenRole::patronymic)
      patronymic = std::min(patronymic, s);
  }
  float missing_a = 0, missing_b = 0;
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    const float w = is_name(a, i) ? weight_of(a.tokens[i]) : 0;
    if ((out.used_a >> i & 1) == 0) {
      missing_a += w;
      missing_initials += a.tokens[i].token->initial ? 1 : 0;
    }
  }
  for (std::size_t j = 0; j < b.tokens.size(); ++j) {
    const float w = is_name(b, j) ? weight_of(b.tokens[j]) : 0;
    if ((out.used_b >> j & 1) == 0) {
      missing_b += w;
      missing_initials += b.tokens[j].token->initial ? 1 : 0;
    }
  }
  const float missing = missing_a + missing_b;
  const Script script_a = main_script(a), script_b = main_script(b);
  const bool cross = script_a != script_b;
  const bool abjad = cross && (script_a == Script::abjad || script_b == Script::abjad);
  const bool loose = cross && !abjad && std::max(script_a, script_b) >= Script::syllables;
  const float mean = weights > 0 ? sum / weights : 0;
  const float total = weights + missing;
  const bool inverted = inversions > 0 && a.comma == 0 && b.comma == 0;
  const auto flag = [](bool x) { return x ? 1.0F : 0.0F; };
  out.evidence = {1,
                  mean,
                  worst,
                  second,
                  std::min(good, 2.5F),
                  std::min(bad, 2.0F),
                  std::clamp(logs, -2.0F, 3.0F),
                  total > 0 ? missing / total : 1,
                  std::min(missing, 2.0F),
                  std::min(initials, 2.0F),
                  std::min(nicknames, 1.0F),
                  flag(names == 1),
                  flag(inverted),
                  surname,
                  given,
                  best_weight,
                  flag(abjad),
                  flag(loose),
                  abjad ? worst : 0,
                  loose ? worst : 0,
                  flag(cross && !abjad && !loose),
                  loose ? mean : 0,
                  abjad ? mean : 0,
                  ramp(worst, .88F, 1),
                  ramp(worst, .6F, .8F),
                  std::min(conflicts, 2.0F),
                  std::min(exact, 3.0F),
                  std::min(missing_initials, 1.0F),
                  std::min(minor, 2.0F)};
  float z = weights <= 0 ? -4.0F : 0.0F;
  if (weights > 0)
    for (std::size_t i = 0; i < kEvidence; ++i) z += evidence_weights()[i] * out.evidence[i];
  out.score = 1 / (1 + std::exp(-z));

  // At least one side says so beyond doubt: "Petrov V" alone may be an initial.
  const unsigned told_a = generation_of(a), told_b = generation_of(b);
  const unsigned number_a = told_a != 0 ? told_a : may_be_numeral(a);
  const unsigned number_b = told_b != 0 ? told_b : may_be_numeral(b);
  if ((told_a != 0 || told_b != 0) && number_a != 0 && number_b != 0 && number_a != number_b)
    out.veto = Veto::generation;
  else if (patronymic < .6F)
    out.veto = Veto::patronymic;
  else if (inversions > 0 && a.comma == 0 && b.comma == 0 && a.tokens.size() == 2 &&
           b.tokens.size() == 2 && all_known_given(a) && all_known_given(b) && !a.capitals_tell &&
           !b.capitals_tell)
    out.veto = Veto::given_names_swapped;
  // A bare surname is no conflict: what it leaves open keeps it below .8, what it shares above .7.
  const auto bare_surname = [&](const NameView& few, const NameView& many) {
    return few.tokens.size() == 1 && many.tokens.size() > 1 && !few.tokens[0].token->initial;
  };
  if ((bare_surname(a, b) || bare_surname(b, a)) && names == 1 && worst >= .85F)
    out.score = std::clamp(out.score, .7F + .05F * ramp(worst, .85F, 1), .79F);
  // "Vladimir" may be any of many.
  const auto lone_given = [](const NameView& few, const NameView& many) {
    return few.tokens.size() == 1 && many.tokens.size() > 1 && few.tokens[0].token->given_only;
  };
  if (lone_given(a, b) || lone_given(b, a)) out.score = std::min(out.score, .6F);
  // Maria and Mario Garcia, John and Jane Smith: alike, and two people.
  const auto of_two_genders = [&](const AlignedPair& pair) {
    if (pair.meeting.how != TokenMeeting::sound) return false;
    const unsigned x = a.unit(pair.a).gender, y = b.unit(pair.b).gender;
    return x + y == 3 && x != 0 && y != 0;
  };
  if (std::any_of(out.pairs.begin(), out.pairs.end(), of_two_genders))
    out.score = std::min(out.score, .75F);
  // Which of two given names is the surname is seldom sure; the others are.
  if (out.veto != Veto::none)
    out.score = std::min(out.score, out.veto == Veto::given_names_swapped ? .75F : .45F);
}

}  // namespace quoth::names
