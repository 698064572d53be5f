// Days of holidays, fixed and movable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// The day of holiday `code` (see tables/<lang>/holidays.tsv; one numbering serves all languages) in
/// a year, nothing for years before 1.
[[nodiscard]] std::optional<Day> holiday(std::int64_t code, std::int32_t year);

/// How many days it lasts from its first day: 1 for most, 29 or 30 for Ramadan.
[[nodiscard]] std::int32_t holiday_days(std::int64_t code, Day first);

/// What is wrong with the tables, a line for each bad row with its file and line. For tests.
[[nodiscard]] std::vector<std::string> holiday_errors();

}  // namespace quoth::dates
