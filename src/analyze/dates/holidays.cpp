#include "analyze/dates/holidays.hpp"

#include <cstdio>
#include <string>
#include <vector>

#include "analyze/dates/lunar_calendars.hpp"
#include "analyze/tables/tables.hpp"

namespace quoth::dates {
namespace {

struct Holiday {
  std::int64_t code = 0;
  enum class Kind {
    fixed,
    nth,
    from,
    easter,
    orthodox,
    hebrew,
    islamic,
    chinese,
    hindu_new,
    hindu_full
  } kind = Kind::fixed;
  int month = 1, day = 1;    // fixed, hebrew, islamic
  int nth = 1, weekday = 1;  // nth: of that weekday in the month; from: the first from that day on
  int sign = 0;              // hindu: of the zodiac
  int offset = 0;            // days after
  int sunday = 0;            // days after when it would be a Sunday
  int days = 1;              // how long it lasts; 0: until the month ends
};

void read_table(std::string_view file, std::string_view table, std::vector<Holiday>& out,
                std::vector<std::string>* errors) {
  tables::for_each_row(table, [&](std::span<const std::string_view> row, std::size_t line) {
    const auto fail = [&](std::string_view what) {
      if (errors != nullptr)
        errors->push_back(std::string(file) + ":" + std::to_string(line) + ": " +
                          std::string(what));
    };
    Holiday h;
    int code = 0;
    if (row.size() < 2 || std::sscanf(std::string(row[0]).c_str(), "%d", &code) != 1)
      return fail("needs a code, a TAB and a rule");
    h.code = code;
    const std::string rule(row[1]);
    if (std::sscanf(rule.c_str(), "%d-%d", &h.month, &h.day) == 2) {
      h.kind = Holiday::Kind::fixed;
    } else if (std::sscanf(rule.c_str(), "nth %d %d %d", &h.nth, &h.weekday, &h.month) == 3 ||
               std::sscanf(rule.c_str(), "after-nth %d %d %d %d", &h.nth, &h.weekday, &h.month,
                           &h.offset) == 4) {
      h.kind = Holiday::Kind::nth;
    } else if (std::sscanf(rule.c_str(), "easter %d", &h.offset) == 1) {
      h.kind = Holiday::Kind::easter;
    } else if (std::sscanf(rule.c_str(), "from %d %d-%d", &h.weekday, &h.month, &h.day) == 3) {
      h.kind = Holiday::Kind::from;
    } else if (std::sscanf(rule.c_str(), "orthodox %d", &h.offset) == 1) {
      h.kind = Holiday::Kind::orthodox;
    } else if (std::sscanf(rule.c_str(), "hebrew %d %d", &h.month, &h.day) == 2) {
      h.kind = Holiday::Kind::hebrew;
    } else if (std::sscanf(rule.c_str(), "islamic %d %d", &h.month, &h.day) == 2) {
      h.kind = Holiday::Kind::islamic;
    } else if (std::sscanf(rule.c_str(), "hindu-new-moon %d %d", &h.sign, &h.offset) == 2) {
      h.kind = Holiday::Kind::hindu_new;
    } else if (std::sscanf(rule.c_str(), "hindu-full-moon %d %d", &h.sign, &h.offset) == 2) {
      h.kind = Holiday::Kind::hindu_full;
    } else if (rule.starts_with("chinese")) {
      h.kind = Holiday::Kind::chinese;
    } else {
      return fail("\"" + rule +
                  "\" is no rule; write MM-DD, nth, after-nth, from, easter, orthodox, hebrew, "
                  "islamic, chinese, hindu-new-moon or hindu-full-moon");
    }
    const auto key = [&](std::string_view name, int& value) {
      if (const std::size_t at = rule.find(name); at != std::string::npos)
        std::sscanf(rule.c_str() + at + name.size(), "%d", &value);
    };
    key(" days=", h.days);
    key(" sunday=", h.sunday);
    if (rule.ends_with(" month")) h.days = 0;
    if (h.month < 1 || h.month > 12 || h.day < 1 || h.day > days_in_month(2001, h.month))
      return fail("there is no such day in every year");
    if (h.weekday < 1 || h.weekday > 7) return fail("weekdays are 1 (Monday) to 7");
    for (const Holiday& known : out)
      if (known.code == h.code)
        return fail("another holiday has this code; take one that no language's table has");
    out.push_back(h);
  });
}

// One numbering serves all languages.
std::vector<Holiday> read_tables(std::vector<std::string>* errors) {
  std::vector<Holiday> out;
  for (const std::string_view language : tables::languages()) {
    const std::string file = std::string(language) + "/holidays.tsv";
    read_table(file, tables::text_of(file), out, errors);
  }
  return out;
}

const std::vector<Holiday>& all_holidays() {
  static const std::vector<Holiday> table = read_tables(nullptr);
  return table;
}

std::optional<Day> later(std::optional<Day> day, int days) {
  return day ? add_days(*day, days) : std::nullopt;
}

}  // namespace

std::int32_t holiday_days(std::int64_t code, Day first) {
  for (const Holiday& h : all_holidays()) {
    if (h.code != code) continue;
    return h.days > 0 ? h.days : next_islamic_month(first).since_epoch - first.since_epoch;
  }
  return 1;
}

std::vector<std::string> holiday_errors() {
  std::vector<std::string> errors;
  (void)read_tables(&errors);
  return errors;
}

std::optional<Day> holiday(std::int64_t code, std::int32_t year) {
  if (year < 1 || year > kMaxYear) return std::nullopt;
  for (const Holiday& h : all_holidays()) {
    if (h.code != code) continue;
    switch (h.kind) {
      case Holiday::Kind::fixed: {
        const Day day = Day::from({year, h.month, h.day});
        return day.weekday() == 7 ? day.plus(h.sunday) : day;
      }
      case Holiday::Kind::orthodox:
        return later(orthodox_easter(year), h.offset);
      case Holiday::Kind::hebrew:
        return hebrew_day(h.month, h.day, year);
      case Holiday::Kind::islamic:
        return islamic_day(h.month, h.day, year);
      case Holiday::Kind::chinese:
        return chinese_new_year(year);
      case Holiday::Kind::hindu_new:
        return later(hindu_new_moon(h.sign, year), h.offset);
      case Holiday::Kind::hindu_full:
        return later(hindu_full_moon(h.sign, year), h.offset);
      case Holiday::Kind::from: {
        const Day first = Day::from({year, h.month, h.day});
        return add_days(first, (h.weekday - first.weekday() + 7) % 7);
      }
      case Holiday::Kind::easter:
        return add_days(easter(year), h.offset);
      case Holiday::Kind::nth: {
        if (h.nth > 0) {
          const Day first = Day::from({year, h.month, 1});
          const int to_weekday = (h.weekday - first.weekday() + 7) % 7;
          return add_days(first, to_weekday + 7 * (h.nth - 1) + h.offset);
        }
        const Day last = Day::from({year, h.month, days_in_month(year, h.month)});
        return add_days(last, -((last.weekday() - h.weekday + 7) % 7) + h.offset);
      }
    }
  }
  return std::nullopt;
}

}  // namespace quoth::dates
