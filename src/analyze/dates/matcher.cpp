#include "analyze/dates/matcher.hpp"

#include <algorithm>

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
      return (t_.classes(i) & (kDateClasses | kStartsPhrase)) != 0 ? rules_.traits_[t_.word(i)] : 0;
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

TokenIndex Matcher::next_start(TokenIndex i) const noexcept {
  const TokenIndex size = t_.size();
  const Traits root = rules_.nodes_[0].wants;
  Traits next = i < size ? traits(i) : 0;
  for (; i < size; ++i) {
    const Traits here = next;
    next = i + 1 < size ? traits(i + 1) : 0;
    if ((here & root) == 0) continue;
    if (t_.kind(i) == TokenKind::word) {
      const Traits follows = rules_.follows_[t_.word(i)];
      if (follows != RuleSet::kAnyTraits && (follows & next) == 0) continue;
    }
    if (can_start(i)) return i;
  }
  return size;
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
