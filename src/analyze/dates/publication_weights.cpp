// How old a text is that speaks so of dates: a weight for each month it may have been published in.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "analyze/dates/publication_evidence.hpp"
#include "analyze/dates/resolve.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr std::size_t kMostStatements = 64;

/// Weight of a month of publication from `from` months after the stated cell's first month on.
struct Step {
  std::int32_t from;
  double weight;
};

// Months of publication after the month stated, by how the text speaks of it. Round numbers, set by
// hand after counting 2,500 dated articles of American political news (2012 to 2020): news that
// speaks of a day as past and writes its year is mostly of that month, or else at least a year
// later, since news leaves out the year that is going on. The first step reaches back without end.
constexpr Step kDayPast[] = {{-9999, .0002}, {-12, .001}, {-1, .003}, {0, .4},    {1, .1},
                             {2, .01},       {12, .01},   {24, .004}, {120, .001}};
// With its weekday, the day is hardly ever an old one.
constexpr Step kDayOfWeek[] = {{-9999, .0001}, {-12, .0005}, {-1, .02},  {0, .8},
                               {1, .12},       {2, .005},    {12, .002}, {24, .0005}};
constexpr Step kDayNone[] = {{-9999, .0005}, {-12, .003}, {-1, .02},  {0, .45},    {1, .1},
                             {2, .01},       {12, .01},   {24, .002}, {120, .0007}};
constexpr Step kDayFuture[] = {{-9999, .001}, {-24, .008}, {-11, .02}, {-1, .08},   {0, .3},
                               {1, .03},      {2, .006},   {24, .002}, {120, .0007}};
constexpr Step kMonthPast[] = {{-9999, .0003}, {-12, .001}, {0, .006},
                               {12, .012},     {24, .005},  {120, .001}};
constexpr Step kMonthNone[] = {{-9999, .0015}, {-60, .005}, {0, .007},
                               {12, .007},     {24, .0025}, {120, .0007}};
constexpr Step kMonthFuture[] = {{-9999, .0015}, {-60, .006}, {-12, .025},
                                 {0, .004},      {24, .0025}, {120, .0007}};
// The same by whole years, from the year stated on; each month of a year weighs the same.
constexpr Step kYearPast[] = {{-9999, .002}, {-2, .006}, {-1, .03}, {0, .06},
                              {1, .07},      {2, .05},   {10, .02}, {30, .01}};
constexpr Step kYearNone[] = {{-9999, .005}, {-7, .045}, {-1, .12}, {0, .18},
                              {1, .03},      {2, .025},  {10, .01}, {30, .005}};
constexpr Step kYearFuture[] = {{-9999, .005}, {-7, .045}, {-1, .2},  {0, .12},
                                {1, .03},      {2, .025},  {10, .01}, {30, .005}};
// Months after a month without its year, 0 to 11: news says "in March" of the one near it.
constexpr Step kBareDayPast[] = {{0, .6}, {1, .15}, {2, .04}, {6, .01}, {11, .03}};
constexpr Step kBareDayFuture[] = {{0, .4}, {1, .01}, {8, .03}, {10, .1}, {11, .25}};
constexpr Step kBareMonthPast[] = {{0, .2}, {1, .2}, {2, .08}, {6, .04}, {11, .03}};
constexpr Step kBareMonthFuture[] = {{0, .2}, {1, .02}, {5, .05}, {9, .1}, {11, .15}};
constexpr Step kBareNone[] = {{0, .3}, {1, .15}, {2, .05}, {5, .03}, {9, .05}, {11, .12}};

// A title may be given to one who no longer holds the office.
constexpr double kOutOfOffice = .02;
// Statements of one text are of one matter: many together tell less than as many texts would.
constexpr double kMostTrusted = 3;

std::span<const Step> steps_of(const DatedStatement& s) {
  const bool day = s.grain <= Grain::day, month = s.grain == Grain::month;
  const Lean lean = s.since ? Lean::past : s.lean;
  if (s.has_year && day && s.weekday) return kDayOfWeek;
  if (!s.has_year) {
    if (lean == Lean::none) return kBareNone;
    if (day) return lean == Lean::past ? std::span<const Step>(kBareDayPast) : kBareDayFuture;
    return lean == Lean::past ? std::span<const Step>(kBareMonthPast) : kBareMonthFuture;
  }
  switch (lean) {
    case Lean::past:
      return day     ? std::span<const Step>(kDayPast)
             : month ? std::span<const Step>(kMonthPast)
                     : kYearPast;
    case Lean::future:
      return day     ? std::span<const Step>(kDayFuture)
             : month ? std::span<const Step>(kMonthFuture)
                     : kYearFuture;
    default:
      return day     ? std::span<const Step>(kDayNone)
             : month ? std::span<const Step>(kMonthNone)
                     : kYearNone;
  }
}

double weight_at(std::span<const Step> steps, std::int32_t at) {
  double weight = steps.front().weight;
  for (const Step& step : steps)
    if (at >= step.from) weight = step.weight;
  return weight;
}

std::int32_t month_of(Day day) noexcept {
  const Civil c = day.civil();
  return c.year * 12 + c.month - 1;
}
Day first_of(std::int32_t month) noexcept { return Day::from({month / 12, month % 12 + 1, 1}); }

}  // namespace

bool PossibleDays::intersect(const std::vector<Stretch>& other) {
  std::vector<Stretch> out;
  for (const Stretch& a : days_)
    for (const Stretch& b : other) {
      const Day first = std::max(a.first, b.first), after = std::min(a.after, b.after);
      if (first < after) out.push_back({first, after});
    }
  if (out.empty()) return false;
  std::sort(out.begin(), out.end(),
            [](const Stretch& a, const Stretch& b) { return a.first < b.first; });
  days_ = std::move(out);
  return true;
}

std::vector<DatedStatement> dated_statements(const Context& context,
                                             const std::vector<Expression>& found) {
  const TokenTable& t = context.tokens;
  std::vector<DatedStatement> out;
  for (const Expression& e : found) {
    if (out.size() == kMostStatements) break;
    const Stated& s = e.stated;
    if (e.rule->reading != Reading::date || s.two_readings) continue;
    if (!s.has_year() && s.month == 0) continue;
    DatedStatement statement;
    statement.has_year = s.has_year();
    statement.span = t.span(TokenRange{e.begin, e.end});
    if (s.has_year()) {
      const Resolved r = resolve(e, Surroundings{});
      if (!r.possible || !r.cell || !r.interval) continue;
      statement.grain = r.cell->grain <= Grain::day     ? Grain::day
                        : r.cell->grain <= Grain::month ? Grain::month
                                                        : r.cell->grain;
      if (statement.grain > Grain::month) {
        // A quarter or a season is as good as a month, a decade tells no year.
        if (r.cell->grain > Grain::year) continue;
        statement.grain = r.cell->grain == Grain::year ? Grain::year : Grain::month;
      }
      statement.cell = {r.interval->from.day(),
                        Instant{r.interval->until.seconds - 1}.day().plus(1)};
    } else {
      statement.grain = s.day != 0 ? Grain::day : Grain::month;
      const Day first = Day::from({2000, s.month, 1});
      statement.cell = {first, first.plus(1)};
    }
    // "— Some Body (@handle) March 3, 2022": the day of a post that the article shows
    const TokenRange line = t.paragraphs()[t.paragraph_of(e.begin)];
    for (TokenIndex i = e.begin; i > line.begin && e.begin - i < 12 && !statement.since;)
      statement.since = t.at(--i) == '@';
    statement.weekday = s.weekday != 0;
    statement.lean = lean_of(t, e.begin, e.end);
    const bool told_before = std::any_of(out.begin(), out.end(), [&](const DatedStatement& o) {
      return o.cell.first == statement.cell.first && o.grain == statement.grain &&
             o.has_year == statement.has_year && o.lean == statement.lean;
    });
    if (!told_before) out.push_back(statement);
  }
  return out;
}

MonthWeights::MonthWeights(Stretch news)
    : first_month_(month_of(news.first)),
      weights_(static_cast<std::size_t>(month_of(news.after.plus(-1)) - first_month_ + 1)) {}

void MonthWeights::add(const Narrowing& narrowing) {
  const double outside = std::log(narrowing.hard ? 1e-9 : kOutOfOffice);
  std::vector<std::pair<std::int32_t, std::int32_t>> inside;  // first and last month
  for (const Stretch& s : narrowing.stretches)
    inside.emplace_back(month_of(s.first), month_of(s.after.plus(-1)));
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    const auto month = first_month_ + static_cast<std::int32_t>(k);
    if (std::none_of(inside.begin(), inside.end(),
                     [&](const auto& s) { return s.first <= month && month <= s.second; }))
      weights_[k] += outside;
  }
}

void MonthWeights::add(const DatedStatement& statement, double trust) {
  const std::span<const Step> steps = steps_of(statement);
  const std::int32_t stated = month_of(statement.cell.first);
  if (!statement.has_year) {
    std::array<double, 12> added;  // by month of the year
    for (std::int32_t month = 0; month < 12; ++month)
      added[static_cast<std::size_t>(month)] =
          trust * std::log(weight_at(steps, (month - stated % 12 + 12) % 12));
    auto month = static_cast<std::size_t>(first_month_ % 12);
    for (double& weight : weights_) {
      weight += added[month];
      month = month == 11 ? 0 : month + 1;
    }
    return;
  }
  // A season or a quarter counts from its last month. Every step is a stretch of months, so its
  // logarithm is taken once.
  const std::int32_t last = month_of(statement.cell.after.plus(-1));
  const auto months = static_cast<std::int32_t>(weights_.size());
  const auto begin_of = [&](const Step& step) {
    const std::int32_t month = statement.grain == Grain::year ? (stated / 12 + step.from) * 12
                               : step.from > 0                ? last + step.from
                                                              : stated + step.from;
    return static_cast<std::size_t>(std::clamp(month - first_month_, 0, months));
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double added = trust * std::log(steps[i].weight);
    const std::size_t end = i + 1 < steps.size() ? begin_of(steps[i + 1]) : weights_.size();
    for (std::size_t k = i == 0 ? 0 : begin_of(steps[i]); k < end; ++k) weights_[k] += added;
  }
}

void MonthWeights::add(const std::vector<DatedStatement>& statements) {
  const auto count = static_cast<double>(statements.size());
  for (const DatedStatement& statement : statements)
    add(statement, count <= kMostTrusted ? 1 : kMostTrusted / count);
}

Stretch MonthWeights::likeliest(double share) const {
  const double most = *std::max_element(weights_.begin(), weights_.end());
  // Most months weigh what the month before or the same month a year before does: there are far
  // fewer levels than months.
  struct Level {
    double weight;
    std::size_t months;
  };
  std::vector<Level> levels;
  std::vector<std::size_t> level_of(weights_.size());
  double sum = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    if (k >= 1 && weights_[k - 1] == weights_[k]) {
      level_of[k] = level_of[k - 1];
    } else if (k >= 12 && weights_[k - 12] == weights_[k]) {
      level_of[k] = level_of[k - 12];
    } else {
      level_of[k] = levels.size();
      levels.push_back({std::exp(weights_[k] - most), 0});
    }
    Level& level = levels[level_of[k]];
    ++level.months;
    sum += level.weight;
  }
  const auto lighter = [](const Level& a, const Level& b) { return a.weight < b.weight; };
  std::vector<Level> heap = levels;
  std::make_heap(heap.begin(), heap.end(), lighter);
  double least = 0;
  for (double held = 0; held < share * sum && !heap.empty(); heap.pop_back()) {
    least = heap.front().weight;
    for (std::size_t k = 0; k < heap.front().months && held < share * sum; ++k) held += least;
    std::pop_heap(heap.begin(), heap.end(), lighter);
  }
  // Months that weigh the same stay or go together.
  least *= .999;
  const auto likely = [&](std::size_t month) { return levels[level_of[month]].weight >= least; };
  std::size_t first = 0, after = weights_.size();
  while (first < after && !likely(first)) ++first;
  while (after > first && !likely(after - 1)) --after;
  return {first_of(first_month_ + static_cast<std::int32_t>(first)),
          first_of(first_month_ + static_cast<std::int32_t>(after))};
}

}  // namespace quoth::dates
