// One expression of the rules of news, with the words around it that say which side is meant.
#include "analyze/dates/plain_question.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "analyze/dates/date_words.hpp"
#include "analyze/dates/finder.hpp"
#include "analyze/dates/resolve.hpp"

namespace quoth::dates {
namespace {

/// One expression of a question, with the words before it that say which side is meant.
class Question {
 public:
  Question(std::string_view text, Day today, const Lexicon& lexicon)
      : text_(text), today_(today), lexicon_(lexicon), words_(DateWords::of(lexicon)) {}

  std::optional<DateReading> read() {
    t_.scan(text_, lexicon_);
    if (t_.size() == 0) return std::nullopt;
    std::vector<Expression> found;
    find_expressions(t_, {}, true, found);
    if (found.empty() || found.size() > 2) return std::nullopt;
    const Side side = side_before(found.front().begin);
    if (side == Side::no_date || !only_points(found.back().end)) return std::nullopt;
    auto first = reading_of(found.front(), std::nullopt);
    if (!first) return std::nullopt;
    if (found.size() == 1) return on_side(*first, side);
    if (found[0].range != 1 || found[1].range != 2 || (side != Side::within && side != Side::since))
      return std::nullopt;
    const auto second = reading_of(found[1], first->interval.from.day());
    if (!second || second->interval.until <= first->interval.from) return std::nullopt;
    first->interval.until = second->interval.until;
    first->value += "/" + second->value;
    return first;
  }

 private:
  enum class Side { within, before, after, since, until, no_date };

  Side side_before(TokenIndex first) const {
    Side side = Side::within;
    for (TokenIndex i = 0; i < first; ++i) {
      if (t_.kind(i) != TokenKind::word) return Side::no_date;
      if (words_.is(t_, i, Role::side_before))
        side = Side::before;
      else if (words_.is(t_, i, Role::side_after))
        side = Side::after;
      else if (words_.is(t_, i, Role::side_since))
        side = Side::since;
      else if (words_.is(t_, i, Role::side_until))
        side = Side::until;
      else if (!words_.is(t_, i, Role::filler))
        return Side::no_date;
      if (first > 3) return Side::no_date;
    }
    return side;
  }

  bool only_points(TokenIndex from) const {
    for (TokenIndex i = from; i < t_.size(); ++i)
      if (t_.at(i) != '.') return false;
    return true;
  }

  std::optional<DateReading> reading_of(const Expression& e, std::optional<Day> from) const {
    Surroundings around;
    around.published = from ? *from : today_;
    around.lean = from ? Lean::future : Lean::none;
    const Resolved r = resolve(e, around);
    if (!r.possible) return std::nullopt;
    std::optional<Interval> interval = r.interval;
    if (!interval) interval = span_of_amount(e);
    if (!interval || interval->empty()) return std::nullopt;
    return DateReading{*interval, r.value, "dates:" + e.rule->name};
  }

  // "the last three weeks" and "recent" amounts end today; "the next two years" begin today.
  std::optional<Interval> span_of_amount(const Expression& e) const {
    if (e.rule->reading != Reading::duration || e.amount_count == 0) return std::nullopt;
    Expression offset = e;
    Rule rule = *e.rule;
    bool ahead = false, behind = false;
    for (TokenIndex i = e.begin; i < e.end; ++i) {
      ahead = ahead || words_.is(t_, i, Role::next);
      behind = behind || words_.is(t_, i, Role::past);
    }
    if (ahead == behind) return std::nullopt;
    for (std::uint8_t k = 0; k < e.amount_count; ++k)
      if (e.amounts[k].vague) return std::nullopt;
    rule.reading = Reading::offset;
    rule.anchor = Anchor::published;
    rule.event = false;
    rule.shift = ahead ? 1 : -1;
    offset.rule = &rule;
    Surroundings around;
    around.published = today_;
    const Resolved end = resolve(offset, around);
    if (!end.interval) return std::nullopt;
    const Interval today = Interval::of_day(today_);
    return ahead ? Interval{today.from, end.interval->until}
                 : Interval{end.interval->from, today.until};
  }

  static std::optional<DateReading> on_side(DateReading reading, Side side) {
    switch (side) {
      case Side::before:
        reading.interval = {kAllTime.from, reading.interval.from};
        break;
      case Side::after:
        reading.interval = {reading.interval.until, kAllTime.until};
        break;
      case Side::since:
        reading.interval.until = kAllTime.until;
        break;
      case Side::until:
        reading.interval.from = kAllTime.from;
        break;
      default:
        break;
    }
    if (reading.interval.empty()) return std::nullopt;
    return reading;
  }

  std::string_view text_;
  Day today_;
  const Lexicon& lexicon_;
  const DateWords& words_;
  TokenTable t_;
};

}  // namespace

std::optional<DateReading> read_plain_question(std::string_view expression, Day today,
                                               const Lexicon& lexicon) {
  return Question(expression, today, lexicon).read();
}

}  // namespace quoth::dates
