// Atoms of numbers: amounts, exact numbers, ordinals, in digits and in words.
#include "analyze/dates/atoms.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr unsigned bit(WordClass c) noexcept { return static_cast<unsigned>(c); }

}  // namespace

// A number written in words: "twenty-five", "two hundred and ten", "nineteen". 0 when there is
// none.
std::int64_t AtomReader::spelled(TokenIndex i, std::uint32_t& tokens) const noexcept {
  const auto value = [&](TokenIndex k) -> std::int64_t {
    if (k >= t_.size() || !has(t_.classes(k), WordClass::cardinal)) return -1;
    return t_.lexicon().value(t_.word(k), bit(WordClass::cardinal), -1);
  };
  std::int64_t total = 0, group = 0;
  TokenIndex at = i;
  tokens = 0;
  for (std::uint32_t steps = 0; steps < 12; ++steps) {
    TokenIndex word = at;
    if (tokens > 0 && (is_dash(word) || is(word, Role::conjunct))) ++word;
    const std::int64_t v = value(word);
    if (v < 0 || t_.shape(word) == Shape::none) break;
    if (tokens > 0 && t_.before(word, Gap::sentence)) break;
    if (v >= 1000) {
      total += (group == 0 ? 1 : group) * v;
      group = 0;
    } else if (v == 100) {
      group = (group == 0 ? 1 : group) * 100;
    } else if (v >= 20) {
      if (group % 100 != 0) break;
      group += v;
    } else {
      const std::int64_t ones = group % 100;
      if (tokens > 0 &&
          (ones % 10 != 0 || (ones != 0 && v >= 10) || (ones == 0 && group == 0 && total == 0)))
        break;
      group += v;
    }
    if (total + group > 1'000'000'000) break;
    at = word + 1;
    tokens = at - i;
  }
  return total + group;
}

Capture AtomReader::number(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::number;
  out.begin = i;
  if (t_.kind(i) == TokenKind::number) {
    if (inside_number(i) || t_.number(i) == TokenTable::kNoNumber) return out;
    std::int64_t milli = std::int64_t{t_.number(i)} * 1000;
    std::uint32_t used = 1;
    const auto next_number = [&](std::uint32_t k) {
      return i + k < t_.size() && glued(i + k) && t_.kind(i + k) == TokenKind::number;
    };
    const char thousands = words_.decimal_comma() ? '.' : ',';
    const char decimal = words_.decimal_comma() ? ',' : '.';
    while (next_number(used + 1) && t_.at(i + used) == thousands && glued(i + used) &&
           digits(i + used + 1) == 3 && milli < 1'000'000'000'000) {
      milli = milli * 1000 + std::int64_t{t_.number(i + used + 1)} * 1000;
      used += 2;
    }
    if (next_number(used + 1) && t_.at(i + used) == decimal && glued(i + used) &&
        digits(i + used + 1) <= 3) {
      std::int64_t fraction = t_.number(i + used + 1);
      for (std::uint32_t d = digits(i + used + 1); d < 3; ++d) fraction *= 10;
      milli += fraction;
      used += 2;
    }
    // 3-1/2, 3 1/2 and ½
    TokenIndex f = i + used;
    if (is_dash(f) && glued(f)) ++f;
    if (f + 2 < t_.size() && t_.at(f + 1) == '/' && digits(f) == 1 && digits(f + 2) == 1 &&
        glued(f + 1) && glued(f + 2) && t_.number(f + 2) != 0 && used == 1 &&
        t_.number(f) < t_.number(f + 2)) {
      milli += 1000 * std::int64_t{t_.number(f)} / t_.number(f + 2);
      used = f + 3 - i;
    } else if (i + used < t_.size() && glued(i + used) &&
               (t_.code(i + used) == 0xBD || t_.code(i + used) == 0xBC ||
                t_.code(i + used) == 0xBE)) {
      const char32_t c = t_.code(i + used);
      milli += c == 0xBD ? 500 : c == 0xBC ? 250 : 750;
      ++used;
    }
    if (measured(i, i + used)) return out;
    TokenIndex next = i + used;
    if (next < t_.size() && has(t_.classes(next), WordClass::cardinal)) {
      const std::int64_t scale = t_.lexicon().value(t_.word(next), bit(WordClass::cardinal));
      if (scale >= 100 && milli < 1'000'000'000'000 && scale <= 1'000'000) {
        milli *= scale;
        ++used;
      }
    }
    out.value = milli;
    out.tokens = static_cast<std::uint16_t>(used);
    return out;
  }
  if (!has(t_.classes(i), WordClass::cardinal)) return out;
  std::uint32_t used = 0;
  const std::int64_t value = spelled(i, used);
  if (used == 0 || value == 0) return out;
  out.value = value * 1000;
  out.tokens = static_cast<std::uint16_t>(used);
  return out;
}

Capture AtomReader::quantity(TokenIndex i) const noexcept {
  Capture out = number(i);
  out.atom = Atom::quantity;
  if (out.tokens > 0) {
    // two and a half, two-and-a-half
    const TokenIndex end = i + out.tokens;
    if (is_dash(end) && is(end + 1, Role::conjunct) && is_dash(end + 2) && is(end + 3, Role::one) &&
        is_dash(end + 4) && is(end + 5, Role::half)) {
      out.value += 500;
      out.tokens = static_cast<std::uint16_t>(out.tokens + 6);
      return out;
    }
    if (words_.is(t_.word(i), Role::plus_half) && out.tokens == 1) {
      out.value += 500;
    } else if (is(end, Role::conjunct) && is(end + 1, Role::one) && is(end + 2, Role::half)) {
      out.value += 500;
      out.tokens = static_cast<std::uint16_t>(out.tokens + 3);
    } else if (is(end, Role::conjunct) && is(end + 1, Role::half)) {
      out.value += 500;
      out.tokens = static_cast<std::uint16_t>(out.tokens + 2);
    }
    return out;
  }
  if (is(i, Role::one)) {
    out.value = 1000;
    out.tokens = 1;
    if (is(i + 1, Role::couple)) {
      out.value = 2000;
      out.tokens = is(i + 2, Role::of) ? 3 : 2;
      out.weak = true;
    } else if (is(i + 1, Role::few)) {
      out.weak = true;
      out.value = 3000;
      out.tokens = is(i + 2, Role::of) || is(i + 2, Role::more) ? 3 : 2;
    } else if (is(i + 1, Role::number) && is(i + 2, Role::of)) {
      out.weak = true;
      out.value = 3000;
      out.tokens = 3;
    } else if (is(i + 1, Role::half)) {
      out.value = 500;
      out.tokens = 2;
    } else if (is(i + 1, Role::dozen)) {
      out.value = 12000;
      out.tokens = 2;
    } else if (const std::int32_t scale = cardinal(i + 1); scale == 100 || scale == 1000) {
      out.value = std::int64_t{scale} * 1000;
      out.tokens = 2;
    } else if (is(i + 1, Role::quarter) && (is(i + 2, Role::of) || is_dash(i + 2))) {
      out.value = 250;
      out.tokens = is_dash(i + 2) ? 2 : is(i + 3, Role::one) ? 4 : 3;
    } else if (is(i + 1, Role::whole)) {
      out.tokens = 2;
    }
    return out;
  }
  const auto vague = [&](std::uint32_t tokens) {
    out.weak = true;
    out.value = 3000;
    out.tokens = static_cast<std::uint16_t>(tokens);
  };
  if (is(i, Role::several)) {
    vague(1);
  } else if (is(i, Role::couple)) {
    vague(is(i + 1, Role::of) ? 2 : 1);
    out.value = 2000;
  } else if (is(i, Role::half)) {
    out.value = 500;
    out.tokens = is(i + 1, Role::one) ? 2 : 1;
  } else if (is(i, Role::dozens) && is(i + 1, Role::of)) {
    vague(2);
  }
  return out;
}

Capture AtomReader::ordinal(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::ordinal;
  out.begin = i;
  if (t_.kind(i) == TokenKind::number) {
    if (digits(i) > 3 || t_.number(i) == 0 || inside_number(i) || !glued(i + 1)) return out;
    // The German point: 3. März, but not 3.5
    const bool point = t_.lexicon().ordinal_point() && t_.at(i + 1) == '.' && digits(i) <= 2 &&
                       t_.span(i + 1).size() == 1 &&
                       !(glued(i + 2) && t_.kind(i + 2) == TokenKind::number) &&
                       !measured(i, i + 1);
    if (!point && !is(i + 1, Role::ordinal_suffix)) return out;
    out.value = t_.number(i);
    out.tokens = 2;
    return out;
  }
  if (has(t_.classes(i), WordClass::ordinal)) {
    out.value = t_.lexicon().value(t_.word(i), bit(WordClass::ordinal));
    out.tokens = 1;
    return out;
  }
  if (has(t_.classes(i), WordClass::cardinal) && (is_dash(i + 1) || i + 1 < t_.size())) {
    const std::int64_t tens = t_.lexicon().value(t_.word(i), bit(WordClass::cardinal));
    const TokenIndex ones = is_dash(i + 1) ? i + 2 : i + 1;
    if (tens < 20 || tens > 90 || ones >= t_.size() || !has(t_.classes(ones), WordClass::ordinal))
      return out;
    const std::int32_t one = t_.lexicon().value(t_.word(ones), bit(WordClass::ordinal));
    if (one >= 1 && one <= 9) {
      out.value = tens + one;
      out.tokens = static_cast<std::uint16_t>(ones + 1 - i);
    }
  }
  return out;
}

}  // namespace quoth::dates
