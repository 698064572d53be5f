#include "rank/core/match_sets.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "index/ranks/each_posting.hpp"
#include "rank/core/window_lists.hpp"

namespace quoth::core {
namespace {

using Op = PlanNode::Op;
using storage::ranks::WindowKind;

// Sets with fewer than one document in so many are lists.
constexpr std::uint32_t kListShare = 16;

// Nodes that match what one leaf has.
bool is_leaf(const Node& node) noexcept {
  switch (node.op) {
    case Op::word:
    case Op::names:
    case Op::quotation:
    case Op::article:
    case Op::filter:
    case Op::titled:
    case Op::round:
    case Op::synonyms:
      return node.leaves.size() == 1;
    default:
      return false;
  }
}

bool has_bit(const MatchSet& set, std::uint16_t offset) noexcept {
  return (set.bits[offset / 64] >> offset % 64 & 1) != 0;
}

void set_bit(MatchSet& set, std::uint16_t offset) noexcept {
  set.bits[offset / 64] |= std::uint64_t{1} << offset % 64;
}

}  // namespace

MatchSet& MatchSets::of_root(const Window& window) {
  window_ = window;
  used_ = 0;
  verify_ = false;
  return set_of(tree_.root());
}

MatchSet& MatchSets::fresh() {
  if (used_ == sets_.size()) sets_.emplace_back();
  MatchSet& out = sets_[used_++];
  out.listed = false;
  out.list.clear();
  return out;
}

MatchSet& MatchSets::nothing() {
  MatchSet& out = fresh();
  out.listed = true;
  return out;
}

void MatchSets::clear_bits(MatchSet& set) const {
  set.listed = false;
  std::fill_n(set.bits.begin(), window_.words(), std::uint64_t{0});
}

void MatchSets::make_list(MatchSet& set) const {
  if (set.listed) return;
  set.listed = true;
  set.list.clear();
  for (std::size_t i = 0; i < window_.words(); ++i)
    for (std::uint64_t word = set.bits[i]; word != 0; word &= word - 1)
      set.list.push_back(
          static_cast<std::uint16_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
}

void MatchSets::add_bits(const Leaf& leaf, MatchSet& set) {
  if (leaf.here == nullptr) return;
  if (leaf.here->kind == WindowKind::bits) {
    for (std::size_t i = 0; i < window_.words(); ++i) set.bits[i] |= leaf.here->bits[i];
    return;
  }
  storage::for_each_posting(
      *leaf.here, [&](std::uint16_t offset, std::uint32_t) { set_bit(set, offset); });
}

void MatchSets::list_of(const Leaf& leaf, MatchSet& set) {
  if (leaf.here->kind == WindowKind::offsets) {
    set.listed = true;
    set.list.assign(leaf.here->offsets, leaf.here->offsets + leaf.here->postings);
    return;
  }
  clear_bits(set);
  add_bits(leaf, set);
  make_list(set);
}

void MatchSets::keep_leaf(const Leaf& leaf, std::vector<std::uint16_t>& list) {
  std::size_t kept = 0;
  if (leaf.here == nullptr) {
    list.clear();
    return;
  }
  if (leaf.here->kind == WindowKind::bits) {
    for (const std::uint16_t offset : list) {
      list[kept] = offset;
      kept += leaf.here->bits[offset / 64] >> offset % 64 & 1;
    }
  } else {
    kept = find_offsets(kernel_, *leaf.here, list.data(), list.size(), in_list_.data(),
                        in_leaf_.data());
    for (std::size_t i = 0; i < kept; ++i) list[i] = list[in_list_[i]];
  }
  list.resize(kept);
}

// Keeps what has a word in any of its stems.
void MatchSets::keep_word(std::span<const FormPlace> places, std::vector<std::uint16_t>& list) {
  if (places.size() == 1) {
    keep_leaf(tree_.leaf(places.front().leaf), list);
    return;
  }
  const std::size_t used = used_;
  MatchSet& own = fresh();
  clear_bits(own);
  for (const FormPlace& place : places) add_bits(tree_.leaf(place.leaf), own);
  std::erase_if(list, [&](std::uint16_t offset) { return !has_bit(own, offset); });
  used_ = used;
}

void MatchSets::verify(const Node& node, std::vector<std::uint16_t>& list) {
  list.resize(exact_.keep_standing(node, list));
}

MatchSet& MatchSets::excluded(const Node& node) {
  const bool before = std::exchange(verify_, true);
  MatchSet& out = bits_of(node);
  verify_ = before;
  return out;
}

void MatchSets::keep_without(const Node& node, std::vector<std::uint16_t>& list) {
  for (std::size_t c = 1; c < node.children.size(); ++c) {
    const std::size_t used = used_;
    const MatchSet& other = excluded(tree_.node(node.children[c]));
    std::erase_if(list, [&](std::uint16_t offset) { return has_bit(other, offset); });
    used_ = used;
  }
}

void MatchSets::keep(const Node& node, std::vector<std::uint16_t>& list) {
  if (is_leaf(node)) {
    keep_leaf(tree_.leaf(node.leaves.front()), list);
    return;
  }
  switch (node.op) {
    case Op::everything:
      return;
    case Op::phrase:
      if (node.order.empty()) list.clear();
      for (const std::size_t word : node.order) keep_word(node.places_of(word), list);
      if (verify_) verify(node, list);
      return;
    case Op::all:
    case Op::near:
      if (node.children.empty()) list.clear();
      for (const std::size_t c : node.children) keep(tree_.node(c), list);
      if (node.op == Op::near && verify_) verify(node, list);
      return;
    case Op::prefer:
      keep(tree_.node(node.children.front()), list);
      return;
    case Op::without:
      keep(tree_.node(node.children.front()), list);
      keep_without(node, list);
      return;
    default:
      break;
  }
  const std::size_t used = used_;
  const MatchSet& own = bits_of(node);
  std::erase_if(list, [&](std::uint16_t offset) { return !has_bit(own, offset); });
  used_ = used;
}

MatchSet& MatchSets::bits_of(const Node& node) {
  MatchSet& out = fresh();
  clear_bits(out);
  const std::size_t used = used_;
  const auto take = [&](const MatchSet& set) {
    if (set.listed) {
      for (const std::uint16_t offset : set.list) set_bit(out, offset);
    } else {
      for (std::size_t i = 0; i < window_.words(); ++i) out.bits[i] |= set.bits[i];
    }
    used_ = used;
  };
  switch (node.op) {
    case Op::everything:
      std::fill_n(out.bits.begin(), window_.documents / 64, ~std::uint64_t{0});
      if (window_.documents % 64 != 0)
        out.bits[window_.documents / 64] = (std::uint64_t{1} << window_.documents % 64) - 1;
      break;
    case Op::word:
    case Op::synonyms:
    case Op::filter:
    case Op::titled:
    case Op::round:
    case Op::names:
    case Op::quotation:
    case Op::article:
      for (const std::size_t i : node.leaves) add_bits(tree_.leaf(i), out);
      break;
    case Op::any:
      for (const std::size_t c : node.children) take(bits_of(tree_.node(c)));
      break;
    case Op::prefer:
    case Op::without:
      take(set_of(tree_.node(node.children.front())));
      for (std::size_t c = 1; node.op == Op::without && c < node.children.size(); ++c) {
        const MatchSet& other = excluded(tree_.node(node.children[c]));
        for (std::size_t i = 0; i < window_.words(); ++i) out.bits[i] &= ~other.bits[i];
        used_ = used;
      }
      break;
    default:
      take(set_of(node));
  }
  return out;
}

MatchSet& MatchSets::set_of_words(const Node& phrase) {
  if (tree_.most_matches(phrase, window_) == 0) return nothing();
  const std::size_t rarest = phrase.order.front();
  const std::span<const FormPlace> places = phrase.places_of(rarest);
  MatchSet& out = fresh();
  if (places.size() == 1) {
    list_of(tree_.leaf(places.front().leaf), out);
  } else {
    clear_bits(out);
    for (const FormPlace& place : places) add_bits(tree_.leaf(place.leaf), out);
    make_list(out);
  }
  for (const std::size_t word : phrase.order)
    if (word != rarest) keep_word(phrase.places_of(word), out.list);
  if (verify_) verify(phrase, out.list);
  return out;
}

MatchSet& MatchSets::set_of_all(const Node& node) {
  if (node.children.empty()) return nothing();
  std::size_t rarest = node.children.front();
  std::uint32_t least = tree_.most_matches(tree_.node(rarest), window_);
  for (const std::size_t c : node.children) {
    const std::uint32_t most = tree_.most_matches(tree_.node(c), window_);
    if (most < least) rarest = c, least = most;
  }
  if (least == 0) return nothing();
  MatchSet& out = set_of(tree_.node(rarest));
  if (least < window_.documents / kListShare) make_list(out);
  bool skipped = false;  // a child that stands there twice is skipped once
  for (const std::size_t c : node.children) {
    if (c == rarest && !std::exchange(skipped, true)) continue;
    if (out.listed) {
      keep(tree_.node(c), out.list);
      continue;
    }
    const std::size_t used = used_;
    const MatchSet& child = bits_of(tree_.node(c));
    for (std::size_t i = 0; i < window_.words(); ++i) out.bits[i] &= child.bits[i];
    used_ = used;
  }
  return out;
}

MatchSet& MatchSets::set_of(const Node& node) {
  if (is_leaf(node)) {
    const Leaf& leaf = tree_.leaf(node.leaves.front());
    if (leaf.here == nullptr) return nothing();
    if (leaf.here->kind != WindowKind::offsets) return bits_of(node);
    MatchSet& out = fresh();
    list_of(leaf, out);
    return out;
  }
  switch (node.op) {
    case Op::phrase:
      return set_of_words(node);
    case Op::all:
      return set_of_all(node);
    case Op::near: {
      MatchSet& out = set_of_all(node);
      if (!verify_) return out;
      make_list(out);
      verify(node, out.list);
      return out;
    }
    case Op::prefer:
      return set_of(tree_.node(node.children.front()));
    case Op::without: {
      if (tree_.most_matches(node, window_) >= window_.documents / kListShare) return bits_of(node);
      MatchSet& out = set_of(tree_.node(node.children.front()));
      make_list(out);
      keep_without(node, out.list);
      return out;
    }
    case Op::everything:
    case Op::synonyms:
    case Op::filter:
    case Op::titled:
    case Op::round:
    case Op::any:
      return bits_of(node);
    default:
      return nothing();
  }
}

}  // namespace quoth::core
