// Dates as stated: fields that the words name, completed from around them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "analyze/dates/holidays.hpp"
#include "analyze/dates/resolve.hpp"

namespace quoth::dates {
namespace {

// The stated fields completed to a cell, one year (of the candidates) at a time.
class DateReader {
 public:
  DateReader(const Expression& e, const Surroundings& around)
      : e_(e), s_(e.stated), around_(around) {}

  Resolved read() {
    Resolved out;
    const std::optional<Cell> cell = place();
    if (!possible_) {
      out.possible = false;
      return out;
    }
    out.type =
        s_.clock != Grain::none || s_.part != DayPart::none ? TimexType::time : TimexType::date;
    if (!cell) {
      out.value = undecided();
      return out;
    }
    const Cell exact = with_time(*cell);
    out.cell = exact;
    out.value = value_of(exact);
    out.interval = interval_of(exact);
    if (!s_.has_year() && s_.decade == Stated::kNoYear && around_.published && !used_spoken_)
      out.anchor = Interval::of_day(*around_.published);
    if (used_spoken_) out.anchor = interval_of(around_.spoken);
    return out;
  }

 private:
  std::optional<Cell> impossible() {
    possible_ = false;
    return std::nullopt;
  }

  Cell with_time(Cell cell) const noexcept {
    if (cell.grain != Grain::day) return cell;
    if (s_.clock != Grain::none) {
      cell.grain = s_.clock;
      cell.second = s_.second;
      cell.zone = s_.zone;
      if (s_.second >= Instant::kDay) {
        cell.second = 0;
        if (const auto next = add_days(cell.first, 1)) cell.first = *next;
      }
      // "at 7 in the evening"
      if ((s_.part == DayPart::evening || s_.part == DayPart::afternoon ||
           s_.part == DayPart::night) &&
          cell.second < 12 * 3600 && cell.second > 0)
        cell.second += 12 * 3600;
    } else if (s_.part != DayPart::none) {
      cell.grain = Grain::part;
      cell.part = s_.part;
    }
    return cell;
  }

  // The first week of a month holds its fourth day, as ISO counts the weeks of a year; the last
  // ends within it.
  std::optional<Cell> week_of_month(std::int32_t year) const noexcept {
    if (s_.nth > 0)
      return shifted(cell_of(Grain::week, Day::from({year, s_.month, 4})), s_.nth - 1);
    const Day last = Day::from({year, s_.month, days_in_month(year, s_.month)});
    const Cell week = cell_of(Grain::week, last);
    return last.weekday() == 7 ? week : shifted(week, -1);
  }

  // The third Friday, the last Friday, the first or last day of a month.
  std::optional<Cell> nth_day(std::int32_t year) {
    const Day first = Day::from({year, s_.month, 1});
    const Day last = first.plus(days_in_month(year, s_.month) - 1);
    if (s_.weekday == 0) return cell_of(Grain::day, s_.nth > 0 ? first : last);
    if (s_.nth == 0)
      return cell_of(Grain::day, last.plus(-((last.weekday() - s_.weekday + 7) % 7)));
    const Day day = first.plus((s_.weekday - first.weekday() + 7) % 7 + 7 * (s_.nth - 1));
    if (day > last) return impossible();
    return cell_of(Grain::day, day);
  }

  // The cell in a given year, when the fields allow one there.
  std::optional<Cell> in_year(std::int64_t year) {
    if (year < kMinYear || year > kMaxYear) return impossible();
    const auto y = static_cast<std::int32_t>(year);
    if (s_.month != 0) {
      if (s_.month > 12) return impossible();
      if (s_.unit == Grain::week && s_.nth != 0) return week_of_month(y);
      if (s_.unit == Grain::day && s_.day == 0) return nth_day(y);
      if (s_.day == 0) return cell_of(Grain::month, Day::from({y, s_.month, 1}));
      const Civil c{y, s_.month, s_.day};
      if (!is_valid(c)) return impossible();
      // "the week of June 10"
      const bool week = s_.unit == Grain::week || s_.unit == Grain::weekend;
      return cell_of(week ? s_.unit : Grain::day, Day::from(c));
    }
    if (s_.unit == Grain::week && e_.amount_count == 1) {  // week 53 of 2020
      const std::int64_t week = e_.amounts[0].milli / 1000;
      if (e_.amounts[0].milli % 1000 != 0 || week < 1 || week > 53) return impossible();
      const Day monday = monday_of({y, static_cast<std::int32_t>(week)});
      if (iso_week_of(monday).year != y) return impossible();
      return cell_of(Grain::week, monday);
    }
    if (s_.holiday != 0) {
      const auto day = holiday(s_.holiday, y);
      if (!day) return impossible();
      return cell_of(Grain::day, *day);
    }
    if (s_.season != 0) {
      // spring March, summer June, autumn September, winter December
      return cell_of(Grain::season, Day::from({y, s_.season * 3, 1}));
    }
    if (s_.unit == Grain::quarter && s_.nth != 0) {
      if (s_.nth > 4) return impossible();
      return cell_of(Grain::quarter, Day::from({y, s_.nth * 3 - 2, 1}));
    }
    if (s_.unit == Grain::half && s_.nth != 0) {
      if (s_.nth > 2) return impossible();
      return cell_of(Grain::half, Day::from({y, s_.nth * 6 - 5, 1}));
    }
    return cell_of(Grain::year, Day::from({y, 1, 1}));
  }

  // Among last, this and next year's cell, the one the lean asks for, seen from `from`.
  std::optional<Cell> nearest(Day from, Lean lean) {
    const std::int32_t year = from.civil().year;
    std::optional<Cell> past, future;
    for (std::int32_t y = year - 8; y <= year + 8; ++y) {
      possible_ = true;
      const std::optional<Cell> cell = in_year(y);
      if (!cell) continue;
      if (s_.weekday != 0 && cell->grain == Grain::day && cell->first.weekday() != s_.weekday)
        continue;
      // February 29 and a weekday may ask for years far off; the rest lies within one.
      if ((s_.weekday == 0 || s_.day == 0) && !(s_.month == 2 && s_.day == 29) &&
          std::abs(y - year) > 1)
        continue;
      if (cell->first <= from)
        past = cell;
      else if (!future)
        future = cell;
    }
    possible_ = past.has_value() || future.has_value();
    if (!past) return future;
    if (!future) return past;
    if (interval_of(*past).contains(Interval::of_day(from))) return past;  // it is now
    const std::int64_t ago = from.since_epoch - past->first.since_epoch;
    const std::int64_t ahead = future->first.since_epoch - from.since_epoch;
    if (s_.weekday != 0 && s_.month != 0) return ago <= ahead ? past : future;
    if (lean == Lean::past) return past;
    if (lean == Lean::future) return future;
    return ahead * 3 < ago ? future : past;
  }

  std::optional<Cell> weekday_near(Day from, Lean lean) const noexcept {
    const int back = (from.weekday() - s_.weekday + 7) % 7;
    if (lean == Lean::future) return cell_of(Grain::day, from.plus((7 - back) % 7));
    return cell_of(Grain::day, from.plus(-back));
  }

  std::optional<Cell> place() {
    if (s_.decade != Stated::kNoYear) {
      if (s_.decade < kMinYear || s_.decade > kMaxYear) return impossible();
      // the 470s BC: 479 to 470 BC, and the calendar has a year 0
      const std::int32_t year = e_.rule->bc ? -s_.decade - 8 : s_.decade;
      return cell_of(s_.decade_grain, Day::from({year, 1, 1}));
    }
    if ((s_.unit == Grain::century || s_.unit == Grain::millennium) && s_.nth != 0) {
      const std::int64_t years = s_.unit == Grain::century ? 100 : 1000;
      const std::int64_t year = e_.rule->bc ? -std::int64_t{s_.nth} * years + 1
                                            : std::max<std::int64_t>((s_.nth - 1) * years, 1);
      if (s_.nth < 1 || year > kMaxYear || year < kMinYear) return impossible();
      return cell_of(s_.unit, Day::from({static_cast<std::int32_t>(year), 1, 1}));
    }
    if (s_.has_year()) return in_year(s_.year);
    const bool day_alone = s_.day != 0 && s_.month == 0;
    if (day_alone && s_.weekday != 0) return weekday_the_day();
    if (day_alone && (e_.rule->anchor != Anchor::discourse || !around_.spoken.known()))
      return impossible();
    const bool of_discourse = e_.rule->anchor == Anchor::discourse && around_.spoken.known();
    if (of_discourse) {
      used_spoken_ = true;
      if (day_alone) {  // "in February that will be the 28th"
        const Civil spoken = around_.spoken.first.civil();
        const Civil day{spoken.year, spoken.month, s_.day};
        if (!is_valid(day)) return impossible();
        return cell_of(Grain::day, Day::from(day));
      }
      return in_year(std::int64_t{around_.spoken.first.civil().year} + e_.rule->shift);
    }
    if (dayless()) return time_alone();
    // "June of last year", "the first quarter of this year"
    if (e_.rule->year_told) {
      if (!around_.published) return std::nullopt;
      return in_year(std::int64_t{around_.published->civil().year} + e_.rule->shift);
    }
    if (around_.narrative && around_.spoken.known()) {
      used_spoken_ = true;
      return in_narrative();
    }
    if (s_.month == 2 && s_.day > 29) return impossible();
    if (s_.month != 0 && s_.day > days_in_month(2000, s_.month)) return impossible();
    if (!around_.published) return std::nullopt;
    if (s_.weekday != 0 && s_.month == 0) return weekday_near(*around_.published, around_.lean);
    if (s_.unit == Grain::quarter) {
      // A quarter's results come after it.
      const auto now = cell_of(Grain::quarter, *around_.published);
      auto cell = in_year(around_.published->civil().year);
      if (cell && cell->first >= now.first && around_.lean != Lean::future)
        cell = in_year(std::int64_t{around_.published->civil().year} - 1);
      return cell;
    }
    if (around_.sentence_year && s_.month != 0 && s_.weekday == 0 && around_.lean != Lean::future)
      return in_year(*around_.sentence_year);
    return nearest(*around_.published, around_.lean);
  }

  // "Thursday the 9th": the nearest one, on the side that the verbs tell.
  std::optional<Cell> weekday_the_day() const noexcept {
    if (!around_.published) return std::nullopt;
    for (std::int32_t away = 0; away < 400; ++away)
      for (const std::int32_t sign : {-1, 1}) {
        if ((around_.lean == Lean::past && sign > 0) || (around_.lean == Lean::future && sign < 0))
          continue;
        const Day day = around_.published->plus(sign * away);
        if (day.weekday() == s_.weekday && day.civil().day == s_.day)
          return cell_of(Grain::day, day);
      }
    return std::nullopt;
  }

  bool dayless() const noexcept {
    return s_.month == 0 && s_.weekday == 0 && s_.season == 0 && s_.holiday == 0 && s_.nth == 0 &&
           (s_.clock != Grain::none || s_.part != DayPart::none);
  }

  // A time of day alone is of the day spoken of in the sentence, else of the publication day.
  std::optional<Cell> time_alone() {
    const Cell& said = around_.sentence.known() && around_.sentence.grain <= Grain::day
                           ? around_.sentence
                       : around_.narrative ? around_.spoken_day
                                           : Cell{};
    if (said.known()) {
      used_spoken_ = true;
      return cell_of(Grain::day, said.first);
    }
    if (!around_.published) return std::nullopt;
    return cell_of(Grain::day, *around_.published);
  }

  // The story goes on: the same year, or the next when it would run far back at a year's end.
  std::optional<Cell> in_narrative() {
    // "December 7 (...), 1941 ... In January": the day says more than the year after it.
    const Cell& finer = around_.spoken_month;
    const Cell& spoken = around_.spoken.grain == Grain::year && finer.known() &&
                                 finer.first.civil().year == around_.spoken.first.civil().year
                             ? finer
                             : around_.spoken;
    if (s_.weekday != 0 && s_.month == 0) {
      if (!around_.spoken_day.known()) return std::nullopt;
      return weekday_near(around_.spoken_day.first, Lean::future);
    }
    const Civil at = spoken.first.civil();
    if (spoken.grain > Grain::year) return std::nullopt;
    std::optional<Cell> same = in_year(at.year);
    if (!same || spoken.grain == Grain::year) return same;
    if (spoken.grain <= Grain::month && at.month >= 11 && s_.month != 0 && s_.month <= 2)
      return in_year(at.year + 1);
    return same;
  }

  std::string undecided() const {
    char text[48];
    const char* time = s_.part != DayPart::none || s_.clock != Grain::none ? "T" : "";
    if (s_.month != 0 && s_.day != 0)
      std::snprintf(text, sizeof text, "XXXX-%02d-%02d%s", s_.month, s_.day, time);
    else if (s_.month != 0)
      std::snprintf(text, sizeof text, "XXXX-%02d", s_.month);
    else if (s_.weekday != 0)
      std::snprintf(text, sizeof text, "XXXX-WXX-%d%s", s_.weekday, time);
    else if (s_.season != 0)
      std::snprintf(text, sizeof text, "XXXX-%s",
                    s_.season == 1   ? "SP"
                    : s_.season == 2 ? "SU"
                    : s_.season == 3 ? "FA"
                                     : "WI");
    else if (s_.unit == Grain::quarter)
      std::snprintf(text, sizeof text, "XXXX-Q%d", s_.nth);
    else
      std::snprintf(text, sizeof text, "XXXX-XX-XX%s", time);
    std::string value = text;
    if (*time == '\0') return value;
    Cell cell = with_time(cell_of(Grain::day, Day{}));
    const std::string full = value_of(cell);
    const std::size_t t = full.find('T');
    value.pop_back();
    return t == std::string::npos ? value : value + full.substr(t);
  }

  const Expression& e_;
  const Stated& s_;
  const Surroundings& around_;
  bool possible_ = true;
  bool used_spoken_ = false;
};

}  // namespace

Resolved resolve_stated(const Expression& e, const Surroundings& around) {
  return DateReader(e, around).read();
}

}  // namespace quoth::dates
