#include "analyze/quotations/marks/mark_pairing.hpp"

#include <algorithm>
#include <array>

#include "analyze/quotations/marks/mark_place.hpp"

namespace quoth::quotations {
namespace {

// Repairs, in the points of MarkCosts.
constexpr std::uint32_t kUnclosed = 25;      // a mark never closed
constexpr std::uint32_t kReopened = 14;      // the same, and another opens after a sentence's end
constexpr std::uint32_t kGoesOn = 3;         // the same, and the next paragraph opens anew
constexpr std::uint32_t kInsideItsKind = 4;  // “ “ ” ”
constexpr std::uint32_t kClosesBoth = 16;    // “ “ ”
constexpr std::uint32_t kLostSingle = 40;
constexpr std::uint32_t kImpossible = 1u << 30;

enum class Act : std::uint8_t { nothing, open, reopen, close, close_both };

// How a state came about: packed, one byte a state and mark.
struct Step {
  std::uint8_t origin : 4;  // state after the mark before
  std::uint8_t act : 4;
};
static_assert(sizeof(Step) == 1);

template <std::size_t N>
struct Search {
  std::array<std::uint32_t, N> cost, next;
  std::array<std::uint8_t, N> origin;  // of the states as they stand before a mark
  std::vector<std::array<Step, N>> steps;
  std::array<Step, N> step{};

  explicit Search(std::size_t marks) {
    cost.fill(kImpossible);
    cost[0] = 0;
    steps.reserve(marks);
  }
  void begin_mark() {
    for (std::size_t s = 0; s < N; ++s) origin[s] = static_cast<std::uint8_t>(s);
  }
  /// Before a mark: state `from` may turn into `to`.
  void turn(std::size_t from, std::size_t to, std::uint32_t price) {
    if (cost[from] + price >= cost[to]) return;
    cost[to] = cost[from] + price;
    origin[to] = origin[from];
  }
  void begin_acts() { next.fill(kImpossible); }
  void act(std::size_t from, std::size_t to, Act act, std::uint32_t price) {
    if (cost[from] + price >= next[to]) return;
    next[to] = cost[from] + price;
    step[to] = {static_cast<std::uint8_t>(origin[from] & 15),
                static_cast<std::uint8_t>(static_cast<std::uint8_t>(act) & 15)};
  }
  void end_mark() {
    // Only differences count: no sum grows with the text.
    const std::uint32_t least = *std::min_element(next.begin(), next.end());
    for (std::size_t s = 0; s < N; ++s) cost[s] = std::min(next[s] - least, kImpossible);
    steps.push_back(step);
  }
  /// The acts of the cheapest path that ends in state `last`, and the states after them.
  void trace(std::size_t last, std::vector<std::pair<Act, std::uint8_t>>& path) const {
    path.resize(steps.size());
    std::size_t state = last;
    for (std::size_t k = steps.size(); k-- > 0;) {
      const Step s = steps[k][state];
      path[k] = {static_cast<Act>(s.act), static_cast<std::uint8_t>(state)};
      state = s.origin;
    }
  }
};

/// Whether more than a line break stands before a paragraph.
bool after_blank_line(const TokenTable& t, std::uint32_t paragraph) noexcept {
  const TokenIndex first = t.paragraphs()[paragraph].begin;
  if (first == 0) return false;
  constexpr std::uint32_t kLook = 32;
  const std::uint32_t begin = t.span(first - 1).end;
  const std::uint32_t size = std::min(t.span(first).begin - begin, kLook);
  const std::string_view gap = t.text().substr(begin, size);
  return std::count(gap.begin(), gap.end(), '\n') > 1;
}

/// What it costs to go on from one paragraph into another. Where lines are all there is, a
/// paragraph may be no more than a line.
std::uint32_t crossing(const TokenTable& t, std::uint32_t from, std::uint32_t to) noexcept {
  constexpr std::uint32_t kMostLines = 30, kMost = 60;
  const std::uint32_t n = to - from;
  if (!after_blank_line(t, from + 1) && !after_blank_line(t, to))
    return std::min(kMostLines, 2 + n / 2);
  return std::min(kMost, 3 + 3 * n);
}

/// Whether a mark opens a paragraph, right after the one in which the mark before it stands.
bool opens_next_paragraph(const TokenTable& t, const MarkToken& mark, std::uint32_t paragraph) {
  return starts_paragraph(t, mark.token) && mark.costs.open <= mark.costs.close &&
         t.paragraph_of(mark.token) == paragraph + 1;
}

TokenIndex paragraph_end(const TokenTable& t, TokenIndex i) {
  return t.paragraphs()[t.paragraph_of(i)].end;
}

}  // namespace

void pair_marks(const TokenTable& t, std::span<const MarkToken> marks, std::vector<Stretch>& out) {
  if (marks.empty()) return;
  constexpr std::size_t kDepths = 4;
  Search<kDepths> search(marks.size());
  std::uint32_t paragraph = t.paragraph_of(marks.front().token);
  for (const MarkToken& m : marks) {
    search.begin_mark();
    const std::uint32_t here = t.paragraph_of(m.token);
    if (here != paragraph) {
      const std::uint32_t end = opens_next_paragraph(t, m, paragraph) ? kGoesOn : kUnclosed;
      for (std::size_t d = 1; d < kDepths; ++d)
        search.turn(d, 0, end + static_cast<std::uint32_t>(d - 1) * kUnclosed);
      for (std::size_t d = 1; d < kDepths; ++d) search.cost[d] += crossing(t, paragraph, here);
      paragraph = here;
    }
    search.begin_acts();
    const bool after_sentence = t.before(m.token, Gap::sentence);
    for (std::size_t d = 0; d < kDepths; ++d) {
      search.act(d, d, Act::nothing, m.costs.nothing);
      if (d + 1 < kDepths)
        search.act(d, d + 1, Act::open, m.costs.open + (d > 0 ? kInsideItsKind : 0));
      if (d == 0) continue;
      search.act(d, d, Act::reopen, m.costs.open + (after_sentence ? kReopened : kUnclosed));
      search.act(d, d - 1, Act::close, m.costs.close);
      if (d >= 2) search.act(d, d - 2, Act::close_both, m.costs.close + kClosesBoth);
    }
    search.end_mark();
  }
  for (std::size_t d = 1; d < kDepths; ++d)
    search.cost[d] += static_cast<std::uint32_t>(d) * kUnclosed;
  std::vector<std::pair<Act, std::uint8_t>> path;
  search.trace(static_cast<std::size_t>(std::min_element(search.cost.begin(), search.cost.end()) -
                                        search.cost.begin()),
               path);

  std::array<std::size_t, kDepths> open{};
  std::size_t depth = 0;
  const auto leave = [&](TokenIndex limit, bool goes_on) {
    Stretch& s = out[open[--depth]];
    s.close = std::min(limit, paragraph_end(t, s.open));
    s.goes_on = goes_on;
  };
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const auto [act, after] = path[k];
    const TokenIndex i = marks[k].token;
    const std::size_t before = act == Act::open         ? after - 1u
                               : act == Act::close      ? after + 1u
                               : act == Act::close_both ? after + 2u
                                                        : after;
    // What stood open and does no longer has ended with its paragraph.
    while (depth > before) {
      const Stretch& s = out[open[depth - 1]];
      leave(i, act == Act::open && starts_paragraph(t, i) &&
                   t.paragraph_of(i) == t.paragraph_of(s.open) + 1);
    }
    if (act == Act::reopen) leave(i, false);
    if (act == Act::open || act == Act::reopen) {
      open[depth++] = out.size();
      Stretch s;
      s.open = s.close = i;
      s.closed = false;
      out.push_back(s);
    }
    for (int n = act == Act::close ? 1 : act == Act::close_both ? 2 : 0; n > 0; --n) {
      Stretch& s = out[open[--depth]];
      s.close = i;
      s.closed = true;
    }
  }
  while (depth > 0) leave(t.size(), false);
}

void pair_singles(const TokenTable& t, const MarkHabits& habits, std::span<const MarkToken> marks,
                  std::span<const Stretch> others, std::vector<Stretch>& out) {
  if (marks.empty()) return;
  // A state has a bit for each level of the others: whether a single mark stands open there.
  constexpr std::size_t kLevels = 3, kStates = 1u << kLevels;
  Search<kStates> search(marks.size());
  std::vector<std::uint8_t> levels(marks.size());
  std::vector<TokenIndex> around;  // closes of the others that are open
  std::size_t next = 0;
  const auto level_of_depth = [](std::size_t depth) { return std::min(depth, kLevels - 1); };
  std::uint32_t paragraph = t.paragraph_of(marks.front().token);
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const MarkToken& m = marks[k];
    search.begin_mark();
    const auto leave_level = [&](std::size_t level) {
      const std::size_t bit = std::size_t{1} << level;
      for (std::size_t s = 0; s < kStates; ++s) {
        if ((s & bit) == 0) continue;
        search.turn(s, s ^ bit, kLostSingle);
        search.cost[s] = kImpossible;
      }
    };
    const auto pop = [&](TokenIndex until) {
      while (!around.empty() && around.back() <= until) {
        const std::size_t level = level_of_depth(around.size());
        around.pop_back();
        if (level_of_depth(around.size()) != level) leave_level(level);
      }
    };
    for (; next < others.size() && others[next].open < m.token; ++next) {
      pop(others[next].open);
      around.push_back(others[next].close);
    }
    pop(m.token);
    const std::uint32_t here = t.paragraph_of(m.token);
    if (here != paragraph) {
      const std::uint32_t end = opens_next_paragraph(t, m, paragraph) ? kGoesOn : kLostSingle;
      std::uint32_t cross = crossing(t, paragraph, here);
      if (!habits.singles_first && after_blank_line(t, here)) cross += kLostSingle;
      for (std::size_t s = 1; s < kStates; ++s) {
        search.turn(s, 0, end);
        search.cost[s] = std::min(search.cost[s] + cross, kImpossible);
      }
      paragraph = here;
    }
    const std::size_t level = level_of_depth(around.size()), bit = std::size_t{1} << level;
    levels[k] = static_cast<std::uint8_t>(level);
    search.begin_acts();
    for (std::size_t s = 0; s < kStates; ++s) {
      search.act(s, s, Act::nothing, m.costs.nothing);
      if ((s & bit) == 0) {
        search.act(s, s | bit, Act::open, m.costs.open);
      } else {
        search.act(s, s ^ bit, Act::close, m.costs.close);
      }
    }
    search.end_mark();
  }
  for (std::size_t s = 1; s < kStates; ++s) search.cost[s] += kLostSingle;
  std::vector<std::pair<Act, std::uint8_t>> path;
  search.trace(static_cast<std::size_t>(std::min_element(search.cost.begin(), search.cost.end()) -
                                        search.cost.begin()),
               path);

  constexpr std::size_t kNone = ~std::size_t{0};
  std::array<std::size_t, kLevels> open;
  open.fill(kNone);
  const std::size_t first = out.size();
  const auto lose = [&](std::size_t level, TokenIndex at, bool again) {
    Stretch& s = out[open[level]];
    s.goes_on = again && starts_paragraph(t, at) && starts_paragraph(t, s.open) &&
                t.paragraph_of(at) == t.paragraph_of(s.open) + 1;
    s.close = s.goes_on ? paragraph_end(t, s.open) : s.open;  // else it was an apostrophe
    open[level] = kNone;
  };
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const auto [act, after] = path[k];
    const std::size_t level = levels[k];
    const TokenIndex i = marks[k].token;
    const std::size_t bit = std::size_t{1} << level;
    const std::size_t before = act == Act::nothing ? after : after ^ bit;
    for (std::size_t l = 0; l < kLevels; ++l)
      if (open[l] != kNone && (before >> l & 1) == 0) lose(l, i, act == Act::open);
    if (act == Act::open) {
      open[level] = out.size();
      Stretch s;
      s.open = s.close = i;
      s.single = true;
      s.closed = false;
      out.push_back(s);
    } else if (act == Act::close) {
      Stretch& s = out[open[level]];
      s.close = i;
      s.closed = true;
      open[level] = kNone;
    }
  }
  for (std::size_t l = 0; l < kLevels; ++l)
    if (open[l] != kNone) lose(l, t.size() - 1, false);
  out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                           [](const Stretch& s) { return s.close <= s.open + 1; }),
            out.end());
}

}  // namespace quoth::quotations
