// The days of publication on which a text can speak so of weekdays and of days without a year.
#include <cstdio>
#include <string>

#include "analyze/dates/publication_evidence.hpp"
#include "analyze/dates/tense.hpp"

namespace quoth::dates {
namespace {

class WeekdayReader {
 public:
  WeekdayReader(const TokenTable& tokens, const std::vector<Expression>& found,
                const PossibleDays& possible, std::vector<std::string>& evidence)
      : t_(tokens), found_(found), possible_(possible), evidence_(evidence) {}

  bool narrow(Interval& answer) {
    int past[8] = {}, future[8] = {}, same[8] = {};
    std::vector<std::pair<Civil, Lean>> days;
    for (const Expression& e : found_) {
      const Stated& s = e.stated;
      if (e.rule->reading != Reading::date || s.has_year() || e.range != 0) continue;
      if (s.weekday != 0 && s.month == 0) {
        const Lean lean = lean_of(t_, e.begin, e.end);
        if (on_the_day(e)) ++same[s.weekday];
        if (lean == Lean::past) ++past[s.weekday];
        if (lean == Lean::future) ++future[s.weekday];
      } else if (s.month != 0 && s.day != 0 && s.day <= days_in_month(2000, s.month) &&
                 days.size() < 64) {
        days.emplace_back(Civil{2000, s.month, s.day}, lean_of(t_, e.begin, e.end));
      }
    }
    const std::vector<Remaining> remaining = days_remaining();
    // One name is one day: said of what was and of what is to be, it is the day of publication.
    int weekday = 0, agree = 0;
    for (int w = 1; w <= 7; ++w) {
      if (same[w] == 0 && (past[w] == 0 || future[w] == 0)) continue;
      ++agree;
      weekday = w;
    }
    if (agree != 1) weekday = 0;
    std::vector<Day> kept;
    for (Day day = Instant{answer.from}.day(); day < answer.until.day(); day = day.plus(1)) {
      if (!possible_.holds(day) || (weekday != 0 && day.weekday() != weekday)) continue;
      bool fits = true;
      for (const auto& [civil, lean] : days) fits = fits && may_say(day, civil, lean);
      for (const Remaining& r : remaining) fits = fits && leaves(day, r);
      if (fits) kept.push_back(day);
    }
    if (kept.empty()) return false;
    const Interval narrower = Interval::of_days(kept.front(), kept.back().plus(1));
    if (narrower == answer) return false;
    answer = narrower;
    static constexpr const char* kNames[] = {"",         "Monday", "Tuesday",  "Wednesday",
                                             "Thursday", "Friday", "Saturday", "Sunday"};
    if (weekday != 0)
      evidence_.push_back(std::string("what the text says of ") + kNames[weekday] +
                          " makes it the day of publication");
    for (const Remaining& r : remaining) {
      char text[64];
      std::snprintf(text, sizeof text, "%02d-%02d is %d days away", r.civil.month, r.civil.day,
                    r.days);
      evidence_.emplace_back(text);
    }
    for (const auto& [civil, lean] : days) {
      if (lean == Lean::none || evidence_.size() > 12) continue;
      char text[64];
      std::snprintf(text, sizeof text, "%02d-%02d is spoken of as %s", civil.month, civil.day,
                    lean == Lean::future ? "to come" : "past");
      evidence_.emplace_back(text);
    }
    return true;
  }

  bool is_away(TokenIndex i) const {
    const WordChoice& away = PublicFacts::english().away;
    return i < t_.size() && t_.kind(i) == TokenKind::word &&
           std::find(away.begin(), away.end(), t_.hash(i)) != away.end();
  }

  // "The deadline of March 31 is ten days away"
  struct Remaining {
    Civil civil;
    int days;
  };
  std::vector<Remaining> days_remaining() const {
    std::vector<Remaining> out;
    for (std::size_t k = 0; k + 1 < found_.size() && out.size() < 8; ++k) {
      const Stated& s = found_[k].stated;
      const Expression& left = found_[k + 1];
      if (found_[k].rule->reading != Reading::date || s.has_year() || s.month == 0 || s.day == 0 ||
          left.rule->reading != Reading::duration || left.amount_count != 1 ||
          left.begin < found_[k].end || left.begin - found_[k].end > 3)
        continue;
      const Amount& a = left.amounts[0];
      const bool weeks = a.unit == Grain::week;
      if (a.vague || (a.unit != Grain::day && !weeks) || a.milli % 1000 != 0 || a.milli <= 0 ||
          a.milli > 200'000 || !is_away(left.end))
        continue;
      out.push_back({{2000, s.month, s.day}, static_cast<int>(a.milli / 1000) * (weeks ? 7 : 1)});
    }
    return out;
  }
  static bool leaves(Day day, const Remaining& r) {
    const Civil c = day.plus(r.days).civil();
    return c.month == r.civil.month && c.day == r.civil.day;
  }

  // "Earlier on Wednesday", "later on Wednesday", "as of Wednesday": written on that day
  bool on_the_day(const Expression& e) const {
    if (e.begin < 2) return false;
    if (is(e.begin - 1, {"on"}) && is(e.begin - 2, {"earlier", "later"})) return true;
    return is(e.begin - 1, {"of"}) && is(e.begin - 2, {"as"});
  }

  // Whether a text of `day` can speak so of a day without its year: it lies within half a year on
  // the side that the verbs tell.
  static bool may_say(Day day, const Civil& civil, Lean lean) {
    if (lean == Lean::none) return true;
    const std::int32_t year = day.civil().year;
    for (std::int32_t y = year - 1; y <= year + 1; ++y) {
      if (civil.day > days_in_month(y, civil.month)) continue;
      const std::int32_t ahead =
          Day::from({y, civil.month, civil.day}).since_epoch - day.since_epoch;
      if (lean == Lean::future && ahead >= 0 && ahead <= 183) return true;
      if (lean == Lean::past && ahead <= 0 && ahead >= -300) return true;
    }
    return false;
  }

 private:
  bool is(TokenIndex i, std::initializer_list<std::string_view> words) const {
    if (i >= t_.size() || t_.kind(i) != TokenKind::word) return false;
    const std::string_view text = t_.text(i);
    for (const std::string_view word : words) {
      if (word.size() != text.size()) continue;
      bool same = true;
      for (std::size_t k = 0; k < word.size() && same; ++k)
        same = (text[k] | 0x20) == (word[k] | 0x20);
      if (same) return true;
    }
    return false;
  }

  const TokenTable& t_;
  const std::vector<Expression>& found_;
  const PossibleDays& possible_;
  std::vector<std::string>& evidence_;
};

}  // namespace

bool narrow_by_days(const Context& context, const std::vector<Expression>& found,
                    const PossibleDays& days, Interval& answer,
                    std::vector<std::string>& evidence) {
  return WeekdayReader(context.tokens, found, days, evidence).narrow(answer);
}

}  // namespace quoth::dates
