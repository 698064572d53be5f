#include "analyze/quotations/cues/indirect.hpp"

#include "analyze/quotations/cues/clauses.hpp"

namespace quoth::quotations {
namespace {

// What rule reports, and how far to trust it.
struct Kind {
  std::string_view rule;
  float confidence;
  bool speech = false;  ///< plain reported speech, and no mind, plan, finding or topic
};

Kind kind_of(const Cue& cue, const Reported& reported) {
  if (cue.kind == Cue::Kind::noun) return {"indirect-noun", 0.4f};
  if (cue.kind == Cue::Kind::phrase) return {"indirect-according-to", 0.6f, true};
  const bool mind =
      cue.frame == Frame::think || cue.frame == Frame::sense || cue.frame == Frame::learn;
  if (cue.frame == Frame::plan || (mind && reported.by == kTakesInfinitive))
    return {"indirect-plan", 0.35f};
  if (cue.frame == Frame::show) return {"indirect-finding", 0.4f};
  if (reported.by >= kTakesObject) return {"indirect-topic", 0.3f};
  if (mind) return {"indirect-belief", 0.4f};
  return {"indirect", cue.that ? 0.7f : 0.55f, true};
}

// "Last week said", "Fighting said": words that only stand where a subject would.
bool can_speak(const SentenceReader& s, std::uint32_t head) {
  if (!s.is_word(head))
    return s.is_token(head) && s.tokens().kind(s.token(head)) != TokenKind::punctuation;
  if (s.speaks(head) || s.pronoun(head) != 0) return true;
  constexpr WordClasses kTime =
      classes_of(WordClass::weekday, WordClass::month, WordClass::time_unit, WordClass::day_part);
  if (has_any(s.classes(head), kTime)) return false;
  return s.name_like(head) || !s.words().ends_as_ongoing(s.text(head));
}

bool reports(const SentenceReader& s, const Cue& cue) {
  if (cue.subjects == 0 || (cue.passive && !(cue.subject_after && cue.that))) return false;
  if (cue.kind != Cue::Kind::verb && cue.kind != Cue::Kind::phrase && cue.kind != Cue::Kind::noun)
    return false;
  if (!can_speak(s, cue.subject[0].head)) return false;
  // "As we reported", "you say": nobody the article is about.
  const std::int32_t person = s.pronoun(cue.subject[0].head);
  return person < 1 || person > 3;
}

// "According to Tass, Voss said that": Voss says it, and Tass has no record of its own.
bool hands_over(const SentenceReader& s, const std::vector<Cue>& cues, std::size_t c) {
  if (cues[c].kind != Cue::Kind::phrase || c + 1 == cues.size()) return false;
  const Cue& cue = cues[c + 1];
  return cue.kind == Cue::Kind::verb && is_speech(cue.frame) && reports(s, cue) &&
         opens_for(s, cues[c], cue, words_begin(cue)) && reported_content(s, cues, cue);
}

}  // namespace

void IndirectReporter::report(const SentenceReader& s, const std::vector<Cue>& cues,
                              const std::vector<std::uint8_t>& used, QuotationBuilder& builder,
                              Annotations& out) {
  found_.clear();
  speech_ = {};
  for (std::size_t c = 0; c < cues.size(); ++c) {
    if (used[c] != 0 || !reports(s, cues[c]) || hands_over(s, cues, c)) continue;
    if (const auto reported = reported_content(s, cues, cues[c]))
      if (Quotation* q = add(s, cues[c], *reported, builder, out))
        builder.set_channels(s, cues, c, reported->content, *q);
  }
  find_reports(s, reports_);
  for (const Cue& cue : reports_)
    if (reports(s, cue))
      if (const auto reported = reported_content(s, cues, cue))
        add(s, cue, *reported, builder, out);
  for (Quotation& q : found_) {
    q.said = builder.day_said_of(s, q);
    q.group = static_cast<std::int32_t>(out.quotations.size());
    out.quotations.push_back(std::move(q));
  }
}

Quotation* IndirectReporter::add(const SentenceReader& s, const Cue& cue, const Reported& reported,
                                 const QuotationBuilder& builder, Annotations& out) {
  const Kind kind = kind_of(cue, reported);
  // "It is hard to know", "nobody came to think": an infinitive asserts nothing.
  if (!kind.speech && cue.infinitive) return nullptr;
  Quotation q;
  q.kind = QuotationKind::indirect;
  q.span = {builder.begin_of(s, reported.content.begin),
            builder.end_of(s, reported.content.end - 1)};
  // What somebody wants or thinks in another's reported words is the other's word for it.
  if (!kind.speech && speech_.contains(q.span)) return nullptr;
  q.speakers = builder.speakers_of(s, cue);
  builder.set_cue(s, cue, reported.content, q);
  q.rule = out.rule(kind.rule);
  q.confidence = kind.confidence;
  if (kind.speech) speech_ = q.span;
  found_.push_back(std::move(q));
  return &found_.back();
}

}  // namespace quoth::quotations
