#include "rank/core/query_tree.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "quoth/error.hpp"

namespace quoth::core {

using Op = PlanNode::Op;

void QueryTree::begin(const PlanNode& root, std::span<const SegmentView> segments) {
  segments_ = segments;
  leaf_count_ = 0;
  nodes_.clear();
  phrase_ = false;
  (void)add(root);
  flat_ = root.op == Op::word ||
          (root.op == Op::any && std::all_of(root.children.begin(), root.children.end(),
                                             [](const PlanNode& c) { return c.op == Op::word; }));
  weigh();
}

std::size_t QueryTree::add_leaf(const std::string& text, bool scored) {
  for (std::size_t i = 0; !scored && i < leaf_count_; ++i)
    if (leaves_[i].text == text && !leaves_[i].scored) return i;
  if (leaf_count_ == leaves_.size()) leaves_.emplace_back();
  Leaf& out = leaves_[leaf_count_];
  out.text = text, out.scored = scored, out.idf = 0, out.most = 0, out.here = nullptr;
  return leaf_count_++;
}

std::size_t QueryTree::add(const PlanNode& plan) {
  const std::size_t index = nodes_.size();
  nodes_.emplace_back();
  std::vector<std::size_t> leaves, children;
  switch (plan.op) {
    case Op::word:
      leaves.push_back(add_leaf(plan.terms.front(), true));
      break;
    case Op::phrase:
      phrase_ = true;
      for (const std::string& term : plan.terms) leaves.push_back(add_leaf(term, true));
      break;
    case Op::filter:
      for (const std::string& term : plan.terms) leaves.push_back(add_leaf(term, false));
      break;
    default:
      for (const PlanNode& child : plan.children) children.push_back(add(child));
  }
  Node& node = nodes_[index];
  node.op = plan.op, node.plan = &plan;
  node.leaves = std::move(leaves), node.children = std::move(children);
  return index;
}

void QueryTree::weigh() {
  collection_ = 0;
  std::uint64_t words = 0;
  for (const SegmentView& segment : segments_) {
    collection_ += segment.ranks->documents();
    words += segment.ranks->total_length();
  }
  average_ = collection_ > 0 ? static_cast<double>(words) / static_cast<double>(collection_) : 0;
  if (segments_.size() == 1) return;  // open_segment looks the terms up anyway
  for (std::size_t i = 0; i < leaf_count_; ++i) {
    if (!leaves_[i].scored) continue;
    std::uint64_t frequency = 0;
    for (const SegmentView& segment : segments_)
      frequency += segment.ranks->document_frequency(leaves_[i].text);
    leaves_[i].idf = frequency > 0 ? bm25_idf(collection_, frequency) : 0;
  }
}

void QueryTree::open_segment(std::uint32_t index, const Bm25& bm25) {
  const storage::Ranks& ranks = *segments_[index].ranks;
  for (std::size_t code = 1; code < kernels::kCodes; ++code) {
    const storage::CodeClass& c = ranks.book()[code];
    // A millionth more than it is, so that rounding to float leaves a bound.
    bounds_[code] =
        c.most == 0
            ? 0
            : static_cast<float>(quoth::bm25(c.most, c.shortest, average_, 1, bm25) * (1 + 1e-6));
  }
  for (std::size_t i = 0; i < leaf_count_; ++i) {
    Leaf& leaf = leaves_[i];
    leaf.postings.close();
    leaf.most = 0;
    storage::DictionaryEntry entry;
    if (!ranks.terms().find(leaf.text, entry)) continue;
    if (!leaf.postings.open(ranks, entry))
      throw DamagedError("The postings of “" + leaf.text +
                         "” are damaged. Run `quoth verify` on the index.");
    leaf.ordinal = entry.ordinal;
    if (!leaf.scored) continue;
    if (segments_.size() == 1) leaf.idf = bm25_idf(collection_, leaf.postings.documents());
    float most = 0;
    for (const storage::WindowPostings& window : leaf.postings.windows())
      for (const std::uint8_t code : window.front) most = std::max(most, bounds_[code]);
    leaf.most = static_cast<double>(most) * leaf.idf;
  }
  for (Node& node : nodes_) {
    if (node.op != Op::phrase) continue;
    node.forms.clear();
    for (std::size_t w = 0; w < node.leaves.size(); ++w) {
      node.forms.push_back(ranks.terms_of_form(node.plan->forms[w]));
      // In another language the form may belong to another stem.
      std::erase_if(node.forms.back(), [&](const storage::FormOf& form) {
        return form.term != leaves_[node.leaves[w]].ordinal;
      });
    }
    node.order.resize(node.leaves.size());
    std::iota(node.order.begin(), node.order.end(), std::size_t{0});
    std::sort(node.order.begin(), node.order.end(), [&](std::size_t a, std::size_t b) {
      return leaves_[node.leaves[a]].postings.documents() <
             leaves_[node.leaves[b]].postings.documents();
    });
  }
}

void QueryTree::enter(const Window& window) {
  for (std::size_t i = 0; i < leaf_count_; ++i)
    leaves_[i].here = leaves_[i].postings.in_window(window.number);
}

std::uint32_t QueryTree::most_matches(const Node& node, const Window& window) const noexcept {
  const auto of_leaf = [&](std::size_t i) {
    return leaves_[i].here == nullptr ? 0 : leaves_[i].here->postings;
  };
  std::uint64_t sum = 0;
  std::uint32_t least = window.documents;
  switch (node.op) {
    case Op::everything:
      return window.documents;
    case Op::word:
    case Op::filter:
      for (const std::size_t i : node.leaves) sum += of_leaf(i);
      break;
    case Op::phrase:
      for (const std::size_t i : node.leaves) least = std::min(least, of_leaf(i));
      return node.leaves.empty() ? 0 : least;
    case Op::all:
      for (const std::size_t c : node.children)
        least = std::min(least, most_matches(nodes_[c], window));
      return node.children.empty() ? 0 : least;
    case Op::any:
      for (const std::size_t c : node.children) sum += most_matches(nodes_[c], window);
      break;
    case Op::without:
    case Op::prefer:
      return node.children.empty() ? 0 : most_matches(nodes_[node.children.front()], window);
    default:
      return 0;
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, window.documents));
}

}  // namespace quoth::core
