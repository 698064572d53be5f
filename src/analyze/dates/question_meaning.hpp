// What the words of a question about dates mean, as far as they have been put together.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "analyze/dates/cell.hpp"
#include "analyze/dates/expression.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/dates.hpp"

namespace quoth::dates {

/// What a question is read against.
struct Asked {
  Day today;
  std::int32_t second = -1;  ///< of the day; -1: nobody said what the time is
  DateOutlook outlook = DateOutlook::archive;
};

/// Fields of a date that do not yet make one: "Friday", "March 5", "the third quarter".
struct OpenDate {
  static constexpr std::int32_t kNoYear = Stated::kNoYear;
  std::int32_t year = kNoYear;
  std::int32_t holiday = 0;
  std::int16_t nth = 0;  ///< which week, quarter or half of the year
  std::int8_t month = 0, day = 0, weekday = 0, season = 0;
  Grain unit = Grain::none;  ///< what `nth` counts
  [[nodiscard]] bool has_year() const noexcept { return year != kNoYear; }
  friend bool operator==(const OpenDate&, const OpenDate&) noexcept = default;
};

/// TIMEX3's modifiers that a question can have.
enum class DateSide : std::uint8_t { within, before, after, until, since };

/// The meaning of a stretch of words. Trivially copyable.
struct Meaning {
  /// The date, if there is one.
  enum class Form : std::uint8_t {
    none,
    open,  ///< `date`
    cell,  ///< `first`
    range,  ///< from the begin of `first` to the end of `last` (to its begin, if that is a clock time)
    span,  ///< `interval`
  };
  Form form = Form::none;
  DateSide side = DateSide::within;
  TimexType type = TimexType::date;
  bool impossible = false;  ///< reads like a date, and there is none: February 30
  std::uint8_t doubt = 0;   ///< parts that could as well be something else
  bool latent = false;      ///< hardly a date by itself: "7 - 8"
  bool set = false;         ///< repeated
  bool now = false;         ///< the very moment
  bool vague = false;       ///< of an amount
  bool half = false;        ///< `number` is 1 for a.m., 2 for p.m.
  bool edge = false;        ///< `span` is the start, middle or end of `first`
  /// How far the clock time tells the half of the day: 0 "at 3", 1 "3:15", 2 "3 p.m.", "15:00".
  std::uint8_t certain = 0;
  DayPart part = DayPart::none;
  Grain clock = Grain::none;        ///< precision of the clock time
  Grain until_clock = Grain::none;  ///< and of the end of a range of clock times
  std::int8_t zone = Cell::kNoZone;
  std::int32_t second = 0, until_second = 0;  ///< of the day; 24:00 is 86400
  OpenDate date;
  Cell first, last;
  Interval interval{};
  std::int64_t number = 0;  ///< of a numeral; thousandths of a quantity
  std::array<Amount, 4> amounts{};
  std::uint8_t amount_count = 0;
  std::string_view mod;  ///< static text: "START"

  [[nodiscard]] bool timed() const noexcept {
    return clock != Grain::none || part != DayPart::none;
  }
};

/// The cell of an open date, completed from today as the outlook asks; nothing where there is none.
[[nodiscard]] std::optional<Cell> completed(const OpenDate& date, const Asked& asked);
/// The cell of an open date in one year.
[[nodiscard]] std::optional<Cell> in_year(const OpenDate& date, std::int64_t year);
/// The first cell of an open date that begins on `day` or later (earlier when `back`).
[[nodiscard]] std::optional<Cell> next_from(const OpenDate& date, Day day, bool back);
/// The one that lies in `cell`: "the 20th" of next month.
[[nodiscard]] std::optional<Cell> within_cell(const OpenDate& date, const Cell& cell);

/// A cell or a moment moved by amounts, at the precision of the finest of them, or at that of
/// `from` when `keep`. Nothing where it cannot be, or leaves kAllTime.
[[nodiscard]] std::optional<Cell> moved_by(const Cell& from, const Meaning& amount, int direction,
                                           bool keep, const Asked& asked);
/// Now: the second when it is known, else today.
[[nodiscard]] Cell now_cell(const Asked& asked) noexcept;

/// What a meaning is in the calendar.
struct Place {
  TimexType type = TimexType::date;
  std::string value;
  std::optional<Interval> interval;  ///< with its open side
};
/// Completes a meaning. Nothing when there is no such date.
[[nodiscard]] std::optional<Place> place_of(const Meaning& meaning, const Asked& asked);
/// The interval of its date without the open side, and the cells at its ends.
struct Extent {
  Cell first, last;  ///< unknown for a span
  Interval interval;
};
[[nodiscard]] std::optional<Extent> extent_of(const Meaning& meaning, const Asked& asked);

}  // namespace quoth::dates
