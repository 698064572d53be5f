// What the rows of questions.tsv do with the meanings of their parts.
#include "analyze/dates/question_actions.hpp"

#include <algorithm>

namespace quoth::dates {
namespace actions {

bool set_cell(const std::optional<Cell>& cell, Meaning& out) {
  if (!cell) return false;
  out.form = Form::cell;
  out.first = *cell;
  return true;
}

bool set_range(const std::optional<Cell>& first, const std::optional<Cell>& last, Meaning& out) {
  if (!first || !last) return false;
  out.form = Form::range;
  out.first = *first;
  out.last = *last;
  return true;
}

bool set_days(const std::optional<Day>& first, const std::optional<Day>& after, Meaning& out) {
  if (!first || !after || *after <= *first) return false;
  out.form = Form::span;
  out.interval = Interval::of_days(*first, *after);
  return true;
}

// The one cell that a part is, completed.
std::optional<Cell> cell_in(const Meaning& m, const Asked& asked) {
  const auto extent = extent_of(m, asked);
  if (!extent || !extent->first.known()) return std::nullopt;
  return extent->first;
}

bool possible(const OpenDate& d) {
  if (d.month != 0 && d.day != 0) {
    if (d.day > days_in_month(2000, d.month)) return false;
    if (d.has_year() && !in_year(d, d.year)) return false;
  }
  return true;
}

bool unite(const OpenDate& from, OpenDate& out) {
  const auto field = [](auto value, auto empty, auto& into) {
    if (value == empty) return true;
    if (into != empty && into != value) return false;
    into = value;
    return true;
  };
  constexpr std::int8_t kNone = 0;
  return field(from.year, OpenDate::kNoYear, out.year) && field(from.month, kNone, out.month) &&
         field(from.day, kNone, out.day) && field(from.weekday, kNone, out.weekday) &&
         field(from.season, kNone, out.season) && field(from.holiday, 0, out.holiday) &&
         field(from.nth, std::int16_t{0}, out.nth) && field(from.unit, Grain::none, out.unit);
}

}  // namespace actions

namespace {

using namespace actions;

bool date(const Parts& parts, Meaning& out) {
  out.form = Form::open;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].form == Form::none) continue;
    out.impossible = out.impossible || parts[k].impossible;
    if (parts[k].form == Form::cell && out.date.weekday != 0) return set_cell(parts[k].first, out);
    if (parts[k].form != Form::open || !unite(parts[k].date, out.date)) return false;
  }
  out.impossible = !possible(out.date);
  return true;
}

bool ides(const Parts& parts, Meaning& out) {
  out = parts[0];
  const std::int8_t month = out.date.month;
  out.date.day = month == 3 || month == 5 || month == 7 || month == 10 ? 15 : 13;
  return true;
}

// The weekday of the week `shift` weeks from this.
std::optional<Cell> weekday_of_week(std::int32_t weekday, std::int32_t shift, const Asked& asked) {
  const auto day = add_days(asked.today, weekday - asked.today.weekday() + 7 * shift);
  if (!day) return std::nullopt;
  return cell_of(Grain::day, *day);
}

bool deictic(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Day today = asked.today;
  const Meaning* named = parts.begin_date();
  if (named != nullptr) {
    const OpenDate& d = named->date;
    if (d.weekday != 0) {
      if (row.shift > 0) return set_cell(weekday_of_week(d.weekday, row.shift, asked), out);
      return set_cell(
          row.shift < 0 ? next_from(d, today.plus(-1), true) : next_from(d, today, false), out);
    }
    if (row.shift > 0) return set_cell(next_from(d, today.plus(1), false), out);
    const auto begun = next_from(d, today, true);
    if (row.shift == 0) return set_cell(in_year(d, today.civil().year), out);
    if (!begun || interval_of(*begun).until <= Instant::at(today)) return set_cell(begun, out);
    return set_cell(next_from(d, begun->first.plus(-1), true), out);
  }
  const Grain unit = row.unit != Grain::none ? row.unit : static_cast<Grain>(parts[0].number);
  if (unit < Grain::day) {
    if (asked.second < 0 || row.shift == 0) return false;
    Meaning one;
    one.amounts[0] = {1000, unit, false};
    one.amount_count = 1;
    const Cell now = now_cell(asked);
    const auto other = moved_by(now, one, row.shift < 0 ? -1 : 1, true, asked);
    if (!other) return false;
    out.form = Form::span;
    const Instant a = interval_of(now).from, b = Instant::at(other->first, other->second);
    out.interval = a < b ? Interval{a, b} : Interval{b, a};
    return true;
  }
  if (unit == Grain::fortnight) {
    if (row.shift == 0) return false;
    return row.shift < 0 ? set_days(add_days(today, -14), today, out)
                         : set_days(add_days(today, 1), add_days(today, 15), out);
  }
  return set_cell(shifted(cell_of(unit, today), row.shift), out);
}

bool act(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const std::size_t count = parts.count;
  switch (row.action) {
    case QuestionAction::take:
      if (count == 0) return false;
      out = parts.back();
      if (row.firm) out.latent = false;
      return true;
    case QuestionAction::none:
      return false;
    case QuestionAction::clock:
      return clock(row, parts, out);
    case QuestionAction::past:
      return past(row, parts, out);
    case QuestionAction::times:
      return times(row, parts, out);
    case QuestionAction::part:
      return part(parts, out);
    case QuestionAction::date:
      return date(parts, out);
    case QuestionAction::ides:
      return ides(parts, out);
    case QuestionAction::deictic:
      return deictic(row, parts, asked, out);
    case QuestionAction::week_day: {
      const Meaning* day = parts.begin_date();
      return day != nullptr && set_cell(weekday_of_week(day->date.weekday, row.shift, asked), out);
    }
    case QuestionAction::to_date:
      return set_days(cell_of(Grain::year, asked.today).first, asked.today, out);
    case QuestionAction::nth:
      return nth(row, parts, asked, out);
    case QuestionAction::nth_span:
      return nth_span(row, parts, asked, out);
    case QuestionAction::of: {
      const auto container = cell_in(parts.back(), asked);
      return container && parts[0].form == Form::open &&
             set_cell(within_cell(parts[0].date, *container), out);
    }
    case QuestionAction::week_number:
      return week_number(parts, asked, out);
    case QuestionAction::week_of:
      return week_of(row, parts, asked, out);
    case QuestionAction::edge: {
      if (parts.back().form == Form::none)  // "end of year"
        return edge_of(cell_of(static_cast<Grain>(parts.back().number), asked.today), row.edge,
                       out);
      const auto cell = cell_in(parts.back(), asked);
      return cell && edge_of(*cell, row.edge, out);
    }
    case QuestionAction::edge_now:
      return edge_of(cell_of(row.unit, asked.today), row.edge, out);
    case QuestionAction::later:
      out = parts.back();
      out.mod = "END";
      return true;
    case QuestionAction::join:
      return join(row, parts, out);
    case QuestionAction::join_now:
      return join_now(row, parts, asked, out);
    case QuestionAction::end_of_day:
      return end_of_day(parts, asked, out);
    case QuestionAction::now:
      out.now = true;
      out.type = asked.second >= 0 ? TimexType::time : TimexType::date;
      return set_cell(now_cell(asked), out);
    case QuestionAction::offset:
    case QuestionAction::offset_unit:
      return offset(row, parts, asked, out);
    case QuestionAction::offset_from:
      return offset_from(row, parts, asked, out);
    case QuestionAction::weekdays:
      return weekdays(row, parts, asked, out);
    case QuestionAction::holiday_offset:
      return holiday_offset(row, parts, asked, out);
    case QuestionAction::reach:
      return reach(row, parts, asked, out);
    case QuestionAction::reach_from:
      return reach_from(parts, asked, out);
    case QuestionAction::days:
      return days(parts, asked, out);
    case QuestionAction::range:
      return range(parts, asked, out);
    case QuestionAction::side: {
      if (count > 1) {
        if (!join(row, parts, out)) return false;
      } else if (count == 1) {
        out = parts[0];
      } else {
        return false;
      }
      if (out.side != DateSide::within || out.set) return false;
      out.side = row.side;
      out.latent = false;
      return true;
    }
    case QuestionAction::set:
      out = count > 0 ? parts.back() : Meaning{};
      if (out.form == Form::none && out.part == DayPart::none)
        out.date.unit = static_cast<Grain>(out.number);
      out.set = true;
      return count > 0;
    case QuestionAction::length:
      out = parts[0];
      out.type = TimexType::duration;
      return true;
  }
  return false;
}

}  // namespace

bool apply(const QuestionRow& row, const Meaning* const* meanings, std::size_t count,
           const Asked& asked, Meaning& out) {
  if (!act(row, {meanings, count}, asked, out)) return false;
  unsigned doubt = row.latent ? 1 : 0;
  for (std::size_t k = 0; k < count; ++k) {
    doubt += meanings[k]->doubt;
    out.impossible = out.impossible || meanings[k]->impossible;
  }
  out.doubt = static_cast<std::uint8_t>(std::min(doubt, 255u));
  return true;
}

}  // namespace quoth::dates
