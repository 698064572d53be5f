#include "analyze/quotations/headlines.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

bool repeats(const TokenTable& t, const Stretch& words, const Quotation& q) {
  for (const Span quoted : q.quoted) {
    if (quoted.begin <= t.span(words.open).end) continue;
    const TokenRange in = t.tokens_in(quoted);
    const TokenIndex size = words.close - words.open - 1;
    for (TokenIndex i = in.begin; i + size <= in.end; ++i) {
      TokenIndex n = 0;
      while (n < size && t.hash(i + n) == t.hash(words.open + 1 + n)) ++n;
      // A comma or full stop before the closing mark need not agree.
      if (n == size || (n + 1 == size && n > 0 && t.hash(words.close - 1) == 0)) return true;
    }
  }
  return false;
}

}  // namespace

bool in_headline(const Context& context, TokenIndex token) {
  const TokenTable& t = context.tokens;
  if (!context.title.empty()) return t.span(token).begin < context.title.end;
  return t.paragraph_of(token) == 0 && t.paragraphs()[0].size() <= 40;
}

void resolve_headlines(const TokenTable& tokens, const std::vector<Stretch>& stretches,
                       const std::vector<std::uint32_t>& headline, Annotations& out) {
  constexpr std::size_t kMost = 4;
  const std::size_t known = out.quotations.size();
  for (std::size_t h = 0; h < std::min(headline.size(), kMost); ++h) {
    const Stretch& stretch = stretches[headline[h]];
    for (std::size_t i = 0; i < known; ++i) {
      if (out.quotations[i].speakers.empty() || !repeats(tokens, stretch, out.quotations[i]))
        continue;
      Quotation q;
      q.span = outer_span(tokens, stretch);
      q.quoted = {inner_span(tokens, stretch)};
      q.kind = QuotationKind::mixed;
      q.group = static_cast<std::int32_t>(out.quotations.size());
      q.speakers = out.quotations[i].speakers;
      q.via = out.quotations[i].via;
      q.said = out.quotations[i].said;
      q.rule = out.rule("headline-from-body");
      q.confidence = 0.6f;
      out.quotations.push_back(std::move(q));
      break;
    }
  }
}

}  // namespace quoth::quotations
