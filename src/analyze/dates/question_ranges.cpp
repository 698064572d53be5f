// Ranges: what one end leaves out, the other tells.
#include <algorithm>

#include "analyze/dates/question_actions.hpp"

namespace quoth::dates::actions {

bool days(const Parts& parts, const Asked& asked, Meaning& out) {
  OpenDate a, b;
  bool month_first = false, second = false;
  for (std::size_t k = 0; k < parts.count; ++k) {
    const OpenDate& d = parts[k].date;
    if (d.month != 0) {
      a.month = b.month = d.month;
      month_first = k == 0;
    } else if (d.has_year()) {
      a.year = b.year = d.year;
    } else if (d.day != 0) {
      (second ? b : a).day = d.day;
      second = true;
    }
  }
  if (b.day <= a.day) {  // April 27 to the third
    if (month_first) {
      b.month = static_cast<std::int8_t>(b.month % 12 + 1);
      if (b.month == 1 && b.has_year()) ++b.year;
    } else {
      a.month = static_cast<std::int8_t>((a.month + 10) % 12 + 1);
      if (a.month == 12 && a.has_year()) --a.year;
    }
  }
  if (!possible(a) || !possible(b)) {
    out.form = Form::open;
    out.impossible = true;
    return true;
  }
  const auto first = completed(a, asked);
  if (!first) return false;
  return set_range(first, next_from(b, first->first, false), out);
}

namespace {

bool is_open(const Meaning& m) noexcept { return m.form == Form::open && !m.date.has_year(); }

}  // namespace

bool range(const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning a = parts[0], b = parts.count > 1 ? parts[1] : parts[0];
  if (parts.count == 3) {  // 5/1 - 5/7, 2020
    if (!unite(parts[2].date, a.date) || !unite(parts[2].date, b.date)) return false;
  }
  if (parts.count < 2 || a.latent || a.set || b.set || a.type == TimexType::duration ||
      b.type == TimexType::duration)
    return false;
  // Between now and November counts days.
  const auto as_today = [&](Meaning& m, const Meaning& beside) {
    if (m.now && !beside.timed() && !beside.now) m.first = cell_of(Grain::day, asked.today);
  };
  as_today(a, b);
  as_today(b, a);
  if (a.now && b.form == Form::none && b.clock != Grain::none) {
    b.form = Form::cell;
    b.first = cell_of(Grain::day, asked.today);
    if (b.certain < 2 && b.second <= asked.second) b.second += kHalfDay;
    if (b.second <= asked.second) b.second += kHalfDay;
  }
  // What one leaves out the other tells: the day, the year, the half of the day.
  if (b.form == Form::none && a.form != Form::none) {
    if (a.clock == Grain::none || a.until_clock != Grain::none || b.clock == Grain::none)
      return false;
    Meaning both;
    const Meaning* two[2] = {&a, &b};
    if (!times(QuestionRow{}, {two, 2}, both)) return false;
    out = both;
    return true;
  }
  if (a.form == Form::none && b.form != Form::none && b.timed()) {
    a.form = b.form;
    a.date = b.date;
    a.first = b.first;
  }
  if (is_open(a) && b.form == Form::open && b.date.has_year()) {
    a.date.year = b.date.year;
    if (a.date.month > b.date.month && b.date.month != 0) --a.date.year;
    if (!possible(a.date)) return false;
  }
  std::optional<Extent> first;
  if (is_open(a) && is_open(b)) {
    // A range that is under way is the one meant.
    const auto begun = next_from(a.date, asked.today, true);
    const auto end = begun ? next_from(b.date, begun->first, false) : std::nullopt;
    if (end && interval_of(*end).until > Instant::at(asked.today) && a.date.weekday == 0) {
      a.form = Form::cell;
      a.first = *begun;
    }
  }
  if (is_open(a) && b.form == Form::cell) {
    if (const auto before = next_from(a.date, b.first.first, true)) {
      a.form = Form::cell;
      a.first = *before;
    }
  }
  first = extent_of(a, asked);
  if (!first || !first->first.known()) return false;
  if (is_open(b)) {
    const auto next = next_from(b.date, first->first.first, false);
    if (!next) return false;
    b.form = Form::cell;
    b.first = *next;
  }
  const auto last = extent_of(b, asked);
  if (!last || !last->last.known()) return false;
  set_range(first->first, last->last, out);
  return extent_of(out, asked).has_value();
}

}  // namespace quoth::dates::actions
