// Intervals as arguments.
#pragma once

#include <pybind11/pybind11.h>

#include <quoth/analyze/calendar.hpp>
#include <string_view>

namespace quoth_python {

/// An Interval, a date, a pair of dates (both inclusive), or a str as `when:` reads it ("2022-03", "2022-03..2022-04").
/// @throws quoth::UsageError  a str that is no date, or a pair whose second day is before its first
[[nodiscard]] quoth::Interval interval_argument(pybind11::handle given, std::string_view name);

}  // namespace quoth_python
