// When a text that does not say so was published: an interval that narrows statement by statement.
#include <string>

#include "analyze/dates/publication_evidence.hpp"

namespace quoth::dates {
namespace {

// The interval holds this much of what the dated statements make likely.
constexpr double kShare = .95;
// Weekdays and days without a year are weighed over at most this many days.
constexpr std::int64_t kMostDaysWeighed = 62;
constexpr std::size_t kMostEvidence = 12;

std::int64_t days_in(const Interval& i) {
  return i.until.day().since_epoch - i.from.day().since_epoch;
}

std::string said_of(const DatedStatement& s, std::string_view text) {
  const char* how = s.since || s.lean == Lean::past ? "past"
                    : s.lean == Lean::future        ? "to come"
                                                    : "a date near or past";
  return "\"" + std::string(s.span.of(text).substr(0, 80)) + "\" is spoken of as " + how;
}

}  // namespace

std::optional<PublicationDay> inferred_publication(const Context& context,
                                                   const std::vector<Expression>& found) {
  if (context.tokens.size() == 0) return std::nullopt;
  const std::vector<DatedStatement> statements = dated_statements(context, found);
  Stretch news = PublicFacts::english().news;
  MonthWeights weights(news);
  PossibleDays possible(news);
  PublicationDay out;
  out.how = PublicationDay::How::inferred;
  const auto tell = [&](std::string why) {
    if (out.evidence.size() < kMostEvidence) out.evidence.push_back(std::move(why));
  };
  bool contradicted = false;
  for (Narrowing& narrowing : narrowings_of_facts(context, found)) {
    weights.add(narrowing);
    // Facts that exclude each other are of a history or a mistake: the later ones are not believed.
    if (!possible.intersect(narrowing.stretches)) {
      contradicted = true;
      continue;
    }
    tell(std::move(narrowing.why));
  }
  weights.add(statements);
  for (const DatedStatement& s : statements)
    if (s.has_year) tell(said_of(s, context.text()));
  const Stretch likely = weights.likeliest(kShare);
  const Day first = std::max(likely.first, possible.first());
  const Day after = std::min(likely.after, possible.after());
  out.interval = first < after && !contradicted ? Interval::of_days(first, after)
                                                : Interval::of_days(likely.first, likely.after);
  bool weighed = false;
  if (days_in(out.interval) <= kMostDaysWeighed)
    weighed = narrow_by_days(context, found, possible, out.interval, out.evidence);
  // What is claimed to the day is claimed more modestly: more can be wrong with it.
  out.confidence = weighed && days_in(out.interval) <= 3 ? .7 : .75;
  if (out.evidence.empty()) tell("no year and no fact known here dates it");
  return out;
}

Day earliest_publication(const Context& context, const std::vector<Expression>& found) {
  PossibleDays possible(PublicFacts::english().news);
  for (const Narrowing& narrowing : narrowings_of_facts(context, found))
    if (narrowing.hard && !possible.intersect(narrowing.stretches)) break;
  return possible.first();
}

}  // namespace quoth::dates
