// Atoms of digits and marks: clock times and numeric dates.
#include "analyze/dates/atoms.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr unsigned bit(WordClass c) noexcept { return static_cast<unsigned>(c); }

}  // namespace

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
  const auto local_time = [&](TokenIndex k) { return is(k, Role::local) && is(k + 1, Role::time); };
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
                                                 : is(next, Role::clock_hours) || local_time(next));
      if (!said) return out;
      if (!has(t_.classes(next), WordClass::time_zone)) used = local_time(next) ? 3 : 2;
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
    if (is(k, Role::clock_am)) return 1;
    if (is(k, Role::clock_pm)) return 2;
    return 0;
  };
  if (const int which = half(next); which != 0 && hour >= 1 && hour <= 12) {
    hour = hour % 12 + (which == 2 ? 12 : 0);
    used += 1;
    if (out.grain == Grain::none) out.grain = Grain::hour;
  } else if (is(next, Role::clock_day)) {
    // 14.30 Uhr, 9 Uhr, 9 Uhr 30
    used += 1;
    const TokenIndex after = i + used;
    if (out.grain == Grain::none) out.grain = Grain::hour;
    if (out.grain == Grain::hour && after < t_.size() && digits(after) == 2 && !glued(after) &&
        t_.number(after) < 60 && !(after + 1 < t_.size() && t_.at(after + 1) == '.')) {
      minute = t_.number(after);
      out.grain = Grain::minute;
      used += 1;
    }
  } else if (is(next, Role::clock_twelve)) {
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
    if (m < 1 || m > 12 || y < 1 || y > kMaxYear || (d == 0 && tokens > 3)) return false;
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
  // 2020-W53
  if (n == 4 && sep == '-' && t_.kind(i + 2) == TokenKind::word && t_.span(i + 2).size() == 3) {
    const std::string_view week = t_.text(i + 2);
    const auto digit = [&](std::size_t k) { return week[k] >= '0' && week[k] <= '9'; };
    if ((week[0] | 0x20) != 'w' || !digit(1) || !digit(2) || a < 1000 || a > 2999 ||
        (glued(i + 3) && is_dash(i + 3)))
      return out;
    out.value = (week[1] - '0') * 10 + (week[2] - '0');
    out.year = static_cast<std::int32_t>(a);
    out.tokens = 3;
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
    } else if (n <= 2 && n2 <= 2 && sep == '.' && t_.lexicon().ordinal_point() &&
               i + 3 < t_.size() && t_.at(i + 3) == '.' && glued(i + 3) &&
               (query_ || (i > 0 && is(i - 1, Role::date_opener))) && accept(2000, b, a, 4)) {
      out.year = 0;  // am 11.3.
    }
    return out;
  }
  const std::uint32_t n3 = digits(i + 4);
  const std::int64_t c = t_.number(i + 4);
  bool found = false;
  if (n == 4 && n2 <= 2 && n3 <= 2 && (a >= 1000 || query_)) {
    found = accept(a, b, c, 5);
  } else if (n <= 2 && n2 <= 2 && (n3 == 4 || (n3 == 2 && sep != '.'))) {
    const std::int64_t y = n3 == 4 ? c : c + (c < 40 ? 2000 : 1900);
    const bool month_first_can = a <= 12, day_first_can = b <= 12;
    out.weak = sep != '.' && month_first_can && day_first_can && a != b;
    out.order = static_cast<std::int8_t>(sep == '.' || !month_first_can ? 2 : !day_first_can ? 1 : 0);
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
        if (at < t_.size() && glued(at) && (t_.text(at) == "Z" || t_.text(at) == "z")) {
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

}  // namespace quoth::dates
