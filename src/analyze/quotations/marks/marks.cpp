#include "analyze/quotations/marks/marks.hpp"

#include <algorithm>
#include <array>

#include "analyze/quotations/marks/mark_costs.hpp"
#include "analyze/quotations/marks/mark_habits.hpp"
#include "analyze/quotations/marks/mark_pairing.hpp"
#include "analyze/quotations/marks/mark_place.hpp"

namespace quoth::quotations {
namespace {

constexpr std::size_t kDeepest = 8;

using FamilyMarks = std::array<std::vector<MarkToken>, kFamilies>;

// name="value" in markup: both marks belong to the markup.
bool opens_value(const TokenTable& t, TokenIndex i) noexcept {
  return t.mark(i) == Mark::straight_double && !space_before(t, i) && t.at(i - 1) == '=';
}

void weigh(const TokenTable& t, const MarkHabits& habits, const std::vector<TokenIndex>& marks,
           FamilyMarks& families) {
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const TokenIndex i = marks[k];
    if (opens_value(t, i)) {
      for (std::size_t n = k + 1; n < marks.size() && t.paragraph_of(marks[n]) == t.paragraph_of(i);
           ++n) {
        if (t.mark(marks[n]) != Mark::straight_double) continue;
        k = n;
        break;
      }
      continue;
    }
    const MarkCosts costs = costs_of(t, habits, i);
    if (costs.open == kNever && costs.close == kNever) continue;
    families[static_cast<std::size_t>(family_of(t.mark(i)))].push_back({i, costs});
  }
}

// Gives an unclosed stretch its end, at or before the one it has.
void end_unclosed(const TokenTable& t, AttributionTest attribution, Stretch& s) {
  if (s.closed || attribution == nullptr) return;
  const TokenIndex end = s.close;
  // What goes on has no attribution in its midst, but may have one at its end.
  constexpr TokenIndex kLongest = 6;
  const TokenIndex first = s.goes_on && end > kLongest ? end - kLongest : 0;
  for (TokenIndex i = std::max(first, s.open + 2); i + 1 < end; ++i) {
    const char32_t c = t.code(i);
    if (c != ',' && c != '.' && c != '!' && c != '?' && c != 0x2014 && c != 0x2013) continue;
    if (!attribution(t, i + 1, end)) continue;
    s.close = i + 1;
    s.goes_on = false;
    return;
  }
}

void sort_by_opening(std::vector<Stretch>& stretches, std::size_t middle) {
  std::inplace_merge(stretches.begin(), stretches.begin() + static_cast<std::ptrdiff_t>(middle),
                     stretches.end(),
                     [](const Stretch& a, const Stretch& b) { return a.open < b.open; });
}

}  // namespace

void nest_stretches(std::vector<Stretch>& stretches) {
  std::array<std::size_t, kDeepest> around{};
  std::size_t depth = 0, kept = 0;
  for (Stretch s : stretches) {
    while (depth > 0 && stretches[around[depth - 1]].close <= s.open) --depth;
    s.parent = -1;
    if (depth > 0) {
      const Stretch& parent = stretches[around[depth - 1]];
      s.parent = static_cast<std::int32_t>(around[depth - 1]);
      if (s.close > parent.close) {
        s.close = parent.close;
        s.closed = s.goes_on = false;
      }
    }
    if (s.close <= s.open + 1 || depth == kDeepest) continue;
    around[depth++] = kept;
    stretches[kept++] = s;
  }
  stretches.resize(kept);
}

void find_stretches(const TokenTable& t, AttributionTest attribution, std::vector<Stretch>& out) {
  out.clear();
  std::vector<TokenIndex> marks;
  for (TokenIndex i = 0; i < t.size(); ++i)
    if (t.kind(i) == TokenKind::mark) marks.push_back(i);
  if (marks.empty()) return;
  const MarkHabits habits = habits_of(t, marks);
  FamilyMarks families;
  weigh(t, habits, marks, families);
  constexpr auto kSingles = static_cast<std::size_t>(Family::singles);
  for (std::size_t f = 0; f < kFamilies; ++f) {
    if (f == kSingles || families[f].empty()) continue;
    const std::size_t before = out.size();
    pair_marks(t, families[f], out);
    sort_by_opening(out, before);
  }
  for (Stretch& s : out) end_unclosed(t, attribution, s);
  nest_stretches(out);
  if (families[kSingles].empty()) return;
  std::vector<Stretch> singles;
  pair_singles(t, habits, families[kSingles], out, singles);
  if (singles.empty()) return;
  const std::size_t before = out.size();
  out.insert(out.end(), singles.begin(), singles.end());
  sort_by_opening(out, before);
  nest_stretches(out);
}

Span inner_span(const TokenTable& tokens, const Stretch& s) noexcept {
  return {tokens.span(s.open + 1).begin, tokens.span(s.close - 1).end};
}

Span outer_span(const TokenTable& tokens, const Stretch& s) noexcept {
  // In dash dialogue a speech may go on after a full stop, which is none of its marks; and it may go
  // on after a word that is none of its words.
  const char32_t opening = tokens.code(s.open);
  const bool stop = opening == '.' || opening == '!' || opening == '?' || opening == 0x2026 ||
                    tokens.kind(s.open) == TokenKind::word;
  return {tokens.span(stop ? s.open + 1 : s.open).begin,
          s.closed ? tokens.span(s.close).end : tokens.span(s.close - 1).end};
}

}  // namespace quoth::quotations
