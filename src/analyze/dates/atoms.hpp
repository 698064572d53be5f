// The atoms of time expressions: years, days of a month, clock times, numeric dates, quantities.
#pragma once

#include <cstdint>

#include "analyze/dates/cell.hpp"
#include "analyze/dates/date_words.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::dates {

/// What a rule's upper-case words stand for.
enum class Atom : std::uint8_t {
  day,       ///< DAY      4, 4th, fourth, twenty-first
  year,      ///< YEAR     1999, '69, nineteen ninety-nine, 221 BC
  month,     ///< MONTH    March, Mar.
  weekday,   ///< WEEKDAY  Friday, Fri.
  unit,      ///< UNIT     week
  units,     ///< UNITS    weeks
  part,      ///< PART     morning, noon
  season,    ///< SEASON   spring
  holiday,   ///< HOLIDAY  Christmas Eve
  clock,     ///< CLOCK    16:40, 5 p.m., 0735 GMT
  numdate,   ///< NUMDATE  01/23/2025, 2022-03, 20250123, with its time when one is glued on
  quantity,  ///< N        5, five, 3-1/2, a couple of, several
  number,    ///< NUM      5, five, 12.5: an exact number
  ordinal,   ///< ORD      third, 3rd
  decade,    ///< DECADE   1980s, '80s, eighties
  two,       ///< TWO      two digits: 97
  weekdays,  ///< WEEKDAYS Fridays
  dash,      ///< -        a hyphen or dash of any length
  comma,     ///< ,
  point,     ///< .
  slash,     ///< /
  clitic,    ///< 's
  bracket,   ///< (
  count_
};

/// One atom as it stands in the text.
struct Capture {
  Atom atom = Atom::count_;
  bool weak = false;  ///< could be another word: "a few", or a date that reads two ways
  std::int8_t zone = Cell::kNoZone;
  std::int8_t order = 0;      ///< of a numeric date: 1 month first, 2 day first, 0 the year first
  Grain grain = Grain::none;  ///< precision of clocks, decades and units
  std::uint8_t month = 0, day = 0;  ///< of a numeric date; day 0: a month
  std::uint16_t tokens = 0;         ///< 0: it does not stand here
  TokenIndex begin = 0;
  std::int32_t year = 0;     ///< of a numeric date, 0 when it has none: 11.3.
  std::int32_t second = -1;  ///< of a numeric date with its time
  std::int64_t value = 0;    ///< its number or code; thousandths of a quantity; seconds of a clock
};

/// Tens of the decade that a word names, 80 for "eighties"; 0 for any other word.
[[nodiscard]] std::int32_t decade_of(const Lexicon& lexicon, WordId word) noexcept;

/// Reads atoms of one text. Borrowed pieces of it; cheap.
class AtomReader {
 public:
  /// In a query ("march 2022", "sat") small letters are no evidence against a name of the calendar.
  explicit AtomReader(const TokenTable& tokens, bool query = false) noexcept
      : t_(tokens), words_(DateWords::of(tokens.lexicon())), query_(query) {}

  /// The atom at token `i`; `tokens` is 0 when another thing stands there.
  [[nodiscard]] Capture read(Atom atom, TokenIndex i) const noexcept;

  /// Whether token `i` follows the one before without a gap.
  [[nodiscard]] bool glued(TokenIndex i) const noexcept {
    return i > 0 && i < t_.size() && t_.span(i).begin == t_.span(i - 1).end;
  }
  /// Whether a number token is a later piece of a longer one: 579 of 8,579.19.
  [[nodiscard]] bool inside_number(TokenIndex i) const noexcept;
  /// Whether an amount of money, a percentage or the like surrounds the number at [begin, end).
  [[nodiscard]] bool measured(TokenIndex begin, TokenIndex end) const noexcept;
  [[nodiscard]] bool is_dash(TokenIndex i) const noexcept;

 private:
  [[nodiscard]] Capture day(TokenIndex i) const noexcept;
  [[nodiscard]] Capture year(TokenIndex i) const noexcept;
  [[nodiscard]] Capture clock(TokenIndex i) const noexcept;
  [[nodiscard]] Capture numeric_date(TokenIndex i) const noexcept;
  [[nodiscard]] Capture quantity(TokenIndex i) const noexcept;
  [[nodiscard]] Capture number(TokenIndex i) const noexcept;
  [[nodiscard]] Capture ordinal(TokenIndex i) const noexcept;
  [[nodiscard]] Capture decade(TokenIndex i) const noexcept;
  [[nodiscard]] Capture of_class(unsigned word_class, Atom atom, TokenIndex i) const noexcept;
  [[nodiscard]] std::int64_t spelled(TokenIndex i, std::uint32_t& tokens) const noexcept;
  [[nodiscard]] bool year_suffix(TokenIndex i, std::uint32_t& tokens, bool& bc) const noexcept;
  void add_zone(TokenIndex i, Capture& out) const noexcept;
  [[nodiscard]] bool is(TokenIndex i, Role role) const noexcept { return words_.is(t_, i, role); }
  [[nodiscard]] std::int32_t cardinal(TokenIndex i) const noexcept;
  [[nodiscard]] std::uint32_t digits(TokenIndex i) const noexcept {
    return t_.kind(i) == TokenKind::number ? t_.span(i).size() : 0;
  }

  const TokenTable& t_;
  const DateWords& words_;
  bool query_;
};

}  // namespace quoth::dates
