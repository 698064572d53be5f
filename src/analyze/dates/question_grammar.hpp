// The rows of questions.tsv, compiled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/dates/question_atoms.hpp"
#include "analyze/dates/question_tokens.hpp"

namespace quoth::dates {

/// What a row does with the meanings of its atoms and categories, in their order. Keys: shift=, n=,
/// minutes=, second=, sign=; unit= and part= by the codes of the lexicon.
enum class QuestionAction : std::uint8_t {
  take,      ///< the last one's meaning; firm: no longer latent
  none,      ///< no date, whatever it looks like
  clock,     ///< an hour, with minutes in words and the half of the day; second= instead; latent
  past,      ///< minutes= (or the number) after a clock time, before it with `back`
  times,     ///< from one clock time to another; the later tells the half of the earlier
  part,      ///< a part of the day, alone or with a clock time in it
  date,      ///< the fields of all, which must make a date
  ides,      ///< of a month
  deictic,   ///< the cell of a unit, or the weekday, month, season or holiday, shift= from today's
  week_day,  ///< a weekday of the week shift= from this
  to_date,   ///< from the begin of this year until today
  nth,       ///< the ordinal's (or n=) weekday or unit in a cell; counted from its end with `back`
  nth_span,  ///< the first amount of a cell, the last with `back`
  of,        ///< an open date within a cell
  week_number,     ///< of the year that a cell names, or of this one
  week_of,         ///< the week (or unit=) that holds a date
  edge,            ///< the start, middle or end (edge=) of a cell
  edge_now,        ///< likewise of this unit=
  later,           ///< what is left of a cell
  join,            ///< a date and its time of day
  join_now,        ///< a time of the day shift= days from today; part=, second=
  end_of_day,      ///< the last second of a date
  now,             ///< the moment itself
  offset,          ///< an amount from now, sign= earlier or later
  offset_unit,     ///< one unit from now
  offset_from,     ///< an amount from another date
  weekdays,        ///< so many Fridays from today
  holiday_offset,  ///< the holiday that follows an amount from now
  reach,           ///< the amount that begins or ends now
  reach_from,      ///< an amount that begins on a date
  days,            ///< from one day of a month to another
  range,           ///< from the begin of one to the end of the other
  side,            ///< everything on one side (side=) of a date, joined first when there are two
  set,             ///< repeated
  length,          ///< an amount of time
};

enum class QuestionEdge : std::uint8_t { none, start, mid, end };

struct QuestionRow {
  std::string name;
  QuestionAction action = QuestionAction::take;
  DateSide side = DateSide::within;
  QuestionEdge edge = QuestionEdge::none;
  Grain unit = Grain::none;
  DayPart part = DayPart::none;
  std::int32_t shift = 0, n = 0, minutes = -1, second = -1, sign = 1;
  bool back = false, latent = false, firm = false, today = false;

  struct Element {
    std::vector<std::uint16_t> words;  ///< symbols, sorted
    std::u32string marks;
    std::vector<QuestionAtom> atoms;
    std::vector<std::uint8_t> categories;
    bool optional = false;
    bool opens = false, closes = false;  ///< the expression begins before it, ends after it
  };
  std::vector<Element> elements;
};

/// All rows, in categories from the first of the table to the last. Immutable and shared.
class QuestionGrammar {
 public:
  /// `errors` receives a line for each row that cannot be read.
  QuestionGrammar(std::string_view table, const Lexicon& lexicon,
                  std::vector<std::string>* errors = nullptr);
  /// That of a language by its compiled lexicon; null where it has no questions.tsv.
  [[nodiscard]] static const QuestionGrammar* of(const Lexicon& lexicon);

  struct Category {
    std::string name;
    std::vector<QuestionRow> rows;
  };
  static constexpr std::size_t kMostCategories = 40;
  [[nodiscard]] const std::vector<Category>& categories() const noexcept { return categories_; }
  [[nodiscard]] const QuestionWords& words() const noexcept { return words_; }

 private:
  QuestionWords words_;
  std::vector<Category> categories_;
};

/// Puts the meanings of a row's parts together. False when they make no sense.
[[nodiscard]] bool apply(const QuestionRow& row, const Meaning* const* parts, std::size_t count,
                         const Asked& asked, Meaning& out);

}  // namespace quoth::dates
