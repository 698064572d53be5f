#include "analyze/dates/holidays.hpp"

#include <cstdio>
#include <string>
#include <vector>

#include "analyze/tables/tables.hpp"

namespace quoth::dates {
namespace {

struct Holiday {
  std::int64_t code = 0;
  enum class Kind { fixed, nth, easter } kind = Kind::fixed;
  int month = 1, day = 1;    // fixed
  int nth = 1, weekday = 1;  // nth: of that weekday in the month
  int offset = 0;            // days after
};

std::vector<Holiday> read_table() {
  std::vector<Holiday> out;
  tables::for_each_row(
      tables::text_of("en/holidays.tsv"), [&](std::span<const std::string_view> row) {
        if (row.size() < 2) return;
        Holiday h;
        int code = 0;
        if (std::sscanf(std::string(row[0]).c_str(), "%d", &code) != 1) return;
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
        } else {
          return;
        }
        out.push_back(h);
      });
  return out;
}

}  // namespace

std::optional<Day> holiday(std::int64_t code, std::int32_t year) {
  static const std::vector<Holiday> table = read_table();
  if (year < 1 || year > kMaxYear) return std::nullopt;
  for (const Holiday& h : table) {
    if (h.code != code) continue;
    switch (h.kind) {
      case Holiday::Kind::fixed:
        return Day::from({year, h.month, h.day});
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
