#include "analyze/quotations/extractor.hpp"

#include <algorithm>

#include "analyze/quotations/cues/clauses.hpp"
#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/indirect.hpp"
#include "analyze/quotations/cues/marked_clause.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/quotations/layout/addressees.hpp"
#include "analyze/quotations/layout/boilerplate.hpp"
#include "analyze/quotations/layout/dash_dialogue.hpp"
#include "analyze/quotations/layout/headlines.hpp"
#include "analyze/quotations/layout/introduced_blocks.hpp"
#include "analyze/quotations/layout/layout.hpp"
#include "analyze/quotations/layout/posts.hpp"
#include "analyze/quotations/layout/signatures.hpp"
#include "analyze/quotations/layout/turns.hpp"
#include "analyze/quotations/layout/unclosed_speeches.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "analyze/quotations/quotation_builder.hpp"
#include "analyze/quotations/quotation_order.hpp"
#include "analyze/quotations/skeleton.hpp"
#include "analyze/quotations/speakers/discourse.hpp"
#include "analyze/quotations/speakers/speakers.hpp"
#include "analyze/quotations/speech/marked_names.hpp"
#include "analyze/quotations/speech/quotation_kind.hpp"
#include "analyze/quotations/speech/speech_scorer.hpp"
#include "analyze/quotations/speech/talk_habit.hpp"
#include "analyze/quotations/stance/corrections.hpp"
#include "analyze/quotations/stance/marked_words.hpp"
#include "analyze/quotations/stance/stance.hpp"

namespace quoth::quotations {
namespace {

class Extractor {
 public:
  Extractor(const Context& context, Annotations& out, const ExtractOptions& options)
      : context_(context),
        options_(options),
        t_(context.tokens),
        out_(out),
        mentions_(t_, out.mentions),
        resolver_(t_, mentions_, out),
        builder_(context, stretches_, resolver_, out),
        discourse_(t_, resolver_),
        scorer_(t_, mentions_, skeleton_, resolver_, out,
                options.weights != nullptr ? *options.weights : speaker_weights()),
        speech_(options.speech != nullptr ? *options.speech : SpeechScorer::of(t_.lexicon())) {}

  void run() {
    if (t_.size() == 0) return;
    find_stretches(t_, starts_attribution, stretches_);
    add_dash_dialogue(t_, starts_attribution, stretches_);
    cut_boilerplate(t_, stretches_);
    quotation_of_.assign(stretches_.size(), -1);
    scorer_.set_dialogue(goes_turn_by_turn(t_, stretches_));
    single_marks_ = mostly_single(stretches_);
    talk_ = holds_talk(t_, stretches_);
    find_turns(context_, out_, turns_);
    find_posts(context_, out_, turns_);
    std::stable_sort(turns_.begin(), turns_.end(),
                     [](const Turn& a, const Turn& b) { return a.line < b.line; });
    TokenIndex at = 0;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const Turn& turn = turns_[i];
      if (turn.line < at) continue;
      if (at < turn.line) read({at, turn.line}, -1, first_stretch_from(at));
      const Speaker* you = addressee(t_, turns_, i);
      resolver_.set_second_person(you);
      read_turn(turn);
      resolver_.set_second_person(nullptr);
      at = turn.line_end;
    }
    if (at < t_.size()) read({at, t_.size()}, -1, first_stretch_from(at));
    join_unclosed_speeches(stretches_, quotation_of_, out_);
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const bool parent =
          i + 1 < stretches_.size() && stretches_[i + 1].parent == static_cast<std::int32_t>(i);
      if (parent) read_nested(i);
    }
    resolve_headlines(context_, stretches_, headlines_, out_);
    apply_corrections(t_, out_);
    put_in_order(out_.quotations);
  }

 private:
  void read(TokenRange range, std::int32_t parent, std::size_t first) {
    fold(t_, stretches_, range, parent, first, skeleton_);
    discourse_.forget();
    parent_ = parent;
    read_end_ = range.end;
    for (const ItemRange sentence : skeleton_.sentences) read_sentence(sentence);
    if (!introduced_.empty()) go_to_block(Discourse::kNowhere);
  }

  void read_nested(std::size_t parent) {
    const Stretch& s = stretches_[parent];
    const std::int32_t q = quotation_of_[parent];
    Speaker speaker;
    std::optional<Interval> day;
    if (q >= 0) {
      if (!quotation(q).speakers.empty()) speaker = quotation(q).speakers.front();
      day = quotation(q).said;
    }
    // They are read when all of the text was: what was said last stands after them.
    resolver_.forget();
    builder_.days().go_inside(day);
    resolver_.set_first_person(q >= 0 ? &speaker : nullptr);
    read({s.open + 1, s.close}, static_cast<std::int32_t>(parent), parent + 1);
    resolver_.set_first_person(nullptr);
  }

  std::size_t first_stretch_from(TokenIndex at) const {
    const auto first = std::lower_bound(stretches_.begin(), stretches_.end(), at,
                                        [](const Stretch& s, TokenIndex i) { return s.open < i; });
    return static_cast<std::size_t>(first - stretches_.begin());
  }

  // What a transcript's label gives to somebody, and what that one passes on in turn.
  void read_turn(const Turn& turn) {
    const Speaker nobody;
    const auto group = static_cast<std::int32_t>(out_.quotations.size());
    const std::optional<Interval> day =
        turn.day ? turn.day
                 : (turn.rule == "transcript" ? builder_.days().of_conversation(turn.conversation)
                                              : builder_.days().of_article());
    for (const TokenRange part : turn.parts) {
      const std::size_t first = first_stretch_from(part.begin);
      // HARMSEN: “The frost closed it.”
      const bool marked = first < stretches_.size() && stretches_[first].open == part.begin &&
                          stretches_[first].close + 1 >= part.end &&
                          stretches_[first].close <= part.end;
      turn_ = static_cast<std::int32_t>(out_.quotations.size());
      Quotation q;
      q.kind = QuotationKind::direct;
      q.span = t_.span(part);
      if (marked) {
        q.quoted = {inner_span(t_, stretches_[first])};
        quotation_of_[first] = turn_;
      }
      q.speakers = turn.speakers;
      q.via = turn.via;
      q.group = group;
      q.rule = out_.rule(turn.rule);
      q.confidence = turn.speakers.empty() ? 0.5f : 0.85f;
      q.said = day;
      out_.quotations.push_back(std::move(q));
      if (marked) continue;
      resolver_.set_first_person(turn.speakers.empty() ? &nobody : &turn.speakers.front());
      read(part, -1, first);
      resolver_.set_first_person(nullptr);
    }
    turn_ = -1;
    for (const Speaker& speaker : turn.speakers) resolver_.spoke(speaker);
  }

  // "Here is what Voss wrote:" gives her the paragraphs below it.
  void introduce_block(const SentenceReader& s) {
    const auto block = introduced_block(s, cues_, read_end_);
    if (!block) return;
    const ItemRange colon{s.range().end - 1, s.range().end};
    Quotation q;
    q.kind = QuotationKind::direct;
    if (block->author && s.is_token(block->author->head))
      q.speakers = {resolver_.resolve(s, *block->author)};
    else if (block->cue)
      q.speakers = builder_.speakers_of(s, cues_[*block->cue]);
    if (block->cue) {
      used_[*block->cue] = kByDirect;
      builder_.set_cue(s, cues_[*block->cue], colon, q);
      builder_.set_channels(s, cues_, *block->cue, colon, q);
    }
    q.rule = out_.rule("introduced-block");
    q.confidence = block->set_off ? 0.85f : 0.7f;
    q.said = builder_.day_said_of(s, q);
    q.group = static_cast<std::int32_t>(out_.quotations.size());
    discourse_.note_speakers(q, out_);
    block_speaker_ = q.speakers.empty() ? Speaker{} : q.speakers.front();
    for (const TokenRange part : block->parts) {
      introduced_.push_back(
          {t_.paragraph_of(part.begin), static_cast<std::int32_t>(out_.quotations.size())});
      q.span = t_.span(part);
      out_.quotations.push_back(q);
    }
  }

  // Enters and leaves the parts of an introduced block as reading comes to a paragraph.
  void go_to_block(std::uint32_t paragraph) {
    turn_ = -1;
    for (const auto& [part, index] : introduced_)
      if (part == paragraph) turn_ = index;
    if (paragraph > introduced_.back().first) introduced_.clear();
    resolver_.set_first_person(turn_ >= 0 ? &block_speaker_ : nullptr);
  }

  // Voss told “The Late Hour” that the dam would hold: the programme passes on the words of this
  // sentence, whose quotations are those from `first` on.
  void pass_on(const SentenceReader& s, std::size_t first) {
    for (std::uint32_t k = s.range().begin + 1; k < s.range().end; ++k) {
      if (!s.is_stretch(k) || quotation_of_[s.item(k).stretch()] >= 0 || !s.is_token(k - 1))
        continue;
      const Stretch& stretch = stretches_[s.item(k).stretch()];
      if (!look_at(t_, stretch).title) continue;
      // told “...”, said on “...”
      const bool on = s.has_class(k - 1, WordClass::preposition) && s.is_word(k - 2) &&
                      !s.does(k - 1, SpeechRole::about) && !s.does(k - 1, SpeechRole::climbs_topic);
      const std::uint32_t at = on ? k - 2 : k - 1;
      const Frame frame = cue_verb(t_, s.token(at)).frame;
      if (frame != Frame::tell && !(on && frame == Frame::say)) continue;
      const std::uint32_t cue_end = t_.span(s.token(at)).end;
      for (std::size_t i = first; i < out_.quotations.size(); ++i) {
        Quotation& q = out_.quotations[i];
        if (!q.via.empty() || q.cue.end != cue_end) continue;
        Speaker programme;
        programme.span = inner_span(t_, stretch);
        programme.status = SpeakerStatus::named;
        q.via = {programme};
      }
    }
  }

  TokenIndex first_token(Item item) const {
    return item.is_stretch() ? stretches_[item.stretch()].open : item.token();
  }

  void read_sentence(ItemRange range) {
    SentenceReader s(t_, mentions_, skeleton_, range);
    const TokenIndex first = first_token(s.item(range.begin));
    paragraph_ = t_.paragraph_of(first);
    sentence_begin_ = first;
    if (!introduced_.empty()) go_to_block(paragraph_);
    if (!inside_speech() && t_.before(first, Gap::paragraph)) {
      if (const auto line = attribution_line(s)) {
        const Speaker speaker = sign_block(context_, s, *line, resolver_, block_, out_);
        if (!block_.empty()) discourse_.note_signature(speaker);
        block_.clear();
        return;
      }
      block_.clear();
    }
    if (parent_ < 0 && breaks_section(s)) discourse_.break_section();
    find_cues(s, cues_);
    used_.assign(cues_.size(), 0);
    open_mixed_.assign(cues_.size(), -1);
    against_end_ = 0;
    discourse_.begin_sentence(paragraph_, t_.before(first, Gap::paragraph));
    bool any = false;
    const std::size_t before = out_.quotations.size();
    for (std::uint32_t k = range.begin; k < range.end; ++k) {
      if (!s.is_stretch(k)) continue;
      attribute(s, k, !any);
      any = true;
    }
    if (parent_ < 0 && any) read_rest_of_unclosed(s);
    if (!inside_speech() && quoted_here(any) && calls_it_fake(s)) deny_last(any);
    if (!inside_speech() && !any) introduce_block(s);
    if (parent_ < 0) {
      const std::size_t known = out_.quotations.size();
      s.set_quotations(quotation_of_);
      indirect_.report(s, cues_, used_, builder_, out_);
      for (std::size_t i = known; i < out_.quotations.size(); ++i)
        out_.quotations[i].parent = turn_;
    }
    if (any) pass_on(s, before);
    if (!inside_speech())
      for (std::size_t i = before; i < out_.quotations.size(); ++i)
        discourse_.add_channel(s, cues_, out_.quotations[i]);
    discourse_.remember(s, cues_, any);
    if (const auto day = builder_.days().of_occasion(s)) {
      const auto subject = s.main_subject(range.begin, range.end);
      if (subject && s.is_token(subject->head))
        builder_.days().note_occasion(resolver_.resolve(s, *subject).entity, *day, paragraph_);
    }
    discourse_.end_sentence();
  }

  void attribute(const SentenceReader& s, std::uint32_t k, bool first_stretch) {
    const std::uint32_t id = s.item(k).stretch();
    const Stretch& stretch = stretches_[id];
    const StretchLook look = look_at(t_, stretch);
    if (look.words == 0 || marks_a_name(s, k, stretch, look, mentions_, cues_)) return;
    Choice choice = choose_cue(s, cues_, k, look);
    if (choice.cue < 0) choice = judgement_after(s, k, cues_);
    if (!is_speech(s, k, look, choice)) {
      if (!inside_speech() && in_headline(context_, stretch.open)) headlines_.push_back(id);
      return;
    }
    const SpeakerCandidate& best =
        scorer_.best({s, cues_, used_, k, look, discourse_, first_stretch, sentence_after(s)});
    const float confidence = scorer_.confidence();
    if (options_.observe)
      options_.observe({inner_span(t_, stretch), scorer_.best_first(), confidence, parent_ >= 0});
    if (choice.cue >= 0 && best.cue >= 0 && !goes_on_from(s, choice.cue, best.cue)) {
      choice.cue = best.cue;
      choice.before = cues_[static_cast<std::size_t>(best.cue)].begin < k;
    }
    Quotation q;
    q.span = outer_span(t_, stretch);
    q.quoted = {inner_span(t_, stretch)};
    q.speakers = best.speakers;
    q.rule = out_.rule(best.rule);
    q.confidence = confidence;
    prefer_unasserted(s, k, choice, q);
    if (choice.cue < 0)
      tell_without_cue(s, k, look, best, q);
    else if (!tell_by_cue(s, k, look, choice, q))
      return;
    weigh_words(s, k, choice, q);
    const auto index = static_cast<std::int32_t>(out_.quotations.size());
    join_group(k, choice, index, q);
    if (choice.cue >= 0)
      used_[static_cast<std::size_t>(choice.cue)] =
          q.kind == QuotationKind::direct ? kByDirect : kByMixed;
    // “We stay.” — Ada Voss (@voss) March 3
    if (choice.cue >= 0 && cues_[static_cast<std::size_t>(choice.cue)].kind == Cue::Kind::dash)
      q.said = day_in({builder_.end_of(s, k), builder_.end_of(s, s.range().end - 1)}, out_);
    if (!q.said) q.said = builder_.day_said_of(s, q);
    discourse_.now().goes_on = stretch.goes_on;
    discourse_.now().question = t_.code(stretch.close - 1) == '?';
    discourse_.now().quoted_paragraph = paragraph_;
    discourse_.note_speakers(q, out_);
    if (q.cue.empty() && !inside_speech()) block_.push_back(index);
    quotation_of_[id] = index;
    out_.quotations.push_back(std::move(q));
  }

  // Voss has not said “...,” her lawyer said: the words are hers.
  void prefer_unasserted(const SentenceReader& s, std::uint32_t k, Choice& choice, Quotation& q) {
    if (choice.cue < 0 || choice.before) return;
    const std::int32_t own = unasserted_cue(s, cues_, k);
    if (own < 0) return;
    const Cue& cue = cues_[static_cast<std::size_t>(own)];
    choice = {own, choice.score, true};
    q.speakers = resolver_.speakers_of(s, cue);
    q.rule = out_.rule(rule_name(cue, true));
  }

  // What the sentence says of the marked words at item `k` besides their cue.
  void weigh_words(const SentenceReader& s, std::uint32_t k, const Choice& choice, Quotation& q) {
    if (q.stance != Stance::asserted) return;
    const Cue* cue = choice.cue < 0 ? nullptr : &cues_[static_cast<std::size_t>(choice.cue)];
    const WordsRuling ruling = ruling_over_marked(s, cue, k);
    q.stance = ruling.stance;
    // The quote is made up: it is nobody's.
    if (choice.cue < 0 && q.stance == Stance::denied && q.speakers.size() == 1 &&
        names_wording(t_, q.speakers.front().span))
      q.speakers.clear();
    const bool unsaid = ruling.stance == Stance::denied;
    if (ruling.by && s.is_token(ruling.by->head) && (unsaid || q.speakers.empty()))
      q.speakers = {resolver_.resolve(s, *ruling.by)};
  }

  // What the chosen cue tells of the words at item `k`; false when they were joined to an earlier
  // quotation of the same clause.
  bool tell_by_cue(const SentenceReader& s, std::uint32_t k, const StretchLook& look,
                   const Choice& choice, Quotation& q) {
    const auto c = static_cast<std::size_t>(choice.cue);
    const Cue& cue = cues_[c];
    // “The dam,” said Voss, “will hold.”
    const bool resumes = used_[c] == kByDirect && k > s.range().begin && s.is_comma(k - 1);
    q.kind = resumes || is_direct(s, k, look, &cue, choice) ? QuotationKind::direct
                                                            : QuotationKind::mixed;
    builder_.set_cue(s, cue, {k, k + 1}, q);
    // He never said it was “a gift”, he insists.
    if (q.stance == Stance::asserted && denied_before(s, cues_, k, choice.before ? c + 1 : 0))
      q.stance = Stance::denied;
    ItemRange content{k, k + 1};
    if (set_against(s, cue, k)) {
      against_end_ = k + 1;
    } else if (q.kind == QuotationKind::mixed) {
      content = marked_clause(s, cues_, k, choice, against_end_);
      q.span.begin = builder_.begin_of(s, content.begin);
      q.span.end = std::max(q.span.end, builder_.end_of(s, content.end - 1));
      // Several marked parts of one reported clause are one quotation.
      if (open_mixed_[c] >= 0 && quotation(open_mixed_[c]).span.overlaps(q.span)) {
        Quotation& earlier = quotation(open_mixed_[c]);
        earlier.span.end = std::max(earlier.span.end, q.span.end);
        earlier.quoted.push_back(q.quoted.front());
        quotation_of_[s.item(k).stretch()] = open_mixed_[c];
        return false;
      }
    }
    builder_.set_channels(s, cues_, c, content, q);
    return true;
  }

  // Words that no cue of their sentence introduces: the sentences before may tell whose they are.
  void tell_without_cue(const SentenceReader& s, std::uint32_t k, const StretchLook& look,
                        const SpeakerCandidate& best, Quotation& q) {
    q.kind = is_direct(s, k, look, nullptr, {}) ? QuotationKind::direct : QuotationKind::mixed;
    if (best.cue >= 0)
      builder_.set_cue(s, cues_[static_cast<std::size_t>(best.cue)], {k, k + 1}, q);
    if (q.kind == QuotationKind::mixed && in_reported_mood(s, k)) {
      const Discourse::Memory& said =
          discourse_.now().quoted_paragraph == paragraph_ ? discourse_.now() : discourse_.before();
      q.speakers = said.speakers.empty() ? said.subject : said.speakers;
      q.rule = out_.rule("reported-mood");
      q.confidence = 0.5f;
    } else if (goes_on(s, k, q)) {
      q.speakers = discourse_.before().speakers;
      q.rule = out_.rule("it-goes-on");
      q.confidence = 0.5f;
    }
  }

  // “The dog saw it all, he added, but nobody asks it.: words that nobody closed go on behind their cue
  // where the tense tells that somebody still speaks.
  void read_rest_of_unclosed(const SentenceReader& s) {
    const std::uint32_t b = s.range().begin;
    if (!s.is_stretch(b)) return;
    const std::uint32_t id = s.item(b).stretch();
    const Stretch& stretch = stretches_[id];
    if (stretch.closed || stretch.goes_on || quotation_of_[id] < 0) return;
    const auto rest =
        rest_behind_attribution(s, b + 1, end_of_attribution(t_, stretch.close, t_.size()));
    if (!rest) return;
    const auto first = static_cast<std::size_t>(quotation_of_[id]);
    Quotation q = out_.quotations[first];
    q.kind = QuotationKind::direct;
    q.span = {builder_.begin_of(s, rest->begin), builder_.end_of(s, rest->end - 1)};
    q.quoted = {q.span};
    q.confidence = std::min(q.confidence, 0.5f);
    q.rule = out_.rule("unclosed");
    out_.quotations.push_back(std::move(q));
  }

  // Parts of one direct quotation share a group and a day: “A,” said X. “B.”
  void join_group(std::uint32_t k, const Choice& choice, std::int32_t index, Quotation& q) {
    q.group = index;
    q.parent = parent_ >= 0 ? quotation_of_[static_cast<std::size_t>(parent_)] : turn_;
    if (q.kind != QuotationKind::direct) {
      if (choice.cue >= 0 && against_end_ != k + 1)
        open_mixed_[static_cast<std::size_t>(choice.cue)] = index;
      return;
    }
    Discourse::Memory& now = discourse_.now();
    const bool own_cue = choice.cue >= 0 && used_[static_cast<std::size_t>(choice.cue)] == 0;
    const bool near = now.direct_paragraph == paragraph_ || now.goes_on;
    if (now.direct >= 0 && near && (!own_cue || now.goes_on) &&
        quotation(now.direct).parent == q.parent && same_speakers(quotation(now.direct), q)) {
      q.group = quotation(now.direct).group;
      if (!own_cue) q.said = quotation(q.group).said;
    }
    now.direct = index;
    now.direct_paragraph = paragraph_;
  }

  // Whether there is a quotation that this sentence may speak of.
  bool quoted_here(bool in_sentence) const {
    if (in_sentence) return true;
    if (out_.quotations.empty()) return false;
    const Quotation& last = out_.quotations.back();
    return t_.paragraph_of(t_.token_at(last.span.begin)) + 1 >= paragraph_;
  }

  // "The quote is fake." denies the quotations of its own sentence, else the last one above it.
  void deny_last(bool here) {
    constexpr std::uint32_t kAbove = 1;  // paragraphs
    for (std::size_t i = out_.quotations.size(), n = 0; i-- > 0 && n < 4; ++n) {
      Quotation& q = out_.quotations[i];
      if (q.kind == QuotationKind::indirect) continue;
      const std::uint32_t paragraph = t_.paragraph_of(t_.token_at(q.span.begin));
      if (here ? t_.span(sentence_begin_).begin > q.span.begin : paragraph + kAbove < paragraph_)
        return;
      q.stance = Stance::denied;
      if (!here) return;
    }
  }

  // A row of asterisks, a rule: a paragraph without a word.
  bool breaks_section(const SentenceReader& s) const {
    const ItemRange r = s.range();
    constexpr std::uint32_t kLongest = 80;
    if (r.size() > kLongest || !t_.before(first_token(s.item(r.begin)), Gap::paragraph))
      return false;
    for (std::uint32_t k = r.begin; k < r.end; ++k)
      if (!s.is_token(k) || (t_.kind(s.token(k)) != TokenKind::punctuation &&
                             t_.kind(s.token(k)) != TokenKind::symbol))
        return false;
    return true;
  }

  // Whether what is read now are somebody's words already.
  bool inside_speech() const noexcept { return parent_ >= 0 || turn_ >= 0; }

  // The sentence after, where it goes on in the same paragraph without marks.
  std::optional<ItemRange> sentence_after(const SentenceReader& s) const {
    const std::uint32_t begin = s.range().end;
    const auto& all = skeleton_.sentences;
    const auto next =
        std::lower_bound(all.begin(), all.end(), begin,
                         [](const ItemRange& range, std::uint32_t k) { return range.begin < k; });
    if (next == all.end() || skeleton_.items[next->begin].is_stretch() ||
        t_.before(skeleton_.items[next->begin].token(), Gap::paragraph))
      return std::nullopt;
    return *next;
  }

  Quotation& quotation(std::int32_t i) { return out_.quotations[static_cast<std::size_t>(i)]; }

  // Titles, terms and nicknames are marked too.
  bool is_speech(const SentenceReader& s, std::uint32_t k, const StretchLook& look,
                 const Choice& choice) {
    const Stretch& stretch = stretches_[s.item(k).stretch()];
    const Cue* cue = choice.cue >= 0 ? &cues_[static_cast<std::size_t>(choice.cue)] : nullptr;
    SpeechSurroundings around;
    around.unusual_marks = parent_ < 0 && stretch.single && !single_marks_;
    around.headline =
        !inside_speech() && t_.paragraphs().size() > 1 && in_headline(context_, stretch.open);
    around.same_paragraph = discourse_.now().quoted_paragraph == paragraph_;
    around.goes_on = discourse_.before().goes_on && k == s.range().begin;
    around.cue_spent = cue != nullptr && used_[static_cast<std::size_t>(choice.cue)] != 0;
    if (const std::int32_t mate = listed_before(s, k); mate >= 0)
      around.mate_is_not = quotation_of_[static_cast<std::size_t>(mate)] < 0;
    around.in_talk = talk_;
    const SpeechFeatures features = speech_features(s, k, stretch, look, cue, choice, around);
    if (options_.seen != nullptr)
      options_.seen->push_back(
          {inner_span(t_, stretch), features, cue != nullptr, stretch.single, parent_ >= 0});
    // Inside speech it needs a cue of its own; in a headline the body tells whose words they are.
    if (cue == nullptr && (inside_speech() || (around.headline && k != s.range().begin)))
      return false;
    if (speech_.score(features) >= 0 || (cue == nullptr && in_reported_mood(s, k))) return true;
    // A book called “Tough Rivers”: what it is called is all that this cue tells.
    if (cue != nullptr && features.has(SpeechFeature::naming_before))
      used_[static_cast<std::size_t>(choice.cue)] = kByMixed;
    return false;
  }

  // “We stay,” Voss said. It’s “a promise,” no more.
  bool goes_on(const SentenceReader& s, std::uint32_t k, const Quotation& q) {
    const std::uint32_t b = s.range().begin;
    return q.kind == QuotationKind::mixed && k > b && k <= b + 3 && s.pronoun(b) == 6 &&
           discourse_.now().quoted_paragraph == paragraph_ && !discourse_.before().speakers.empty();
  }

  static bool same_speakers(const Quotation& a, const Quotation& b) {
    if (a.speakers.empty() || b.speakers.empty()) return a.speakers.empty() == b.speakers.empty();
    if (a.speakers.front().entity.known() || b.speakers.front().entity.known())
      return a.speakers.front().entity == b.speakers.front().entity;
    return true;
  }

  // "Voss denied it and said “...”": both verbs are hers, and the words are those of the nearer.
  bool goes_on_from(const SentenceReader& s, std::int32_t nearer, std::int32_t other) const {
    const Cue& a = cues_[static_cast<std::size_t>(nearer)];
    const Cue& b = cues_[static_cast<std::size_t>(other)];
    return nearer > other && a.subject_carried && a.subjects > 0 && b.subjects > 0 &&
           a.subject[0].head == b.subject[0].head && a.begin > s.range().begin &&
           (a.form == Form::past || a.form == Form::present) &&
           s.does(a.begin - 1, SpeechRole::joins_verbs);
  }

  const Context& context_;
  const ExtractOptions& options_;
  const TokenTable& t_;
  Annotations& out_;
  MentionIndex mentions_;
  SpeakerResolver resolver_;
  std::vector<Stretch> stretches_;
  QuotationBuilder builder_;
  IndirectReporter indirect_;
  std::vector<std::int32_t> quotation_of_;
  Skeleton skeleton_;
  Discourse discourse_;
  SpeakerScorer scorer_;
  const SpeechScorer& speech_;
  bool talk_ = false;          // people talk with each other in the text
  bool single_marks_ = false;  // the text quotes in single marks
  std::vector<Cue> cues_;
  static constexpr std::uint8_t kByDirect = 1, kByMixed = 2;
  std::vector<std::uint8_t> used_;        // by cue: what it has introduced so far
  std::vector<std::int32_t> open_mixed_;  // by cue: its mixed quotation so far
  std::uint32_t against_end_ = 0;         // behind the last words set against others; 0 for none
  std::vector<std::size_t> channels_;
  std::vector<std::int32_t> block_;       // quotations of this paragraph that no cue claims
  std::vector<std::uint32_t> headlines_;  // stretches of the headline that nobody there says
  std::vector<Turn> turns_;
  std::int32_t parent_ = -1;  // the stretch that is read, -1 for none
  std::int32_t turn_ = -1;    // the quotation of the turn that is read, -1 for none
  std::uint32_t paragraph_ = 0;
  TokenIndex sentence_begin_ = 0;
  TokenIndex read_end_ = 0;  // where the reading of now ends
  // Paragraphs of an introduced block and their quotations.
  std::vector<std::pair<std::uint32_t, std::int32_t>> introduced_;
  Speaker block_speaker_;
};

}  // namespace

void extract(const Context& context, Annotations& out, const ExtractOptions& options) {
  Extractor(context, out, options).run();
}

}  // namespace quoth::quotations
