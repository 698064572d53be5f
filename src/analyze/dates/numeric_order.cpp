#include "analyze/dates/numeric_order.hpp"

#include <utility>

#include "analyze/dates/tense.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

// A numeric date that reads one way tells the outlet's habit, a written-out one hints at it.
constexpr int kNumericVote = 4, kWrittenVote = 1;

void turn(Stated& s) noexcept { std::swap(s.month, s.day); }

Day day_of(const Stated& s) noexcept { return Day::from({s.year, s.month, s.day}); }

// Whether "4 March" or "March 4" is written: positive for the day first.
int written_order(const TokenTable& t, const Expression& e) noexcept {
  const Stated& s = e.stated;
  if (s.month == 0 || s.day == 0 || s.order != 0 || s.two_readings) return 0;
  for (TokenIndex i = e.begin; i < e.end; ++i) {
    if (t.kind(i) == TokenKind::number && t.span(i).size() <= 2) return kWrittenVote;
    if (has(t.classes(i), WordClass::month)) return -kWrittenVote;
    if (t.kind(i) == TokenKind::number) return 0;
  }
  return 0;
}

}  // namespace

void settle_numeric_order(const TokenTable& tokens, std::optional<Day> published,
                          std::vector<Expression>& found) {
  bool any = false;
  for (const Expression& e : found) any = any || e.stated.two_readings;
  if (!any) return;
  int day_first = 0;
  const auto settle = [](Stated& s, bool turned) {
    if (turned) turn(s);
    s.two_readings = false;
    s.order = turned ? 2 : 1;
  };
  for (Expression& e : found) {
    Stated& s = e.stated;
    if (s.two_readings && s.weekday != 0) {
      const bool as_is = day_of(s).weekday() == s.weekday;
      Stated turned = s;
      turn(turned);
      if (as_is != (day_of(turned).weekday() == s.weekday)) settle(s, !as_is);
    }
    day_first += s.order == 2   ? kNumericVote
                 : s.order == 1 ? -kNumericVote
                                : written_order(tokens, e);
  }
  for (Expression& e : found) {
    Stated& s = e.stated;
    if (!s.two_readings) continue;
    if (day_first != 0) {
      settle(s, day_first > 0);
    } else if (published) {
      // Of two days the one that is over and near, or that a verb puts ahead.
      Stated turned = s;
      turn(turned);
      const bool ahead = lean_of(tokens, e.begin, e.end) == Lean::future;
      const auto fits = [&](Day day) {
        const std::int32_t ago = published->since_epoch - day.since_epoch;
        return ahead ? ago < 0 && ago > -366 : ago >= 0 && ago < 366;
      };
      if (fits(day_of(s)) != fits(day_of(turned))) settle(s, !fits(day_of(s)));
    }
  }
}

}  // namespace quoth::dates
