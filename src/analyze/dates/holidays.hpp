// Days of holidays, fixed and movable.
#pragma once

#include <cstdint>
#include <optional>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// The day of holiday `code` (see tables/en/holidays.tsv) in a year, nothing for years before 1.
[[nodiscard]] std::optional<Day> holiday(std::int64_t code, std::int32_t year);

}  // namespace quoth::dates
