// What Python hands in, read: each reader names the parameter in its error.
#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <quoth/analyze/calendar.hpp>
#include <quoth/error.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoth_python {

namespace py = pybind11;

/// "limit: an int is needed, not str".
[[noreturn]] void refuse_type(std::string_view name, std::string_view wanted, py::handle given);

[[nodiscard]] std::string text_argument(py::handle given, std::string_view name);
/// An article's id: a str, or an int, as ids often are numbers in a table.
[[nodiscard]] std::string id_argument(py::handle given);
[[nodiscard]] bool flag_argument(py::handle given, std::string_view name);
/// An int (or what is one by __index__, as NumPy's are), but no bool.
/// @throws quoth::UsageError  it is not in least..most
[[nodiscard]] std::size_t count_argument(py::handle given, std::string_view name,
                                         std::size_t least = 0,
                                         std::size_t most = std::size_t{1} << 40);
/// A finite int or float.
[[nodiscard]] double number_argument(py::handle given, std::string_view name);
/// Seconds, at least 0; at most some hundred years.
[[nodiscard]] std::chrono::milliseconds seconds_argument(py::handle given, std::string_view name);
/// A str or os.PathLike.
[[nodiscard]] std::filesystem::path path_argument(py::handle given, std::string_view name);
/// A datetime.date or datetime (its day; pandas.Timestamp is one), or "YYYY-MM-DD".
[[nodiscard]] quoth::Day day_argument(py::handle given, std::string_view name);
/// The same; None for nothing. Also NaT and NaN, which stand for nothing in a table.
[[nodiscard]] std::optional<quoth::Day> optional_day_argument(py::handle given,
                                                              std::string_view name);
/// The moment of a datetime that has a clock; nothing for a mere day.
[[nodiscard]] std::optional<quoth::Instant> clock_of(py::handle given);
/// Whether it stands for "nothing" in a table: None, NaN, NaT, pandas.NA.
[[nodiscard]] bool is_missing(py::handle given);

/// A value of an enumeration by one of its words (see enumerations.hpp).
/// @throws quoth::UsageError  it is none of them; says which there are
[[noreturn]] void refuse_choice(std::string_view name, std::string_view given,
                                const std::vector<std::string_view>& allowed);
template <class E, std::size_t N>
[[nodiscard]] E choice_argument(py::handle given, std::string_view name,
                                const std::pair<std::string_view, E> (&words)[N]) {
  const std::string text = text_argument(given, name);
  for (const auto& [word, value] : words)
    if (word == text) return value;
  std::vector<std::string_view> allowed;
  for (const auto& row : words) allowed.push_back(row.first);
  refuse_choice(name, text, allowed);
}

/// datetime.date of a day, or None outside the years 1..9999.
[[nodiscard]] py::object to_date(quoth::Day day);

}  // namespace quoth_python
