#include "rank/core/exact_score.hpp"

#include <algorithm>

#include "rank/core/join.hpp"

namespace quoth::core {
namespace {

using Op = PlanNode::Op;
using storage::TermPostings;

// Occurrences of a term in a document; 0 when it is not there.
std::uint32_t frequency(const Leaf& leaf, std::uint16_t offset) noexcept {
  if (leaf.here == nullptr) return 0;
  const auto posting = TermPostings::posting_at(*leaf.here, offset);
  return posting ? leaf.postings->frequency(*leaf.here, *posting) : 0;
}

bool has(const Leaf& leaf, std::uint16_t offset) noexcept {
  return leaf.here != nullptr && TermPostings::posting_at(*leaf.here, offset).has_value();
}

// Of a listed leaf; nothing when the document is not in the list.
std::optional<double> listed_score(const Leaf& leaf, std::uint16_t offset) noexcept {
  if (leaf.here == nullptr) return std::nullopt;
  const auto posting = TermPostings::posting_at(*leaf.here, offset);
  if (!posting) return std::nullopt;
  return leaf.listed->score(*leaf.here, *posting);
}

}  // namespace

double ExactScore::leaf_score(const Leaf& leaf, std::uint16_t offset, std::uint32_t length) const {
  const std::uint32_t f = frequency(leaf, offset);
  return f == 0 ? 0 : bm25(f, length, tree_.average(), leaf.idf, bm25_);
}

std::optional<double> ExactScore::score(const Node& node, std::uint16_t offset,
                                        std::uint32_t length) {
  double sum = 0;
  switch (node.op) {
    case Op::everything:
      return 0.0;
    case Op::word: {
      const Leaf& leaf = tree_.leaf(node.leaves.front());
      const std::uint32_t f = frequency(leaf, offset);
      if (f == 0) return std::nullopt;
      return bm25(f, length, tree_.average(), leaf.idf, bm25_);
    }
    case Op::synonyms:
    case Op::names:
    case Op::quotation:
    case Op::article: {
      if (node.leaves.empty()) return std::nullopt;
      const auto listed = listed_score(tree_.leaf(node.leaves.front()), offset);
      if (!listed || node.join == nullptr) return listed;
      return node.join->score(window_.first() + offset, *listed);
    }
    case Op::phrase:
      if (!stands_at(node, offset)) return std::nullopt;
      for (const std::size_t i : node.leaves) sum += leaf_score(tree_.leaf(i), offset, length);
      return sum;
    case Op::filter:
    case Op::titled:
    case Op::round:
      if (std::none_of(node.leaves.begin(), node.leaves.end(),
                       [&](std::size_t i) { return has(tree_.leaf(i), offset); }))
        return std::nullopt;
      return node.precise == Node::kNone
                 ? 0
                 : listed_score(tree_.leaf(node.precise), offset).value_or(0);
    case Op::near:
      if (!stands_at(node, offset)) return std::nullopt;
      for (const std::size_t c : node.children)
        sum += score(tree_.node(c), offset, length).value_or(0);
      return sum;
    case Op::all:
      if (node.children.empty()) return std::nullopt;
      for (const std::size_t c : node.children) {
        const auto part = score(tree_.node(c), offset, length);
        if (!part) return std::nullopt;
        sum += *part;
      }
      return sum;
    case Op::any: {
      bool some = false;
      for (const std::size_t c : node.children)
        if (const auto part = score(tree_.node(c), offset, length)) sum += *part, some = true;
      return some ? std::optional(sum) : std::nullopt;
    }
    case Op::without: {
      const auto own = score(tree_.node(node.children.front()), offset, length);
      if (!own) return std::nullopt;
      for (std::size_t c = 1; c < node.children.size(); ++c)
        if (score(tree_.node(node.children[c]), offset, length)) return std::nullopt;
      return own;
    }
    case Op::prefer: {
      const auto own = score(tree_.node(node.children.front()), offset, length);
      if (!own) return std::nullopt;
      sum = *own;
      for (std::size_t c = 1; c < node.children.size(); ++c)
        sum += score(tree_.node(node.children[c]), offset, length).value_or(0);
      return sum;
    }
    case Op::nothing:
      break;
  }
  return std::nullopt;
}

}  // namespace quoth::core
