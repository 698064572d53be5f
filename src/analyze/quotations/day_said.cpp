#include "analyze/quotations/day_said.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kReach = 40;         // items between a cue and its day
constexpr int kMostTimexes = 8;              // looked at on each side
constexpr std::uint32_t kOccasionReach = 3;  // paragraphs that a dated speech goes on for
constexpr std::int64_t kRecent = 8 * Instant::kDay;  // a speech older than that is looked back at

auto first_timex_from(const Annotations& found, std::uint32_t byte) {
  return std::lower_bound(found.timexes.begin(), found.timexes.end(), byte,
                          [](const Timex& t, std::uint32_t b) { return t.span.begin < b; });
}

bool is_date(const Timex& x) noexcept {
  return x.type == TimexType::date || x.type == TimexType::time;
}

}  // namespace

DaySaid::DaySaid(const Context& context, const std::vector<Stretch>& stretches,
                 const Annotations& found)
    : context_(context), t_(context.tokens), stretches_(stretches), found_(found) {}

std::optional<Interval> DaySaid::of_article() const {
  if (outer_) return outer_;
  if (context_.published) return Interval::of_day(*context_.published);
  if (found_.published) return found_.published->interval;
  return std::nullopt;
}

bool DaySaid::lies_ahead(const Interval& day) const {
  return context_.published && day.from >= Interval::of_day(*context_.published).until;
}

std::uint32_t DaySaid::item_at(const SentenceReader& s, std::uint32_t byte) const {
  ItemRange r = s.range();
  const auto end_of = [&](std::uint32_t k) {
    const Item item = s.item(k);
    return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).end
                             : t_.span(item.token()).end;
  };
  while (r.begin < r.end) {
    const std::uint32_t middle = r.begin + r.size() / 2;
    if (end_of(middle) <= byte)
      r.begin = middle + 1;
    else
      r.end = middle;
  }
  return r.begin;
}

bool DaySaid::verb(const SentenceReader& s, std::uint32_t k) const {
  if (!s.is_word(k)) return false;
  const bool lower = t_.shape(s.token(k)) == Shape::lower;
  if (s.name_like(k) && k != s.range().begin) return false;
  if (has_any(s.classes(k), classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
                                       WordClass::verb_present)))
    return true;
  const CueVerb v = cue_verb(t_, s.token(k));
  return v.form == Form::past || v.form == Form::present || v.form == Form::participle ||
         (s.words().ends_as_past(s.text(k)) && (lower || k == s.range().begin));
}

// "an interview published", "a letter that was sent": what was said came out then.
bool DaySaid::publishes(const SentenceReader& s, std::uint32_t k) const {
  if (!s.does(k, SpeechRole::publishes) || k == s.range().begin) return false;
  --k;
  for (std::uint32_t n = 0; n < 2 && k > s.range().begin && s.does(k, SpeechRole::be); ++n) --k;
  return s.has_class(k, WordClass::cue_noun) || s.does(k, SpeechRole::relative);
}

// "At Monday’s meeting,", "During the 2016 campaign,": the dated noun is when it was said; the day
// begins at `from`.
bool DaySaid::opens_occasion(const SentenceReader& s, std::uint32_t from,
                             std::uint32_t noun) const {
  constexpr std::uint32_t kLongest = 6;
  const std::uint32_t b = s.range().begin;
  std::uint32_t k = from;
  while (k > b && from - k < 3 &&
         has_any(s.classes(k - 1), classes_of(WordClass::determiner, WordClass::possessive)))
    --k;
  if (k == b || !s.words().is(t_, s.token(k - 1), SpeechRole::occasion)) return false;
  --k;
  if (k > b && !s.is_comma(k - 1)) return false;
  std::uint32_t end = noun;
  while (end < noun + kLongest && s.is_word(end) && !verb(s, end)) ++end;
  return s.is_comma(end);
}

// Whether the expression at items [to, end) belongs to what was said at the cue that ends at `from`.
bool DaySaid::after_cue(const SentenceReader& s, std::uint32_t from, std::uint32_t to,
                        std::uint32_t end) const {
  if (to < from || to - from > kReach) return false;
  bool meanwhile = false, aside = false;
  for (std::uint32_t k = from; k < to; ++k) {
    if (!s.is_token(k)) {
      meanwhile = false;
      continue;
    }
    const char32_t c = s.code(k);
    if (c == ';' || c == ':' || s.is_dash(k)) return false;
    // "said Voss, the mayor since 2019": words that describe the speaker.
    if (c == ',')
      aside = has_any(s.classes(k + 1),
                      classes_of(WordClass::determiner, WordClass::possessive, WordClass::role));
    if (c != 0) continue;
    if (s.does(k, SpeechRole::meanwhile)) {
      meanwhile = true;
      continue;
    }
    if (publishes(s, k) || (s.does(k, SpeechRole::relative) && publishes(s, k + 1))) continue;
    if (s.does(k, SpeechRole::that) || s.does(k, SpeechRole::relative) || s.pronoun(k) == 8 ||
        s.does(k, SpeechRole::about) || has_any(s.classes(k), classes_of(WordClass::subordinator)))
      return false;
    // "Voss of the ministry", "a statement from Voss", but "said of the talks"
    if (s.does(k, SpeechRole::climbs_topic) && s.is_word(k - 1) && !s.name_like(k - 1) &&
        !s.speaks(k - 1))
      return false;
    if (verb(s, k) && !meanwhile) return false;
    if (s.pronoun(k) != 0 && k > from + 1 && !meanwhile) return false;
  }
  if (aside) return false;
  // "said Friday would be": no day of saying, but the subject of what was said.
  if (to == from && s.inside(end) &&
      has_any(s.classes(end), classes_of(WordClass::auxiliary, WordClass::modal)))
    return false;
  return true;
}

// Whether the expression at items [from, to) before the cue belongs to its clause.
bool DaySaid::before_cue(const SentenceReader& s, std::uint32_t from, std::uint32_t to,
                         std::uint32_t cue) const {
  if (to > cue || cue - to > kReach) return false;
  const std::uint32_t b = s.range().begin;
  // The 2019 winner, Friday’s vote: it describes a noun; "Friday’s statement" is what was said.
  bool describes = false;
  if (s.is_token(to) && to < cue) {
    const bool clitic = t_.kind(s.token(to)) == TokenKind::clitic;
    const std::uint32_t noun = clitic ? to + 1 : to;
    describes = clitic ||
                (s.is_word(to) && t_.shape(s.token(to)) == Shape::lower && s.pronoun(to) == 0 &&
                 !verb(s, to) &&
                 !has_any(s.classes(to), classes_of(WordClass::preposition, WordClass::adverb,
                                                    WordClass::conjunction, WordClass::determiner,
                                                    WordClass::possessive, WordClass::subordinator,
                                                    WordClass::negation)));
    if (describes && opens_occasion(s, from, noun)) return true;
    if (describes && !s.has_class(noun, WordClass::cue_noun)) return false;
  }
  // Between the day and the cue: the speaker, no clause of its own.
  bool comma = false;
  for (std::uint32_t k = to; k < cue; ++k) {
    if (!s.is_token(k)) {
      // On Friday, “we wait,” Voss said.
      if (from > b + 2) return false;
      continue;
    }
    if (s.code(k) == ';' || s.code(k) == ':') return false;
    if (s.is_comma(k)) comma = true;
    if (s.pronoun(k) == 8 || s.does(k, SpeechRole::relative)) continue;
    const bool near_cue = k + 4 >= cue;  // had not: the cue's own
    if (verb(s, k) &&
        !(near_cue && has_any(s.classes(k), classes_of(WordClass::auxiliary, WordClass::modal))))
      return false;
  }
  // Before the day: back to the beginning of its clause.
  for (std::uint32_t k = from, steps = 0; k > b && steps < kReach; ++steps) {
    --k;
    if (!s.is_token(k)) return false;
    const char32_t c = s.code(k);
    if (c == ';' || c == ':' || c == '(' || s.is_dash(k)) return true;
    if (c == ',') {
      // "Voss, on Friday, said": the words after the comma are all there is to it.
      if (comma || k + 1 == from) return true;
      return !verb(s, k + 1);
    }
    if (c != 0) continue;
    if (publishes(s, k)) return true;
    if (s.does(k, SpeechRole::about) || s.does(k, SpeechRole::relative) || s.pronoun(k) == 8 ||
        s.does(k, SpeechRole::since))
      return false;
    // The winner of 2019 said
    if (s.does(k, SpeechRole::climbs_topic) && (k + 1 == from || (k + 2 == from && !comma)))
      return false;
    if (verb(s, k)) {
      const CueVerb v = cue_verb(t_, s.token(k));
      const bool opens = k == b || s.is_comma(k - 1);
      // "When the dam broke in 2019, Voss said"
      if (comma && s.words().is(t_, s.token(b), SpeechRole::moment)) return true;
      // "Asked on Friday, Voss said"
      return opens &&
             (v.frame == Frame::inquire || s.words().is(t_, s.token(k), SpeechRole::inverts));
    }
  }
  return true;
}

// "had said", "had never said"
bool DaySaid::pluperfect(const SentenceReader& s, std::uint32_t cue) const {
  const Form form = s.is_token(cue) ? cue_verb(t_, s.token(cue)).form : Form::none;
  if (form != Form::past && form != Form::participle) return false;
  for (std::uint32_t n = 0, k = cue; n < 3 && k > s.range().begin; ++n) {
    --k;
    if (s.does(k, SpeechRole::had)) return true;
    if (!has_any(s.classes(k),
                 classes_of(WordClass::adverb, WordClass::negation, WordClass::auxiliary)))
      return false;
  }
  return false;
}

// "later said": on another day than the words before.
bool DaySaid::later(const SentenceReader& s, std::uint32_t cue) const {
  for (std::uint32_t n = 0, k = cue; n < 3 && k > s.range().begin; ++n) {
    --k;
    if (s.does(k, SpeechRole::later)) return true;
    if (!has_any(s.classes(k), classes_of(WordClass::adverb, WordClass::auxiliary))) return false;
  }
  return false;
}

DaySaid::Stated DaySaid::stated(const SentenceReader& s, const Quotation& q) const {
  // Without a cue the words themselves stand in its place.
  const Span cue = q.cue.empty() ? Span{q.span.begin, q.span.begin} : q.cue;
  const std::uint32_t first = item_at(s, cue.begin);
  std::uint32_t last = q.cue.empty() ? first : item_at(s, cue.end - 1) + 1;
  // "said Voss of the ministry on Friday": the speaker is skipped.
  if (!q.speakers.empty() && q.speakers.front().span.begin >= cue.end)
    if (const std::uint32_t k = item_at(s, q.speakers.front().span.begin); k < last + 4)
      last = std::max(last, item_at(s, q.speakers.front().span.end - 1) + 1);
  Stated best;
  std::uint32_t nearest = kReach;
  const auto consider = [&](const Timex& x) {
    if (!is_date(x)) return;
    const std::uint32_t from = item_at(s, x.span.begin);
    const std::uint32_t to = item_at(s, x.span.end - 1) + 1;
    if (!s.is_token(from)) return;  // inside marks
    const bool after = from >= last;
    if (!after && to > first) return;
    // What was said may not tell when, but for "said Friday the gates would open".
    if (x.span.overlaps(q.span) && !(after && from == last)) return;
    // "On Friday, Voss said, the gates open": the day is told, too.
    if (!after && q.kind == QuotationKind::indirect && s.is_comma(last) && !s.is_stretch(last + 1))
      return;
    const bool belongs = after ? after_cue(s, last, from, to) : before_cue(s, from, to, first);
    if (!belongs) return;
    const std::uint32_t distance = after ? from - last : first - to;
    if (distance >= nearest) return;
    std::optional<Interval> day = x.interval;
    if (day && q.stance == Stance::asserted && lies_ahead(*day)) {
      // 'said “it will hold” on Friday': what will be made the dates analyzer look ahead.
      const bool weekday = has(t_.classes(s.token(to - 1)), WordClass::weekday);
      const auto single = day->single_day();
      if (!weekday || !single || lies_ahead(Interval::of_day(single->plus(-7)))) return;
      day = Interval::of_day(single->plus(-7));
    }
    // "recently said", but not "said of the recent talks"
    if (!x.interval && (x.value != "PAST_REF" || to != first || q.cue.empty())) return;
    // Words without a cue may have a day at their colon: "Voss on Friday: “...”"
    if (q.cue.empty() && distance > 2) return;
    nearest = distance;
    best = {day ? Told::day : Told::some_day, day};
  };
  const auto middle = first_timex_from(found_, cue.begin);
  const std::uint32_t begin = [&] {
    const Item item = s.item(s.range().begin);
    return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).begin
                             : t_.span(item.token()).begin;
  }();
  auto x = middle;
  for (int n = 0; n < kMostTimexes && x != found_.timexes.begin(); ++n) {
    --x;
    if (x->span.begin < begin) break;
    consider(*x);
  }
  x = middle;
  for (int n = 0; n < kMostTimexes && x != found_.timexes.end(); ++n, ++x) {
    if (item_at(s, x->span.begin) >= s.range().end) break;
    consider(*x);
  }
  // "once said", "had said"
  if (best.told == Told::nothing && first > s.range().begin && !q.cue.empty() &&
      (s.does(first - 1, SpeechRole::some_day) || pluperfect(s, first)))
    best.told = Told::some_day;
  return best;
}

DaySaid::Memory* DaySaid::memory_of(EntityId who) {
  if (!who.known()) return nullptr;
  for (Memory& m : memory_)
    if (m.who == who) return &m;
  return nullptr;
}

void DaySaid::remember(const Memory& memory) {
  if (!memory.who.known()) return;
  if (Memory* known = memory_of(memory.who)) {
    *known = memory;
    return;
  }
  memory_[next_++ % memory_.size()] = memory;
}

void DaySaid::note_occasion(EntityId who, Interval day, std::uint32_t paragraph) {
  remember({who, day, paragraph, true});
}

std::optional<Interval> DaySaid::of(const SentenceReader& s, const Quotation& q) {
  const Stated here = stated(s, q);
  const EntityId who = q.speakers.empty() ? EntityId::none() : q.speakers.front().entity;
  const std::uint32_t paragraph = t_.paragraph_of(t_.token_at(q.span.begin));
  if (here.told == Told::some_day) return std::nullopt;
  if (here.told == Told::day) {
    const std::optional<Interval> article = of_article();
    // A day of this week is when the article's news was made; one of long ago is looked back at.
    const bool recent = here.day->single_day() && article &&
                        article->until.seconds - here.day->from.seconds <= kRecent;
    remember({who, here.day, paragraph, recent});
    return here.day;
  }
  if (Memory* m = memory_of(who); m != nullptr && m->day) {
    const std::uint32_t away = paragraph - std::min(paragraph, m->paragraph);
    bool pronoun = false, present = false;
    if (!q.cue.empty()) {
      const std::uint32_t cue = item_at(s, q.cue.begin);
      present = s.is_token(cue) && cue_verb(t_, s.token(cue)).form == Form::present;
      const TokenIndex speaker = t_.token_at(q.speakers.front().span.begin);
      pronoun = has(t_.classes(speaker), WordClass::pronoun);
    }
    if (!q.cue.empty() && later(s, item_at(s, q.cue.begin))) return of_article();
    const bool goes_on = q.cue.empty() || (pronoun && !present);
    if ((away == 0 && (goes_on || m->occasion)) || (away == 1 && goes_on) ||
        (m->occasion && !present && away <= kOccasionReach)) {
      m->paragraph = paragraph;
      return m->day;
    }
  }
  return of_article();
}

std::optional<Interval> DaySaid::of_occasion(const SentenceReader& s) const {
  const ItemRange r = s.range();
  const Item last = s.item(r.end - 1);
  const std::uint32_t begin = [&] {
    const Item item = s.item(r.begin);
    return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).begin
                             : t_.span(item.token()).begin;
  }();
  const std::uint32_t end = last.is_stretch() ? outer_span(t_, stretches_[last.stretch()]).end
                                              : t_.span(last.token()).end;
  auto x = first_timex_from(found_, begin);
  for (int n = 0; n < kMostTimexes && x != found_.timexes.end() && x->span.begin < end; ++n, ++x) {
    if (!is_date(*x) || !x->interval || !x->interval->single_day() || lies_ahead(*x->interval))
      continue;
    const std::uint32_t at = item_at(s, x->span.begin);
    if (!s.is_token(at)) continue;
    // A word of speaking near it, and nothing between that makes the day another's.
    const std::uint32_t from = at > r.begin + kReach ? at - kReach : r.begin;
    const std::uint32_t to = std::min(r.end, at + kReach);
    for (std::uint32_t k = from; k < to; ++k) {
      const bool speaks =
          s.does(k, SpeechRole::speaking) ||
          (s.has_class(k, WordClass::cue_noun) &&
           class_value(t_, s.token(k), WordClass::cue_noun) == 1 && !s.name_like(k));
      if (!speaks) continue;
      bool other = false;
      for (std::uint32_t i = std::min(k, at); i < std::max(k, at) && !other; ++i)
        other = s.does(i, SpeechRole::about) || s.does(i, SpeechRole::since) ||
                s.does(i, SpeechRole::relative) || s.pronoun(i) == 8 || s.code(i) == ';';
      if (!other) return x->interval;
    }
  }
  return std::nullopt;
}

std::optional<Interval> DaySaid::of_conversation(std::uint32_t paragraph) const {
  constexpr std::uint32_t kAbove = 2;
  constexpr TokenIndex kFarthest = 120;
  for (std::uint32_t p = paragraph; p-- > 0 && paragraph - p <= kAbove;) {
    const TokenRange range = t_.paragraphs()[p];
    bool speaks = false;
    for (TokenIndex i = range.begin; i < std::min(range.end, range.begin + kFarthest); ++i)
      speaks = speaks || has_any(t_.classes(i), classes_of(WordClass::cue_noun)) ||
               SpeechWords::of(t_.lexicon()).is(t_, i, SpeechRole::speaking);
    if (!speaks) continue;
    const Span span = t_.span(range);
    auto x = first_timex_from(found_, span.begin);
    for (int n = 0; n < kMostTimexes && x != found_.timexes.end() && x->span.begin < span.end;
         ++n, ++x)
      if (is_date(*x) && x->interval && x->interval->single_day() && !lies_ahead(*x->interval))
        return x->interval;
  }
  return of_article();
}

std::optional<Interval> day_in(Span line, const Annotations& found) {
  auto x = first_timex_from(found, line.begin);
  std::optional<Interval> hour;  // 4:12 PM, before the day
  for (int n = 0; n < kMostTimexes && x != found.timexes.end() && x->span.begin < line.end;
       ++n, ++x) {
    if (!x->interval) continue;
    if (x->type == TimexType::date) return x->interval;
    if (x->type == TimexType::time && !hour) hour = x->interval;
  }
  return hour;
}

}  // namespace quoth::quotations
