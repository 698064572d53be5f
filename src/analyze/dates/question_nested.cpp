// What lies in something longer: third Tuesdays, last weeks, numbered weeks, edges.
#include <algorithm>

#include "analyze/dates/question_actions.hpp"

namespace quoth::dates::actions {

namespace {

std::optional<Cell> nth_weekday(std::int32_t weekday, std::int64_t n, const Interval& place) {
  const Day first = place.from.day(), last = place.until.day().plus(-1);
  std::optional<Day> day;
  if (n > 0) {
    day = add_days(first, (weekday - first.weekday() + 7) % 7 + 7 * (n - 1));
  } else {
    day = add_days(last, -((last.weekday() - weekday + 7) % 7) + 7 * (n + 1));
  }
  if (!day || *day < first || *day > last) return std::nullopt;
  return cell_of(Grain::day, *day);
}

}  // namespace

namespace {

std::optional<Cell> nth_unit(Grain unit, std::int64_t n, const Interval& place) {
  const Day first = place.from.day(), last = place.until.day().plus(-1);
  Cell cell;
  if (unit == Grain::week) {
    // The first week holds the fourth day, as ISO counts the weeks of a year; the last ends within.
    cell = n > 0 ? cell_of(unit, first.plus(3)) : cell_of(unit, last.plus(-6).plus(0));
    if (n < 0) {
      cell = cell_of(unit, last);
      if (last.weekday() != 7) cell.first = cell.first.plus(-7);
    }
  } else if (unit == Grain::weekend) {
    cell = cell_of(unit, first);
    if (n > 0 && cell.first < first) cell.first = cell.first.plus(7);
    if (n < 0) {
      cell = cell_of(unit, last);
      if (cell.first > last) cell.first = cell.first.plus(-7);
    }
  } else {
    if (unit < Grain::day || unit == Grain::fortnight) return std::nullopt;
    cell = cell_of(unit, n > 0 ? first : last);
  }
  const auto found = shifted(cell, n > 0 ? n - 1 : n + 1);
  if (!found || !place.overlaps(interval_of(*found))) return std::nullopt;
  return found;
}

}  // namespace

bool nth(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto container = extent_of(parts.back(), asked);
  if (!container) return false;
  std::int64_t n = row.n;
  std::size_t what = 0;
  if (n == 0) {
    n = row.back ? -parts[0].number : parts[0].number;
    what = 1;
  }
  if (n == 0 || n > 400 || n < -400) return false;
  if (what + 1 < parts.count && parts[what].date.weekday != 0)
    return set_cell(nth_weekday(parts[what].date.weekday, n, container->interval), out);
  const Grain unit = row.unit != Grain::none ? row.unit : static_cast<Grain>(parts[what].number);
  if (container->first.known() && unit >= container->first.grain) return false;
  return set_cell(nth_unit(unit, n, container->interval), out);
}

bool nth_span(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto container = extent_of(parts.back(), asked);
  const Meaning* amount = parts.amount();
  if (!container || amount == nullptr) return false;
  const Day first = container->interval.from.day(), after = container->interval.until.day();
  const Cell edge = cell_of(Grain::day, row.back ? after : first);
  const auto other = moved_by(edge, *amount, row.back ? -1 : 1, true, asked);
  if (!other) return false;
  return row.back ? set_days(other->first, after, out) : set_days(first, other->first, out);
}

bool week_number(const Parts& parts, const Asked& asked, Meaning& out) {
  std::int32_t year = asked.today.civil().year;
  std::int64_t number = 0;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].form == Form::none) {
      if (parts[k].number != static_cast<std::int64_t>(Grain::week) || k > 0 || parts.count == 1)
        number = parts[k].number;
      continue;
    }
    const auto cell = cell_in(parts[k], asked);
    if (!cell || cell->grain != Grain::year) return false;
    year = cell->first.civil().year;
  }
  if (number < 1 || number > 53) return false;
  return set_cell(
      in_year({.year = year, .nth = static_cast<std::int16_t>(number), .unit = Grain::week}, year),
      out);
}

bool week_of(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const auto cell = cell_in(parts.back(), asked);
  if (!cell || cell->grain > Grain::day) return false;
  return set_cell(cell_of(row.unit == Grain::none ? Grain::week : row.unit, cell->first), out);
}

// The begin, middle or end of a cell: thirds of a month and of coarser cells, three days of a week,
// and of a year its first quarter, its last four months and the four in its middle.
bool edge_of(const Cell& cell, QuestionEdge edge, Meaning& out) {
  const Interval place = interval_of(cell);
  const Day first = place.from.day(), after = place.until.day();
  const auto days = [&](std::int32_t from, std::int32_t until) {
    out.first = cell_of(Grain::day, first.plus(from));
    out.last = cell_of(Grain::day, first.plus(until));
    out.form = Form::range;
    out.edge = true;
    return true;
  };
  const auto cells = [&](Grain grain, std::int32_t from, std::int32_t until) {
    const Cell begin = cell_of(grain, first);
    out.edge = true;
    return set_range(shifted(begin, from), shifted(begin, until), out);
  };
  const auto third = [&](Grain grain, std::int32_t a, std::int32_t b, std::int32_t c,
                         std::int32_t end) {
    return edge == QuestionEdge::start ? cells(grain, 0, a - 1)
           : edge == QuestionEdge::mid ? cells(grain, a, b - 1)
                                       : cells(grain, c, end - 1);
  };
  out.mod = edge == QuestionEdge::start ? "START" : edge == QuestionEdge::mid ? "MID" : "END";
  const std::int32_t length = after.since_epoch - first.since_epoch;
  switch (cell.grain) {
    case Grain::week:
      return edge == QuestionEdge::start ? days(0, 2)
             : edge == QuestionEdge::mid ? days(2, 4)
                                         : days(4, 6);
    case Grain::month:
      return edge == QuestionEdge::start ? days(0, 9)
             : edge == QuestionEdge::mid ? days(10, 19)
                                         : days(20, length - 1);
    case Grain::quarter:
    case Grain::season:
      return third(Grain::month, 1, 2, 2, 3);
    case Grain::half:
      return third(Grain::month, 2, 4, 4, 6);
    case Grain::year:
      return edge == QuestionEdge::start ? cells(Grain::month, 0, 2)
             : edge == QuestionEdge::mid ? cells(Grain::month, 4, 7)
                                         : cells(Grain::month, 8, 11);
    case Grain::decade:
      return third(Grain::year, 3, 7, 7, 10);
    case Grain::century:
      return third(Grain::decade, 3, 7, 7, 10);
    default:
      return set_cell(cell, out);
  }
}

}  // namespace quoth::dates::actions
