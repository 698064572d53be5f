// Gives an expression its place in the calendar.
#pragma once

#include <optional>
#include <string>

#include "analyze/dates/expression.hpp"
#include "analyze/dates/tense.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::dates {

/// What an expression is read against.
struct Surroundings {
  std::optional<Day> published;  ///< nothing: what depends on it stays undecided
  Cell spoken;                   ///< the date last spoken of, unknown at the beginning
  Cell spoken_month;             ///< the last one of a month's precision or finer
  Cell spoken_day;               ///< the last one of a day's precision or finer
  Cell spoken_quarter;           ///< the last quarter or half that was named, not compared with
  Cell sentence;                 ///< the last one of the same sentence
  std::optional<std::int32_t> sentence_year;  ///< the year that the same sentence states
  Lean lean = Lean::none;
  bool narrative = false;  ///< the text tells of another time: dates go on from `spoken`
};

/// An expression's value and place.
struct Resolved {
  bool possible = true;  ///< false: there is no such date, so it is none
  TimexType type = TimexType::date;
  std::string value;
  std::optional<Cell> cell;
  std::optional<Interval> interval;
  std::optional<Interval> anchor;
};

[[nodiscard]] Resolved resolve(const Expression& e, const Surroundings& around);

/// The part of `resolve` that reads Reading::date.
[[nodiscard]] Resolved resolve_stated(const Expression& e, const Surroundings& around);

/// Where an amount leads from a day: "a week from Monday". Nothing when `from` is no day or the
/// amount is vague.
[[nodiscard]] std::optional<Interval> offset_from(const Expression& e, const Cell& from);

/// TIMEX3 value of the amounts: "P3Y6M", "PT30M", "PXW".
[[nodiscard]] std::string duration_value(const Expression& e);

}  // namespace quoth::dates
