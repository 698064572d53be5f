// Narrows the days on which a text can have been published, statement by statement.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "analyze/dates/public_facts.hpp"
#include "analyze/dates/publication.hpp"
#include "analyze/dates/resolve.hpp"
#include "analyze/dates/tense.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

/// Days [first, after), a possible stretch.
struct Stretch {
  Day first, after;
};

// News is not read from before this day, nor from later than the calendar of facts goes.
constexpr Day kFirstDay = Day::from({1990, 1, 1});
constexpr Day kAfterLastDay = Day::from({2100, 1, 1});
// Day by day weighing (weekdays, days without a year) is done over at most this many days.
constexpr std::int32_t kMostDaysWeighed = 62;
// A wider answer says nothing that its reader did not know.
constexpr std::int32_t kWidestAnswer = 6000;

/// The days still possible: disjoint stretches in order.
class PossibleDays {
 public:
  PossibleDays() : days_{{kFirstDay, kAfterLastDay}} {}

  bool intersect(const std::vector<Stretch>& other) {
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
  Day first() const { return days_.front().first; }
  Day after() const {
    Day last = days_.front().after;
    for (const Stretch& s : days_) last = std::max(last, s.after);
    return last;
  }
  std::int32_t width() const { return after().since_epoch - first().since_epoch; }
  bool narrowed_on_both_sides() const { return first() > kFirstDay && after() < kAfterLastDay; }
  bool holds(Day day) const {
    return std::any_of(days_.begin(), days_.end(),
                       [&](const Stretch& s) { return s.first <= day && day < s.after; });
  }

 private:
  std::vector<Stretch> days_;
};

class Inference {
 public:
  Inference(const Context& context, const std::vector<Expression>& found)
      : t_(context.tokens), found_(found), facts_(PublicFacts::english()) {}

  Day earliest() {
    read_words();
    offices();
    wars();
    return contradicted_ ? kFirstDay : days_.first();
  }

  std::optional<PublicationDay> run() {
    read_words();
    offices();
    wars();
    explicit_dates();
    if (contradicted_ || sources_ == 0 || !days_.narrowed_on_both_sides()) return std::nullopt;
    std::int32_t width = days_.width();
    Interval answer = Interval::of_days(days_.first(), days_.after());
    bool weighed = false;
    if (width <= kMostDaysWeighed) {
      weighed = weigh(answer);
      width =
          static_cast<std::int32_t>((answer.until.seconds - answer.from.seconds) / Instant::kDay);
    }
    if (width > kWidestAnswer) return std::nullopt;
    PublicationDay out;
    out.interval = answer;
    out.how = PublicationDay::How::inferred;
    // A single day is claimed more modestly than a year: more can be wrong with it.
    out.confidence = weighed && width <= 3 ? 0.7 : width <= 31 ? 0.75 : sources_ > 1 ? 0.85 : 0.75;
    out.evidence = std::move(evidence_);
    return out;
  }

 private:
  // --- the words of the text that facts ask for

  void read_words() {
    wanted_.clear();
    for (const War& war : facts_.wars)
      for (const WordChoice& choice : war.words)
        wanted_.insert(wanted_.end(), choice.begin(), choice.end());
    for (const Office& office : facts_.offices)
      wanted_.insert(wanted_.end(), office.surname.begin(), office.surname.end());
    std::sort(wanted_.begin(), wanted_.end());
    wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
    first_at_.assign(wanted_.size(), kNowhere);
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      if (t_.kind(i) != TokenKind::word || t_.shape(i) == Shape::lower) continue;
      const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), t_.hash(i));
      if (at == wanted_.end() || *at != t_.hash(i)) continue;
      const auto slot = static_cast<std::size_t>(at - wanted_.begin());
      if (first_at_[slot] == kNowhere) first_at_[slot] = i;
      if (places_.size() < kMostPlaces) places_.push_back(i);
    }
  }
  bool has_any_of(const WordChoice& choice) const {
    return std::any_of(choice.begin(), choice.end(), [&](std::uint64_t hash) {
      const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), hash);
      return at != wanted_.end() && *at == hash &&
             first_at_[static_cast<std::size_t>(at - wanted_.begin())] != kNowhere;
    });
  }

  // --- terms of office: "President Some Body said"

  void offices() {
    std::vector<const Office*> seen;
    for (const TokenIndex place : places_)
      for (const Office& office : facts_.offices)
        if (std::find(office.surname.begin(), office.surname.end(), t_.hash(place)) !=
                office.surname.end() &&
            std::find(seen.begin(), seen.end(), &office) == seen.end() &&
            holds_office(office, place))
          seen.push_back(&office);
    if (seen.empty()) return;
    // The title stays with those who held it, so a term's end counts for one holder only: the one
    // who held it last. Its beginning counts for all.
    const Office* last = nullptr;
    for (const Office* office : seen) {
      const Day first = first_term(seen, office);
      if (first != office->from) continue;  // a later term of the same holder
      narrow({{first, kAfterLastDay}},
             "the text calls somebody \"" + office->name + "\", in office from " + to_iso(first));
      if (office->until && (last == nullptr || *office->until > *last->until)) last = office;
    }
    if (last == nullptr) return;
    std::vector<Stretch> terms;
    for (const Office* office : seen)
      if (office->name == last->name && office->until)
        terms.push_back({office->from, office->until->plus(2)});
    // Between two terms somebody else held the office; where the text names him, the gap is as
    // possible.
    const bool gap_is_named = std::any_of(seen.begin(), seen.end(), [&](const Office* office) {
      return office->name != last->name && office->from >= terms.front().after.plus(-2) &&
             office->from < terms.back().first;
    });
    if (gap_is_named) terms = {{terms.front().first, terms.back().after}};
    narrow(terms, "\"" + last->name + "\" held office until " + to_iso(*last->until), false);
  }

  static Day first_term(const std::vector<const Office*>& seen, const Office* office) {
    Day first = office->from;
    for (const Office* other : seen)
      if (other->name == office->name) first = std::min(first, other->from);
    return first;
  }

  // Whether the role stands right before the name (a given name may come between) and is not
  // turned.
  bool holds_office(const Office& office, TokenIndex name) const {
    for (TokenIndex gap = 0; gap <= 2; ++gap) {
      if (name < gap + office.role.size() + gap) continue;
      TokenIndex at = name - gap;
      bool between_ok = true;
      for (TokenIndex k = at; k < name; ++k)
        between_ok = between_ok && t_.kind(k) == TokenKind::word && t_.shape(k) != Shape::lower;
      if (!between_ok) continue;
      bool all = true;
      for (std::size_t k = office.role.size(); k > 0 && all;) {
        --k;
        if (at == 0) {
          all = false;
          break;
        }
        --at;
        if (t_.code(at) == '-' && at > 0) --at;
        all = std::find(office.role[k].begin(), office.role[k].end(), t_.hash(at)) !=
              office.role[k].end();
      }
      if (!all) continue;
      if (at > 0 && std::find(office.not_before.begin(), office.not_before.end(),
                              t_.hash(at - 1)) != office.not_before.end())
        return false;
      return true;
    }
    return false;
  }

  // --- how long a war has lasted: "the war that began two weeks ago", "five weeks of fighting"

  void wars() {
    const bool by_office = sources_ > 0 && !contradicted_;
    for (const War& war : facts_.wars) {
      if (!std::all_of(war.words.begin(), war.words.end(),
                       [&](const WordChoice& w) { return has_any_of(w); }))
        continue;
      if (spoken_of(war))
        narrow({{war.from, kAfterLastDay}},
               war.name + " is spoken of, which began on " + to_iso(war.from));
      for (const Expression& e : found_) {
        // Wars come again: how long one has lasted counts only beside a fact of another kind.
        if (!by_office || e.amount_count != 1 || !of_a_war(e)) continue;
        const auto stretch = after_start(war, e);
        if (!stretch) continue;
        narrow({*stretch},
               "\"" + text_of(e) + "\" of " + war.name + ", which began on " + to_iso(war.from));
      }
    }
  }

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
  bool names_war(TokenIndex i) const {
    return is(i, {"war", "wars", "invasion", "fighting", "conflict", "hostilities", "onslaught",
                  "offensive", "combat"});
  }

  // "the war in Ukraine", "Ukraine war"
  bool spoken_of(const War& war) const {
    for (const TokenIndex place : places_) {
      const auto& words = war.words.front();
      if (std::find(words.begin(), words.end(), t_.hash(place)) == words.end()) continue;
      if (is(place + 1, {"war"}) ||
          (place > 0 && is(place - 1, {"of"}) && place > 1 && is(place - 2, {"invasion"})))
        return true;
      if (place > 1 && is(place - 1, {"in"}) && is(place - 2, {"war"})) return true;
    }
    return false;
  }

  bool of_a_war(const Expression& e) const {
    const TokenRange sentence = t_.sentences()[t_.sentence_of(e.begin)];
    if (e.rule->reading == Reading::offset) {
      // "... war that began more than two weeks ago": the war before it, and a verb of beginning
      if (e.rule->shift >= 0 || e.rule->anchor != Anchor::published) return false;
      bool begins = false;
      for (TokenIndex i = e.begin; i > sentence.begin && e.begin - i < 10;) {
        --i;
        if (is(i,
               {"began", "started", "launched", "begun", "erupted", "broke", "invaded", "since"}))
          begins = true;
        if (names_war(i)) return begins;
      }
      return false;
    }
    if (e.rule->reading != Reading::duration || e.rule->event) return false;
    // "after five weeks of fighting", "the 3-1/2-year war"
    if (is(e.end, {"of", "into"})) {
      for (TokenIndex i = e.end + 1; i < sentence.end && i < e.end + 5; ++i)
        if (names_war(i)) return true;
      return false;
    }
    return e.end - e.begin >= 3 && t_.code(e.end - 2) == '-' &&
           (names_war(e.end) || (names_war(e.end + 1) && t_.kind(e.end) == TokenKind::word));
  }

  std::optional<Stretch> after_start(const War& war, const Expression& e) const {
    const Amount& a = e.amounts[0];
    if (a.vague || a.unit == Grain::none || a.unit < Grain::week || a.unit > Grain::year)
      return std::nullopt;
    if (a.milli <= 0 || a.milli > 200'000) return std::nullopt;
    double days_in_unit = 1;
    switch (a.unit) {
      case Grain::week:
        days_in_unit = 7;
        break;
      case Grain::fortnight:
        days_in_unit = 14;
        break;
      case Grain::month:
        days_in_unit = 30.44;
        break;
      case Grain::year:
        days_in_unit = 365.25;
        break;
      default:
        break;
    }
    const double amount = static_cast<double>(a.milli) / 1000;
    // How loosely such amounts are meant: "five weeks" is said from 4 1/2 to nearly 6.
    double least = amount - 0.5, most = amount + 0.999;
    if (a.milli % 1000 != 0) least = amount - 0.25, most = amount + 0.3;
    for (TokenIndex i = e.begin; i < e.end && i < e.begin + 2; ++i) {
      if (is(i, {"more", "over"})) least = amount;
      if (is(i, {"less", "under", "nearly", "almost"})) least = amount - 1, most = amount;
    }
    if (e.begin > 0 && is(e.begin - 1, {"over"})) least = amount;
    if (e.begin > 0 && is(e.begin - 1, {"nearly", "almost"})) least = amount - 1, most = amount;
    const Day from = war.from.plus(static_cast<std::int32_t>(std::max(0.0, least) * days_in_unit));
    const Day after = war.from.plus(static_cast<std::int32_t>(most * days_in_unit) + 1);
    if (war.until && from > *war.until) return std::nullopt;
    return Stretch{from, std::min(after, kAfterLastDay)};
  }

  // --- dates with a year: what has happened is over

  void explicit_dates() {
    Day latest = kFirstDay;
    const Expression* latest_of = nullptr;
    for (const Expression& e : found_) {
      const Stated& s = e.stated;
      if (e.rule->reading != Reading::date || !s.has_year() || s.two_readings) continue;
      const Resolved r = resolve(e, Surroundings{});
      if (!r.possible || !r.cell || !r.interval) continue;
      const Day first = r.interval->from.day();
      const bool post = signs_post(e);
      Lean lean = post ? Lean::past : lean_of(t_, e.begin, e.end);
      const bool since = e.begin > 0 && is(e.begin - 1, {"since"});
      if (since) lean = Lean::past;
      // Verbs are no proof for a year ("won a seat in 2014"): only a day is believed, with a
      // month's slack.
      if (!since && (s.month == 0 || s.day == 0)) continue;
      if (e.begin > 0 && !post &&
          !is(e.begin - 1, {"in", "on", "since", "of", "by", "until", "from", "during"}))
        continue;
      const Day bound = post || since ? first : first.plus(-31);
      if (lean == Lean::past && bound > latest) {
        latest = bound;
        latest_of = &e;
      }
    }
    if (latest_of != nullptr)
      narrow({{latest, kAfterLastDay}}, "\"" + text_of(*latest_of) + "\" is spoken of as past",
             false);
  }

  // "— Some Body (@handle) March 3, 2022": the day of a post that the article shows
  bool signs_post(const Expression& e) const {
    const TokenRange line = t_.paragraphs()[t_.paragraph_of(e.begin)];
    for (TokenIndex i = e.begin; i > line.begin && e.begin - i < 12;) {
      --i;
      if (t_.at(i) == '@') return true;
    }
    return false;
  }

  // --- weekdays and days without a year, weighed over the few days that are left

  bool weigh(Interval& answer) {
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
      if (!days_.holds(day) || (weekday != 0 && day.weekday() != weekday)) continue;
      bool fits = true;
      for (const auto& [civil, lean] : days) fits = fits && possible(day, civil, lean);
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
    for (const auto& [civil, lean] : days) {
      if (lean == Lean::none || evidence_.size() > 12) continue;
      char text[64];
      std::snprintf(text, sizeof text, "%02d-%02d is spoken of as %s", civil.month, civil.day,
                    lean == Lean::future ? "to come" : "past");
      evidence_.emplace_back(text);
    }
    return true;
  }

  // "Earlier on Wednesday", "later on Wednesday", "as of Wednesday": written on that day
  bool on_the_day(const Expression& e) const {
    if (e.begin < 2) return false;
    if (is(e.begin - 1, {"on"}) && is(e.begin - 2, {"earlier", "later"})) return true;
    return is(e.begin - 1, {"of"}) && is(e.begin - 2, {"as"});
  }

  // Whether a text of `day` can speak so of a day without its year: it lies within half a year on
  // the side that the verbs tell.
  static bool possible(Day day, const Civil& civil, Lean lean) {
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

  // ---

  void narrow(const std::vector<Stretch>& stretches, std::string why, bool source = true) {
    const std::int32_t before = days_.width();
    if (!days_.intersect(stretches)) {
      contradicted_ = true;  // a history, or a mistake: then nothing is known
      return;
    }
    if (source) ++sources_;
    if (days_.width() < before || source) {
      if (evidence_.size() < 12) evidence_.push_back(std::move(why));
    }
  }
  std::string text_of(const Expression& e) const {
    return std::string(t_.span(TokenRange{e.begin, e.end}).of(t_.text()).substr(0, 80));
  }

  static constexpr TokenIndex kNowhere = 0xffffffff;
  static constexpr std::size_t kMostPlaces = 512;

  const TokenTable& t_;
  const std::vector<Expression>& found_;
  const PublicFacts& facts_;
  std::vector<std::uint64_t> wanted_;
  std::vector<TokenIndex> first_at_, places_;
  PossibleDays days_;
  std::vector<std::string> evidence_;
  int sources_ = 0;
  bool contradicted_ = false;
};

}  // namespace

std::optional<PublicationDay> inferred_publication(const Context& context,
                                                   const std::vector<Expression>& found) {
  if (context.tokens.size() == 0) return std::nullopt;
  return Inference(context, found).run();
}

Day earliest_publication(const Context& context, const std::vector<Expression>& found) {
  return Inference(context, found).earliest();
}

}  // namespace quoth::dates
