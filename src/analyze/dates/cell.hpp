// Cells of the calendar: a day, a week, a quarter, a century; what a TIMEX value denotes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// Precision of a date, fine to coarse. The codes are those of `time_unit` in the lexicon.
enum class Grain : std::uint8_t {
  none = 0,
  second = 1,
  minute = 2,
  hour = 3,
  part = 4,  ///< of a day: morning, night
  day = 5,
  weekend = 6,
  week = 7,
  fortnight = 8,  ///< of durations only
  month = 9,
  season = 10,
  quarter = 11,
  half = 12,  ///< of a year
  year = 13,
  decade = 14,
  century = 15,
  millennium = 16,
};

/// Codes of `day_part` in the lexicon.
enum class DayPart : std::uint8_t {
  none = 0,
  morning = 1,
  midday = 2,
  afternoon = 3,
  evening = 4,
  night = 5,
  daytime = 6,
  noon = 7,      ///< 12:00, a clock time
  midnight = 8,  ///< 24:00, a clock time
};

/// One cell: everything from its first moment to the first moment of the next of its grain.
/// Grains of a day's fraction keep the second of the day it starts at.
struct Cell {
  Grain grain = Grain::none;
  DayPart part = DayPart::none;
  std::int8_t zone = kNoZone;  ///< quarters of an hour east of Greenwich, for clock times
  Day first;                   ///< first day of the cell, or the day it lies in
  std::int32_t second = 0;     ///< of the day, for hour, minute and second

  static constexpr std::int8_t kNoZone = 127;
  [[nodiscard]] bool known() const noexcept { return grain != Grain::none; }
  friend bool operator==(const Cell&, const Cell&) noexcept = default;
};

/// One unit as months or days; a fraction of a day as seconds.
struct Measure {
  std::int64_t months = 0, days = 0, seconds = 0;
};
[[nodiscard]] Measure measure_of(Grain unit) noexcept;

/// The cell of `grain` (day or coarser) that holds `day`.
[[nodiscard]] Cell cell_of(Grain grain, Day day) noexcept;
/// The year's cell; nothing where Quoth knows no such year.
[[nodiscard]] std::optional<Cell> year_cell(std::int64_t year) noexcept;
/// The cell `count` cells later (earlier when negative); nothing outside kAllTime.
[[nodiscard]] std::optional<Cell> shifted(const Cell& cell, std::int64_t count) noexcept;
/// What the cell covers.
[[nodiscard]] Interval interval_of(const Cell& cell) noexcept;
/// Its TIMEX3 value: "2022-03-11", "2022-W10", "198", "BC0221", "2022-03-11TMO".
[[nodiscard]] std::string value_of(const Cell& cell);
/// Whether `grain` is finer than a day.
[[nodiscard]] constexpr bool within_day(Grain grain) noexcept {
  return grain != Grain::none && grain < Grain::day;
}

}  // namespace quoth::dates
