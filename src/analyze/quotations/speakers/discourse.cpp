#include "analyze/quotations/speakers/discourse.hpp"

#include <algorithm>

#include "analyze/quotations/cues/clauses.hpp"
#include "analyze/quotations/layout/introduced_blocks.hpp"
#include "analyze/quotations/stance/governors.hpp"

namespace quoth::quotations {

void Discourse::break_section() {
  const std::int32_t direct = before_.direct;  // groups are kept apart by their paragraph
  forget();
  before_.direct = now_.direct = direct;
}

void Discourse::begin_sentence(std::uint32_t paragraph, bool opens_paragraph) {
  paragraph_ = paragraph;
  opens_paragraph_ = opens_paragraph;
  now_ = before_;
  now_.colon.clear();
  now_.floor = EntityId::none();
  resolver_.set_floor(before_.floor_paragraph == paragraph ? before_.floor : EntityId::none());
}

Discourse::Guess Discourse::guess(const SentenceReader& s, std::uint32_t k,
                                  bool first_stretch) const {
  const std::uint32_t b = s.range().begin;
  Guess guess;
  const auto take = [&](const std::vector<Speaker>& speakers, std::string_view rule,
                        float confidence) {
    if (speakers.empty()) return false;
    guess = {speakers, rule, confidence};
    return true;
  };
  if (k == b) {
    if (before_.goes_on && take(before_.speakers, "continued-paragraph", 0.8f)) return guess;
    if (take(before_.colon, "after-colon", 0.75f)) return guess;
    if (!opens_paragraph_) {
      if (now_.direct >= 0 && now_.direct_paragraph == paragraph_ &&
          take(now_.speakers, "split", 0.7f))
        return guess;
      if (take(before_.speakers, "same-paragraph", 0.5f)) return guess;
      if (take(before_.subject, "sentence-before", 0.4f)) return guess;
    }
    if (take(before_.speakers, "paragraph-before", 0.4f)) return guess;
    take(before_.subject, "subject-before", 0.3f);
    return guess;
  }
  if (s.code(k - 1) == ':' && k >= b + 2) {
    const auto name = s.phrase_ending(k - 2);
    if (name && s.name_like(name->head) && take({resolver_.resolve(s, *name)}, "name-colon", 0.6f))
      return guess;
  }
  if (!first_stretch && take(now_.speakers, "same-sentence", 0.4f)) return guess;
  if (const auto subject = s.main_subject(b, k)) {
    const Speaker speaker = resolver_.resolve(s, *subject);
    if (speaker.status == SpeakerStatus::named || s.pronoun(subject->head) != 0) {
      take({speaker}, "sentence-subject", 0.3f);
      return guess;
    }
  }
  take(before_.speakers, "fragment-of-last", 0.25f);
  return guess;
}

void Discourse::set_speakers(const std::vector<Speaker>& speakers) {
  const bool same = !speakers.empty() && !now_.speakers.empty() &&
                    (speakers.front().span == now_.speakers.front().span ||
                     (speakers.front().entity.known() &&
                      speakers.front().entity == now_.speakers.front().entity));
  if (!same && !now_.speakers.empty()) now_.other = now_.speakers;
  now_.speakers = speakers;
  now_.speakers_paragraph = paragraph_;
}

void Discourse::note_speakers(const Quotation& q, const Annotations& found) {
  if (q.speakers.empty()) return;
  set_speakers(q.speakers);
  // In "A said that B said" A has the floor; an agency never has.
  const auto person = std::find_if(q.via.begin(), q.via.end(), [&](const Speaker& channel) {
    return channel.entity.known() &&
           found.entities[static_cast<std::size_t>(channel.entity.index)].type ==
               EntityType::person;
  });
  take_floor(person != q.via.end() ? *person : q.speakers.front());
  for (const Speaker& speaker : q.speakers) resolver_.spoke(speaker);
  // After "A said that B said", "he" goes on with A.
  for (const Speaker& channel : q.via) resolver_.spoke(channel);
}

void Discourse::add_channel(const SentenceReader& s, const std::vector<Cue>& cues, Quotation& q) {
  if (!before_.cited || before_.cited_paragraph != paragraph_) return;
  if (q.speakers.size() != 1) return;
  const Speaker& who = q.speakers.front();
  const Speaker& cited = *before_.cited;
  const bool pronoun = has(t_.classes(t_.token_at(who.span.begin)), WordClass::pronoun);
  // "Later the mayor told the council": said anew, to somebody else.
  const auto told = [&] {
    return std::any_of(cues.begin(), cues.end(), [&](const Cue& cue) {
      return cue.kind == Cue::Kind::verb && cue.frame == Frame::tell && !cue.subject_after &&
             s.is_token(cue.begin) && t_.span(s.token(cue.begin)).begin == q.cue.begin &&
             s.phrase_starting(cue.end).has_value();
    });
  };
  if (!q.cue.empty() && (!pronoun || !q.via.empty() || told())) {
    now_.cited.reset();
    return;
  }
  if (!now_.cited || !q.via.empty()) return;
  const bool same = cited.entity.known() || who.entity.known() ? cited.entity == who.entity : true;
  if (same) q.via.push_back(before_.outlet);
}

namespace {

// The sentence's subject; of a description and the name beside it, "his deputy, Ada Voss,", the name.
std::optional<NounPhrase> subject_of(const SentenceReader& s) {
  const ItemRange r = s.range();
  const auto subject = s.main_subject(r.begin, r.end);
  if (!subject || s.name_like(subject->head) || !s.is_comma(subject->end)) return subject;
  const auto name = s.phrase_starting(subject->end + 1);
  const bool beside = name && s.is_comma(name->end) && s.name_like(name->begin) &&
                      s.name_like(name->head) && !s.has_class(name->head, WordClass::place);
  const bool describes = s.speaks(subject->head) || subject->first < subject->begin;
  return beside && describes ? name : subject;
}

// "Keller agreed.": a short sentence whose verb leaves the word to its subject.
bool takes_floor(const SentenceReader& s, const NounPhrase& subject) {
  constexpr std::uint32_t kMost = 4;  // items after the verb
  const ItemRange r = s.range();
  return subject.first == r.begin && s.does(subject.end, SpeechRole::takes_floor) &&
         r.end - subject.end <= kMost + 1;
}

}  // namespace

void Discourse::remember(const SentenceReader& s, const std::vector<Cue>& cues, bool quoted) {
  const ItemRange r = s.range();
  if (const auto subject = subject_of(s);
      subject && s.is_token(subject->head) && !(s.foreign() && !s.name_like(subject->head))) {
    const Speaker speaker = resolver_.resolve(s, *subject);
    if (speaker.status == SpeakerStatus::named) {
      now_.subject.assign(1, speaker);
      now_.subject_paragraph = paragraph_;
    }
    if (!quoted) resolver_.spoke(speaker);
    // "His deputy, Ada Voss, was cooler": what goes on is hers, and not his.
    if (!quoted && subject->first > r.begin && s.is_comma(subject->first - 1)) take_floor(speaker);
    if (!quoted && speaker.status == SpeakerStatus::named && takes_floor(s, *subject)) {
      // “Noon,” said Voss. Keller agreed. “Noon it is.”
      set_speakers({speaker});
      take_floor(speaker);
      now_.direct = -1;
    }
  }
  for (std::size_t c = 0; c < cues.size() && !quoted; ++c) {
    const Cue& cue = cues[c];
    if (cue.subjects == 0 || cue.subject_carried) continue;
    const bool speaks =
        cue.kind == Cue::Kind::verb && (is_speech(cue.frame) || cue.frame == Frame::add);
    if (!speaks && cue.kind != Cue::Kind::phrase) continue;
    // "A said that B agreed": A goes on speaking.
    passed_on_by(s, cues, c, {cue.begin, r.end}, channels_);
    if (!channels_.empty()) continue;
    set_speakers(resolver_.speakers_of(s, cue));
    for (const Speaker& speaker : now_.speakers) {
      resolver_.spoke(speaker);
      take_floor(speaker);
    }
  }
  for (const Cue& cue : cues) {
    if (!cue.channelled() || cue.kind != Cue::Kind::verb || cue.subjects != 1) continue;
    if (!s.is_token(cue.channel[0].head) || !s.is_token(cue.subject[0].head)) continue;
    if (is_publisher(s, StanceWords::of(s.tokens().lexicon()), cue.channel[0])) continue;
    const Speaker cited = resolver_.resolve(s, cue.subject[0]);
    now_.cited = cited;
    now_.outlet = resolver_.resolve_channel(s, cue.channel[0]);
    now_.cited_paragraph = paragraph_;
    set_speakers({cited});
    resolver_.spoke(cited);
    if (cited.entity.known()) take_floor(cited);
  }
  if (s.code(r.end - 1) == ':') {
    // Of a text that speaks, its author: "Voss’s letter reads:", "Voss’s statement in full:"
    const auto written_by = [&](std::optional<NounPhrase> author) {
      const bool somebody = author && s.is_token(author->head);
      if (somebody) now_.colon = {resolver_.resolve(s, *author)};
      return somebody;
    };
    for (const Cue& cue : cues)
      if (cue.subjects != 0 && !written_by(author_of(s, cue.subject[0])))
        now_.colon = resolver_.speakers_of(s, cue);
    if (now_.colon.empty()) written_by(announced_author(s));
    if (now_.colon.empty()) now_.colon = now_.subject;
  }
  if (!quoted) now_.goes_on = false;
}

}  // namespace quoth::quotations
