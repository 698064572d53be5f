// Days, intervals, and dates as people write them.
#include <pybind11/pybind11.h>

#include <quoth/analyze/dates.hpp>
#include <quoth/query/parse.hpp>
#include <quoth/results/period.hpp>

#include "arguments.hpp"
#include "intervals.hpp"
#include "parts.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

Day today_argument(py::handle given) {
  if (!given.is_none()) return day_argument(given, "today");
  return day_argument(py::module_::import("datetime").attr("date").attr("today")(), "today");
}

// The days an interval touches, as seen by people: inclusive on both sides.
py::object first_day(const Interval& i) { return i.empty() ? py::none() : to_date(i.from.day()); }
py::object last_day(const Interval& i) {
  return i.empty() ? py::none() : to_date(Instant{i.until.seconds - 1}.day());
}

std::string shown(const Interval& interval) {
  std::string name = period_name(interval);
  return name.empty() ? to_iso(interval.from) + ".." + to_iso(interval.until) : name;
}

}  // namespace

Interval interval_argument(py::handle given, std::string_view name) {
  if (py::isinstance<Interval>(given)) return given.cast<Interval>();
  if (PyUnicode_Check(given.ptr())) {
    const std::string text = from_str(given);
    if (const auto interval = parse_when(text, today_argument(py::none()))) return *interval;
    throw UsageError(
        std::string(name) + ": \"" + text +
        "\" is no date; write 2022, 2022-03, 2022-03-11, 2022-03..2022-04 or the like");
  }
  if (PyTuple_Check(given.ptr()) && PyTuple_GET_SIZE(given.ptr()) == 2) {
    const Day first = day_argument(PyTuple_GET_ITEM(given.ptr(), 0), name);
    const Day last = day_argument(PyTuple_GET_ITEM(given.ptr(), 1), name);
    if (last < first)
      throw UsageError(std::string(name) + ": it ends before it begins; both days are inclusive");
    return Interval::of_days(first, last.plus(1));
  }
  if (py::hasattr(given, "year") && py::hasattr(given, "month"))
    return Interval::of_day(day_argument(given, name));
  refuse_type(name, "an Interval, a date, a pair of dates or a str", given);
}

void bind_calendar(py::module_& m) {
  py::class_<Interval> interval(
      m, "Interval",
      "A stretch of time: a day, a month, a morning, any run of days.\n\n"
      "Interval(\"2022-03\"), Interval(date), Interval((first, last)) with both days inclusive,\n"
      "or whatever `when:` reads (\"2022-03-03..2022-03-12\", \"1990s\", \"last week\").\n"
      "`date in interval` and `interval in interval` tell whether it lies wholly in it;\n"
      "str() is its shortest name, which `when:` reads back.");
  interval.attr("__module__") = "quoth";
  interval
      .def(py::init([](const py::object& when) { return interval_argument(when, "when"); }),
           py::arg("when"))
      .def_property_readonly(
          "first", first_day,
          "The first day it touches: a datetime.date; None outside the years 1 to 9999.")
      .def_property_readonly(
          "last", last_day,
          "The last day it touches, inclusive: a datetime.date; None outside the years 1 to 9999.")
      .def_property_readonly(
          "start", [](const Interval& i) { return to_str(to_iso(i.from)); },
          "The moment it begins, in ISO 8601: \"2022-03-11\", \"2022-03-11T16:40\".")
      .def_property_readonly(
          "end", [](const Interval& i) { return to_str(to_iso(i.until)); },
          "The moment it is over, exclusive, in ISO 8601.")
      .def_property_readonly(
          "day",
          [](const Interval& i) -> py::object {
            const auto day = i.single_day();
            return day ? to_date(*day) : py::none();
          },
          "The day it lies in, when it lies in one: a datetime.date, else None.")
      .def_property_readonly(
          "grain", [](const Interval& i) { return to_str(name_of(grain_of(i))); },
          "How precise it is: \"moment\", \"day\", \"week\", \"month\", \"quarter\", \"half\", "
          "\"year\", \"decade\",\n"
          "\"century\" or \"other\".")
      .def_property_readonly(
          "words", [](const Interval& i) { return to_str(period_words(i)); },
          "Its name for readers: \"2022 (the whole year)\".")
      .def("__contains__",
           [](const Interval& i, const py::object& other) {
             return i.contains(interval_argument(other, "other"));
           })
      .def(
          "overlaps",
          [](const Interval& i, const py::object& other) {
            return i.overlaps(interval_argument(other, "other"));
          },
          py::arg("other"),
          "overlaps(other)\n\nWhether it shares a moment with another interval, or a day.")
      .def("__eq__",
           [](const Interval& a, const py::object& b) -> py::object {
             if (!py::isinstance<Interval>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a == b.cast<Interval>());
           })
      .def("__lt__",
           [](const Interval& a, const py::object& b) -> py::object {
             if (!py::isinstance<Interval>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             const auto other = b.cast<Interval>();
             return py::bool_(a.from != other.from ? a.from < other.from : a.until < other.until);
           })
      .def("__hash__",
           [](const Interval& i) {
             return py::hash(py::make_tuple(i.from.seconds, i.until.seconds));
           })
      .def("__str__", [](const Interval& i) { return to_str(shown(i)); })
      .def("__repr__", [](const Interval& i) { return to_str("Interval('" + shown(i) + "')"); })
      .def(py::pickle(
          [](const Interval& i) { return py::make_tuple(i.from.seconds, i.until.seconds); },
          [](const py::tuple& state) {
            if (state.size() != 2)
              throw FormatError("A pickled Interval is damaged. Make it anew.");
            return Interval{{state[0].cast<std::int64_t>()}, {state[1].cast<std::int64_t>()}};
          }));

  ValueClass<PublicationDay>(m, "Published",
                             "When an article was published, as far as that is known.")
      .computed(
          "day",
          [](const Of<PublicationDay>& p) -> py::object {
            const auto day = p->interval.single_day();
            return day ? to_date(*day) : py::none();
          },
          "The day, a datetime.date, when it is known; else None, and `interval` tells what is.")
      .attribute("interval", &PublicationDay::interval,
                 "What the day lies in: an Interval of one day when certain.")
      .attribute("how", &PublicationDay::how,
                 "\"given\" by the article's owner, read in the \"text\", or \"inferred\" from it.")
      .attribute("confidence", &PublicationDay::confidence,
                 "0..1, that the true day lies in `interval`.")
      .attribute("evidence", &PublicationDay::evidence, "Why, in plain words: a tuple of str.")
      .shown([](const Of<PublicationDay>& p) {
        return "<Published " + shown(p->interval) + " · " + std::string(word_of(p->how)) + ">";
      })
      .def("__str__", [](const Of<PublicationDay>& p) { return to_str(shown(p->interval)); });

  ValueClass<DateReading>(m, "DateReading", "How a date expression was read.")
      .attribute("interval", &DateReading::interval, "The Interval it means.")
      .attribute("value", &DateReading::value,
                 "TIMEX3 of what was read: \"2022-03\", \"2022-03/2022-05\" for a range.")
      .attribute("rule", &DateReading::rule, "Which rule of the tables read it.")
      .shown([](const Of<DateReading>& r) {
        return "<DateReading " + r->value + " · " + shown(r->interval) + " · " + r->rule + ">";
      });

  m.def("read_date",
        [](const py::object& text, const py::object& today, const py::object& lang,
           const py::object& outlook) -> py::object {
          const std::string expression = text_argument(text, "text");
          const std::string language = text_argument(lang, "lang");
          const auto look = choice_argument(outlook, "outlook", kDateOutlooks);
          const auto clock = clock_of(today);
          auto reading = clock ? explain_date(expression, *clock, language, look)
                               : explain_date(expression, today_argument(today), language, look);
          return reading ? py::cast(whole(std::move(*reading))) : py::none();
        });
  m.def("easter", [](const py::object& year) {
    return to_date(easter(static_cast<std::int32_t>(count_argument(year, "year", 1, kMaxYear))));
  });
  m.def("period_of", [](const py::object& grain, const py::object& day) {
    return period_of(choice_argument(grain, "grain", kPeriods),
                     Instant::at(day_argument(day, "day")));
  });
}

std::string brief(std::string_view text, std::size_t most) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::size_t begin = std::exchange(at, at + c.size);
    if (c.value <= U' ') {
      space = !out.empty();
      continue;
    }
    if (out.size() >= most) return out + "…";
    if (space) out += ' ';
    space = false;
    out += text.substr(begin, c.size);
  }
  return out;
}

std::string day_of(const std::optional<PublicationDay>& published) {
  return published ? shown(published->interval) : "undated";
}

}  // namespace quoth_python
