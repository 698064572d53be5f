#include "analyze/dates/atoms.hpp"

#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr unsigned bit(WordClass c) noexcept { return static_cast<unsigned>(c); }

}  // namespace

std::int32_t decade_of(const Lexicon& lexicon, WordId word) noexcept {
  if (!has(lexicon.classes(word), WordClass::temporal)) return 0;
  const std::int32_t tens = lexicon.value(word, bit(WordClass::temporal));
  return tens >= 20 && tens <= 90 ? tens : 0;  // smaller codes are modifiers
}

// The number that a single word says, 0 for any other word.
std::int32_t AtomReader::cardinal(TokenIndex i) const noexcept {
  if (i >= t_.size() || !has(t_.classes(i), WordClass::cardinal)) return 0;
  return t_.lexicon().value(t_.word(i), bit(WordClass::cardinal));
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
    if (kind == TokenKind::word || kind == TokenKind::number)
      return !is(begin - 1, Role::year_prefix);
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
  if (i >= t_.size()) return false;
  if ((t_.classes(i) & kStartsPhrase) != 0) {
    // v. Chr.
    const TokenTable::Phrase phrase = t_.phrase_at(i);
    bc = words_.is(phrase.id, Role::bc);
    if (bc || words_.is(phrase.id, Role::ad)) {
      const TokenIndex point = i + phrase.words;
      tokens += phrase.words + (point < t_.size() && t_.at(point) == '.' && glued(point) ? 1 : 0);
      return true;
    }
  }
  if (t_.shape(i) != Shape::upper) return false;
  const bool before = is(i, Role::bc), after = is(i, Role::ad);
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
    // 1990/91 is two years
    const bool two_years = digits(i) == 4 && i + 2 < t_.size() && t_.at(i + 1) == '/' &&
                           glued(i + 1) && glued(i + 2) &&
                           (digits(i + 2) == 2 || digits(i + 2) == 4) &&
                           !(glued(i + 3) && t_.at(i + 3) == '/');
    if (inside_number(i) || measured(i, two_years ? i : i + 1)) return out;
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
    // 1-800-555-1999
    if (glued(i) && is_dash(i - 1) && glued(i - 1) && t_.kind(i - 2) == TokenKind::number &&
        !(digits(i - 2) == 4 && t_.number(i - 2) < value))
      return out;
    if (i + 1 < t_.size() && glued(i + 1) && t_.kind(i + 1) == TokenKind::word) return out;
    out.value = value;
    out.tokens = 1;
    return out;
  }
  if (t_.shape(i) == Shape::upper && is(i, Role::ad_prefix) && i + 1 < t_.size() &&
      digits(i + 1) >= 1 && digits(i + 1) <= 4 && t_.number(i + 1) > 0 && !measured(i + 1, i + 2)) {
    out.value = t_.number(i + 1);
    out.tokens = 2;
    return out;
  }
  if (!has(t_.classes(i), WordClass::cardinal)) return out;
  // nineteen ninety-seven, twenty twenty-four, two thousand (and) five
  const std::int32_t first = t_.lexicon().value(t_.word(i), bit(WordClass::cardinal));
  std::uint32_t used = 0;
  if (first >= 10 && first <= 20) {
    const std::int64_t rest = spelled(i + 1, used);
    if (i + 1 < t_.size() && used > 0 && rest >= 10 && rest <= 99 && !is(i + 1, Role::conjunct)) {
      out.value = std::int64_t{first} * 100 + rest;
      out.tokens = static_cast<std::uint16_t>(1 + used);
    } else if (cardinal(i + 1) == 100 && first < 20) {
      out.value = std::int64_t{first} * 100;
      out.tokens = 2;
      out.weak = true;
    }
    return out;
  }
  if (first == 2 && cardinal(i + 1) == 1000) {
    const std::int64_t value = spelled(i, used);
    if (used > 0 && value >= 2000 && value <= 2099) {
      out.value = value;
      out.tokens = static_cast<std::uint16_t>(used);
      out.weak = used == 2;
    }
  }
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
    if (n < 2 || n > 4 || value % 10 != 0 || (n == 4 && (value < 1000 || value > 2990))) return out;
    if (n == 2 && value < 20) return out;
    // the s: glued, with or without an apostrophe
    TokenIndex s = at + 1;
    if (s >= t_.size() || !glued(s)) return out;
    if (!(is(s, Role::decade_suffix) || t_.kind(s) == TokenKind::clitic)) {
      if (t_.kind(s) != TokenKind::mark || s + 1 >= t_.size() || !glued(s + 1) ||
          !is(s + 1, Role::decade_suffix))
        return out;
      ++s;
    }
    if (n == 3 && !is(s + 1, Role::bc)) return out;  // the 470s BC
    out.value = n >= 3 ? value : value + 1900;
    // the 1800s are a century, the 2000s ten years
    if (n == 4 && value % 100 == 0 && value != 2000) out.grain = Grain::century;
    out.weak = n == 2 && at == i;
    out.tokens = static_cast<std::uint16_t>(s + 1 - i);
    return out;
  }
  if (at != i) return out;
  if (const std::int32_t tens = decade_of(t_.lexicon(), t_.word(i))) {
    out.value = 1900 + tens;
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
      const bool abbreviation = has(t_.classes(i), WordClass::abbreviation);
      const bool number_next = i + 1 < t_.size() && t_.kind(i + 1) == TokenKind::number;
      const bool marked = i + 1 < t_.size() && (t_.at(i + 1) == '.' || t_.at(i + 1) == ',');
      if (!query_ && is(i, Role::weak)) {
        // "sat", "may" and "march" are verbs; "SAT" and "SUN" are other things.
        const bool small = t_.shape(i) == Shape::lower;
        const bool verb = has(t_.classes(i), WordClass::modal);
        if (small && (!month || verb || !number_next)) return none;
        // Sun Yat-sen, Jan Novak, SAT scores
        if (abbreviation && !number_next && !marked) return none;
      }
      if (is(i, Role::needs_day)) {
        // "So., 3. Mai" is a Sunday, "So wird es" is not.
        TokenIndex next = i + 1;
        while (next < t_.size() && next < i + 3 && (t_.at(next) == '.' || t_.at(next) == ','))
          ++next;
        if (next >= t_.size() || t_.kind(next) != TokenKind::number) return none;
      }
      if (abbreviation && i + 1 < t_.size() && t_.at(i + 1) == '.' && glued(i + 1) &&
          t_.span(i + 1).size() == 1)
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
      const bool of_years = glued(i) && i > 1 && t_.at(i - 1) == '/' && digits(i - 2) == 4;
      if (digits(i) != 2 || (!of_years && measured(i, i + 1))) return none;
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
