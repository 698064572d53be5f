#include "analyze/quotations/indirect.hpp"

#include "analyze/quotations/clauses.hpp"

namespace quoth::quotations {

// Clauses reported without any marks.
void report_indirect(const SentenceReader& s, const std::vector<Cue>& cues,
                     const std::vector<std::uint8_t>& used, QuotationBuilder& builder,
                     Annotations& out) {
  for (std::size_t c = 0; c < cues.size(); ++c) {
    const Cue& cue = cues[c];
    if (used[c] != 0 || cue.subjects == 0 || cue.passive) continue;
    const bool verb =
        cue.kind == Cue::Kind::verb && cue.frame != Frame::call &&
        (is_speech(cue.frame) || cue.frame == Frame::deny || cue.that || cue.frame == Frame::add ||
         cue.frame == Frame::think || cue.frame == Frame::sense);
    if (!verb && cue.kind != Cue::Kind::phrase) continue;
    // "As we reported", "you say": nobody the article is about.
    const std::int32_t person = s.pronoun(cue.subject[0].head);
    if (person >= 1 && person <= 3) continue;
    const auto content = indirect_content(s, cues, c);
    if (!content) continue;
    Quotation q;
    q.kind = QuotationKind::indirect;
    q.span = {builder.begin_of(s, content->begin), builder.end_of(s, content->end - 1)};
    q.speakers = builder.speakers_of(s, cue);
    builder.set_cue(s, cue, q);
    builder.set_channels(s, cues, c, *content, q);
    q.rule = out.rule(cue.kind == Cue::Kind::phrase ? "indirect-according-to"
                      : cue.frame == Frame::think || cue.frame == Frame::sense ? "indirect-belief"
                                                                               : "indirect");
    q.confidence = cue.frame == Frame::think || cue.frame == Frame::sense ? 0.4f
                   : cue.that                                             ? 0.7f
                                                                          : 0.55f;
    q.said = builder.day_said_of(s, q);
    q.group = static_cast<std::int32_t>(out.quotations.size());
    out.quotations.push_back(std::move(q));
  }
}

}  // namespace quoth::quotations
