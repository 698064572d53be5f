// What an undated text lets one conclude about its day of publication, statement by statement.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "analyze/dates/public_facts.hpp"
#include "analyze/dates/publication.hpp"
#include "analyze/dates/tense.hpp"

namespace quoth::dates {

/// A statement that leaves only some days possible: disjoint stretches in order.
struct Narrowing {
  std::vector<Stretch> stretches;
  std::string why;  ///< for people
  bool hard =
      true;  ///< false: it makes the other days unlikely, no more (a title outlives its term)
};

/// The days still possible: disjoint stretches in order.
class PossibleDays {
 public:
  explicit PossibleDays(Stretch all) : days_{all} {}

  /// Keeps what both hold. False, and no change, when that is nothing.
  bool intersect(const std::vector<Stretch>& other);
  [[nodiscard]] Day first() const { return days_.front().first; }
  [[nodiscard]] Day after() const { return days_.back().after; }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return days_; }
  [[nodiscard]] bool holds(Day day) const {
    return std::any_of(days_.begin(), days_.end(),
                       [&](const Stretch& s) { return s.first <= day && day < s.after; });
  }

 private:
  std::vector<Stretch> days_;
};

/// What the public facts that the text speaks of narrow it to: terms of office, wars and how long
/// they have lasted.
[[nodiscard]] std::vector<Narrowing> narrowings_of_facts(const Context& context,
                                                         const std::vector<Expression>& found);

/// A date of the text that can tell how old the text is.
struct DatedStatement {
  Stretch cell;               ///< with the year it states; without one, of the year 2000
  Grain grain = Grain::year;  ///< year, month or day
  bool has_year = true;
  Lean lean = Lean::none;
  bool weekday = false;  ///< the day's weekday is told as well
  bool since = false;    ///< "since 2014", the signature of a post: surely not to come
  Span span;
};

/// The dated statements of the text, at most kMostStatements.
[[nodiscard]] std::vector<DatedStatement> dated_statements(const Context& context,
                                                           const std::vector<Expression>& found);

/// How news speaks of dates, as a weight for each month of publication.
class MonthWeights {
 public:
  /// Over the months that `news` touches; every month weighs the same.
  explicit MonthWeights(Stretch news);
  void add(const Narrowing& narrowing);
  void add(const std::vector<DatedStatement>& statements);
  /// From the first to the last of the heaviest months that together hold `share` (0..1) of all
  /// weight.
  [[nodiscard]] Stretch likeliest(double share) const;

 private:
  void add(const DatedStatement& statement, double trust);

  std::int32_t first_month_;     ///< counted from year 0
  std::vector<double> weights_;  ///< logarithms
};

/// The days of `days` that all weekdays and days without a year agree on ("Earlier on Friday", "the
/// March 31 deadline"), as one interval; false when they narrow nothing. Adds what it went by to
/// `evidence`.
bool narrow_by_days(const Context& context, const std::vector<Expression>& found,
                    const PossibleDays& days, Interval& answer, std::vector<std::string>& evidence);

}  // namespace quoth::dates
