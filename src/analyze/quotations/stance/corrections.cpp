#include "analyze/quotations/stance/corrections.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analyze/quotations/stance/stance_words.hpp"

namespace quoth::quotations {
namespace {

constexpr std::size_t kMostWords = 64;

// The words of a quotation: what is in marks, else all of it.
void words_of(const TokenTable& t, const Quotation& q, std::size_t most,
              std::vector<std::uint64_t>& out) {
  out.clear();
  const auto add = [&](Span span) {
    const TokenRange in = t.tokens_in(span);
    for (TokenIndex i = in.begin; i < in.end && out.size() < most; ++i)
      if (t.hash(i) != 0) out.push_back(t.hash(i));
  };
  for (const Span quoted : q.quoted) add(quoted);
  if (q.quoted.empty()) add(q.span);
}

// Whether a paragraph takes back what was printed: it says so, or speaks of an earlier version.
bool corrects(const TokenTable& t, std::uint32_t paragraph) {
  constexpr TokenIndex kFarthest = 120;
  const StanceWords& words = StanceWords::of(t.lexicon());
  const TokenRange p = t.paragraphs()[paragraph];
  bool article = false, earlier = false, ourselves = false, untruly = false;
  for (TokenIndex i = p.begin; i < std::min(p.end, p.begin + kFarthest); ++i) {
    if (words.is(t, i, StanceRole::misquoted) || words.is(t, i, StanceRole::correction))
      return true;
    article = article || words.is(t, i, StanceRole::article);
    earlier = earlier || words.is(t, i, StanceRole::earlier);
    ourselves = ourselves || words.is(t, i, StanceRole::ourselves);
    untruly = untruly || words.is(t, i, StanceRole::untruly);
  }
  return (article && (earlier || untruly)) || (ourselves && (earlier || untruly));
}

// Whether two quotations may be of one speaker: nobody told of either says no.
bool may_be_same(const Quotation& a, const Quotation& b) {
  if (a.speakers.empty() || b.speakers.empty()) return true;
  const EntityId x = a.speakers.front().entity, y = b.speakers.front().entity;
  return !x.known() || !y.known() || x == y;
}

}  // namespace

void apply_corrections(const TokenTable& t, Annotations& out) {
  constexpr std::size_t kMostCorrections = 8, kLongest = 400;
  std::vector<std::uint64_t> wrong, words;
  std::size_t corrections = 0;
  for (std::size_t i = 0; i < out.quotations.size() && corrections < kMostCorrections; ++i) {
    const Quotation& q = out.quotations[i];
    if (q.stance != Stance::denied || q.kind == QuotationKind::indirect) continue;
    const std::uint32_t paragraph = t.paragraph_of(t.token_at(q.span.begin));
    if (!corrects(t, paragraph)) continue;
    ++corrections;
    words_of(t, q, kMostWords, wrong);
    if (wrong.size() < 2) continue;
    for (Quotation& other : out.quotations) {
      if (other.stance == Stance::denied || other.kind == QuotationKind::indirect ||
          !may_be_same(q, other) || t.paragraph_of(t.token_at(other.span.begin)) == paragraph)
        continue;
      words_of(t, other, kLongest, words);
      if (std::search(words.begin(), words.end(), wrong.begin(), wrong.end()) != words.end())
        other.stance = Stance::denied;
    }
  }
}

}  // namespace quoth::quotations
