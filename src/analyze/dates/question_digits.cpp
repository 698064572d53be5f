// The atoms of years, clock times, zones and dates in digits.
#include <algorithm>

#include "analyze/dates/question_atoms.hpp"

namespace quoth::dates {

AtomReading QuestionAtoms::year(Index i) const noexcept {
  std::int64_t value = -1;
  Index used = 0;
  if (is_mark(i, '\'')) {
    if (!glued_number(i + 1) || t_[i + 1].digits != 2) return {};
    return AtomReading::open(2, {.year = AtomReading::full_year(t_[i + 1].number)});
  }
  if (is_number(i)) {
    if (t_[i].digits > 4) return {};
    value = t_[i].number;
    used = 1;
    const auto era = [&](std::string_view word, std::string_view first, std::string_view second) {
      if (is(i + 1, word)) return Index{1};
      if (is(i + 1, first) && is_mark(i + 2, '.') && is(i + 3, second))
        return Index{is_mark(i + 4, '.') ? 4u : 3u};
      return Index{0};
    };
    if (const Index n = std::max(era("bc", "b", "c"), era("bce", "b", "ce"))) {
      value = 1 - value;
      used += n;
    } else if (const Index m = std::max(era("ad", "a", "d"), era("ce", "c", "e"))) {
      used += m;
    } else if (is(i + 1, "be") && text_[t_[i + 1].begin] == 'B') {
      value -= 543;  // the Buddhist era
      used += 1;
    } else if (t_[i].digits != 4 || value < 1000 || value > 3000) {
      return {};
    }
    if (value < kMinYear || value > kMaxYear) return {};
    return AtomReading::open(used, {.year = static_cast<std::int32_t>(value)});
  }
  const std::int32_t first = cardinal(i);
  if (first >= 10 && first <= 20) {
    Index rest = 0;
    const std::int64_t two = spelled(i + 1, rest);
    if (rest > 0 && two >= 10 && two <= 99 && !is(i + 1, "and")) {
      value = std::int64_t{first} * 100 + two;
      used = 1 + rest;
    }
  } else if (first == 2) {
    value = spelled(i, used);
    if (value < 2000 || value > 2099) used = 0;
  }
  if (used == 0) return {};
  return AtomReading::open(used, {.year = static_cast<std::int32_t>(value)});
}

AtomReading QuestionAtoms::hour(Index i) const noexcept {
  if (is_number(i)) {
    if (t_[i].digits > 2 || t_[i].number > 24) return {};
    if ((glued_mark(i + 1, ':') || glued_mark(i + 1, '.') || glued_mark(i + 1, '/') ||
         glued_mark(i + 1, ',')) &&
        glued_number(i + 2))
      return {};
    if (glued_mark(i + 1, '%')) return {};
    const std::uint32_t h = t_[i].number;
    return AtomReading::time_of_day(1, static_cast<std::int32_t>(h) * 3600, Grain::hour,
                                    h > 12 ? 2 : 0);
  }
  const std::int32_t h = cardinal(i);
  if (h < 1 || h > 12) return {};
  return AtomReading::time_of_day(1, h * 3600, Grain::hour, 0);
}

// 3:15, 9:01:10, 15h20, 15h; with a point 8.30.
AtomReading QuestionAtoms::clock(Index i, bool point) const noexcept {
  if (!is_number(i) || t_[i].digits > 2 || t_[i].number > 24) return {};
  const std::uint32_t h = t_[i].number;
  std::uint32_t m = 0, s = 0;
  Index used = 0;
  Grain grain = Grain::minute;
  const bool h_word = t_[i + 1].glued && is(i + 1, "h");
  if (point) {
    if (!glued_mark(i + 1, '.') || !glued_number(i + 2) || t_[i + 2].digits != 2) return {};
    m = t_[i + 2].number;
    used = 3;
  } else if (h_word) {
    used = 2;
    if (glued_number(i + 2) && t_[i + 2].digits == 2) {
      m = t_[i + 2].number;
      used = 3;
    }
  } else if (glued_mark(i + 1, ':') && glued_number(i + 2) && t_[i + 2].digits == 2) {
    m = t_[i + 2].number;
    used = 3;
    if (glued_mark(i + 3, ':') && glued_number(i + 4) && t_[i + 4].digits == 2) {
      s = t_[i + 4].number;
      used = 5;
      if (s != 0) grain = Grain::second;                            // :00 is padding
      if (glued_mark(i + 5, '.') && glued_number(i + 6)) used = 7;  // fractions are dropped
    }
  }
  if (used == 0 || m > 59 || s > 59 || (h == 24 && (m != 0 || s != 0))) return {};
  const auto second = static_cast<std::int32_t>(h * 3600 + m * 60 + s);
  return AtomReading::time_of_day(used, second, grain, h > 12 || h == 0 || h_word ? 2 : 1);
}

AtomReading QuestionAtoms::half(Index i) const noexcept {
  AtomReading out;
  const auto found = [&](Index tokens, bool pm) {
    out.tokens = tokens;
    out.meaning.number = pm ? 2 : 1;
    out.meaning.half = true;
    return out;
  };
  if (is_mark(i, '.') && t_[i].glued && t_[i + 1].glued && (is(i + 1, "am") || is(i + 1, "pm")))
    return found(2, is(i + 1, "pm"));  // 9.am
  if (is(i, "am") || is(i, "pm")) return found(1, is(i, "pm"));
  const bool a = is(i, "a"), p = is(i, "p");
  if (!a && !p) return out;
  const Index m = is_mark(i + 1, '.') ? i + 2 : i + 1;
  if (is(m, "m")) return found(m + (is_mark(m + 1, '.') ? 2 : 1) - i, p);
  // 3p, 3:15a; but A4 and 4a are other things
  if (t_[i].glued && i > 0 && is_number(i - 1) && (p || (i > 1 && is_mark(i - 2, ':'))))
    return found(is_mark(i + 1, '.') ? 2 : 1, p);
  return out;
}

AtomReading QuestionAtoms::zone(Index i) const noexcept {
  AtomReading out;
  const bool bracket = is_mark(i, '(');
  Index at = i + (bracket ? 1 : 0);
  bool named = false;
  std::int32_t minutes = 0;
  if (word(at) != nullptr && word(at)->zone) {
    minutes = word(at)->zone_minutes;
    ++at;
    named = true;
  } else if (is(at, "z") && t_[at].glued) {
    ++at;
    named = true;
  }
  if ((is_mark(at, '+') || is_mark(at, '-')) && glued_number(at + 1) &&
      (t_[at + 1].digits == 2 || t_[at + 1].digits == 4 || named) && t_[at + 1].digits <= 4 &&
      (named || t_[at].glued || t_[at + 1].digits == 4)) {
    const bool both = t_[at + 1].digits > 2;
    const auto number = static_cast<std::int32_t>(t_[at + 1].number);
    std::int32_t offset = both ? number / 100 * 60 + number % 100 : number * 60;
    const bool west = t_[at].mark == '-';
    at += 2;
    if (!both && glued_mark(at, ':') && glued_number(at + 1) && t_[at + 1].digits == 2) {
      offset += static_cast<std::int32_t>(t_[at + 1].number);
      at += 2;
    }
    if (offset > 15 * 60) return out;
    minutes += west ? -offset : offset;
    named = true;
  }
  if (!named) return out;
  if (bracket) {
    if (!is_mark(at, ')')) return out;
    ++at;
  } else if (is_mark(at, '(') && word(at + 1) != nullptr && word(at + 1)->zone &&
             is_mark(at + 2, ')')) {
    at += 3;  // GMT+0900 (JST)
  }
  out.tokens = at - i;
  out.meaning.zone = static_cast<std::int8_t>(minutes / 15);
  return out;
}

AtomReading QuestionAtoms::digits(QuestionAtom atom, Index i) const noexcept {
  if (!is_number(i)) return {};
  const auto n = [&](Index k) { return t_[k].digits; };
  const auto v = [&](Index k) { return static_cast<std::int32_t>(t_[k].number); };
  const auto date = [&](std::int32_t y, std::int32_t m, std::int32_t d,
                        Index tokens) -> AtomReading {
    if (m < 1 || m > 12 || d < 0 || d > 31) return {};
    if (y != OpenDate::kNoYear && (y < 1 || y > kMaxYear)) return {};
    if (d > 0 && d > days_in_month(y == OpenDate::kNoYear ? 2000 : y, m)) return {};
    return AtomReading::open(
        tokens,
        {.year = y, .month = static_cast<std::int8_t>(m), .day = static_cast<std::int8_t>(d)});
  };
  const auto either = [&](std::int32_t y, Index first, Index second, bool day_first, Index tokens) {
    const AtomReading american = date(y, v(first), v(second), tokens);
    const AtomReading european = date(y, v(second), v(first), tokens);
    const AtomReading& wanted = day_first ? european : american;
    return wanted.tokens > 0 ? wanted : day_first ? american : european;
  };
  if (atom == QuestionAtom::numdate) {
    if (n(i) == 8 && v(i) / 10000 >= 1900 && v(i) / 10000 <= 2099)
      return date(v(i) / 10000, v(i) / 100 % 100, v(i) % 100, 1);
    // 2016 10 16
    if (n(i) == 4 && is_number(i + 1) && is_number(i + 2) && n(i + 1) == 2 && n(i + 2) == 2)
      return date(v(i), v(i + 1), v(i + 2), 3);
  }
  const char32_t separator = t_[i + 1].mark;
  if (t_[i + 1].kind != QuestionToken::Kind::mark || !t_[i + 1].glued || !glued_number(i + 2) ||
      (separator != '/' && separator != '-' && separator != '.'))
    return {};
  const bool third = glued_mark(i + 3, separator) && glued_number(i + 4);
  if (atom == QuestionAtom::numdate && third) {
    if (n(i) == 4 && n(i + 2) <= 2 && n(i + 4) <= 2) return date(v(i), v(i + 2), v(i + 4), 5);
    if (n(i) > 2 || n(i + 2) > 2) return {};
    if (n(i + 4) == 4) return either(v(i + 4), i, i + 2, separator == '.', 5);
    if (n(i + 4) == 2 && separator != '.')
      return either(AtomReading::full_year(t_[i + 4].number), i, i + 2, false, 5);
    return {};
  }
  if (third) return {};
  if (atom == QuestionAtom::num_month) {
    if (n(i) == 4 && n(i + 2) == 2 && separator != '.' && v(i) >= 1000)
      return date(v(i), v(i + 2), 0, 3);
    if (n(i) <= 2 && n(i + 2) == 4 && separator != '.' && v(i + 2) >= 1000)
      return date(v(i + 2), v(i), 0, 3);
    return {};
  }
  if (n(i) <= 2 && n(i + 2) <= 2 && v(i + 2) > 0 && v(i) > 0 && separator == '/')
    return either(OpenDate::kNoYear, i, i + 2, false, 3);
  return {};
}

}  // namespace quoth::dates
