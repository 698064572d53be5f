// Amounts counted off from now or from a date.
#include <algorithm>

#include "analyze/dates/question_actions.hpp"

namespace quoth::dates::actions {

bool offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning one;
  const Meaning* amount = parts.amount();
  if (row.action == QuestionAction::offset_unit) {
    one.amounts[0] = {1000, static_cast<Grain>(parts[0].number), false};
    one.amount_count = 1;
    amount = &one;
  }
  if (amount == nullptr) return false;
  return set_cell(moved_by(now_cell(asked), *amount, row.sign, false, asked), out);
}

bool offset_from(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts.parts[k] == amount) continue;
    const auto anchor = cell_in(parts[k], asked);
    if (!anchor || amount == nullptr) return false;
    return set_cell(moved_by(*anchor, *amount, row.sign, true, asked), out);
  }
  return false;
}

bool weekdays(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const std::int64_t n = parts[0].number;
  if (n < 1 || n > 10'000) return false;
  const auto first = next_from(parts.back().date, asked.today.plus(row.sign), row.sign < 0);
  if (!first) return false;
  const auto day = add_days(first->first, std::int64_t{7} * row.sign * (n - 1));
  if (!day) return false;
  return set_cell(cell_of(Grain::day, *day), out);
}

bool holiday_offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  if (amount == nullptr) return false;
  const auto from = moved_by(cell_of(Grain::day, asked.today), *amount, row.sign, true, asked);
  if (!from) return false;
  return set_cell(next_from(parts[0].date, from->first, false), out);
}

bool reach(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning amount;
  if (const Meaning* whole = parts.amount()) {
    amount = *whole;
  } else {  // two upcoming days
    if (parts.count < 2) return false;
    amount.amounts[0] = {parts[0].number, static_cast<Grain>(parts[1].number), parts[0].vague};
    amount.amount_count = 1;
  }
  Grain finest = Grain::millennium;
  for (std::uint8_t k = 0; k < amount.amount_count; ++k)
    finest = std::min(finest, amount.amounts[k].unit);
  if (finest < Grain::day) {
    if (asked.second < 0) return false;
    const Cell now = now_cell(asked);
    const auto other = moved_by(now, amount, row.sign, false, asked);
    if (!other) return false;
    Instant a = Instant::at(now.first, now.second);
    const Instant b = Instant::at(other->first, other->second);
    if (other->grain == Grain::minute) a.seconds -= a.seconds % 60;
    out.form = Form::span;
    out.interval = row.sign > 0 ? Interval{a, b} : Interval{b, a};
    return !out.interval.empty();
  }
  if (finest == Grain::quarter || finest >= Grain::decade) {  // whole ones
    if (amount.amounts[0].milli % 1000 != 0 || amount.amount_count != 1) return false;
    const std::int64_t n = amount.amounts[0].milli / 1000;
    const Cell here = cell_of(finest, asked.today);
    return row.sign > 0 ? set_range(shifted(here, 1), shifted(here, n), out)
                        : set_range(shifted(here, -n), shifted(here, -1), out);
  }
  // An archive's last three days hold what came in today.
  const bool today_too = row.sign > 0 ? row.today : asked.outlook == DateOutlook::archive;
  const auto start = add_days(asked.today, row.sign > 0 ? (today_too ? 0 : 1) : 0);
  if (!start) return false;
  const auto other = moved_by(cell_of(Grain::day, *start), amount, row.sign, true, asked);
  if (!other) return false;
  if (row.sign > 0) return set_days(*start, other->first, out);
  return set_days(other->first, today_too ? add_days(*start, 1) : start, out);
}

bool reach_from(const Parts& parts, const Asked& asked, Meaning& out) {
  const Meaning* amount = parts.amount();
  const Meaning* from =
      parts.count == 2 ? (parts.parts[0] == amount ? parts.parts[1] : parts.parts[0]) : nullptr;
  if (amount == nullptr || from == nullptr) return false;
  const auto anchor = cell_in(*from, asked);
  if (!anchor || anchor->grain > Grain::day || anchor->grain == Grain::part) return false;
  const auto end = moved_by(*anchor, *amount, 1, true, asked);
  if (!end) return false;
  out.form = Form::span;
  out.interval = {interval_of(*anchor).from, interval_of(*end).from};
  return !out.interval.empty();
}

}  // namespace quoth::dates::actions
