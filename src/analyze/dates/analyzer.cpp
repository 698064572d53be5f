// Finds the time expressions of a text and says when they are.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "analyze/dates/date_words.hpp"
#include "analyze/dates/finder.hpp"
#include "analyze/dates/numeric_order.hpp"
#include "analyze/dates/publication.hpp"
#include "analyze/dates/question.hpp"
#include "analyze/dates/resolve.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth {
namespace {

using namespace dates;

// An interval of publication wider than this decides nothing about a weekday or a month.
constexpr std::int64_t kWidestDays = 400;

/// Resolves the expressions of one text in order, remembering what was spoken of.
class Discourse {
 public:
  Discourse(const Context& context, const std::vector<Expression>& found, Annotations& out)
      : t_(context.tokens),
        words_(DateWords::of(context.tokens.lexicon())),
        found_(found),
        out_(out) {
    if (out.published) {
      const Interval& p = out.published->interval;
      first_ = p.from.day();
      last_ = Instant{p.until.seconds - 1}.day();
      known_ = last_->since_epoch - first_->since_epoch <= kWidestDays;
    }
    around_.narrative = tells_of_another_time();
  }

  void run() {
    out_.timexes.reserve(out_.timexes.size() + found_.size());
    for (const Expression& e : found_) add(e);
  }

 private:
  // A history states many years, few of them near the year of publication, and hardly ever says
  // "Friday" or "yesterday".
  bool tells_of_another_time() const {
    int years = 0, near = 0, news = 0;
    for (const Expression& e : found_) {
      const Stated& s = e.stated;
      if (e.rule->reading == Reading::date && s.has_year()) {
        ++years;
        if (!known_ || std::abs(s.year - first_->civil().year) <= 1) ++near;
      } else if ((e.rule->reading == Reading::date && s.weekday != 0) ||
                 (e.rule->reading == Reading::deictic && e.rule->anchor == Anchor::published)) {
        ++news;
      }
    }
    if (!known_) near = 0;
    return years >= 4 && near * 2 < years && news * 4 < years;
  }

  Resolved resolve_at(const Expression& e, std::optional<Day> published) {
    around_.published = published;
    return resolve(e, around_);
  }

  void add(const Expression& e) {
    if (t_.before(e.begin, Gap::sentence) || sentence_ != t_.sentence_of(e.begin)) {
      sentence_ = t_.sentence_of(e.begin);
      around_.sentence = {};
      around_.sentence_year.reset();
    }
    const Check check = e.rule->check;
    if (check == Check::narrative && !around_.narrative) return;
    if (check == Check::nth && around_.sentence.grain != Grain::month) return;
    around_.lean = Lean::none;
    const Reading reading = e.rule->reading;
    if ((reading == Reading::date && !e.stated.has_year()) || reading == Reading::deictic)
      around_.lean = lean_of(t_, e.begin, e.end);
    // "The first half will be weak"; what happened in a first half was a game.
    if (check == Check::fiscal && (!around_.spoken_quarter.known() || around_.lean != Lean::future))
      return;

    Resolved r;
    if (e.range == 2 && first_of_range_ && reading == Reading::date && !e.stated.has_year()) {
      // The second of two goes on from the first: December 30 to January 2.
      around_.lean = Lean::future;
      const bool narrative = std::exchange(around_.narrative, false);
      r = resolve_at(e, first_of_range_);
      around_.narrative = narrative;
    } else if (known_) {
      r = resolve_at(e, first_);
      if (*first_ != *last_) r = widened(e, std::move(r));
    } else {
      r = resolve_at(e, std::nullopt);
    }
    if (beside_a_day(e)) {
      r.cell = last_cell_;
      r.value = value_of(*r.cell);
      r.interval = interval_of(*r.cell);
    }
    first_of_range_.reset();
    if (!r.possible) return;
    last_cell_ = r.cell.value_or(Cell{});
    if (e.range == 1 && r.cell) first_of_range_ = r.cell->first;
    remember(e, r);

    Timex timex;
    TokenIndex end = e.end;
    while (end > e.begin + 1 && t_.at(end - 1) == '.' &&
           t_.kind(end - 1) == TokenKind::punctuation && end == e.end)
      --end;
    timex.span = t_.span(TokenRange{e.begin, end});
    timex.type = r.type;
    timex.value = std::move(r.value);
    timex.mod = e.rule->mod.empty() ? modifier(e, r.type) : std::string_view(e.rule->mod);
    timex.quant = e.rule->quant;
    timex.freq = e.rule->freq;
    timex.interval = r.interval && r.cell && r.type == TimexType::date
                         ? edge_of(*r.interval, r.cell->grain, timex.mod)
                         : r.interval;
    timex.anchor = r.anchor;
    timex.rule = rule_id(e.rule);
    // "a week from Monday": the day it leads to
    if (led_from_ != nullptr && led_from_->context_end == e.begin && r.cell)
      out_.timexes.back().interval = offset_from(*led_from_, *r.cell);
    led_from_ = e.rule->event ? &e : nullptr;
    // Two timexes, one stretch of time: the first end holds all of it, its value the end alone.
    if (r.interval && last_found_ != nullptr && last_found_ == &e - 1 && is_stretch(e)) {
      std::optional<Interval>& whole = out_.timexes.back().interval;
      if (whole && whole->from < r.interval->until) whole->until = r.interval->until;
    }
    last_found_ = &e;
    out_.timexes.push_back(std::move(timex));
  }

  // Whether the last day of a quarter stands after "quarter ended" or "three months ended".
  bool ends_quarter(const Expression& e, const Cell& cell) const {
    if (cell.grain != Grain::day || e.begin < 3 || !words_.is(t_, e.begin - 1, Role::ended))
      return false;
    const Civil next = cell.first.plus(1).civil();
    if (next.day != 1 || next.month % 3 != 1) return false;
    const TokenIndex unit = e.begin - 2;
    if (!has(t_.classes(unit), WordClass::time_unit)) return false;
    const auto grain = static_cast<Grain>(
        t_.lexicon().value(t_.word(unit), static_cast<unsigned>(WordClass::time_unit)) % 100);
    if (grain == Grain::quarter) return true;
    if (grain != Grain::month) return false;
    const TokenIndex count = unit - 1;
    return t_.kind(count) == TokenKind::number
               ? t_.number(count) == 3
               : has(t_.classes(count), WordClass::cardinal) &&
                     t_.lexicon().value(t_.word(count),
                                        static_cast<unsigned>(WordClass::cardinal)) == 3;
  }

  // "until 7 May 2024, a Tuesday": the weekday of the day before it.
  bool beside_a_day(const Expression& e) const {
    const Stated& s = e.stated;
    if (last_found_ == nullptr || last_cell_.grain != Grain::day || s.weekday == 0 ||
        e.rule->reading != Reading::date || s.month != 0 || s.clock != Grain::none ||
        s.part != DayPart::none || last_cell_.first.weekday() != s.weekday)
      return false;
    const TokenIndex end = last_found_->end;
    return e.begin > end && e.begin - end <= 2 && t_.at(end) == ',' &&
           (e.begin - end == 1 || words_.is(t_, e.begin - 1, Role::one));
  }

  // "from April to June", "between 3 May 2022 and June", but not "in April and June".
  bool is_stretch(const Expression& second) const {
    const Expression& first = *last_found_;
    const TokenIndex joint = second.begin - 1;
    if (second.range != 2 &&
        (second.begin != first.end + 1 || first.rule->reading == Reading::duration))
      return false;
    const auto opened_by = [&](Role role) {
      return first.begin > 0 && words_.is(t_, first.begin - 1, role);
    };
    if (words_.is(t_, joint, Role::conjunct)) return opened_by(Role::between);
    if (second.range == 2) return true;
    return (words_.is(t_, joint, Role::to) || words_.is(t_, joint, Role::side_until)) &&
           opened_by(Role::side_since);
  }

  // "Early 2009" is its first third and "the end of March" its last: an index must be able to tell
  // them apart. The value names the whole.
  static Interval edge_of(const Interval& whole, Grain grain, std::string_view mod) {
    if (grain < Grain::week) return whole;
    const std::int32_t first = whole.from.day().since_epoch, after = whole.until.day().since_epoch;
    const std::int32_t third = (after - first + 2) / 3;
    if (mod == "START") return Interval::of_days({first}, {first + third});
    if (mod == "MID") return Interval::of_days({first + third}, {after - third});
    if (mod == "END") return Interval::of_days({after - third}, {after});
    return whole;
  }

  // The publication day is only known to lie between two days: what both ends agree on is decided.
  Resolved widened(const Expression& e, Resolved at_first) {
    const Resolved at_last = resolve_at(e, last_);
    if (at_first.possible != at_last.possible || at_first.value == at_last.value) return at_first;
    Resolved out = resolve_at(e, std::nullopt);
    out.type = at_first.type;
    if (at_first.interval && at_last.interval) {
      out.interval = Interval{std::min(at_first.interval->from, at_last.interval->from),
                              std::max(at_first.interval->until, at_last.interval->until)};
    }
    if (out_.published) out.anchor = out_.published->interval;
    return out;
  }

  void remember(const Expression& e, const Resolved& r) {
    if (!r.cell || (e.rule->reading != Reading::date && e.rule->reading != Reading::deictic &&
                    e.rule->reading != Reading::offset))
      return;
    // The edges and modifiers of a coarse cell say nothing about what follows.
    around_.spoken = *r.cell;
    around_.sentence = *r.cell;
    // "In the quarter ended March 31": what is said next of a year earlier is of that quarter.
    if (ends_quarter(e, *r.cell))
      around_.spoken = around_.spoken_quarter = cell_of(Grain::quarter, r.cell->first);
    if (r.cell->grain <= Grain::month) around_.spoken_month = *r.cell;
    if (r.cell->grain <= Grain::day) around_.spoken_day = *r.cell;
    if (e.rule->reading == Reading::date &&
        (r.cell->grain == Grain::quarter || r.cell->grain == Grain::half))
      around_.spoken_quarter = *r.cell;
    // "In 2010 he won the March vote"; what has gone on since a year is not of it, and a day with its
    // year says nothing of one without.
    if (e.rule->reading == Reading::date && e.stated.has_year() && e.range == 0 &&
        r.cell->grain == Grain::year &&
        !(e.begin > 0 && words_.is(t_, e.begin - 1, Role::side_since)))
      around_.sentence_year = e.stated.year;
  }

  std::string_view modifier(const Expression& e, TimexType type) const noexcept {
    constexpr std::string_view kMods[] = {"",          "START",         "MID",
                                          "END",       "APPROX",        "LESS_THAN",
                                          "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"};
    for (TokenIndex i = e.begin; i < e.end && i < e.begin + 3; ++i) {
      if (t_.kind(i) != TokenKind::word || !has(t_.classes(i), WordClass::temporal)) continue;
      const std::int32_t code =
          t_.lexicon().value(t_.word(i), static_cast<unsigned>(WordClass::temporal));
      if (code < 1 || code > 8) continue;
      if (type == TimexType::duration && code <= 3) continue;
      return kMods[code];
    }
    return {};
  }

  RuleId rule_id(const Rule* rule) {
    for (const auto& [known, id] : rules_)
      if (known == rule) return id;
    const RuleId id = out_.rule("dates:" + rule->name);
    rules_.emplace_back(rule, id);
    return id;
  }

  const TokenTable& t_;
  const DateWords& words_;
  const std::vector<Expression>& found_;
  Annotations& out_;
  Surroundings around_;
  std::optional<Day> first_, last_;
  std::optional<Day> first_of_range_;
  Cell last_cell_;                          ///< of the expression before
  const Expression* last_found_ = nullptr;  ///< likewise
  const Expression* led_from_ = nullptr;    ///< an amount before what comes next: a week from
  bool known_ = false;
  std::uint32_t sentence_ = 0xffffffff;
  std::vector<std::pair<const Rule*, RuleId>> rules_;
};

class DatesAnalyzer final : public Analyzer {
 public:
  explicit DatesAnalyzer(DateStyle style) noexcept : style_(style) {}

  std::string_view name() const noexcept override {
    return style_ == DateStyle::news ? "quoth.dates/3" : "quoth.dates.query/4";
  }

  void analyze(const Context& context, Annotations& out) const override {
    std::vector<Expression> found;
    find_expressions(context.tokens, out.mentions, style_ == DateStyle::query, found);
    settle_numeric_order(context.tokens, context.published, found);
    if (context.published) {
      out.published =
          PublicationDay{Interval::of_day(*context.published), PublicationDay::How::given, 1, {}};
    } else {
      out.published = stated_publication(context, found);
      // A letter of 2007 may open an article that calls the president of 2015 by name.
      if (out.published &&
          out.published->interval.from.day() < earliest_publication(context, found))
        out.published.reset();
      if (!out.published) out.published = inferred_publication(context, found);
    }
    const QuestionGrammar* questions =
        style_ == DateStyle::query ? QuestionGrammar::of(context.tokens.lexicon()) : nullptr;
    if (questions != nullptr)
      annotate_question(context, *questions, found, out);
    else
      Discourse(context, found, out).run();
  }

 private:
  DateStyle style_;
};

}  // namespace

std::shared_ptr<const Analyzer> make_dates_analyzer(DateStyle style) {
  return std::make_shared<DatesAnalyzer>(style);
}

}  // namespace quoth
