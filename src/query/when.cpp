#include "query/when.hpp"

#include <cstdio>
#include <ctime>

#include "query/query_text.hpp"
#include "quoth/analyze/dates.hpp"
#include "quoth/query/parse.hpp"

namespace quoth {
namespace {

// A reader of ISO 8601 forms: takes what it is asked for or stays where it is.
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) noexcept : rest_(text) {}

  bool take(char c) noexcept {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // `least` to `most` digits.
  std::optional<std::int32_t> number(std::size_t least, std::size_t most) noexcept {
    std::size_t size = 0;
    std::int32_t value = 0;
    while (size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') {
      if (size == most) return std::nullopt;
      value = value * 10 + (rest_[size++] - '0');
    }
    if (size < least) return std::nullopt;
    rest_.remove_prefix(size);
    return value;
  }
  [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
  [[nodiscard]] std::size_t digits_ahead() const noexcept {
    std::size_t size = 0;
    while (size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') ++size;
    return size;
  }

 private:
  std::string_view rest_;
};

Day first_of(std::int32_t year, std::int32_t month) noexcept {
  // One past the last year is still a day to count from.
  const std::int32_t ahead = (month - 1) / 12;
  return Day::from({year + ahead, month - ahead * 12, 1});
}
Interval months(std::int32_t year, std::int32_t first, std::int32_t count) noexcept {
  return Interval::of_days(first_of(year, first), first_of(year, first + count));
}

// Monday of ISO week 1 is that of the week with 4 January in it.
std::optional<Interval> week(std::int32_t year, std::int32_t number,
                             std::int32_t weekday) noexcept {
  const Day fourth = Day::from({year, 1, 4});
  const Day monday = fourth.plus(1 - fourth.weekday() + 7 * (number - 1));
  if (number < 1 || number > 53 || monday.plus(3).civil().year != year) return std::nullopt;
  if (weekday == 0) return Interval::of_days(monday, monday.plus(7));
  if (weekday > 7) return std::nullopt;
  return Interval::of_day(monday.plus(weekday - 1));
}

std::optional<Interval> clock(IsoReader& in, Day day) noexcept {
  const auto hour = in.number(1, 2);
  if (!hour || *hour > 23 || !in.take(':')) return std::nullopt;
  const auto minute = in.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int32_t second = 0, grain = 60;
  if (in.take(':')) {
    const auto s = in.number(2, 2);
    if (!s || *s > 59) return std::nullopt;
    second = *s;
    grain = 1;
  }
  if (!in.done()) return std::nullopt;
  const Instant from = Instant::at(day, *hour * 3600 + *minute * 60 + second);
  return Interval{from, Instant{from.seconds + grain}};
}

// One point in ISO form, at its own precision: year, half, quarter, month, week, day, minute.
std::optional<Interval> read_iso(std::string_view text) noexcept {
  IsoReader in(text);
  const bool negative = in.take('-');
  if (!negative && in.digits_ahead() == 8) {  // the basic form 20220311
    const auto packed = in.number(8, 8);
    const Civil c{*packed / 10000, *packed / 100 % 100, *packed % 100};
    if (!in.done() || !is_valid(c)) return std::nullopt;
    return Interval::of_day(Day::from(c));
  }
  const auto digits = in.number(4, 4);
  if (!digits) return std::nullopt;
  const std::int32_t year = negative ? -*digits : *digits;
  if (in.done()) return months(year, 1, 12);
  const bool hyphen = in.take('-');
  if (in.take('Q') || in.take('q')) {
    const auto quarter = in.number(1, 1);
    if (!quarter || *quarter < 1 || *quarter > 4 || !in.done()) return std::nullopt;
    return months(year, *quarter * 3 - 2, 3);
  }
  if (in.take('H') || in.take('h')) {
    const auto half = in.number(1, 1);
    if (!half || *half < 1 || *half > 2 || !in.done()) return std::nullopt;
    return months(year, *half * 6 - 5, 6);
  }
  if (in.take('W') || in.take('w')) {
    const auto number = in.number(1, 2);
    if (!number) return std::nullopt;
    if (in.done()) return week(year, *number, 0);
    if (!in.take('-')) return std::nullopt;
    const auto weekday = in.number(1, 1);
    if (!weekday || *weekday < 1 || !in.done()) return std::nullopt;
    return week(year, *number, *weekday);
  }
  if (!hyphen) return std::nullopt;
  const auto month = in.number(1, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (in.done()) return months(year, *month, 1);
  if (!in.take('-')) return std::nullopt;
  const auto day = in.number(1, 2);
  if (!day || !is_valid({year, *month, *day})) return std::nullopt;
  const Day the_day = Day::from({year, *month, *day});
  if (in.done()) return Interval::of_day(the_day);
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
  return clock(in, the_day);
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

WhenReading read_point(std::string_view text, Day today) {
  if (const auto iso = read_iso(text)) return {iso, WhenReading::Trouble::none, true};
  if (const auto read = read_date(text, today, ""); read && !read->empty())
    return {read, WhenReading::Trouble::none, false};
  return {std::nullopt, WhenReading::Trouble::no_date, false};
}

// The coarsest unit that a bound lies between two of.
enum class Grain { second, minute, day, month, year };
Grain grain_of(Instant bound) noexcept {
  if (bound.second_of_day() % 60 != 0) return Grain::second;
  if (bound.second_of_day() != 0) return Grain::minute;
  const Civil c = bound.day().civil();
  if (c.day != 1) return Grain::day;
  return c.month == 1 ? Grain::year : Grain::month;
}

std::string iso_point(Instant at, Grain grain) {
  std::string text = to_iso(at.day());
  if (grain == Grain::year) text.resize(text.size() - 6);
  if (grain == Grain::month) text.resize(text.size() - 3);
  if (grain >= Grain::day) return text;
  char time[24];
  const auto second = static_cast<int>(at.second_of_day());
  std::snprintf(time, sizeof time, "T%02d:%02d", second / 3600, second / 60 % 60);
  text += time;
  if (grain == Grain::minute) return text;
  std::snprintf(time, sizeof time, ":%02d", second % 60);
  return text += time;
}

// The first and the last point of an interval, at the coarsest grain that says both exactly.
struct Ends {
  Grain grain;
  Instant first;
  Instant last;  // where the last year, month, day, minute or second begins
};
Ends ends_of(const Interval& interval) noexcept {
  const Grain from = interval.from <= kAllTime.from ? Grain::year : grain_of(interval.from);
  const Grain until = interval.until >= kAllTime.until ? Grain::year : grain_of(interval.until);
  const Grain grain = from < until ? from : until;
  const Instant before{interval.until.seconds - (grain == Grain::minute ? 60 : 1)};
  if (grain < Grain::day) return {grain, interval.from, before};
  Civil c = before.day().civil();
  if (grain != Grain::day) c.day = 1;
  if (grain == Grain::year) c.month = 1;
  return {grain, interval.from, Instant::at(Day::from(c))};
}

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

std::string year_words(std::int32_t year) {
  return year > 0 ? std::to_string(year) : std::to_string(1 - year) + " BC";
}

std::string point_words(Instant at, Grain grain) {
  const Civil c = at.day().civil();
  switch (grain) {
    case Grain::year:
      return year_words(c.year);
    case Grain::month:
      return std::string(kMonths[c.month - 1]) + ' ' + year_words(c.year);
    case Grain::day:
      return std::to_string(c.day) + ' ' + kMonths[c.month - 1] + ' ' + year_words(c.year);
    case Grain::minute:
    case Grain::second:
      break;
  }
  return iso_point(at, grain);
}

}  // namespace

WhenReading read_when(std::string_view text, Day today) {
  const std::string clean = query_text::cleaned(text);
  const std::string_view whole = clean;
  std::size_t dots = whole.find(".."), size = 2;
  if (const std::size_t ellipsis = whole.find("…"); ellipsis < dots) {
    dots = ellipsis;
    size = std::string_view("…").size();
  } else if (dots != std::string_view::npos && whole.substr(dots).starts_with("...")) {
    size = 3;
  }
  if (dots == std::string_view::npos) return read_point(trimmed(whole), today);

  const std::string_view first = trimmed(whole.substr(0, dots));
  const std::string_view last = trimmed(whole.substr(dots + size));
  if (first.empty() && last.empty()) return {std::nullopt, WhenReading::Trouble::no_date, false};
  WhenReading from{kAllTime, WhenReading::Trouble::none, true}, until = from;
  if (!first.empty()) from = read_point(first, today);
  if (!last.empty()) until = read_point(last, today);
  if (!from.interval || !until.interval)
    return {std::nullopt, WhenReading::Trouble::no_date, false};
  const Interval interval{from.interval->from, until.interval->until};
  if (interval.empty()) return {std::nullopt, WhenReading::Trouble::reversed, false};
  return {interval, WhenReading::Trouble::none, from.absolute && until.absolute};
}

std::optional<Interval> parse_when(std::string_view text, Day today) {
  return read_when(text, today).interval;
}

std::string when_syntax(const Interval& interval) {
  const bool from_open = interval.from <= kAllTime.from;
  const bool until_open = interval.until >= kAllTime.until;
  const Ends ends = ends_of(interval);
  if (from_open && until_open) return iso_point(kAllTime.from, Grain::year) + "..";
  if (until_open) return iso_point(ends.first, ends.grain) + "..";
  const std::string last = iso_point(ends.last, ends.grain);
  if (from_open) return ".." + last;
  const std::string first = iso_point(ends.first, ends.grain);
  return first == last ? first : first + ".." + last;
}

std::string when_words(const Interval& interval) {
  const bool from_open = interval.from <= kAllTime.from;
  const bool until_open = interval.until >= kAllTime.until;
  if (from_open && until_open) return "at any time";
  const Ends ends = ends_of(interval);
  const std::string first = point_words(ends.first, ends.grain);
  const std::string last = point_words(ends.last, ends.grain);
  if (until_open) return "from " + first + " on";
  if (from_open) return (ends.grain > Grain::day ? "up to the end of " : "up to ") + last;
  if (first == last)
    return (ends.grain < Grain::day ? "at " : ends.grain == Grain::day ? "on " : "in ") + first;
  const Civil a = ends.first.day().civil(), b = ends.last.day().civil();
  if (a.year == b.year && ends.grain == Grain::month)
    return std::string("from ") + kMonths[a.month - 1] + " to " + last;
  if (a.year == b.year && ends.grain == Grain::day) {
    const std::string day = "from " + std::to_string(a.day);
    return a.month == b.month ? day + " to " + last
                              : day + ' ' + kMonths[a.month - 1] + " to " + last;
  }
  return "from " + first + " to " + last;
}

Day local_today() noexcept {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return {static_cast<std::int32_t>(now / Instant::kDay)};
  return Day::from({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

}  // namespace quoth
