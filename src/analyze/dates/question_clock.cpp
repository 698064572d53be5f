// Clock times, their ranges and parts of the day, and dates joined with them.
#include <algorithm>

#include "analyze/dates/question_actions.hpp"

namespace quoth::dates::actions {

bool clock(const QuestionRow& row, const Parts& parts, Meaning& out) {
  out.type = TimexType::time;
  out.latent = row.latent;
  if (row.second >= 0) {
    out.clock = Grain::hour;
    out.second = row.second;
    out.certain = 2;
    return true;
  }
  const Meaning& hour = parts[0];
  out.clock = hour.clock;
  out.second = hour.second;
  out.certain = hour.certain;
  out.zone = hour.zone;
  std::int64_t half = 0;
  for (std::size_t k = 1; k < parts.count; ++k) {
    const Meaning& part = parts[k];
    if (part.number >= 1 && part.number <= 2 && part.half) {
      half = part.number;
    } else if (part.zone != Cell::kNoZone) {
      // In another zone an hour is a moment.
      if (out.clock == Grain::hour) out.clock = Grain::minute;
      out.zone = part.zone;
    } else if (part.number > 0) {
      if (out.second % kHour != 0) return false;
      out.second += static_cast<std::int32_t>(part.number) * 60;
      out.clock = Grain::minute;
    }
  }
  if (half != 0) {
    if ((out.second < kHour || out.second >= kHalfDay + kHour) && out.clock == Grain::hour)
      return false;  // 0 p.m., 13 p.m.
    if (out.second < kHalfDay + kHour) {
      out.second %= kHalfDay;
      if (half == 2) out.second += kHalfDay;
    } else if (half == 1) {
      return false;  // 15 a.m.
    }
    out.certain = 2;
  }
  return true;
}

bool past(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning* base = parts.clock();
  if (base == nullptr || base->second % kHour != 0) return false;
  const std::int64_t minutes = row.minutes >= 0 ? row.minutes : parts[0].number;
  if (minutes < 1 || minutes > 59) return false;
  out = *base;
  out.latent = false;
  out.clock = Grain::minute;
  const auto seconds = static_cast<std::int32_t>(minutes) * 60;
  out.second += row.back ? -seconds : seconds;
  if (out.second < 0) out.second += kDay;
  return true;
}

bool times(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning &a = parts[0], &b = parts.back();
  out = a;
  out.latent = row.latent;
  out.until_clock = b.clock;
  std::int32_t from = a.second, until = b.second;
  if (a.certain < 2 && b.certain == 2) {
    // 3-4 p.m., 10-4 p.m.: the later of the two that is not after the end
    const std::int32_t morning = from % kHalfDay;
    from = morning + kHalfDay < until % kDay ? morning + kHalfDay : morning;
    if (b.second >= kDay) from = a.second;
  } else if (b.certain < 2) {
    const std::int32_t morning = until % kHalfDay;
    for (std::int32_t half = 0; half < 3; ++half) {
      until = morning + half * kHalfDay;
      if (until > from) break;
    }
  }
  if (until <= from) until += kDay;
  out.second = from;
  out.until_second = until;
  out.certain = std::max(a.certain, b.certain);
  return true;
}

namespace {

// A clock time moved into a part of the day: 8 in the evening.
std::int32_t in_part(std::int32_t second, DayPart part) noexcept {
  const std::int32_t hour = second / kHour;
  switch (part) {
    case DayPart::morning:
    case DayPart::midday:
      return second;
    case DayPart::afternoon:
      return hour < 12 ? second + kHalfDay : second;
    case DayPart::evening:
      return hour >= 1 && hour <= 12 ? second + kHalfDay : second;
    case DayPart::night:
      return hour >= 5 && hour <= 12 ? second + kHalfDay : second;
    default:
      return second;
  }
}

}  // namespace

namespace {

void put_in_part(DayPart part, Meaning& m) noexcept {
  if (part == DayPart::none || m.clock == Grain::none) return;
  if (m.certain < 2) {
    m.second = in_part(m.second, part);
    if (m.until_clock != Grain::none) {
      m.until_second = in_part(m.until_second % kDay, part);
      if (m.until_second <= m.second) m.until_second += kDay;
    }
  }
  m.certain = 2;
  m.part = DayPart::none;
}

}  // namespace

bool part(const Parts& parts, Meaning& out) {
  DayPart which = DayPart::none;
  for (std::size_t k = 0; k < parts.count; ++k)
    if (parts[k].part != DayPart::none) which = parts[k].part;
  if (const Meaning* time = parts.clock()) {
    out = *time;
    out.latent = false;
    put_in_part(which, out);
  } else {
    out.part = which;
  }
  out.type = TimexType::time;
  return which != DayPart::none;
}

bool join(const QuestionRow& row, const Parts& parts, Meaning& out) {
  const Meaning* day = parts.begin_date();
  if (day == nullptr) return false;
  out = *day;
  DayPart which = row.part;
  const Meaning* time = nullptr;
  for (std::size_t k = 0; k < parts.count; ++k) {
    if (parts[k].clock != Grain::none) {
      if (time != nullptr && time->clock != Grain::none) return false;
      time = parts.parts[k];
    }
    if (parts[k].part != DayPart::none) which = parts[k].part;
  }
  if (time == nullptr && which == DayPart::none) return false;
  if (day->form != Form::open && !(day->form == Form::cell && day->first.grain == Grain::day))
    return false;
  if (day->form == Form::open && day->date.day == 0 && day->date.weekday == 0 &&
      day->date.holiday == 0)
    return false;  // a month has no time of day
  if (time != nullptr) {
    out.clock = time->clock;
    out.until_clock = time->until_clock;
    out.second = time->second;
    out.until_second = time->until_second;
    out.certain = time->certain;
    out.zone = time->zone;
    put_in_part(which, out);
  } else {
    out.part = which;
  }
  out.latent = false;
  out.type = TimexType::time;
  return true;
}

bool join_now(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out) {
  Meaning today;
  if (!set_cell(shifted(cell_of(Grain::day, asked.today), row.shift), today)) return false;
  if (row.second >= 0) {
    out = today;
    out.clock = Grain::second;
    out.second = row.second;
    out.certain = 2;
    out.type = TimexType::time;
    return true;
  }
  const Meaning* all[8] = {&today};
  std::size_t count = 1;
  for (std::size_t k = 0; k < parts.count && count < 8; ++k) all[count++] = parts.parts[k];
  return join(row, {all, count}, out);
}

bool end_of_day(const Parts& parts, const Asked& asked, Meaning& out) {
  const auto cell = cell_in(parts[0], asked);
  if (!cell || cell->grain != Grain::day || parts[0].timed()) return false;
  set_cell(cell, out);
  out.clock = Grain::second;
  out.second = kDay - 1;
  out.certain = 2;
  out.type = TimexType::time;
  return true;
}

}  // namespace quoth::dates::actions
