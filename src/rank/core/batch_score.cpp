#include "rank/core/batch_score.hpp"

#include <algorithm>
#include <utility>

#include "rank/core/window_lists.hpp"

namespace quoth::core {

using Op = PlanNode::Op;

void BatchScore::begin() {
  leaves_.clear();
  idf_.clear();
  placed_.clear();
  listed_ = kNone;
  // A list alone is not worth it: of thousands of documents with the same score few are looked at.
  applies_ = add(tree_.root()) && (listed_ == kNone || !leaves_.empty());
  if (!applies_) return;
  for (const std::size_t leaf : leaves_) idf_.push_back(tree_.leaf(leaf).idf);
  if (frequencies_.size() < leaves_.size() * kMost) frequencies_.resize(leaves_.size() * kMost);
}

// A sum in another order has other bits, so a sum of its own may only come first.
bool BatchScore::add(const Node& node) {
  switch (node.op) {
    case Op::everything:
    case Op::titled:
    case Op::round:
    case Op::article:
      return true;
    case Op::word:
      return add_words(node.leaves);
    case Op::filter:
      return node.precise == Node::kNone || add_list(node.precise);
    case Op::names:
    case Op::synonyms:
      return !node.leaves.empty() && add_list(node.leaves.front());
    case Op::phrase:
      placed_.push_back(&node);
      return add_words(node.leaves);
    case Op::near:
      placed_.push_back(&node);
      for (const std::size_t child : node.children) {
        if (tree_.node(child).op != Op::word || !add_words(tree_.node(child).leaves)) return false;
      }
      return true;
    case Op::without:
      return add(tree_.node(node.children.front()));
    case Op::all:
    case Op::any:
    case Op::prefer:
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const Node& child = tree_.node(node.children[i]);
        // An unmatched part of `any` or `prefer` must not add a word that the document has nonetheless.
        const bool needed = node.op == Op::all || (node.op == Op::prefer && i == 0);
        const bool one = child.op == Op::word || child.op == Op::filter || child.op == Op::names ||
                         child.op == Op::synonyms || child.op == Op::everything ||
                         child.op == Op::titled || child.op == Op::round ||
                         child.op == Op::article ||
                         (child.op == Op::phrase && needed && child.leaves.size() < 2);
        if (!one && (i > 0 || !needed)) return false;
        if (!add(child)) return false;
      }
      return true;
    default:
      return false;
  }
}

// Words behind a list would be added to its score one by one; only of one word the order does not matter.
bool BatchScore::add_words(std::span<const std::size_t> leaves) {
  leaves_.insert(leaves_.end(), leaves.begin(), leaves.end());
  return listed_ == kNone || leaves.empty() || leaves_.size() == 1;
}

bool BatchScore::add_list(std::size_t leaf) { return std::exchange(listed_, leaf) == kNone; }

// A document that does not match an unneeded list is not in it, and gets nothing.
void BatchScore::add_listed_scores(std::span<const std::uint16_t> offsets) {
  const Leaf& leaf = tree_.leaf(listed_);
  if (leaf.here == nullptr) return;
  for (std::size_t i = 0; i < offsets.size(); ++i)
    if (const auto posting = storage::TermPostings::posting_at(*leaf.here, offsets[i]))
      scores_[i] += leaf.listed->score(*leaf.here, *posting);
}

void BatchScore::read_frequencies(const storage::Ranks& ranks, const Leaf& leaf,
                                  std::span<const std::uint16_t> offsets, std::uint32_t* out) {
  const storage::CodeBook& book = ranks.book();
  if (leaf.here == nullptr) {
    std::fill_n(out, offsets.size(), 0u);
    return;
  }
  const storage::WindowPostings& here = *leaf.here;
  std::fill_n(out, offsets.size(), 0u);
  const std::size_t shared = find_offsets(kernel_, here, offsets.data(), offsets.size(),
                                          in_list_.data(), in_leaf_.data());
  for (std::size_t j = 0; j < shared; ++j) {
    const storage::CodeClass& c = book[here.codes[in_leaf_[j]]];
    out[in_list_[j]] = c.exact() ? c.least : leaf.postings->frequency(here, in_leaf_[j]);
  }
}

void BatchScore::read_frequencies(const storage::Ranks& ranks, const Leaf& leaf,
                                  std::span<const std::uint16_t> offsets,
                                  const std::uint16_t* postings) {
  const storage::CodeBook& book = ranks.book();
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const storage::CodeClass& c = book[leaf.here->codes[postings[i]]];
    frequencies_[i] =
        c.exact() ? c.least : leaf.postings->frequency(*leaf.here, postings[i]);
  }
}

std::span<const double> BatchScore::of(const storage::Ranks& ranks, const Window& window,
                                       const Bm25& bm25, std::span<const std::uint16_t> offsets,
                                       const std::uint16_t* postings) {
  const std::size_t count = offsets.size();
  for (std::size_t i = 0; i < count; ++i) lengths_[i] = ranks.length(window.first() + offsets[i]);
  if (postings != nullptr) {
    read_frequencies(ranks, tree_.leaf(leaves_.front()), offsets, postings);
  } else {
    for (std::size_t t = 0; t < leaves_.size(); ++t)
      read_frequencies(ranks, tree_.leaf(leaves_[t]), offsets, frequencies_.data() + t * count);
  }
  const kernels::Scoring scoring{idf_.data(), leaves_.size(), tree_.average(), bm25};
  kernel_.rescore(frequencies_.data(), lengths_.data(), count, scoring, scores_.data());
  if (listed_ != kNone) add_listed_scores(offsets);
  return {scores_.data(), count};
}

}  // namespace quoth::core
