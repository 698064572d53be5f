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

/// What is wrong with the tables, a line for each bad row with its file and line. For tests.
[[nodiscard]] std::vector<std::string> holiday_errors();

}  // namespace quoth::dates
