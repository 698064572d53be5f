// From the meaning of a question to its TIMEX value and interval.
#include <algorithm>
#include <cstdio>

#include "analyze/dates/holidays.hpp"
#include "analyze/dates/question_meaning.hpp"
#include "analyze/dates/resolve.hpp"

namespace quoth::dates {
namespace {

constexpr auto kDaySeconds = static_cast<std::int32_t>(Instant::kDay);

// A clock time on a day; 24:00 and later are on the next.
std::optional<Cell> clock_cell(const Cell& day, Grain grain, std::int32_t second,
                               std::int8_t zone) {
  const auto on = add_days(day.first, second / kDaySeconds);
  if (!on) return std::nullopt;
  Cell cell = day;
  cell.grain = grain;
  cell.part = DayPart::none;
  cell.first = *on;
  cell.second = second % kDaySeconds;
  cell.zone = zone;
  return cell;
}

// A time of an unnamed day is the next such time for somebody who looks ahead, unless it has hardly
// passed; "at 3" may be in either half of the day.
std::int32_t likely_shift(const Meaning& m, const Asked& asked) noexcept {
  if (m.form != Meaning::Form::none || asked.second < 0 || m.second >= kDaySeconds ||
      asked.outlook != DateOutlook::agenda)
    return 0;
  constexpr std::int32_t kHalf = kDaySeconds / 2, kHour = 3600;
  if (m.until_clock != Grain::none) return m.until_second < asked.second ? kDaySeconds : 0;
  if (m.certain == 0) {
    const std::int32_t second = m.second % kHalf;
    for (const std::int32_t half : {0, kHalf, kDaySeconds})
      if (second + half >= asked.second) return second + half - m.second;
  }
  return m.second + kHour < asked.second ? kDaySeconds : 0;
}

std::string day_text(Day day) {
  Cell cell = cell_of(Grain::day, day);
  return value_of(cell);
}

// The value of a stretch that no cell is: whole days where both ends are midnight.
std::string value_between(const Interval& place) {
  const auto moment = [](Instant at) {
    char text[48];
    const auto second = static_cast<int>(at.second_of_day());
    if (second % 60 != 0)
      std::snprintf(text, sizeof text, "T%02d:%02d:%02d", second / 3600, second / 60 % 60,
                    second % 60);
    else
      std::snprintf(text, sizeof text, "T%02d:%02d", second / 3600, second / 60 % 60);
    return day_text(at.day()) + text;
  };
  if (place.from.second_of_day() == 0 && place.until.second_of_day() == 0) {
    const Day last = place.until.day().plus(-1);
    if (last == place.from.day()) return day_text(last);
    return day_text(place.from.day()) + "/" + day_text(last);
  }
  return moment(place.from) + "/" + moment(place.until);
}

// An hour is written as one: T15, where news writes T15:00.
std::string cell_value(const Cell& cell) {
  std::string value = value_of(cell);
  if (cell.grain == Grain::hour && cell.second % 3600 == 0)
    if (const std::size_t colon = value.find(':'); colon != std::string::npos)
      value.erase(colon, 3);
  return value;
}

std::string end_value(const Cell& cell) {
  Cell exact = cell;
  if (exact.grain == Grain::hour) exact.grain = Grain::minute;
  return value_of(exact);
}

std::string set_value(const Meaning& m) {
  Rule rule;
  rule.reading = Reading::set;
  Expression e;
  e.rule = &rule;
  e.stated.weekday = m.date.weekday;
  e.stated.month = m.date.month;
  e.stated.season = m.date.season;
  e.stated.part = m.part;
  e.stated.unit = m.date.unit;
  e.amount_count = m.amount_count;
  for (std::uint8_t k = 0; k < m.amount_count && k < e.amounts.size(); ++k)
    e.amounts[k] = m.amounts[k];
  if (m.amount_count > 0) {
    rule.per_amount = true;
    e.stated.unit = m.amounts[0].unit;
  }
  return resolve(e, {}).value;
}

std::string length_value(const Meaning& m) {
  Expression e;
  for (std::uint8_t k = 0; k < m.amount_count && k < e.amounts.size(); ++k) {
    e.amounts[k] = m.amounts[k];
    e.amount_count = static_cast<std::uint8_t>(k + 1);
  }
  return duration_value(e);
}

}  // namespace

std::optional<Extent> extent_of(const Meaning& m, const Asked& asked) {
  Extent out;
  switch (m.form) {
    case Meaning::Form::span:
      out.interval = m.interval;
      return out;
    case Meaning::Form::range: {
      out.first = m.first;
      out.last = m.last;
      const Interval last = interval_of(m.last);
      const bool clock = within_day(m.last.grain) && m.last.grain != Grain::part;
      out.interval = {interval_of(m.first).from, clock ? last.from : last.until};
      if (out.interval.empty()) return std::nullopt;
      return out;
    }
    case Meaning::Form::open: {
      const auto cell = completed(m.date, asked);
      if (!cell) return std::nullopt;
      out.first = *cell;
      if (m.date.holiday != 0 && !m.timed() && cell->grain == Grain::day) {
        const std::int32_t days = holiday_days(m.date.holiday, cell->first);
        if (const auto last = add_days(cell->first, days - 1); last && days > 1) {
          out.last = cell_of(Grain::day, *last);
          out.interval = {interval_of(*cell).from, interval_of(out.last).until};
          return out;
        }
      }
      break;
    }
    case Meaning::Form::cell:
      out.first = m.first;
      break;
    case Meaning::Form::none:
      if (!m.timed()) return std::nullopt;
      out.first = cell_of(Grain::day, asked.today);
      break;
  }
  if (m.timed() && (m.clock != Grain::none || out.first.grain >= Grain::day)) {
    if (out.first.grain > Grain::day) return std::nullopt;  // 3 p.m. of a month is no time
    if (m.clock == Grain::none) {
      out.first.grain = Grain::part;
      out.first.part = m.part;
    } else {
      const std::int32_t shift = likely_shift(m, asked);
      const Cell day = out.first;
      const auto from = clock_cell(day, m.clock, m.second + shift, m.zone);
      if (!from) return std::nullopt;
      out.first = *from;
      if (m.until_clock != Grain::none) {
        const auto until = clock_cell(day, m.until_clock, m.until_second + shift, m.zone);
        if (!until) return std::nullopt;
        out.last = *until;
        out.interval = {interval_of(*from).from, interval_of(*until).from};
        if (out.interval.empty()) return std::nullopt;
        return out;
      }
    }
  }
  out.last = out.first;
  out.interval = interval_of(out.first);
  return out;
}

std::optional<Place> place_of(const Meaning& m, const Asked& asked) {
  Place out;
  if (m.set) {
    out.type = TimexType::set;
    out.value = set_value(m);
    return out;
  }
  if (m.type == TimexType::duration && m.form == Meaning::Form::none) {
    if (m.amount_count == 0) return std::nullopt;
    out.type = TimexType::duration;
    out.value = length_value(m);
    return out;
  }
  const auto extent = extent_of(m, asked);
  if (!extent) return std::nullopt;
  Interval place = extent->interval;
  place.from = std::max(place.from, kAllTime.from);
  place.until = std::min(place.until, kAllTime.until);
  if (place.empty()) return std::nullopt;
  if (!extent->first.known()) {
    out.value = value_between(place);
  } else if (extent->first == extent->last) {
    out.value = cell_value(extent->first);
  } else if (m.edge || extent->first.grain >= Grain::day) {
    out.value = cell_value(extent->first) + "/" + cell_value(extent->last);
  } else {
    out.value = end_value(extent->first) + "/" + end_value(extent->last);
  }
  out.type = out.value.find('T') == std::string::npos ? TimexType::date : TimexType::time;
  switch (m.side) {
    case DateSide::within:
      break;
    case DateSide::before:
      place = {kAllTime.from, place.from};
      break;
    case DateSide::after:
      place = {place.until, kAllTime.until};
      break;
    case DateSide::until:
      place.from = kAllTime.from;
      break;
    case DateSide::since:
      place.until = kAllTime.until;
      break;
  }
  if (place.empty()) return std::nullopt;
  out.interval = place;
  return out;
}

}  // namespace quoth::dates
