#include "analyze/quotations/layout/headlines.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

constexpr TokenIndex kLongest = 48;  // tokens of headline words

// Whether the quotation has the tokens [words) in its marks, further down.
bool repeats(const TokenTable& t, TokenRange words, const Quotation& q) {
  for (const Span quoted : q.quoted) {
    if (quoted.begin <= t.span(words.end - 1).end) continue;
    const TokenRange in = t.tokens_in(quoted);
    const TokenIndex size = words.size();
    for (TokenIndex i = in.begin; i + size <= in.end; ++i) {
      TokenIndex n = 0;
      while (n < size && t.hash(i + n) == t.hash(words.begin + n)) ++n;
      // A comma or full stop before the closing mark need not agree.
      if (n == size || (n + 1 == size && n > 0 && t.hash(words.end - 1) == 0)) return true;
    }
  }
  return false;
}

// The first quotation of the body that has the words and a speaker, or nullptr.
const Quotation* repeated_by(const TokenTable& t, TokenRange words, std::size_t known,
                             const Annotations& found) {
  if (words.empty() || words.size() > kLongest) return nullptr;
  for (std::size_t i = 0; i < known; ++i) {
    const Quotation& q = found.quotations[i];
    if (!q.speakers.empty() && repeats(t, words, q)) return &q;
  }
  return nullptr;
}

}  // namespace

bool in_headline(const Context& context, TokenIndex token) {
  const TokenTable& t = context.tokens;
  if (!context.title.empty()) return t.span(token).begin < context.title.end;
  return t.paragraph_of(token) == 0 && t.paragraphs()[0].size() <= 40;
}

void resolve_headlines(const Context& context, const std::vector<Stretch>& stretches,
                       const std::vector<std::uint32_t>& headline, Annotations& out) {
  constexpr std::size_t kMost = 4;
  constexpr float kHalf = 0.5f;
  const TokenTable& t = context.tokens;
  const std::size_t known = out.quotations.size();
  const auto fill = [&](const Quotation& body, Quotation& q) {
    q.speakers = body.speakers;
    q.via = body.via;
    q.said = body.said;
    q.stance = body.stance;
    q.rule = out.rule("headline-from-body");
    q.confidence = 0.6f;
  };
  for (std::size_t i = 0, n = 0; i < known && n < kMost; ++i) {
    Quotation& q = out.quotations[i];
    // Whose name stands beside the words in a headline need not have said them: Voss accused of
    // ‘lies’ by Keller. Whole words with a verb of speech are whose it is.
    const bool told = !q.speakers.empty() && q.kind == QuotationKind::direct && !q.cue.empty();
    if (told || q.quoted.empty()) continue;
    const TokenRange words = t.tokens_in(q.quoted.front());
    if (words.empty() || !in_headline(context, words.begin)) continue;
    ++n;
    if (const Quotation* body = repeated_by(t, words, known, out)) {
      const bool same = !q.speakers.empty() &&
                        q.speakers.front().entity == body->speakers.front().entity &&
                        q.stance == body->stance;
      if (!same) fill(Quotation(*body), q);
    } else if (q.cue.empty() && q.confidence < kHalf) {
      q.speakers.clear();  // ‘Gloves off’ as Voss and Keller meet
      q.rule = out.rule("no-speaker");
    }
  }
  for (std::size_t h = 0; h < std::min(headline.size(), kMost); ++h) {
    const Stretch& stretch = stretches[headline[h]];
    const Quotation* body = repeated_by(t, {stretch.open + 1, stretch.close}, known, out);
    if (body == nullptr) continue;
    Quotation q;
    q.span = outer_span(t, stretch);
    q.quoted = {inner_span(t, stretch)};
    q.kind = QuotationKind::mixed;
    q.group = static_cast<std::int32_t>(out.quotations.size());
    fill(*body, q);
    out.quotations.push_back(std::move(q));
  }
}

}  // namespace quoth::quotations
