// The atoms of questions about dates, read from their tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/dates/question_meaning.hpp"
#include "analyze/dates/question_tokens.hpp"

namespace quoth::dates {

/// What the upper-case words of questions.tsv stand for, when no category has the name.
enum class QuestionAtom : std::uint8_t {
  month,           ///< MONTH     March
  weekday,         ///< WEEKDAY   Friday
  weekdays,        ///< WEEKDAYS  Fridays
  unit,            ///< UNIT      week, weeks, qtr
  week,            ///< WEEK      week
  quarters,        ///< QUARTERS  quarter
  year_unit,       ///< YEARUNIT  year
  part,            ///< PART      morning
  season,          ///< SEASON    spring
  holiday,         ///< HOLIDAY   Christmas Eve
  zone,            ///< ZONE      GMT, utc+02:45, (PST), -08:00
  num,             ///< NUM       5, five: a whole number
  quantity,        ///< Q         5, 2.5, half a, a couple of
  ordinal,         ///< ORD       third, 3rd
  ordinal_day,     ///< ORDDAY    the same as a day of the month
  ordinal_digits,  ///< ORDNUM  the same in digits: 20th
  dom,             ///< DOM       4, 4th, fourth, twenty-four: a day of the month
  day_number,      ///< DAYNUM    17: one in digits alone
  year,            ///< YEAR      1999, '69, nineteen ninety-nine, 2000 BC
  year2,           ///< Y2        96
  year2_late,      ///< Y2LATE  96, but no day of a month
  hour,            ///< HOUR      3, 15, three
  minute,          ///< MINUTE    thirty, oh five: after an hour in words
  hhmm,            ///< HHMM      730, 1530
  hhmm_bare,       ///< HHMMBARE 730, 0930: no year
  hm,              ///< HM        3:15, 15h20, 15h, 9:01:10
  hd,              ///< HD        8.30
  ampm,            ///< AMPM      am, p.m., p
  amount,          ///< AMOUNT    5 minutes, 1h 20m, two weeks and a half
  numdate,         ///< NUMDATE   2/15, 10/31/74, 2015-3-3, 2016 10 16, 20160110
  month_day,       ///< MD        2/15
  num_month,       ///< NUMMONTH  2022-03, 9/2012
  qcode,           ///< QCODE     q4
  news,            ///< NEWS      what the rules of news read here
  count_
};

/// The name of an atom in the table, or count_.
[[nodiscard]] QuestionAtom question_atom(std::string_view name) noexcept;

/// An atom as it stands: how many tokens (0: not here) and what they mean.
struct AtomReading {
  std::uint32_t tokens = 0;
  Meaning meaning;

  [[nodiscard]] static AtomReading open(std::uint32_t tokens, const OpenDate& date) noexcept;
  [[nodiscard]] static AtomReading numeral(std::uint32_t tokens, std::int64_t number) noexcept;
  [[nodiscard]] static AtomReading time_of_day(std::uint32_t tokens, std::int32_t second,
                                               Grain grain, std::uint8_t certain) noexcept;
  /// Two digits of a year: 00 to 39 are of this century.
  [[nodiscard]] static constexpr std::int32_t full_year(std::uint32_t two) noexcept {
    return static_cast<std::int32_t>(two) + (two < 40 ? 2000 : 1900);
  }
};

/// What the rules of news found in the same text.
struct NewsPiece {
  std::uint32_t begin = 0, end = 0;  ///< bytes
  Meaning meaning;
};

/// Reads the atoms of one line. Borrowed pieces; the last token is of kind `end`.
class QuestionAtoms {
 public:
  QuestionAtoms(std::string_view text, const std::vector<QuestionToken>& tokens,
                const QuestionWords& words, const std::vector<NewsPiece>& news) noexcept
      : text_(text), t_(tokens), words_(words), news_(news) {}

  [[nodiscard]] AtomReading read(QuestionAtom atom, std::uint32_t i) const;

 private:
  using Index = std::uint32_t;
  [[nodiscard]] bool is(Index i, std::string_view lower) const noexcept;
  [[nodiscard]] bool is_mark(Index i, char32_t mark) const noexcept {
    return t_[i].kind == QuestionToken::Kind::mark && t_[i].mark == mark;
  }
  [[nodiscard]] bool is_number(Index i) const noexcept {
    return t_[i].kind == QuestionToken::Kind::number;
  }
  [[nodiscard]] bool glued_number(Index i) const noexcept { return is_number(i) && t_[i].glued; }
  [[nodiscard]] bool glued_mark(Index i, char32_t mark) const noexcept {
    return is_mark(i, mark) && t_[i].glued;
  }
  [[nodiscard]] const WordMeaning* word(Index i) const noexcept { return t_[i].meaning; }
  [[nodiscard]] std::int32_t cardinal(Index i) const noexcept {
    return word(i) == nullptr ? -1 : word(i)->cardinal;
  }
  std::int64_t spelled(Index i, Index& used) const noexcept;
  std::int64_t whole_number(Index i, Index& used) const noexcept;
  std::int64_t ordinal(Index i, Index& used) const noexcept;
  [[nodiscard]] AtomReading quantity(Index i) const noexcept;
  [[nodiscard]] AtomReading amount(Index i) const noexcept;
  [[nodiscard]] AtomReading day_of_month(Index i) const noexcept;
  [[nodiscard]] AtomReading year(Index i) const noexcept;
  [[nodiscard]] AtomReading hour(Index i) const noexcept;
  [[nodiscard]] AtomReading clock(Index i, bool point) const noexcept;
  [[nodiscard]] AtomReading half(Index i) const noexcept;
  [[nodiscard]] AtomReading zone(Index i) const noexcept;
  [[nodiscard]] AtomReading digits(QuestionAtom atom, Index i) const noexcept;
  [[nodiscard]] AtomReading holiday(Index i) const;
  [[nodiscard]] AtomReading news(Index i) const noexcept;

  std::string_view text_;
  const std::vector<QuestionToken>& t_;
  const QuestionWords& words_;
  const std::vector<NewsPiece>& news_;
};

}  // namespace quoth::dates
