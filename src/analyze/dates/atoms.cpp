#include "analyze/dates/atoms.hpp"

#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr unsigned bit(WordClass c) noexcept { return static_cast<unsigned>(c); }

// In running text these are more often other words than months or weekdays when in small letters.
constexpr bool is_weak(std::string_view word) noexcept {
  return word == "may" || word == "march" || word == "mar" || word == "sat" || word == "sun" ||
         word == "mon" || word == "wed" || word == "dec" || word == "jan" || word == "fri" ||
         word == "thu" || word == "august";
}

}  // namespace

bool AtomReader::is_text(TokenIndex i, std::string_view lower) const noexcept {
  if (i >= t_.size()) return false;
  const std::string_view text = t_.text(i);
  if (text.size() != lower.size()) return false;
  for (std::size_t k = 0; k < text.size(); ++k)
    if ((text[k] >= 'A' && text[k] <= 'Z' ? text[k] + 32 : text[k]) != lower[k]) return false;
  return true;
}

bool AtomReader::is_dash(TokenIndex i) const noexcept {
  if (i >= t_.size()) return false;
  const char32_t c = t_.code(i);
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool AtomReader::inside_number(TokenIndex i) const noexcept {
  if (i < 2 || !glued(i)) return false;
  const char before = t_.at(i - 1);
  return (before == '.' || before == ',' || before == ':' || before == '/') && glued(i - 1) &&
         t_.kind(i - 2) == TokenKind::number;
}

bool AtomReader::measured(TokenIndex begin, TokenIndex end) const noexcept {
  if (begin > 0 && glued(begin)) {
    const TokenKind kind = t_.kind(begin - 1);
    const char32_t c = t_.code(begin - 1);
    if (c == '$' || c == 0x20AC || c == 0xA3 || c == 0xA5 || c == '#' || c == '+' || c == '&' ||
        c == '_' || c == '=' || c == '@')
      return true;
    if (kind == TokenKind::word || kind == TokenKind::number) return true;
    if ((c == '.' || c == '/' || c == '\\') && begin > 1 && glued(begin - 1)) return true;
  }
  if (end >= t_.size()) return false;
  const char32_t c = t_.code(end);
  if (c == '%' || c == 0xB0) return true;
  if (!glued(end)) return false;
  if (c == 0x20AC || c == '$' || c == '_' || c == '@' || c == '=') return true;
  return (c == '.' || c == ',' || c == ':' || c == '/') && glued(end + 1) &&
         t_.kind(end + 1) == TokenKind::number;
}

Capture AtomReader::of_class(unsigned word_class, Atom atom, TokenIndex i) const noexcept {
  Capture out;
  if ((t_.classes(i) >> word_class & 1) == 0) return out;
  out.atom = atom;
  out.begin = i;
  out.tokens = 1;
  out.value = t_.lexicon().value(t_.word(i), word_class);
  return out;
}

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
    if (tokens > 0 && (is_dash(word) || is_text(word, "and"))) ++word;
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
    while (next_number(used + 1) && t_.at(i + used) == ',' && glued(i + used) &&
           digits(i + used + 1) == 3 && milli < 1'000'000'000'000) {
      milli = milli * 1000 + std::int64_t{t_.number(i + used + 1)} * 1000;
      used += 2;
    }
    if (next_number(used + 1) && t_.at(i + used) == '.' && glued(i + used) &&
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
    // two and a half
    const TokenIndex end = i + out.tokens;
    if (is_text(end, "and") && is_text(end + 1, "a") && is_text(end + 2, "half")) {
      out.value += 500;
      out.tokens = static_cast<std::uint16_t>(out.tokens + 3);
    } else if (is_text(end, "and") && is_text(end + 1, "half")) {
      out.value += 500;
      out.tokens = static_cast<std::uint16_t>(out.tokens + 2);
    }
    return out;
  }
  if (is_text(i, "a") || is_text(i, "an")) {
    out.value = 1000;
    out.tokens = 1;
    if (is_text(i + 1, "couple")) {
      out.value = 2000;
      out.tokens = is_text(i + 2, "of") ? 3 : 2;
      out.weak = true;
    } else if (is_text(i + 1, "few") || is_text(i + 1, "handful")) {
      out.weak = true;
      out.value = 3000;
      out.tokens = is_text(i + 2, "of") ? 3 : is_text(i + 2, "more") ? 3 : 2;
    } else if (is_text(i + 1, "number") && is_text(i + 2, "of")) {
      out.weak = true;
      out.value = 3000;
      out.tokens = 3;
    } else if (is_text(i + 1, "half")) {
      out.value = 500;
      out.tokens = 2;
    } else if (is_text(i + 1, "dozen")) {
      out.value = 12000;
      out.tokens = 2;
    } else if (is_text(i + 1, "hundred") || is_text(i + 1, "thousand")) {
      out.value = is_text(i + 1, "hundred") ? 100'000 : 1'000'000;
      out.tokens = 2;
    } else if (is_text(i + 1, "quarter") && (is_text(i + 2, "of") || is_dash(i + 2))) {
      out.value = 250;
      out.tokens = is_dash(i + 2) ? 2 : is_text(i + 3, "a") || is_text(i + 3, "an") ? 4 : 3;
    } else if (is_text(i + 1, "full") || is_text(i + 1, "whole") || is_text(i + 1, "further")) {
      out.tokens = 2;
    }
    return out;
  }
  const auto vague = [&](std::uint32_t tokens) {
    out.weak = true;
    out.value = 3000;
    out.tokens = static_cast<std::uint16_t>(tokens);
  };
  if (is_text(i, "several") || is_text(i, "many") || is_text(i, "few") || is_text(i, "some")) {
    vague(1);
  } else if (is_text(i, "couple")) {
    vague(is_text(i + 1, "of") ? 2 : 1);
    out.value = 2000;
  } else if (is_text(i, "half")) {
    out.value = 500;
    out.tokens = is_text(i + 1, "a") || is_text(i + 1, "an") ? 2 : 1;
  } else if ((is_text(i, "dozens") || is_text(i, "hundreds") || is_text(i, "thousands") ||
              is_text(i, "tens")) &&
             is_text(i + 1, "of")) {
    vague(2);
  }
  return out;
}

Capture AtomReader::ordinal(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::ordinal;
  out.begin = i;
  if (t_.kind(i) == TokenKind::number) {
    if (digits(i) > 3 || inside_number(i) || !glued(i + 1)) return out;
    if (!is_text(i + 1, "th") && !is_text(i + 1, "st") && !is_text(i + 1, "nd") &&
        !is_text(i + 1, "rd"))
      return out;
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

Capture AtomReader::day(TokenIndex i) const noexcept {
  Capture out = ordinal(i);
  out.atom = Atom::day;
  if (out.tokens > 0) {
    if (out.value > 31) out.tokens = 0;
    return out;
  }
  out.value = 0;
  if (t_.kind(i) != TokenKind::number || digits(i) > 2 || inside_number(i)) return out;
  const std::uint32_t value = t_.number(i);
  if (value < 1 || value > 31 || measured(i, i + 1)) return out;
  if (i + 1 < t_.size() && glued(i + 1) && t_.kind(i + 1) == TokenKind::word) return out;
  out.value = value;
  out.tokens = 1;
  return out;
}

bool AtomReader::year_suffix(TokenIndex i, std::uint32_t& tokens, bool& bc) const noexcept {
  if (i >= t_.size() || t_.shape(i) != Shape::upper) return false;
  const bool before = is_text(i, "bc") || is_text(i, "bce") || is_text(i, "b.c.") ||
                      is_text(i, "b.c.e.") || is_text(i, "b.c");
  const bool after =
      is_text(i, "ad") || is_text(i, "ce") || is_text(i, "a.d.") || is_text(i, "c.e.");
  if (!before && !after) return false;
  ++tokens;
  bc = before;
  return true;
}

Capture AtomReader::year(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::year;
  out.begin = i;
  // '69
  if (t_.kind(i) == TokenKind::mark) {
    const Mark mark = t_.mark(i);
    if (mark != Mark::right_single && mark != Mark::straight_single && mark != Mark::left_single)
      return out;
    if (glued(i) || i + 1 >= t_.size() || !glued(i + 1) || digits(i + 1) != 2 ||
        measured(i + 2, i + 2))
      return out;
    if (i + 2 < t_.size() && glued(i + 2) && t_.kind(i + 2) != TokenKind::punctuation &&
        t_.kind(i + 2) != TokenKind::clitic)
      return out;
    out.value = t_.number(i + 1);
    out.value += out.value < 40 ? 2000 : 1900;
    out.tokens = 2;
    out.weak = true;
    return out;
  }
  if (t_.kind(i) == TokenKind::number) {
    if (inside_number(i) || measured(i, i + 1)) return out;
    const std::uint32_t value = t_.number(i);
    if (value == TokenTable::kNoNumber || digits(i) > 4) return out;
    bool bc = false;
    std::uint32_t tokens = 1;
    if (year_suffix(i + 1, tokens, bc)) {
      if (value == 0) return out;
      out.value = bc ? 1 - std::int64_t{value} : value;
      out.tokens = static_cast<std::uint16_t>(tokens);
      return out;
    }
    if (digits(i) != 4 || value < 1000 || value > 2999) return out;
    if (i + 1 < t_.size() && glued(i + 1) && t_.kind(i + 1) == TokenKind::word) return out;
    out.value = value;
    out.tokens = 1;
    return out;
  }
  if (!has(t_.classes(i), WordClass::cardinal)) return out;
  // nineteen ninety-seven, twenty twenty-four, two thousand (and) five
  const std::int32_t first = t_.lexicon().value(t_.word(i), bit(WordClass::cardinal));
  std::uint32_t used = 0;
  if (first >= 10 && first <= 20) {
    const std::int64_t rest = spelled(i + 1, used);
    if (i + 1 < t_.size() && used > 0 && rest >= 10 && rest <= 99 && !is_text(i + 1, "and")) {
      out.value = std::int64_t{first} * 100 + rest;
      out.tokens = static_cast<std::uint16_t>(1 + used);
    } else if (is_text(i + 1, "hundred") && first < 20) {
      out.value = std::int64_t{first} * 100;
      out.tokens = 2;
      out.weak = true;
    }
    return out;
  }
  if (first == 2 && is_text(i + 1, "thousand")) {
    const std::int64_t value = spelled(i, used);
    if (used > 0 && value >= 2000 && value <= 2099) {
      out.value = value;
      out.tokens = static_cast<std::uint16_t>(used);
      out.weak = used == 2;
    }
  }
  return out;
}

void AtomReader::add_zone(TokenIndex i, Capture& out) const noexcept {
  const bool open = i < t_.size() && t_.at(i) == '(' && i + 2 < t_.size() && t_.at(i + 2) == ')';
  const TokenIndex word = open ? i + 1 : i;
  if (word >= t_.size() || !has(t_.classes(word), WordClass::time_zone)) return;
  if (t_.shape(word) != Shape::upper && !glued(word) && t_.shape(word) != Shape::capitalised)
    return;
  const std::int32_t minutes = t_.lexicon().value(t_.word(word), bit(WordClass::time_zone));
  out.zone = static_cast<std::int8_t>(minutes / 15);
  out.tokens = static_cast<std::uint16_t>(word + 1 + (open ? 1 : 0) - out.begin);
}

Capture AtomReader::clock(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::clock;
  out.begin = i;
  std::int64_t hour = -1, minute = 0, second = 0;
  std::uint32_t used = 0;
  bool colon = false;
  if (t_.kind(i) == TokenKind::number) {
    if (inside_number(i) || digits(i) > 4) return out;
    hour = t_.number(i);
    used = 1;
    if (digits(i) <= 2 && i + 2 < t_.size() && (t_.at(i + 1) == ':' || t_.at(i + 1) == '.') &&
        glued(i + 1) && glued(i + 2) && digits(i + 2) == 2) {
      colon = t_.at(i + 1) == ':';
      minute = t_.number(i + 2);
      used = 3;
      out.grain = Grain::minute;
      if (colon && i + 4 < t_.size() && t_.at(i + 3) == ':' && glued(i + 3) && glued(i + 4) &&
          digits(i + 4) == 2) {
        second = t_.number(i + 4);
        used = 5;
        out.grain = Grain::second;
      }
    } else if (digits(i) == 4) {
      // 0735 GMT, 1800 hours: four digits only with what makes them a time
      minute = hour % 100;
      hour /= 100;
      const TokenIndex next = i + 1;
      const bool said = next < t_.size() && (has(t_.classes(next), WordClass::time_zone)
                                                 ? t_.shape(next) == Shape::upper
                                                 : is_text(next, "hours") || is_text(next, "hrs") ||
                                                       is_text(next, "h"));
      if (!said) return out;
      if (!has(t_.classes(next), WordClass::time_zone)) used = 2;
      colon = true;
      out.grain = Grain::minute;
    } else if (digits(i) == 3) {
      return out;
    }
    if (measured(i, i + used) && used < 3) return out;
  } else {
    std::uint32_t words = 0;
    const std::int64_t value = has(t_.classes(i), WordClass::cardinal) ? spelled(i, words) : 0;
    if (words != 1 || value < 1 || value > 12) return out;
    hour = value;
    used = 1;
    out.weak = true;
  }
  if (minute > 59 || second > 60 || hour > 24) return out;
  // Where the day is halved: p.m., o'clock, in the evening.
  const TokenIndex next = i + used;
  const auto half = [&](TokenIndex k) {
    if (is_text(k, "am") || is_text(k, "a.m.") || is_text(k, "a.m")) return 1;
    if (is_text(k, "pm") || is_text(k, "p.m.") || is_text(k, "p.m")) return 2;
    return 0;
  };
  if (const int which = half(next); which != 0 && hour >= 1 && hour <= 12) {
    hour = hour % 12 + (which == 2 ? 12 : 0);
    used += 1;
    if (out.grain == Grain::none) out.grain = Grain::hour;
  } else if (is_text(next, "o'clock") || is_text(next, "o’clock")) {
    if (hour < 1 || hour > 12) return out;
    used += 1;
    if (const int after = half(next + 1)) {
      hour = hour % 12 + (after == 2 ? 12 : 0);
      used += 1;
    }
    out.grain = Grain::hour;
  } else if (!colon) {
    // 18.00 UTC; a bare "5 GMT" too
    if (next >= t_.size() || !has(t_.classes(next), WordClass::time_zone) ||
        t_.shape(next) != Shape::upper || t_.kind(i) != TokenKind::number)
      return out;
    if (out.grain == Grain::none) out.grain = Grain::hour;
  }
  if (hour == 24 && (minute != 0 || second != 0)) return out;
  if (used >= 3 && glued(i + used) && t_.kind(i + used) == TokenKind::number) return out;
  out.value = hour * 3600 + minute * 60 + second;
  out.tokens = static_cast<std::uint16_t>(used);
  add_zone(i + used, out);
  return out;
}

Capture AtomReader::numeric_date(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::numdate;
  out.begin = i;
  if (t_.kind(i) != TokenKind::number || inside_number(i)) return out;
  if (glued(i) && t_.kind(i - 1) != TokenKind::mark && t_.at(i - 1) != '(' && t_.at(i - 1) != '[' &&
      !(is_dash(i - 1) && !glued(i - 1)))
    return out;
  const std::uint32_t n = digits(i);
  const auto accept = [&](std::int64_t y, std::int64_t m, std::int64_t d, std::uint32_t tokens) {
    if (m < 1 || m > 12 || y < 1 || y > kMaxYear) return false;
    if (d != 0 && !is_valid({static_cast<std::int32_t>(y), static_cast<std::int32_t>(m),
                             static_cast<std::int32_t>(d)}))
      return false;
    out.year = static_cast<std::int32_t>(y);
    out.month = static_cast<std::uint8_t>(m);
    out.day = static_cast<std::uint8_t>(d);
    out.tokens = static_cast<std::uint16_t>(tokens);
    return true;
  };
  if (n == 8) {
    const std::uint32_t v = t_.number(i);
    if (v / 10000 < 1900 || v / 10000 > 2099 || measured(i, i + 1)) return out;
    if (i + 1 < t_.size() && glued(i + 1) && t_.kind(i + 1) != TokenKind::punctuation) return out;
    accept(v / 10000, v / 100 % 100, v % 100, 1);
    return out;
  }
  if (n != 4 && n != 2 && n != 1) return out;
  if (i + 2 >= t_.size() || !glued(i + 1) || !glued(i + 2)) return out;
  const char sep = t_.at(i + 1);
  if (sep != '/' && sep != '-' && sep != '.') return out;
  const std::int64_t a = t_.number(i);
  // 06/Nov/2023, 2012-Aug-10
  if (has(t_.classes(i + 2), WordClass::month)) {
    const std::int32_t month = t_.lexicon().value(t_.word(i + 2), bit(WordClass::month));
    if (i + 4 >= t_.size() || t_.at(i + 3) != sep || !glued(i + 3) || !glued(i + 4)) return out;
    if (n == 4 && digits(i + 4) >= 1 && digits(i + 4) <= 2)
      accept(a, month, t_.number(i + 4), 5);
    else if (digits(i + 4) == 4)
      accept(t_.number(i + 4), month, a, 5);
    else if (digits(i + 4) == 2 && sep == '-')
      accept(t_.number(i + 4) + (t_.number(i + 4) < 40 ? 2000 : 1900), month, a, 5);
    return out;
  }
  const std::uint32_t n2 = digits(i + 2);
  if (n2 == 0 || n2 == 3 || n2 > 4) return out;
  const std::int64_t b = t_.number(i + 2);
  const bool third = i + 4 < t_.size() && t_.at(i + 3) == sep && glued(i + 3) && glued(i + 4) &&
                     t_.kind(i + 4) == TokenKind::number;
  const auto ends_here = [&](TokenIndex end) {
    if (end >= t_.size() || !glued(end)) return true;
    const char c = t_.at(end);
    if (c == '-' || c == '/' || c == ':') return false;
    if (t_.kind(end) == TokenKind::word || t_.kind(end) == TokenKind::number) return false;
    return !((c == '.' || c == ',') && end + 1 < t_.size() && glued(end + 1) &&
             t_.kind(end + 1) == TokenKind::number);
  };
  if (!third) {
    if (!ends_here(i + 3)) return out;
    if (n == 4 && n2 == 2 && sep == '-' && a >= 1000 && a < 3000) {
      // 2022-03 is a month; 2009-10 two years in a row
      if (b != a % 100 + 1) accept(a, b, 0, 3);
    } else if (n <= 2 && n2 == 4 && sep == '/' && b >= 1000 && b < 3000) {
      accept(b, a, 0, 3);
    }
    return out;
  }
  const std::uint32_t n3 = digits(i + 4);
  const std::int64_t c = t_.number(i + 4);
  bool found = false;
  if (n == 4 && n2 <= 2 && n3 <= 2) {
    found = accept(a, b, c, 5);
  } else if (n <= 2 && n2 <= 2 && (n3 == 4 || (n3 == 2 && sep != '.'))) {
    const std::int64_t y = n3 == 4 ? c : c + (c < 40 ? 2000 : 1900);
    const bool month_first_can = a <= 12, day_first_can = b <= 12;
    out.weak = month_first_can && day_first_can && a != b;
    // Points are European; slashes and hyphens American unless the month would be impossible.
    found = sep != '.' && month_first_can ? accept(y, a, b, 5) : accept(y, b, a, 5);
    if (!found) found = sep != '.' && month_first_can ? accept(y, b, a, 5) : accept(y, a, b, 5);
  }
  if (!found) return out;
  // 2022-03-05T09:30Z: the time is glued on
  TokenIndex at = i + 5;
  if (at < t_.size() && glued(at) && t_.kind(at) == TokenKind::word && t_.text(at).size() == 3 &&
      (t_.text(at)[0] == 'T' || t_.text(at)[0] == 't')) {
    const std::string_view text = t_.text(at);
    if (text[1] >= '0' && text[1] <= '2' && text[2] >= '0' && text[2] <= '9' &&
        at + 2 < t_.size() && t_.at(at + 1) == ':' && glued(at + 1) && glued(at + 2) &&
        digits(at + 2) == 2 && t_.number(at + 2) < 60) {
      const std::int32_t hour = (text[1] - '0') * 10 + (text[2] - '0');
      if (hour < 24) {
        out.second = hour * 3600 + static_cast<std::int32_t>(t_.number(at + 2)) * 60;
        out.grain = Grain::minute;
        at += 3;
        if (at + 1 < t_.size() && t_.at(at) == ':' && glued(at) && glued(at + 1) &&
            digits(at + 1) == 2 && t_.number(at + 1) < 60) {
          out.second += static_cast<std::int32_t>(t_.number(at + 1));
          out.grain = Grain::second;
          at += 2;
          if (at + 1 < t_.size() && t_.at(at) == '.' && glued(at) && glued(at + 1) &&
              t_.kind(at + 1) == TokenKind::number)
            at += 2;
        }
        if (at < t_.size() && glued(at) && is_text(at, "z")) {
          out.zone = 0;
          ++at;
        } else if (at + 1 < t_.size() && glued(at) && (t_.at(at) == '+' || t_.at(at) == '-') &&
                   glued(at + 1) && digits(at + 1) == 2) {
          out.zone = static_cast<std::int8_t>(t_.number(at + 1) % 15 * 4);
          if (t_.at(at) == '-') out.zone = static_cast<std::int8_t>(-out.zone);
          at += 2;
          if (at + 1 < t_.size() && t_.at(at) == ':' && glued(at) && glued(at + 1) &&
              digits(at + 1) == 2)
            at += 2;
        }
        out.tokens = static_cast<std::uint16_t>(at - i);
        return out;
      }
    }
  }
  if (!ends_here(i + 5)) out.tokens = 0;
  return out;
}

Capture AtomReader::decade(TokenIndex i) const noexcept {
  Capture out;
  out.atom = Atom::decade;
  out.begin = i;
  out.grain = Grain::decade;
  TokenIndex at = i;
  if (t_.kind(i) == TokenKind::mark) {
    const Mark mark = t_.mark(i);
    if (mark != Mark::right_single && mark != Mark::straight_single && mark != Mark::left_single)
      return out;
    if (i + 1 >= t_.size() || !glued(i + 1)) return out;
    ++at;
  }
  if (t_.kind(at) == TokenKind::number) {
    if (at == i && (inside_number(i) || measured(i, i + 1))) return out;
    const std::uint32_t n = digits(at);
    const std::uint32_t value = t_.number(at);
    if ((n != 4 && n != 2) || value % 10 != 0 || (n == 4 && (value < 1000 || value > 2990)))
      return out;
    if (n == 2 && value < 20) return out;
    // the s: glued, with or without an apostrophe
    TokenIndex s = at + 1;
    if (s >= t_.size() || !glued(s)) return out;
    if (!(is_text(s, "s") || t_.kind(s) == TokenKind::clitic)) {
      if (t_.kind(s) != TokenKind::mark || s + 1 >= t_.size() || !glued(s + 1) ||
          !is_text(s + 1, "s"))
        return out;
      ++s;
    }
    out.value = n == 4 ? value : value + 1900;
    if (n == 4 && value % 100 == 0) out.grain = Grain::century;
    out.weak = n == 2 && at == i;
    out.tokens = static_cast<std::uint16_t>(s + 1 - i);
    return out;
  }
  if (at != i || !has(t_.classes(i), WordClass::temporal)) return out;
  constexpr std::string_view kTens[] = {"twenties", "thirties",  "forties",  "fifties",
                                        "sixties",  "seventies", "eighties", "nineties"};
  for (std::size_t k = 0; k < 8; ++k) {
    if (!is_text(i, kTens[k])) continue;
    out.value = 1920 + 10 * static_cast<std::int64_t>(k);
    out.tokens = 1;
    out.weak = true;
  }
  return out;
}

Capture AtomReader::read(Atom atom, TokenIndex i) const noexcept {
  Capture none;
  if (i >= t_.size()) return none;
  switch (atom) {
    case Atom::day:
      return day(i);
    case Atom::year:
      return year(i);
    case Atom::month:
    case Atom::weekday:
    case Atom::weekdays: {
      const bool month = atom == Atom::month;
      Capture out = of_class(bit(month ? WordClass::month : WordClass::weekday), atom, i);
      if (out.tokens == 0) return out;
      const bool plural = out.value > 100;  // Fridays
      if (plural != (atom == Atom::weekdays)) return none;
      if (plural) out.value -= 100;
      const std::string_view word = t_.lexicon().text(t_.word(i));
      const bool small = t_.shape(i) == Shape::lower;
      if (!query_ && is_weak(word)) {
        // "sat", "may" and "march" are verbs; "SAT" and "SUN" are other things.
        const bool number_next = i + 1 < t_.size() && t_.kind(i + 1) == TokenKind::number;
        if (small && (!month || word == "may" || !number_next)) return none;
        // Sun Yat-sen, Jan Novak, SAT scores
        const bool marked = i + 1 < t_.size() && (t_.at(i + 1) == '.' || t_.at(i + 1) == ',');
        if (word.size() == 3 && word != "may" && !number_next && !marked) return none;
      }
      if (has(t_.classes(i), WordClass::abbreviation) && i + 1 < t_.size() && t_.at(i + 1) == '.' &&
          glued(i + 1) && t_.span(i + 1).size() == 1)
        ++out.tokens;
      return out;
    }
    case Atom::unit:
    case Atom::units: {
      Capture out = of_class(bit(WordClass::time_unit), atom, i);
      if (out.tokens == 0) return out;
      const bool plural = out.value > 100;
      if (plural && atom == Atom::unit) return none;
      if (!plural && atom == Atom::units) return none;
      if (plural) out.value -= 100;
      out.grain = static_cast<Grain>(out.value);
      return out;
    }
    case Atom::part:
      return of_class(bit(WordClass::day_part), atom, i);
    case Atom::season:
      return of_class(bit(WordClass::season), atom, i);
    case Atom::holiday: {
      const TokenTable::Phrase phrase =
          (t_.classes(i) & kStartsPhrase) != 0 ? t_.phrase_at(i) : TokenTable::Phrase{};
      if (phrase.id != kNoWord && has(t_.lexicon().classes(phrase.id), WordClass::holiday)) {
        Capture out;
        out.atom = atom;
        out.begin = i;
        out.tokens = static_cast<std::uint16_t>(phrase.words);
        out.value = t_.lexicon().value(phrase.id, bit(WordClass::holiday));
        return out;
      }
      return of_class(bit(WordClass::holiday), atom, i);
    }
    case Atom::clock:
      return clock(i);
    case Atom::numdate:
      return numeric_date(i);
    case Atom::quantity:
      return quantity(i);
    case Atom::number: {
      return number(i);
    }
    case Atom::ordinal:
      return ordinal(i);
    case Atom::decade:
      return decade(i);
    case Atom::two: {
      if (digits(i) != 2 || measured(i, i + 1)) return none;
      if (i + 1 < t_.size() && glued(i + 1) &&
          (t_.kind(i + 1) == TokenKind::word || is_dash(i + 1)))
        return none;
      none.atom = atom;
      none.begin = i;
      none.tokens = 1;
      none.value = t_.number(i);
      return none;
    }
    case Atom::dash:
      none.tokens = is_dash(i) ? 1 : 0;
      break;
    case Atom::comma:
      none.tokens = t_.at(i) == ',' ? 1 : 0;
      break;
    case Atom::point:
      none.tokens = t_.at(i) == '.' && t_.span(i).size() == 1 ? 1 : 0;
      break;
    case Atom::slash:
      none.tokens = t_.at(i) == '/' ? 1 : 0;
      break;
    case Atom::bracket:
      none.tokens = t_.at(i) == '(' ? 1 : 0;
      break;
    case Atom::clitic:
      none.tokens = t_.kind(i) == TokenKind::clitic ? 1 : 0;
      break;
    case Atom::count_:
      break;
  }
  none.atom = atom;
  none.begin = i;
  return none;
}

}  // namespace quoth::dates
