#include "analyze/quotations/layout/signatures.hpp"

#include "analyze/quotations/day_said.hpp"

namespace quoth::quotations {
namespace {

// The paragraph above a post's signature, without the links at its end, is the post.
void add_post(const TokenTable& t, TokenIndex signature, std::vector<std::int32_t>& block,
              Annotations& out) {
  const std::uint32_t here = t.paragraph_of(signature);
  if (here == 0) return;
  TokenRange above = t.paragraphs()[here - 1];
  while (!above.empty() && t.kind(above.end - 1) == TokenKind::link) --above.end;
  while (above.size() > 3 && t.kind(above.end - 4) == TokenKind::link) above.end -= 4;
  if (above.empty()) return;
  Quotation q;
  q.span = t.span(above);
  q.kind = QuotationKind::direct;
  const auto index = static_cast<std::int32_t>(out.quotations.size());
  q.group = index;
  for (std::size_t i = out.quotations.size(); i-- > 0;) {
    Quotation& inner = out.quotations[i];
    if (!q.span.contains(inner.span)) break;
    if (inner.parent < 0) inner.parent = index;
  }
  out.quotations.push_back(std::move(q));
  block.push_back(index);
}

}  // namespace

Speaker sign_block(const Context& context, const SentenceReader& s, const AttributionLine& line,
                   const SpeakerResolver& resolver, std::vector<std::int32_t>& block,
                   Annotations& out) {
  const TokenTable& t = context.tokens;
  const ItemRange r = s.range();
  // An attribution line has no marks: all its items are tokens.
  const TokenRange tokens{s.token(r.begin), s.token(r.end - 1) + 1};
  const Speaker speaker = resolver.resolve(s, line.speaker);
  if (line.post && block.empty()) add_post(t, tokens.begin, block, out);
  for (const std::int32_t i : block) {
    Quotation& q = out.quotations[static_cast<std::size_t>(i)];
    q.speakers = {speaker};
    if (line.channel) q.via = {resolver.resolve_channel(s, *line.channel)};
    q.rule = out.rule(line.post ? "post-signature" : "attribution-line");
    q.confidence = 0.9f;
    if (line.post)  // a signature has its day
      if (const auto day = day_in(t.span(tokens), out)) q.said = day;
  }
  return speaker;
}

}  // namespace quoth::quotations
