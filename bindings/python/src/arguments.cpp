#include "arguments.hpp"

#include <datetime.h>

#include <cmath>

#include "texts.hpp"

namespace quoth_python {
namespace {

void need_datetime() {
  if (PyDateTimeAPI == nullptr) {
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  }
}

}  // namespace

void refuse_type(std::string_view name, std::string_view wanted, py::handle given) {
  const std::string message = std::string(name) + ": " + std::string(wanted) + " is needed, not " +
                              (given.is_none() ? "None" : Py_TYPE(given.ptr())->tp_name);
  throw py::type_error(message);
}

void refuse_choice(std::string_view name, std::string_view given,
                   const std::vector<std::string_view>& allowed) {
  std::string message = std::string(name) + ": \"" + std::string(given) + "\" is none of ";
  for (std::size_t i = 0; i < allowed.size(); ++i)
    message += (i == 0                    ? ""
                : i + 1 == allowed.size() ? " and "
                                          : ", ") +
               ("\"" + std::string(allowed[i]) + "\"");
  throw quoth::UsageError(message);
}

std::string text_argument(py::handle given, std::string_view name) {
  if (PyBytes_Check(given.ptr()) || PyByteArray_Check(given.ptr()))
    refuse_type(name, "a str (quoth.decode() makes one of bytes)", given);
  if (!PyUnicode_Check(given.ptr())) refuse_type(name, "a str", given);
  return from_str(given);
}

std::string id_argument(py::handle given) {
  const bool number =
      PyIndex_Check(given.ptr()) && !PyBool_Check(given.ptr());  // NumPy's are not PyLong
  if (!number) return text_argument(given, "id");
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(given.ptr()));
  if (!whole) throw py::error_already_set();
  return from_str(py::str(whole));
}

bool flag_argument(py::handle given, std::string_view name) {
  if (!PyBool_Check(given.ptr())) refuse_type(name, "a bool", given);
  return given.ptr() == Py_True;
}

std::size_t count_argument(py::handle given, std::string_view name, std::size_t least,
                           std::size_t most) {
  if (PyBool_Check(given.ptr()) || !PyIndex_Check(given.ptr())) refuse_type(name, "an int", given);
  const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(given.ptr()));
  if (!number) throw py::error_already_set();
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow != 0 || value < static_cast<long long>(least) ||
      value > static_cast<long long>(most))
    throw quoth::UsageError(std::string(name) + ": " + std::string(py::str(number)) +
                            " is not within " + std::to_string(least) + ".." +
                            std::to_string(most));
  return static_cast<std::size_t>(value);
}

double number_argument(py::handle given, std::string_view name) {
  if (PyBool_Check(given.ptr()) || PyUnicode_Check(given.ptr()) || !PyNumber_Check(given.ptr()))
    refuse_type(name, "a number", given);
  const double value = PyFloat_AsDouble(given.ptr());
  if (value == -1.0 && PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    refuse_type(name, "a number", given);
  }
  if (!std::isfinite(value))
    throw quoth::UsageError(std::string(name) + ": a finite number is needed");
  return value;
}

std::chrono::milliseconds seconds_argument(py::handle given, std::string_view name) {
  constexpr double kMost = 1e10;
  const double seconds = number_argument(given, name);
  if (seconds < 0 || seconds > kMost)
    throw quoth::UsageError(std::string(name) + ": " + std::string(py::str(given)) +
                            " is no number of seconds");
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(seconds * 1000)));
}

std::filesystem::path path_argument(py::handle given, std::string_view name) {
  if (!PyUnicode_Check(given.ptr()) && !PyBytes_Check(given.ptr()) &&
      !py::hasattr(given, "__fspath__"))
    refuse_type(name, "a str or os.PathLike", given);
  PyObject* bytes = nullptr;
  if (PyUnicode_FSConverter(given.ptr(), &bytes) == 0) {
    if (PyErr_ExceptionMatches(PyExc_ValueError) != 0) {  // a zero byte inside
      PyErr_Clear();
      throw quoth::UsageError(std::string(name) +
                              ": it is no path, since it holds a zero byte or a lone surrogate");
    }
    throw py::error_already_set();
  }
  const auto owned = py::reinterpret_steal<py::bytes>(bytes);
  return std::string(owned);
}

quoth::Day day_argument(py::handle given, std::string_view name) {
  need_datetime();
  if (PyDate_Check(given.ptr()) && !is_missing(given)) {  // pandas.NaT passes for a datetime
    const quoth::Civil civil{PyDateTime_GET_YEAR(given.ptr()), PyDateTime_GET_MONTH(given.ptr()),
                             PyDateTime_GET_DAY(given.ptr())};
    if (quoth::is_valid(civil)) return quoth::Day::from(civil);
  }
  if (!PyUnicode_Check(given.ptr()))
    refuse_type(name, "a datetime.date or a str YYYY-MM-DD", given);
  const std::string text = from_str(given);
  if (const auto day = quoth::day_from_iso(text)) return *day;
  throw quoth::UsageError(std::string(name) + ": \"" + text +
                          "\" is no day of the form YYYY-MM-DD");
}

bool is_missing(py::handle given) {
  if (given.is_none()) return true;
  if (PyFloat_Check(given.ptr())) return std::isnan(PyFloat_AS_DOUBLE(given.ptr()));
  if (PyUnicode_Check(given.ptr()) || PyLong_Check(given.ptr())) return false;
  const std::string_view type = Py_TYPE(given.ptr())->tp_name;
  return type == "NaTType" || type == "NAType";
}

std::optional<quoth::Day> optional_day_argument(py::handle given, std::string_view name) {
  if (is_missing(given)) return std::nullopt;
  return day_argument(given, name);
}

std::optional<quoth::Instant> clock_of(py::handle given) {
  need_datetime();
  if (is_missing(given) || !PyDateTime_Check(given.ptr())) return std::nullopt;
  const std::int64_t second = PyDateTime_DATE_GET_HOUR(given.ptr()) * 3600 +
                              PyDateTime_DATE_GET_MINUTE(given.ptr()) * 60 +
                              PyDateTime_DATE_GET_SECOND(given.ptr());
  return quoth::Instant::at(day_argument(given, "published"), second);
}

py::object to_date(quoth::Day day) {
  need_datetime();
  const quoth::Civil civil = day.civil();
  if (civil.year < 1 || civil.year > 9999) return py::none();
  PyObject* date = PyDate_FromDate(civil.year, civil.month, civil.day);
  if (date == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(date);
}

}  // namespace quoth_python
