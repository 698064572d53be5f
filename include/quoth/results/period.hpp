// Periods of the calendar: how precise an interval is, what it is called, and which one a moment
// lies in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "quoth/analyze/calendar.hpp"

namespace quoth {

/// The precision of an interval.
enum class Grain : std::uint8_t {
  moment,  ///< a part of one day: an hour, a morning
  day,
  week,  ///< of ISO 8601, Monday to Sunday
  month,
  quarter,  ///< from January, April, July or October on
  half,     ///< from January or July on
  year,
  decade,   ///< 1990 to 1999
  century,  ///< 1900 to 1999
  other,    ///< none of these: a weekend, 3 to 12 March, since 1998
};
/// "moment", "day", ... "other".
[[nodiscard]] std::string_view name_of(Grain grain) noexcept;

/// The grain of `interval`; `other` when it is not exactly one period of the calendar, and when it
/// is empty.
[[nodiscard]] Grain grain_of(const Interval& interval) noexcept;

/// The period of `grain` that holds `moment`, cut to kAllTime. REQUIRES: `grain` is neither moment
/// nor other, `moment` lies in kAllTime.
[[nodiscard]] Interval period_of(Grain grain, Instant moment) noexcept;

/// The shortest writing that `when:` reads as `interval`: "2024-03-22", "2024-W12", "2024-03",
/// "2024-Q1", "2024", "1990s", "2024-03-03..2024-03-12", "1998..". Empty for an empty interval.
[[nodiscard]] std::string period_name(const Interval& interval);

/// The same for readers who want to know how precise it is: "2024-03-22", "2024-W12 (the whole
/// week)", "2022 (the whole year)".
[[nodiscard]] std::string period_words(const Interval& interval);

}  // namespace quoth
