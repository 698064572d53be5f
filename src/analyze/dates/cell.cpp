#include "analyze/dates/cell.hpp"

#include <cstdio>
#include <cstdlib>

namespace quoth::dates {
namespace {

constexpr std::int32_t kHour = 3600;

// Months in a cell of the grain, 0 where it is not made of months.
constexpr std::int32_t months_in(Grain grain) noexcept {
  switch (grain) {
    case Grain::month:
      return 1;
    case Grain::season:
    case Grain::quarter:
      return 3;
    case Grain::half:
      return 6;
    case Grain::year:
      return 12;
    case Grain::decade:
      return 120;
    case Grain::century:
      return 1200;
    case Grain::millennium:
      return 12000;
    default:
      return 0;
  }
}

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

struct Hours {
  std::int32_t from, until;
};

Hours hours_of(DayPart part) noexcept {
  switch (part) {
    case DayPart::morning:
      return {6, 12};
    case DayPart::midday:
    case DayPart::noon:
      return {12, 13};
    case DayPart::afternoon:
      return {12, 18};
    case DayPart::evening:
      return {18, 24};
    case DayPart::night:
      return {18, 30};
    case DayPart::daytime:
      return {6, 18};
    default:
      return {0, 24};
  }
}

const char* code_of(DayPart part) noexcept {
  switch (part) {
    case DayPart::morning:
      return "MO";
    case DayPart::midday:
    case DayPart::noon:
      return "MI";
    case DayPart::afternoon:
      return "AF";
    case DayPart::evening:
      return "EV";
    case DayPart::night:
    case DayPart::midnight:
      return "NI";
    case DayPart::daytime:
      return "DT";
    case DayPart::none:
      break;
  }
  return "XX";
}

// The day after the cell, cut to kAllTime.
Day end_of(const Cell& cell) noexcept {
  const Day last = kAllTime.until.day();
  std::optional<Day> end;
  if (const std::int32_t months = months_in(cell.grain)) {
    end = add_months(cell.first, months);
  } else {
    const std::int64_t days = cell.grain == Grain::week        ? 7
                              : cell.grain == Grain::fortnight ? 14
                              : cell.grain == Grain::weekend   ? 2
                                                               : 1;
    end = add_days(cell.first, days);
  }
  return end.value_or(last);
}

}  // namespace

Measure measure_of(Grain unit) noexcept {
  switch (unit) {
    case Grain::second:
      return {0, 0, 1};
    case Grain::minute:
      return {0, 0, 60};
    case Grain::hour:
      return {0, 0, 3600};
    case Grain::week:
    case Grain::weekend:
      return {0, 7, 0};
    case Grain::fortnight:
      return {0, 14, 0};
    case Grain::month:
      return {1, 0, 0};
    case Grain::season:
    case Grain::quarter:
      return {3, 0, 0};
    case Grain::half:
      return {6, 0, 0};
    case Grain::year:
      return {12, 0, 0};
    case Grain::decade:
      return {120, 0, 0};
    case Grain::century:
      return {1200, 0, 0};
    case Grain::millennium:
      return {12000, 0, 0};
    default:
      return {0, 1, 0};
  }
}

Cell cell_of(Grain grain, Day day) noexcept {
  Cell cell;
  cell.grain = grain;
  cell.first = day;
  if (grain == Grain::week || grain == Grain::fortnight) {
    cell.first = day.plus(1 - day.weekday());
  } else if (grain == Grain::weekend) {
    cell.first = day.plus(6 - day.weekday());
  } else if (const std::int32_t months = months_in(grain)) {
    const Civil c = day.civil();
    // Spring begins in March. Years before Christ are counted from 1, the calendar counts a year 0:
    // the fourth century BC began in -399, the 220s BC in -228.
    const std::int64_t offset = grain == Grain::season                ? 2
                                : c.year > 0 || grain < Grain::decade ? 0
                                : grain == Grain::decade              ? 24
                                                                      : 12;
    const std::int64_t at = std::int64_t{c.year} * 12 + c.month - 1;
    const std::int64_t start = floor_div(at - offset, months) * months + offset;
    const std::int64_t year = floor_div(start, 12);
    cell.first = year < kMinYear ? kAllTime.from.day()
                                 : Day::from({static_cast<std::int32_t>(year),
                                              static_cast<std::int32_t>(start - year * 12) + 1, 1});
  }
  if (cell.first < kAllTime.from.day()) cell.first = kAllTime.from.day();
  return cell;
}

std::optional<Cell> year_cell(std::int64_t year) noexcept {
  if (year < kMinYear || year > kMaxYear) return std::nullopt;
  return cell_of(Grain::year, Day::from({static_cast<std::int32_t>(year), 1, 1}));
}

std::optional<Cell> shifted(const Cell& cell, std::int64_t count) noexcept {
  Cell moved = cell;
  constexpr std::int64_t kMost = 10'000'000;
  if (count > kMost || count < -kMost) return std::nullopt;
  std::optional<Day> day;
  if (const std::int32_t months = months_in(cell.grain)) {
    day = add_months(cell.first, months * count);
  } else if (cell.grain == Grain::week || cell.grain == Grain::weekend) {
    day = add_days(cell.first, 7 * count);
  } else if (cell.grain == Grain::fortnight) {
    day = add_days(cell.first, 14 * count);
  } else if (cell.grain == Grain::day || cell.grain == Grain::part) {
    day = add_days(cell.first, count);
  } else {
    const std::int64_t step = cell.grain == Grain::hour     ? kHour
                              : cell.grain == Grain::minute ? 60
                                                            : 1;
    const std::int64_t at = cell.second + step * count;
    const std::int64_t days = floor_div(at, Instant::kDay);
    day = add_days(cell.first, days);
    moved.second = static_cast<std::int32_t>(at - days * Instant::kDay);
  }
  if (!day) return std::nullopt;
  moved.first = *day;
  return moved;
}

Interval interval_of(const Cell& cell) noexcept {
  switch (cell.grain) {
    case Grain::part: {
      const Hours hours = hours_of(cell.part);
      return {Instant::at(cell.first, std::int64_t{hours.from} * kHour),
              Instant::at(cell.first, std::int64_t{hours.until} * kHour)};
    }
    case Grain::hour:
    case Grain::minute:
    case Grain::second: {
      const std::int32_t step = cell.grain == Grain::hour     ? kHour
                                : cell.grain == Grain::minute ? 60
                                                              : 1;
      return {Instant::at(cell.first, cell.second), Instant::at(cell.first, cell.second + step)};
    }
    default:
      break;
  }
  return Interval::of_days(cell.first, end_of(cell));
}

std::string value_of(const Cell& cell) {
  const Civil c = cell.first.civil();
  char text[64];
  char year[16];
  if (cell.grain == Grain::day && c.year > 0 && c.year <= 9999) {
    // Half of all values; a formatted print would take longer than finding the date.
    std::string day = "0000-00-00";
    const auto write = [&](std::size_t last, std::int32_t number) {
      for (; number > 0; number /= 10) day[last--] = static_cast<char>('0' + number % 10);
    };
    write(3, c.year);
    write(6, c.month);
    write(9, c.day);
    return day;
  }
  // TIMEX3 counts years before Christ from 1, the calendar from 0.
  std::snprintf(year, sizeof year, c.year > 0 ? "%04d" : "BC%04d",
                c.year > 0 ? c.year : 1 - c.year);
  switch (cell.grain) {
    case Grain::millennium:
      std::snprintf(text, sizeof text, c.year >= 0 ? "%d" : "BC%d",
                    c.year >= 0 ? c.year / 1000 : -c.year / 1000);
      return text;
    case Grain::century:
      // The fourth century BC is BC03.
      std::snprintf(text, sizeof text, c.year >= 0 ? "%02d" : "BC%02d",
                    c.year >= 0 ? c.year / 100 : -c.year / 100);
      return text;
    case Grain::decade:
      std::snprintf(text, sizeof text, c.year >= 0 ? "%03d" : "BC%03d", std::abs(c.year / 10));
      return text;
    case Grain::year:
      return year;
    case Grain::half:
      std::snprintf(text, sizeof text, "%s-H%d", year, c.month <= 6 ? 1 : 2);
      return text;
    case Grain::quarter:
      std::snprintf(text, sizeof text, "%s-Q%d", year, (c.month - 1) / 3 + 1);
      return text;
    case Grain::season:
      std::snprintf(text, sizeof text, "%s-%s", year,
                    c.month < 6    ? "SP"
                    : c.month < 9  ? "SU"
                    : c.month < 12 ? "FA"
                                   : "WI");
      return text;
    case Grain::month:
      std::snprintf(text, sizeof text, "%s-%02d", year, c.month);
      return text;
    case Grain::week:
    case Grain::fortnight:
    case Grain::weekend: {
      const IsoWeek week = iso_week_of(cell.first);
      std::snprintf(text, sizeof text, "%04d-W%02d%s", week.year, week.week,
                    cell.grain == Grain::weekend ? "-WE" : "");
      return text;
    }
    default:
      break;
  }
  int used = std::snprintf(text, sizeof text, "%s-%02d-%02d", year, c.month, c.day);
  const auto append = [&](const char* form, auto... numbers) {
    used +=
        std::snprintf(text + used, sizeof text - static_cast<std::size_t>(used), form, numbers...);
  };
  if (cell.grain == Grain::part) {
    append("T%s", code_of(cell.part));
  } else if (within_day(cell.grain)) {
    append("T%02d:%02d", cell.second / kHour, cell.second / 60 % 60);
    if (cell.grain == Grain::second) append(":%02d", cell.second % 60);
    if (cell.zone == 0) append("%s", "Z");
  }
  return text;
}

}  // namespace quoth::dates
