#include "analyze/quotations/speakers/speaker_candidates.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/quotations/cues/clauses.hpp"

namespace quoth::quotations {
namespace {

using F = SpeakerFeature;

constexpr std::uint32_t kItemsBefore = 160, kItemsAfter = 64;
constexpr std::size_t kCuesASide = 16;
constexpr int kPhrasesBefore = 12, kPhrasesAfter = 6;
constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);

float log_words(std::uint32_t words) { return std::log2(1.0f + static_cast<float>(words)); }

bool judges(Frame f) noexcept { return f == Frame::call || f == Frame::thank; }

}  // namespace

SpeakerScorer::SpeakerScorer(const TokenTable& tokens, const MentionIndex& mentions,
                             const Skeleton& skeleton, const SpeakerResolver& resolver,
                             const Annotations& found, const SpeakerWeights& weights)
    : t_(tokens),
      mentions_(mentions),
      skeleton_(skeleton),
      resolver_(resolver),
      found_(found),
      weights_(weights),
      mention_count_(found.entities.size(), 0) {
  for (const Mention& m : found.mentions)
    if (m.entity.known() && static_cast<std::size_t>(m.entity.index) < mention_count_.size())
      ++mention_count_[static_cast<std::size_t>(m.entity.index)];
}

SpeakerCandidate& SpeakerScorer::open(std::string_view rule) {
  if (used_ == pool_.size()) pool_.emplace_back();
  order_.push_back(used_);
  SpeakerCandidate& c = pool_[used_++];
  c.speakers.clear();
  c.rule = rule;
  c.cue = -1;
  c.score = 0;
  c.features.clear();
  return c;
}

void SpeakerScorer::add(SpeakerFeature f, float value) {
  SpeakerCandidate& c = pool_[order_.back()];
  if (value == 0 || c.features.size() == c.features.capacity()) return;
  c.features.push_back({f, value});
  c.score += value * weights_.of[static_cast<std::size_t>(f)];
}

void SpeakerScorer::count(const StretchContext& a) {
  const SentenceReader& s = a.sentence;
  const ItemRange r = s.range();
  window_ = {a.at - r.begin > kItemsBefore ? a.at - kItemsBefore : r.begin,
             r.end - a.at > kItemsAfter ? a.at + kItemsAfter : r.end};
  counts_.assign(window_.size() + 1, {});
  auto cue = std::lower_bound(a.cues.begin(), a.cues.end(), window_.begin,
                              [](const Cue& c, std::uint32_t k) { return c.begin < k; });
  for (std::uint32_t k = window_.begin; k < window_.end; ++k) {
    Counts n = counts_[k - window_.begin];
    for (; cue != a.cues.end() && cue->begin <= k; ++cue)
      if (cue->kind == Cue::Kind::verb || cue->kind == Cue::Kind::phrase) ++n.cues;
    if (s.is_stretch(k)) {
      ++n.stretches;
    } else if (s.is_word(k)) {
      ++n.words;
    } else if (s.is_comma(k)) {
      ++n.commas;
    } else if (s.code(k) == ';') {
      ++n.semicolons;
    }
    counts_[k - window_.begin + 1] = n;
  }
}

SpeakerScorer::Counts SpeakerScorer::between(std::uint32_t from, std::uint32_t to) const {
  from = std::clamp(from, window_.begin, window_.end);
  to = std::clamp(to, from, window_.end);
  const Counts& a = counts_[from - window_.begin];
  const Counts& b = counts_[to - window_.begin];
  const auto minus = [](std::uint16_t x, std::uint16_t y) {
    return static_cast<std::uint16_t>(x - y);
  };
  return {minus(b.words, a.words), minus(b.commas, a.commas), minus(b.semicolons, a.semicolons),
          minus(b.stretches, a.stretches), minus(b.cues, a.cues)};
}

const SpeakerCandidate& SpeakerScorer::best(const StretchContext& around) {
  order_.clear();
  used_ = 0;
  subjectless_near_ = false;
  count(around);
  add_cues(around);
  if (!has_own_speaker(around)) add_phrases(around);
  add_around(around);
  add_nobody(around);
  drop_who_passed_on(around);
  drop_rivals_of_agent(around);
  best_ = 0;
  for (std::size_t i = 1; i < order_.size(); ++i)
    if (candidate(i).score > candidate(best_).score) best_ = i;
  return candidate(best_);
}

std::vector<SpeakerCandidate> SpeakerScorer::best_first() const {
  std::vector<SpeakerCandidate> all;
  all.reserve(order_.size());
  for (const std::uint32_t i : order_) all.push_back(pool_[i]);
  std::stable_sort(
      all.begin(), all.end(),
      [](const SpeakerCandidate& a, const SpeakerCandidate& b) { return a.score > b.score; });
  return all;
}

// In a language whose finite verb is second, its subject is known by its place, and no other phrase of
// the sentence is a rival.
bool SpeakerScorer::has_own_speaker(const StretchContext& a) const {
  return a.sentence.words().verb_second() &&
         std::any_of(order_.begin(), order_.end(), [&](std::uint32_t i) {
           const SpeakerCandidate& c = pool_[i];
           if (c.cue < 0) return false;
           const Cue& cue = a.cues[static_cast<std::size_t>(c.cue)];
           return cue.kind == Cue::Kind::verb && !cue.subject_carried &&
                  (is_speech(cue.frame) || cue.frame == Frame::add);
         });
}

float SpeakerScorer::confidence() const {
  const SpeakerCandidate& best = candidate(best_);
  // Another candidate that means the same somebody is no rival.
  const auto same = [&](const SpeakerCandidate& c) {
    if (best.speakers.empty() || c.speakers.empty())
      return best.speakers.empty() == c.speakers.empty();
    const Speaker &x = best.speakers.front(), &y = c.speakers.front();
    return x.span.overlaps(y.span) || (x.entity.known() && x.entity == y.entity);
  };
  float margin = 6;
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (i != best_ && !same(candidate(i)))
      margin = std::min(margin, best.score - candidate(i).score);
  return 1 / (1 + std::exp(-(weights_.confidence_offset + weights_.confidence_slope * margin)));
}

void SpeakerScorer::add_cues(const StretchContext& a) {
  // The nearest cues on both sides are enough.
  const auto after = std::lower_bound(a.cues.begin(), a.cues.end(), a.at,
                                      [](const Cue& c, std::uint32_t k) { return c.begin < k; });
  const auto middle = static_cast<std::size_t>(after - a.cues.begin());
  nearest_before_ = nearest_after_ = -1;
  for (std::size_t c = middle; c-- > 0 && nearest_before_ < 0;)
    if (a.cues[c].kind == Cue::Kind::verb) nearest_before_ = static_cast<std::int32_t>(c);
  if (middle < a.cues.size()) nearest_after_ = static_cast<std::int32_t>(middle);
  const std::size_t lowest = middle > kCuesASide ? middle - kCuesASide : 0;
  const std::size_t highest = std::min(a.cues.size(), middle + kCuesASide);
  near_begin_ = lowest;
  near_end_ = highest;
  for (std::size_t c = lowest; c < highest; ++c) add_cue(a, c);
}

// "A said that B had told him C promised “a thaw”": whatever the scores, the words are C's, and A
// and B passed them on.
void SpeakerScorer::drop_who_passed_on(const StretchContext& a) {
  if (nearest_before_ <= 0) return;
  const auto nearest = static_cast<std::size_t>(nearest_before_);
  const Cue& cue = a.cues[nearest];
  const bool theirs = is_speech(cue.frame) || cue.frame == Frame::add;
  const bool known = std::any_of(order_.begin(), order_.end(),
                                 [&](std::uint32_t i) { return pool_[i].cue == nearest_before_; });
  if (!theirs || !known || cue.subject_carried) return;
  passed_on_by(a.sentence, a.cues, nearest, {a.at, a.at + 1}, channels_);
  std::erase_if(order_, [&](std::uint32_t i) {
    const SpeakerCandidate& c = pool_[i];
    return c.cue >= 0 && c.cue < nearest_before_ &&
           std::find(channels_.begin(), channels_.end(), static_cast<std::size_t>(c.cue)) !=
               channels_.end();
  });
}

// "was called “a coat” by Voss, said", "was accused by Voss of “sleeping”": whatever the scores, who does
// it says it.
void SpeakerScorer::drop_rivals_of_agent(const StretchContext& a) {
  if (nearest_before_ < 0) return;
  const Cue& cue = a.cues[static_cast<std::size_t>(nearest_before_)];
  if (!cue.passive || !cue.subject_after || cue.quoted_as_saying || cue.subjects == 0) return;
  const NounPhrase& agent = cue.subject[0];
  constexpr std::uint32_t kMost = 2;  // of, as, of having
  const bool before = cue.end == a.at && agent.first == a.at + 2;
  const bool after = agent.end < a.at && a.at - agent.end <= kMost &&
                     between(agent.end, a.at).words == a.at - agent.end;
  const bool known = std::any_of(order_.begin(), order_.end(),
                                 [&](std::uint32_t i) { return pool_[i].cue == nearest_before_; });
  if (!known || !(before || after)) return;
  std::erase_if(order_, [&](std::uint32_t i) { return pool_[i].cue != nearest_before_; });
}

void SpeakerScorer::add_cue(const StretchContext& a, std::size_t c) {
  const Cue& cue = a.cues[c];
  const std::uint32_t at = a.at;
  const bool before = cue.begin < at;
  switch (cue.kind) {
    case Cue::Kind::colon:
      if (!before || cue.begin + 1 != at) return;
      break;
    case Cue::Kind::headline:
    case Cue::Kind::dash:
      if (cue.begin != at + 1) return;
      break;
    case Cue::Kind::noun:
      if (a.look.predicate && !cue.that) return;
      break;
    default:
      break;
  }
  const SentenceReader& s = a.sentence;
  if (cue.begin < window_.begin || cue.begin > window_.end) return;
  const std::uint32_t from = std::min(at, std::max(cue.end, cue.content));
  std::uint32_t to = cue.begin;
  if (!cue.subject_after && !cue.subject_carried && cue.subjects > 0)
    to = std::min(to, cue.subject[0].first);
  if (to <= at) to = std::max(cue.begin, at + 1);
  const Counts gap = before ? between(from, at) : between(at + 1, to);
  if (cue.subjects == 0) {
    if (gap.words <= 2) subjectless_near_ = true;
    return;
  }
  resolver_.speakers_of(s, cue, speakers_);
  if (speakers_.empty()) return;
  SpeakerCandidate& candidate = open(rule_name(cue, before));
  candidate.cue = static_cast<std::int32_t>(c);
  candidate.speakers.assign(speakers_.begin(), speakers_.end());
  switch (cue.kind) {
    case Cue::Kind::verb:
      add(before ? (cue.subject_after ? F::cue_before_inverted : F::cue_before)
                 : (cue.subject_after ? F::cue_after_inverted : F::cue_after));
      break;
    case Cue::Kind::phrase:
      add(before ? F::cue_phrase_before : F::cue_phrase_after);
      break;
    case Cue::Kind::noun:
      add(before ? F::cue_noun_before : F::cue_noun_after);
      break;
    default:
      add(F::cue_layout);
  }
  if (cue.kind == Cue::Kind::verb) {
    switch (cue.frame) {
      case Frame::add:
        add(F::cue_add);
        break;
      case Frame::call:
        add(F::cue_call);
        break;
      case Frame::thank:
        add(F::cue_thank);
        break;
      case Frame::think:
        add(F::cue_think);
        break;
      case Frame::deny:
        add(F::cue_deny);
        break;
      case Frame::sense:
        add(F::cue_sense);
        break;
      default:
        break;
    }
    if (!before && judges(cue.frame)) add(F::cue_judges_after);
    if (cue.form == Form::ing && !cue.progressive)
      add(before ? F::cue_participle : F::cue_participle_after);
  }
  if (cue.infinitive) add(F::cue_infinitive);
  if (cue.passive) add(F::cue_passive);
  if (cue.subject_carried) add(F::cue_carried);
  if (cue.relative != 0) add(F::cue_relative);
  if (cue.negated) add(F::cue_negated);
  if (cue.hypothetical) add(F::cue_hypothetical);
  if (before) {
    const char32_t tie = s.code(at - 1);
    if (cue.that) add(F::cue_that_before);
    add(F::cue_words_before, log_words(gap.words));
    if (gap.words == 0 && gap.stretches == 0) add(F::cue_touches_before);
    if (tie == ':') add(F::cue_colon_tie);
    if (gap.commas > 0) add(F::cue_commas_before, std::min<float>(gap.commas, 3));
    if (gap.cues > 0) add(F::cue_cues_before, std::min<float>(gap.cues, 3));
    // “A,” said Smith, who called it “B”: an inverted cue has spent itself on what stands before.
    if (cue.subject_after && !cue.passive && cue.kind == Cue::Kind::verb && tie != ':' &&
        tie != ',')
      add(F::cue_inverted_loose);
    if (static_cast<std::int32_t>(c) == nearest_before_) add(F::cue_nearest_before);
  } else {
    const bool comma = a.look.comma || s.is_comma(at + 1) || s.is_dash(at + 1);
    if (cue.that && gap.words > 0) add(F::cue_that_after);
    if (gap.words == 0 && gap.stretches == 0) {
      add(F::cue_touches_after);
      if (comma || a.look.stopped) add(F::cue_after_close);
    } else if (comma) {
      add(F::cue_after_comma);
    }
    if (gap.cues > 0) add(F::cue_cues_after, std::min<float>(gap.cues, 3));
    if (static_cast<std::int32_t>(c) == nearest_after_) add(F::cue_nearest_after);
  }
  if (gap.semicolons > 0) add(F::cue_semicolon);
  if (c < a.used.size() && a.used[c] != 0)
    add(a.used[c] == 1 ? F::cue_used_direct : F::cue_used_mixed);
  const NounPhrase& subject = cue.subject[0];
  // "When A said so, B answered: ..."
  if (before && !cue.subject_after && subject.first > s.range().begin &&
      s.has_class(subject.first - 1, WordClass::subordinator) && cue.relative == 0)
    add(F::cue_subordinate);
  if (!cue.subject_after && cue.kind == Cue::Kind::verb) {
    const Counts own = between(subject.head_end, cue.begin);
    add(F::cue_subject_words, log_words(own.words));
    if (own.commas > 0) add(F::cue_subject_comma);
  }
  // "A said that B called it ...": B's cue stands in what A says.
  if (c > 0 && before && a.cues[c - 1].kind == Cue::Kind::verb && !cue.subject_carried &&
      (is_speech(a.cues[c - 1].frame) || a.cues[c - 1].frame == Frame::add) &&
      (a.cues[c - 1].that || a.cues[c - 1].content == subject.first))
    add(is_speech(cue.frame) || cue.frame == Frame::add ? F::cue_inner_speech : F::cue_inner);
  add_form(a, subject);
  add_entity(a, candidate.speakers.front());
}

void SpeakerScorer::add_phrases(const StretchContext& a) {
  const SentenceReader& s = a.sentence;
  const std::size_t cues = order_.size();
  const auto known = [&](const NounPhrase& p) {
    const std::uint32_t begin = t_.span(s.token(p.head)).begin;
    for (std::size_t i = 0; i < cues; ++i)
      for (const Speaker& speaker : candidate(i).speakers)
        if (speaker.span.begin <= begin && begin < speaker.span.end) return true;
    // Who passed words on did not say them, nor did who was told.
    for (std::size_t c = near_begin_; c < near_end_; ++c) {
      if (a.cues[c].patient == p.head && a.cues[c].patient != 0 &&
          static_cast<std::int32_t>(c) == nearest_before_)
        return true;
      for (std::size_t i = 0; i < a.cues[c].channels; ++i)
        if (a.cues[c].channel[i].head == p.head) return true;
    }
    return false;
  };
  const auto possible = [&](const NounPhrase& p) {
    if (s.foreign()) return s.is_token(p.head) && s.name_like(p.head);
    return s.is_token(p.head) &&
           (s.name_like(p.head) || s.pronoun(p.head) != 0 || s.speaks(p.head) ||
            mentions_.at(s.token(p.head)) != MentionIndex::kNone);
  };
  boost::container::static_vector<NounPhrase, 64> before, after;
  constexpr std::uint32_t kReachBefore = 60, kReachAfter = 30;
  std::uint32_t k = a.at - window_.begin > kReachBefore ? a.at - kReachBefore : window_.begin;
  const auto gather = [&](std::uint32_t end, auto& into) {
    while (k < end && into.size() < into.capacity()) {
      const auto p = s.phrase_starting(k);
      if (!p || p->end > end) {
        ++k;
        continue;
      }
      if (possible(*p) && !known(*p)) into.push_back(*p);
      k = std::max(k + 1, p->head_end);
    }
  };
  gather(a.at, before);
  main_subject_ = s.main_subject(s.range().begin, a.at);
  k = a.at + 1;
  gather(window_.end - a.at > kReachAfter ? a.at + kReachAfter : window_.end, after);
  for (std::size_t n = before.size() > kPhrasesBefore ? before.size() - kPhrasesBefore : 0;
       n < before.size(); ++n)
    add_phrase(a, before[n], n + 1 == before.size());
  for (std::size_t n = 0; n < std::min<std::size_t>(after.size(), kPhrasesAfter); ++n)
    add_phrase(a, after[n], n == 0);
}

void SpeakerScorer::add_phrase(const StretchContext& a, const NounPhrase& p, bool nearest) {
  const SentenceReader& s = a.sentence;
  const std::uint32_t at = a.at;
  const bool before = p.head < at;
  SpeakerCandidate& candidate = open(before ? "phrase-before" : "phrase-after");
  candidate.speakers.push_back(resolver_.resolve(s, p));
  const Counts gap = before ? between(p.head_end, at) : between(at + 1, p.first);
  add(before ? F::phrase_before : F::phrase_after);
  add(before ? F::phrase_words_before : F::phrase_words_after, log_words(gap.words));
  if (gap.words == 0 && gap.stretches == 0)
    add(before ? F::phrase_touches_before : F::phrase_touches_after);
  if (gap.commas > 0) add(F::phrase_commas, std::min<float>(gap.commas, 3));
  if (gap.cues > 0) add(F::phrase_cue_between);
  if (gap.stretches > 0) add(F::phrase_stretch_between);
  std::uint32_t next = p.end;
  for (int n = 0; n < 2 && s.has_class(next, WordClass::adverb); ++n) ++next;
  if (s.is_word(next) && !s.name_like(next) &&
      (has_any(s.classes(next), kFinite) || cue_verb(t_, s.token(next)).form != Form::none ||
       s.words().ends_as_past(s.text(next))))
    add(F::phrase_verb_follows);
  if (p.first > s.range().begin) {
    const std::uint32_t left = p.first - 1;
    if (s.has_class(left, WordClass::preposition)) add(F::phrase_governed);
    if (s.does(left, SpeechRole::agent)) add(F::phrase_by);
    if (s.is_comma(left)) add(F::phrase_comma_before);
    if (s.is_word(left) && !s.name_like(left) &&
        (has_any(s.classes(left), classes_of(WordClass::verb_past, WordClass::verb_present)) ||
         cue_verb(t_, s.token(left)).form != Form::none))
      add(F::phrase_object);
  } else {
    add(F::phrase_sentence_start);
  }
  if (before && main_subject_ && main_subject_->head == p.head) add(F::phrase_main_subject);
  if (s.is_token(p.head_end) && t_.kind(s.token(p.head_end)) == TokenKind::clitic)
    add(F::phrase_owner);
  if (before && s.code(at - 1) == ':') add(F::phrase_colon);
  if (nearest) add(before ? F::phrase_nearest_before : F::phrase_nearest_after);
  if (s.pronoun(p.end) == 8 || (s.is_comma(p.end) && s.pronoun(p.end + 1) == 8))
    add(F::phrase_relative);
  add_form(a, p);
  add_entity(a, candidate.speakers.front());
}

void SpeakerScorer::add_around(const StretchContext& a) {
  const SentenceReader& s = a.sentence;
  const Discourse::Memory& before = a.discourse.before();
  const Discourse::Memory& now = a.discourse.now();
  const std::uint32_t paragraph = a.discourse.paragraph();
  const bool opens = a.at == s.range().begin;
  const bool opens_paragraph = opens && a.discourse.opens_paragraph();
  const bool alone = opens && s.range().size() <= 2;
  // Words in a sentence that cannot be read are anybody's.
  if (s.foreign() && !opens) return;
  const std::size_t first = order_.size();
  // One candidate for each somebody; all that speaks for them is added to it.
  const auto speaks_for = [&](const std::vector<Speaker>& speakers, std::string_view rule) {
    if (speakers.empty()) return false;
    const Speaker& x = speakers.front();
    for (std::size_t i = first; i < order_.size(); ++i) {
      const Speaker& y = candidate(i).speakers.front();
      if (x.span == y.span || (x.entity.known() && x.entity == y.entity)) {
        std::swap(order_[i], order_.back());
        return true;
      }
    }
    open(rule).speakers = speakers;
    add(F::around);
    add_entity(a, speakers.front());
    return true;
  };
  if (before.goes_on && opens && speaks_for(before.speakers, "continued-paragraph"))
    add(F::around_goes_on);
  if (opens && speaks_for(before.colon, "after-colon")) add(F::around_colon);
  if (now.direct >= 0 && now.direct_paragraph == paragraph && opens &&
      speaks_for(now.speakers, "split"))
    add(F::around_split);
  const auto& last = a.first_stretch ? before.speakers : now.speakers;
  const std::uint32_t said_in =
      a.first_stretch ? before.speakers_paragraph : now.speakers_paragraph;
  if (speaks_for(last, !a.first_stretch       ? "same-sentence"
                       : said_in == paragraph ? "same-paragraph"
                                              : "paragraph-before")) {
    add(F::around_last);
    if (said_in == paragraph) add(F::around_last_paragraph);
    if (opens_paragraph) add(F::around_opens_last);
    if (alone) add(F::around_alone_last);
    if (dialogue_ && opens_paragraph) add(F::around_dialogue_last);
    if (!opens) add(F::around_inside_last);
    if (subjectless_near_) add(F::around_cue_last);
  }
  if (speaks_for(before.other, "turn-before")) {
    add(F::around_other);
    if (opens_paragraph) add(F::around_opens_other);
    if (alone) add(F::around_alone_other);
    if (dialogue_ && opens_paragraph) add(F::around_dialogue_other);
    if (before.question && opens_paragraph) add(F::around_question_other);
  }
  if (speaks_for(before.subject,
                 before.subject_paragraph == paragraph ? "sentence-before" : "subject-before")) {
    add(before.subject_paragraph == paragraph ? F::around_subject : F::around_subject_far);
    if (opens_paragraph) add(F::around_opens_subject);
    if (!opens) add(F::around_inside_subject);
  }
  if (a.next_sentence) {
    const SentenceReader next(t_, mentions_, skeleton_, *a.next_sentence);
    const auto subject = next.main_subject(next.range().begin, next.range().end);
    if (subject && next.is_token(subject->head) &&
        (next.name_like(subject->head) || next.pronoun(subject->head) != 0) &&
        speaks_for({resolver_.resolve(next, *subject)}, "sentence-after"))
      add(F::around_after);
  }
}

void SpeakerScorer::add_nobody(const StretchContext& a) {
  open("no-speaker");
  add(F::nobody);
  if (a.look.words <= 3) add(F::nobody_short);
  if (!a.look.capital) add(F::nobody_small);
  if (subjectless_near_) add(F::nobody_cue);
}

void SpeakerScorer::add_form(const StretchContext& a, const NounPhrase& p) {
  const SentenceReader& s = a.sentence;
  if (s.name_like(p.head)) return add(F::form_name);
  std::int32_t pronoun = s.pronoun(p.head);
  if (pronoun == 0 && s.has_class(p.head, WordClass::possessive))
    pronoun = class_value(t_, s.token(p.head), WordClass::possessive);
  switch (pronoun) {
    case 0:
      if (s.speaks(p.head)) add(F::form_speaks);
      return;
    case 4:
    case 5:
      return add(F::form_he);
    case 6:
    case 7:
      return add(F::form_they);
    case 8:
      return add(F::form_who);
    default:
      return add(F::form_i);
  }
}

void SpeakerScorer::add_entity(const StretchContext& a, const Speaker& speaker) {
  if (!speaker.entity.known()) return;
  const auto id = static_cast<std::size_t>(speaker.entity.index);
  switch (found_.entities[id].type) {
    case EntityType::person:
      add(F::is_person);
      break;
    case EntityType::organisation:
      add(F::is_organisation);
      break;
    case EntityType::place:
      add(F::is_place);
      break;
  }
  add(F::mentions, std::min(4.0f, log_words(mention_count_[id])));
  const auto& last = a.discourse.now().speakers;
  if (!last.empty() && last.front().entity == speaker.entity) add(F::spoke_last);
}

}  // namespace quoth::quotations
