// Days of holidays, fixed and movable.
#pragma once

#include <cstdint>
#include <optional>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// The day of holiday `code` (see tables/en/holidays.tsv) in a year, nothing for years before 1.
[[nodiscard]] std::optional<Day> holiday(std::int64_t code, std::int32_t year);

/// How many days it lasts from its first day: 1 for most, 29 or 30 for Ramadan.
[[nodiscard]] std::int32_t holiday_days(std::int64_t code, Day first);

}  // namespace quoth::dates
