#include "analyze/dates/matcher.hpp"

#include <algorithm>
#include <bit>

namespace quoth::dates {
namespace {

constexpr bool is_mark(Atom atom) noexcept { return atom >= Atom::dash && atom < Atom::count_; }

bool can_be(const TokenTable& t, Atom atom, TokenIndex i) noexcept {
  switch (t.kind(i)) {
    case TokenKind::word:
      return has_any(t.classes(i), first_classes(atom)) ||
             (atom == Atom::year && t.shape(i) == Shape::upper);  // AD 79
    case TokenKind::number:
      return (kNumberTraits & atom_trait(atom)) != 0;
    case TokenKind::mark:
      return atom == Atom::year || atom == Atom::decade;
    default:
      return is_mark(atom);
  }
}

}  // namespace

Traits Matcher::traits(TokenIndex i) const noexcept {
  switch (t_.kind(i)) {
    case TokenKind::word:
      return (t_.classes(i) & (kDateClasses | kStartsPhrase)) != 0 ? rules_.traits_[t_.word(i)].own
                                                                   : 0;
    case TokenKind::number:
      return kNumberTraits | symbol_trait(RuleSet::kNumberSymbol | (t_.number(i) & 0x7fffffff));
    case TokenKind::mark:
      return kMarkTraits;
    default:
      return sign_traits(t_, i);
  }
}

bool Matcher::can_start(TokenIndex i) const noexcept {
  switch (t_.kind(i)) {
    case TokenKind::word: {
      const WordClasses classes = t_.classes(i);
      if ((classes & (kDateClasses | kStartsPhrase)) == 0) return false;
      const std::uint8_t starts = rules_.starts_[t_.word(i)];
      if (starts != 1) return starts != 0;
      if (i + 1 >= t_.size()) return false;
      const TokenKind next = t_.kind(i + 1);
      if (next == TokenKind::word)
        return (t_.classes(i + 1) & kDateClasses) != 0 || (classes & kStartsPhrase) != 0;
      return next == TokenKind::number || next == TokenKind::mark || atoms_.is_dash(i + 1);
    }
    case TokenKind::number:
      return !atoms_.inside_number(i);
    case TokenKind::mark:
      return i + 1 < t_.size() && t_.kind(i + 1) == TokenKind::number && atoms_.glued(i + 1);
    default:
      return false;
  }
}

/// The tokens of [begin, begin + 64) that may start a match, a bit each. Three in ten words of a text
/// have a class of time ("of", "in", "the"), in an order that no processor foresees: the first loop
/// has no branch, and the others are over few tokens.
std::uint64_t Matcher::starts_in(TokenIndex begin) const noexcept {
  constexpr WordClasses kAny = kDateClasses | kStartsPhrase;
  constexpr unsigned kOpeners =
      1u << static_cast<unsigned>(TokenKind::number) | 1u << static_cast<unsigned>(TokenKind::mark);
  const TokenIndex end = std::min(t_.size(), begin + 64);
  std::uint64_t words = 0, others = 0, starts = 0;
  for (TokenIndex i = begin; i < end; ++i) {
    const auto kind = static_cast<unsigned>(t_.kind(i));
    words = words >> 1 | std::uint64_t{(t_.classes(i) & kAny) != 0} << 63;
    others = others >> 1 | std::uint64_t{kind != static_cast<unsigned>(TokenKind::word)} << 63;
    starts = starts >> 1 | std::uint64_t{kOpeners >> kind & 1} << 63;
  }
  const unsigned missing = 64 - (end - begin);
  words >>= missing;
  others >>= missing;
  starts >>= missing;
  std::uint64_t fits = (words | others) >> 1;  // before a token that can be part of a rule
  if (end < t_.size() && ((t_.classes(end) & kAny) != 0 || t_.kind(end) != TokenKind::word))
    fits |= std::uint64_t{1} << 63;
  for (std::uint64_t left = words & ~fits; left != 0; left &= left - 1) {
    const auto k = static_cast<unsigned>(std::countr_zero(left));
    const Traits follows = rules_.traits_[t_.word(begin + k)].follows;
    starts |= std::uint64_t{follows == RuleSet::kAnyTraits} << k;
  }
  for (std::uint64_t left = words & fits; left != 0; left &= left - 1) {
    const auto k = static_cast<unsigned>(std::countr_zero(left));
    const Traits follows = rules_.traits_[t_.word(begin + k)].follows;
    const bool fit = (follows & traits(begin + k + 1)) != 0;
    starts |= std::uint64_t{fit || follows == RuleSet::kAnyTraits} << k;
  }
  return starts;
}

TokenIndex Matcher::next_start(TokenIndex i) noexcept {
  while (i < t_.size()) {
    if (i / 64 != block_) {
      block_ = i / 64;
      starts_ = starts_in(block_ * 64);
    }
    for (std::uint64_t left = starts_ >> i % 64 << i % 64; left != 0; left &= left - 1) {
      const TokenIndex start = block_ * 64 + static_cast<TokenIndex>(std::countr_zero(left));
      if (can_start(start)) return start;
    }
    i = (block_ + 1) * 64;
  }
  return t_.size();
}

void Matcher::set_rule(const RuleSet::Accept& accept) noexcept {
  best_.rule = &rules_.rules_[accept.rule];
  best_.groups[0] = {best_positions_[accept.bounds[0]], best_positions_[accept.bounds[1]]};
  best_.groups[1] = {best_positions_[accept.bounds[2]], best_positions_[accept.bounds[3]]};
}

void Matcher::accept(std::int32_t id, TokenIndex at, std::uint32_t depth) noexcept {
  const RuleSet::Accept& accept = rules_.accepts_[static_cast<std::size_t>(id)];
  const Rule* rule = &rules_.rules_[accept.rule];
  if (best_.rule != nullptr && (at < best_.end || (at == best_.end && rule >= best_.rule))) return;
  best_.begin = positions_[0];
  best_.end = at;
  std::copy_n(positions_.begin(), depth + 1, best_positions_.begin());
  std::copy_n(captures_.begin(), capture_count_, best_.captures.begin());
  best_.capture_count = capture_count_;
  best_accept_ = id;
  set_rule(accept);
}

const Match* Matcher::alternative() noexcept {
  best_accept_ = rules_.accepts_[static_cast<std::size_t>(best_accept_)].next;
  if (best_accept_ < 0) return nullptr;
  set_rule(rules_.accepts_[static_cast<std::size_t>(best_accept_)]);
  return &best_;
}

template <bool kByTraits>
void Matcher::walk(std::uint32_t node_id, TokenIndex at, std::uint32_t depth) noexcept {
  const RuleSet::Node& node = rules_.nodes_[node_id];
  positions_[depth] = at;
  if (node.accept >= 0) accept(node.accept, at, depth);
  if (at >= t_.size() || depth >= RuleSet::kMostDepth) return;
  // No expression runs over a paragraph's end, nor over a sentence's (an abbreviation ends none).
  if (depth > 0 && t_.before(at, Gap::paragraph | Gap::sentence)) return;
  const TokenKind kind = t_.kind(at);
  if (kind == TokenKind::word && (t_.classes(at) & (kDateClasses | kStartsPhrase)) == 0) return;
  const Traits here = kByTraits ? traits(at) & node.wants : node.wants;
  if (here == 0) return;
  std::uint32_t symbol = 0;
  if (kind == TokenKind::word) {
    symbol = rules_.symbol_of_word_[t_.word(at)];
  } else if (kind == TokenKind::number && (depth > 0 || !atoms_.inside_number(at))) {
    symbol = RuleSet::kNumberSymbol | (t_.number(at) & 0x7fffffff);
  }
  if (symbol != 0 && (here & ~kAtomTraits) != 0) {
    const RuleSet::WordEdge* const edges = rules_.word_edges_.data();
    const RuleSet::WordEdge *edge = edges + node.words, *end = edges + node.words_end;
    if (kByTraits && node_id == 0 && symbol < RuleSet::kNumberSymbol) {
      edge = edges + rules_.root_edges_[symbol];
      end = edges + rules_.root_edges_[symbol + 1];
    } else {
      edge = std::lower_bound(edge, end, symbol, [](const RuleSet::WordEdge& e, std::uint32_t s) {
        return e.symbol < s;
      });
    }
    for (; edge != end && edge->symbol == symbol; ++edge)
      walk<kByTraits>(edge->child, at + 1, depth + 1);
  }
  if ((here & kAtomTraits) == 0) return;
  for (std::uint32_t k = node.atoms; k < node.atoms_end; ++k) {
    const RuleSet::AtomEdge& edge = rules_.atom_edges_[k];
    if (kByTraits ? (here & atom_trait(edge.atom)) == 0 : !can_be(t_, edge.atom, at)) continue;
    const Capture capture = atoms_.read(edge.atom, at);
    if (capture.tokens == 0) continue;
    const bool keep = !is_mark(edge.atom) && capture_count_ < captures_.size();
    if (keep) captures_[capture_count_++] = capture;
    walk<kByTraits>(edge.child, at + capture.tokens, depth + 1);
    if (keep) --capture_count_;
  }
}

template <bool kByTraits>
const Match* Matcher::match_from(TokenIndex i) noexcept {
  best_.rule = nullptr;
  capture_count_ = 0;
  walk<kByTraits>(0, i, 0);
  return best_.rule != nullptr && best_.end > i ? &best_ : nullptr;
}

const Match* Matcher::match(TokenIndex i) noexcept { return match_from<true>(i); }
const Match* Matcher::match_plainly(TokenIndex i) noexcept { return match_from<false>(i); }

}  // namespace quoth::dates
