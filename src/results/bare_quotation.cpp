#include "results/bare_quotation.hpp"

namespace quoth {
FoundSpeaker found_speaker(const Speaker& speaker, const Annotations& annotations,
                           std::string_view text) {
  FoundSpeaker out;
  out.text = speaker.span.of(text);
  const auto index = static_cast<std::size_t>(speaker.entity.index);
  out.name = speaker.entity.known() ? annotations.entities[index].name : out.text;
  out.status = speaker.status;
  return out;
}

FoundQuotation bare_quotation(const StoredArticle& stored, std::string_view text,
                              QuotationRef ref) {
  const Annotations& annotations = stored.annotations;
  const Quotation& q = annotations.quotations[ref.index];
  FoundQuotation out;
  out.ref = ref;
  out.span = q.span;
  out.text = q.span.of(text);
  out.kind = q.kind;
  for (const Speaker& s : q.speakers) out.speakers.push_back(found_speaker(s, annotations, text));
  for (const Speaker& s : q.via) out.via.push_back(found_speaker(s, annotations, text));
  out.said = q.said;
  out.stance = q.stance;
  out.confidence = q.confidence;
  out.rule = annotations.rule_name(q.rule);
  return out;
}

}  // namespace quoth
