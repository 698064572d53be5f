#include "analyze/quotations/extractor.hpp"

#include <algorithm>

#include "analyze/quotations/attribution.hpp"
#include "analyze/quotations/cues.hpp"
#include "analyze/quotations/marks.hpp"
#include "analyze/quotations/noun_phrase.hpp"
#include "analyze/quotations/skeleton.hpp"
#include "analyze/quotations/speakers.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kNowhere = 0xffffffff;

class Extractor {
 public:
  Extractor(const Context& context, Annotations& out)
      : context_(context),
        t_(context.tokens),
        out_(out),
        mentions_(t_, out.mentions),
        resolver_(t_, mentions_, out) {}

  void run() {
    if (t_.size() == 0) return;
    find_stretches(t_, starts_attribution, stretches_);
    quotation_of_.assign(stretches_.size(), -1);
    read({0, t_.size()}, -1, 0);
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const bool parent =
          i + 1 < stretches_.size() && stretches_[i + 1].parent == static_cast<std::int32_t>(i);
      if (parent) read_nested(i);
    }
    finish();
  }

 private:
  // What one sentence leaves behind for the next.
  struct Memory {
    std::uint32_t paragraph = kNowhere;
    std::vector<Speaker> speakers;  // of the last quotation or cue
    std::vector<Speaker> subject;   // of the last sentence
    std::vector<Speaker> colon;     // of a sentence that ended in a colon
    std::int32_t direct = -1;       // the last direct quotation, for its group
    std::uint32_t direct_paragraph = kNowhere;
    bool goes_on = false;  // the last stretch ran on into the next paragraph
    bool quoted = false;   // the last paragraph with words held a quotation
  };

  void read(TokenRange range, std::int32_t parent, std::size_t first) {
    fold(t_, stretches_, range, parent, first, skeleton_);
    Memory memory;
    for (const ItemRange sentence : skeleton_.sentences) read_sentence(sentence, parent, memory);
  }

  void read_nested(std::size_t parent) {
    const Stretch& s = stretches_[parent];
    const std::int32_t q = quotation_of_[parent];
    Speaker speaker;
    if (q >= 0 && !out_.quotations[static_cast<std::size_t>(q)].speakers.empty())
      speaker = out_.quotations[static_cast<std::size_t>(q)].speakers.front();
    resolver_.set_first_person(q >= 0 ? &speaker : nullptr);
    read({s.open + 1, s.close}, static_cast<std::int32_t>(parent), parent + 1);
    resolver_.set_first_person(nullptr);
  }

  TokenIndex first_token(Item item) const {
    return item.is_stretch() ? stretches_[item.stretch()].open : item.token();
  }

  std::vector<Speaker> speakers_of(const SentenceReader& s, const Cue& cue) const {
    std::vector<Speaker> speakers;
    for (std::size_t i = 0; i < cue.subjects; ++i) {
      if (!s.is_token(cue.subject[i].head)) continue;
      Speaker speaker = resolver_.resolve(s, cue.subject[i]);
      // "X, who said": the mention at the cue is "who", the antecedent tells who that is.
      if (cue.relative != 0 && speaker.entity.known())
        speaker.span = t_.span(s.token(cue.relative));
      speakers.push_back(speaker);
    }
    return speakers;
  }

  void read_sentence(ItemRange range, std::int32_t parent, Memory& memory) {
    const SentenceReader s(t_, mentions_, skeleton_, range);
    const std::uint32_t paragraph = t_.paragraph_of(first_token(s.item(range.begin)));
    const bool new_paragraph = paragraph != memory.paragraph;
    if (new_paragraph) memory.paragraph = paragraph;
    find_cues(s, cues_);
    used_.assign(cues_.size(), 0);
    open_mixed_.assign(cues_.size(), -1);
    bool any = false;
    Memory next = memory;
    next.colon.clear();
    bool first_stretch = true;
    for (std::uint32_t k = range.begin; k < range.end; ++k) {
      if (!s.is_stretch(k)) continue;
      any = true;
      attribute(s, k, parent, memory, next, first_stretch);
      first_stretch = false;
    }
    remember(s, next, any);
    memory = std::move(next);
  }

  void attribute(const SentenceReader& s, std::uint32_t k, std::int32_t parent,
                 const Memory& memory, Memory& next, bool first_stretch) {
    const std::uint32_t id = s.item(k).stretch();
    const Stretch& stretch = stretches_[id];
    const StretchLook look = look_at(t_, stretch);
    if (look.words == 0) return;
    if (!may_be_speech(s, k, look)) return;
    const Choice choice = choose_cue(s, cues_, k, look);
    Quotation q;
    q.span = outer_span(t_, stretch);
    q.quoted = {inner_span(t_, stretch)};
    if (choice.cue >= 0) {
      const auto c = static_cast<std::size_t>(choice.cue);
      const Cue& cue = cues_[c];
      used_[c] = 1;
      q.kind = is_direct(s, k, look, &cue, choice) ? QuotationKind::direct : QuotationKind::mixed;
      q.speakers = speakers_of(s, cue);
      set_cue(s, cue, q);
      q.confidence = std::clamp(choice.score / 80.0f, 0.2f, 0.95f);
      q.rule = out_.rule(rule_of(cue, choice));
      if (q.speakers.empty()) fall_back(s, k, memory, next, q, first_stretch);
      if (q.kind == QuotationKind::mixed) {
        widen(s, k, cue, choice, q);
        // Several marked parts of one reported clause are one quotation.
        if (open_mixed_[c] >= 0) {
          Quotation& earlier = out_.quotations[static_cast<std::size_t>(open_mixed_[c])];
          if (earlier.span.overlaps(q.span)) {
            earlier.span.end = std::max(earlier.span.end, q.span.end);
            earlier.quoted.push_back(q.quoted.front());
            quotation_of_[id] = open_mixed_[c];
            return;
          }
        }
      }
    } else {
      if (parent >= 0) return;  // words in marks inside speech, without a cue of their own
      q.kind =
          is_direct(s, k, look, nullptr, choice) ? QuotationKind::direct : QuotationKind::mixed;
      q.confidence = 0.3f;
      fall_back(s, k, memory, next, q, first_stretch);
      // A few words in marks that nobody says are a term, a title or the writer's distance.
      if (q.kind == QuotationKind::mixed && look.words <= 8) return;
      if (look.words <= 3 && out_.rule_name(q.rule) != "split" &&
          out_.rule_name(q.rule) != "after-colon" && !look.stopped)
        return;
    }
    const auto index = static_cast<std::int32_t>(out_.quotations.size());
    q.group = index;
    q.parent = parent >= 0 ? quotation_of_[static_cast<std::size_t>(parent)] : -1;
    if (q.kind == QuotationKind::direct) {
      const bool continues =
          next.direct >= 0 && (next.direct_paragraph == memory_paragraph(s) || next.goes_on);
      if (continues && out_.quotations[static_cast<std::size_t>(next.direct)].parent == q.parent &&
          same_speakers(out_.quotations[static_cast<std::size_t>(next.direct)], q))
        q.group = out_.quotations[static_cast<std::size_t>(next.direct)].group;
      next.direct = index;
      next.direct_paragraph = memory_paragraph(s);
    } else if (choice.cue >= 0) {
      open_mixed_[static_cast<std::size_t>(choice.cue)] = index;
    }
    next.goes_on = stretch.goes_on;
    if (!q.speakers.empty()) {
      next.speakers = q.speakers;
      for (const Speaker& speaker : q.speakers) resolver_.spoke(speaker);
    }
    quotation_of_[id] = index;
    out_.quotations.push_back(std::move(q));
  }

  std::uint32_t memory_paragraph(const SentenceReader& s) const {
    return t_.paragraph_of(first_token(s.item(s.range().begin)));
  }

  static bool same_speakers(const Quotation& a, const Quotation& b) {
    if (a.speakers.empty() || b.speakers.empty()) return a.speakers.empty() == b.speakers.empty();
    if (a.speakers.front().entity.known() || b.speakers.front().entity.known())
      return a.speakers.front().entity == b.speakers.front().entity;
    return true;
  }

  // Titles, terms and nicknames are marked too.
  bool may_be_speech(const SentenceReader& s, std::uint32_t k, const StretchLook& look) const {
    const std::uint32_t b = s.range().begin;
    if (k == b || !s.is_token(k - 1)) return true;
    std::uint32_t p = k - 1;
    if (s.code(p) == '-' && p > b) --p;
    const std::string_view before = s.text(p);
    if (before == "called" && p > b && s.text(p - 1) == "so") return false;
    if (!look.title || look.words > 9) return true;
    for (const std::string_view w :
         {"titled", "entitled", "nicknamed", "named", "headlined", "pseudonym", "alias"})
      if (before == w) return false;
    if (look.words < 2) return true;
    // on “Meet the Press”; NBC’s “Today”; told “Fox and Friends”
    const bool clitic = t_.kind(s.token(p)) == TokenKind::clitic;
    const CueVerb verb = cue_verb(t_, s.token(p));
    if (clitic || s.has_class(p, WordClass::possessive) || verb.frame == Frame::tell) return false;
    if (s.has_class(p, WordClass::preposition) && before != "as") return false;
    // her memoir, “Tough Choices”
    if (s.is_comma(p) && p > b && s.has_class(p - 1, WordClass::cue_noun) && !look.verb)
      return false;
    return true;
  }

  // A whole clause in marks; else the marks are around a part of the reporter's clause.
  bool is_direct(const SentenceReader& s, std::uint32_t k, const StretchLook& look, const Cue* cue,
                 const Choice& choice) const {
    const std::uint32_t b = s.range().begin;
    if (cue != nullptr && cue->kind == Cue::Kind::colon) return true;
    if (cue != nullptr && (cue->kind == Cue::Kind::dash || cue->kind == Cue::Kind::headline))
      return true;
    const bool at_begin = k == b;
    const char32_t tie = k > b ? s.code(k - 1) : U'\0';
    if (tie == ':') return true;
    if (cue == nullptr) return at_begin && look.words >= 2;
    if (choice.before) {
      if (s.text(k - 1) == "that") return false;
      if (cue->frame == Frame::call || cue->frame == Frame::thank) return false;
      const bool adjacent = tie == ',' || k == cue->end || k == cue->content;
      return adjacent && look.capital && (look.words >= 3 || look.stopped || look.comma);
    }
    if (at_begin) return look.capital || look.comma || look.stopped;
    // “A,” he said, “B.”
    return (tie == ',' && k >= 1 && look.capital) && (look.comma || look.stopped);
  }

  std::string_view rule_of(const Cue& cue, const Choice& choice) const {
    switch (cue.kind) {
      case Cue::Kind::noun:
        return choice.before ? "cue-noun" : "cue-noun-after";
      case Cue::Kind::phrase:
        return cue.quoted_as_saying ? "quoted-as-saying"
               : choice.before      ? "according-to"
                                    : "according-to-after";
      case Cue::Kind::colon:
        return "name-colon";
      case Cue::Kind::dash:
        return "dash-attribution";
      case Cue::Kind::headline:
        return "headline";
      case Cue::Kind::verb:
        break;
    }
    if (cue.subject_after) return choice.before ? "verb-before-inverted" : "verb-after-inverted";
    if (cue.form == Form::ing) return "participle";
    return choice.before ? "verb-before" : "verb-after";
  }

  void set_cue(const SentenceReader& s, const Cue& cue, Quotation& q) const {
    if (cue.begin < cue.end)
      q.cue = {t_.span(s.token(cue.begin)).begin, t_.span(s.token(cue.end - 1)).end};
    if (cue.negated || cue.frame == Frame::deny)
      q.stance = Stance::denied;
    else if (cue.hypothetical)
      q.stance = Stance::hypothetical;
  }

  // The reported clause a marked fragment stands in.
  void widen(const SentenceReader& s, std::uint32_t k, const Cue& cue, const Choice& choice,
             Quotation& q) const {
    const ItemRange r = s.range();
    if (choice.before) {
      std::uint32_t from = std::min(cue.content, k);
      while (from < k && (s.is_comma(from) || s.code(from) == ':')) ++from;
      q.span.begin = begin_of(s, from);
      const std::uint32_t to = clause_end(s, k, cue);
      q.span.end = std::max(q.span.end, end_of(s, to - 1));
    } else {
      q.span.begin = begin_of(s, r.begin);
    }
  }

  std::uint32_t clause_end(const SentenceReader& s, std::uint32_t k, const Cue& cue) const {
    const ItemRange r = s.range();
    std::uint32_t to = k + 1;
    for (; to < r.end; ++to) {
      if (!s.is_token(to)) continue;
      const char32_t c = s.code(to);
      if (c == ';') break;
      if (c == ',' && cue_starts(s, to + 1, cue)) break;
      if (s.text(to) == "and" && cue_starts(s, to + 1, cue)) break;
    }
    while (to > k + 1 && s.is_token(to - 1) && (s.code(to - 1) == '.' || s.code(to - 1) == ','))
      --to;
    return to;
  }

  bool cue_starts(const SentenceReader&, std::uint32_t k, const Cue& own) const {
    const auto c = std::lower_bound(cues_.begin(), cues_.end(), k,
                                    [](const Cue& a, std::uint32_t b) { return a.begin < b; });
    for (auto it = c; it != cues_.end() && it != c + 2; ++it) {
      if (&*it == &own) continue;
      const std::uint32_t b = it->subjects > 0 && !it->subject_carried && !it->subject_after
                                  ? it->subject[0].first
                                  : it->begin;
      if (b == k || it->begin == k) return true;
    }
    return false;
  }

  std::uint32_t begin_of(const SentenceReader& s, std::uint32_t k) const {
    const Item item = s.item(k);
    return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).begin
                             : t_.span(item.token()).begin;
  }
  std::uint32_t end_of(const SentenceReader& s, std::uint32_t k) const {
    const Item item = s.item(k);
    return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).end
                             : t_.span(item.token()).end;
  }

  // No cue names anybody: the text around tells who goes on speaking.
  void fall_back(const SentenceReader& s, std::uint32_t k, const Memory& memory, const Memory& next,
                 Quotation& q, bool first_stretch) {
    const std::uint32_t b = s.range().begin;
    const bool starts = k == b;
    const std::uint32_t paragraph = memory_paragraph(s);
    const bool paragraph_start = t_.before(first_token(s.item(b)), Gap::paragraph);
    const auto take = [&](const std::vector<Speaker>& speakers, std::string_view rule,
                          float confidence) {
      if (speakers.empty()) return false;
      q.speakers = speakers;
      q.rule = out_.rule(rule);
      q.confidence = confidence;
      return true;
    };
    if (starts) {
      if (memory.goes_on && take(memory.speakers, "continued-paragraph", 0.8f)) return;
      if (take(memory.colon, "after-colon", 0.75f)) return;
      if (!paragraph_start) {
        if (next.direct >= 0 && next.direct_paragraph == paragraph &&
            take(next.speakers, "split", 0.7f))
          return;
        if (take(memory.speakers, "same-paragraph", 0.5f)) return;
        if (take(memory.subject, "sentence-before", 0.4f)) return;
      }
      if (take(memory.speakers, "paragraph-before", 0.4f)) return;
      if (take(memory.subject, "subject-before", 0.3f)) return;
      q.rule = out_.rule("no-speaker");
      return;
    }
    if (!first_stretch && take(next.speakers, "same-sentence", 0.4f)) return;
    if (const auto subject = s.main_subject(b, k)) {
      const Speaker speaker = resolver_.resolve(s, *subject);
      if (speaker.status == SpeakerStatus::named || s.pronoun(subject->head) != 0) {
        take({speaker}, "sentence-subject", 0.3f);
        return;
      }
    }
    if (take(memory.speakers, "fragment-of-last", 0.25f)) return;
    q.rule = out_.rule("no-speaker");
  }

  // What the sentences after may need to know of this one.
  void remember(const SentenceReader& s, Memory& next, bool any) {
    const ItemRange r = s.range();
    for (const Cue& cue : cues_) {
      if (cue.kind != Cue::Kind::verb || cue.subjects == 0 || cue.subject_carried) continue;
      if (any || !(is_speech(cue.frame) || cue.frame == Frame::add)) continue;
      next.speakers = speakers_of(s, cue);
      for (const Speaker& speaker : next.speakers) resolver_.spoke(speaker);
    }
    if (const auto subject = s.main_subject(r.begin, r.end); subject && s.is_token(subject->head)) {
      const Speaker speaker = resolver_.resolve(s, *subject);
      if (speaker.status == SpeakerStatus::named) next.subject = {speaker};
    }
    if (s.code(r.end - 1) == ':') {
      for (const Cue& cue : cues_) {
        if (cue.subjects == 0) continue;
        next.colon = speakers_of(s, cue);
      }
      if (next.colon.empty()) next.colon = next.subject;
    }
    if (!any) next.goes_on = false;
  }

  // Order, parents and groups: records were made in text order, but for nested and merged ones.
  void finish() {
    std::vector<std::int32_t> order(out_.quotations.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
    const auto& qs = out_.quotations;
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
      const Span x = qs[static_cast<std::size_t>(a)].span, y = qs[static_cast<std::size_t>(b)].span;
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
    std::vector<std::int32_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
    std::vector<Quotation> sorted;
    sorted.reserve(order.size());
    for (const std::int32_t i : order) {
      Quotation q = std::move(out_.quotations[static_cast<std::size_t>(i)]);
      if (q.parent >= 0) q.parent = place[static_cast<std::size_t>(q.parent)];
      q.group = place[static_cast<std::size_t>(q.group)];
      sorted.push_back(std::move(q));
    }
    out_.quotations = std::move(sorted);
  }

  const Context& context_;
  const TokenTable& t_;
  Annotations& out_;
  MentionIndex mentions_;
  SpeakerResolver resolver_;
  std::vector<Stretch> stretches_;
  std::vector<std::int32_t> quotation_of_;
  Skeleton skeleton_;
  std::vector<Cue> cues_;
  std::vector<std::uint8_t> used_;
  std::vector<std::int32_t> open_mixed_;
};

}  // namespace

void extract(const Context& context, Annotations& out) { Extractor(context, out).run(); }

}  // namespace quoth::quotations
