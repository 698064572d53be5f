#include "rank/core/disjunction.hpp"

#include <algorithm>

namespace quoth::core {

using Op = PlanNode::Op;
using storage::ranks::WindowKind;

namespace {

// A dense list is added to all of the window as soon as it is looked up for so many.
constexpr std::size_t kFew = 512;
// To look up a posting takes as long as to add so many listed ones.
constexpr std::size_t kAddedSooner = 3;

}  // namespace

void Disjunction::begin() {
  leaves_.clear();
  const Node& root = tree_.root();
  const auto add = [&](const Node& node) {
    if (node.op == Op::word) leaves_.push_back(node.leaves.front());
    return node.op == Op::word;
  };
  applies_ = root.op == Op::word || (root.op == Op::any && !root.children.empty());
  if (!applies_) return;
  applies_ = root.op == Op::word
                 ? add(root)
                 : std::all_of(root.children.begin(), root.children.end(),
                               [&](std::size_t child) { return add(tree_.node(child)); });
}

void Disjunction::find(Levels& levels, const Window& window, std::uint8_t least, Candidates& out) {
  out.clear();
  words_.clear();
  for (const std::size_t i : leaves_) {
    const Leaf& leaf = tree_.leaf(i);
    if (leaf.here != nullptr && leaf.most > 0)
      words_.push_back({i, leaf.here, levels.most_of(leaf.most_here)});
  }
  std::sort(words_.begin(), words_.end(),
            [](const Word& a, const Word& b) { return a.most < b.most; });
  // The first words together stay below the level wanted, so that each document has one of the others.
  unsigned rest = 0;
  std::size_t idle = 0;
  while (idle < words_.size() && rest + words_[idle].most < least) rest += words_[idle++].most;
  if (idle == words_.size()) return;
  const Word& only = words_[idle];
  if (idle + 1 == words_.size() && (idle == 0 || only.here->kind == WindowKind::offsets)) {
    out.begin(*only.here, levels.table(only.leaf), window.documents, least - rest);
    if (idle == 0) return;
    if (out.size() <= kFew) return add_words(levels, idle, rest, least, out);
  }
  // Of the first ones dense lists are added all the same: that takes less time.
  std::size_t listed = 0, postings = 0;
  needed_.clear(), listed_.clear();
  rest = 0;
  for (std::size_t w = 0; w < words_.size(); ++w) {
    if (w >= idle || words_[w].here->kind != WindowKind::offsets) {
      needed_.push_back(words_[w].leaf);
      continue;
    }
    listed_.push_back(words_[w].leaf);
    rest += words_[w].most, postings += words_[w].here->postings;
    words_[listed++] = words_[w];
  }
  levels.of_leaves(tree_, window, needed_);
  if (listed > 0 && levels.reached_by(window, least - rest) * listed * kAddedSooner < postings) {
    out.begin_levels(levels.data(), window.steps(), least - rest);
    return add_words(levels, listed, rest, least, out);
  }
  levels.add_listed(tree_, listed_);
  out.begin_levels(levels.data(), window.steps(), least);
}

void Disjunction::add_words(const Levels& levels, std::size_t words, unsigned rest,
                            std::uint8_t least, Candidates& out) const {
  while (words-- > 0 && !out.empty()) {
    const Word& word = words_[words];
    rest -= word.most;
    out.add(*word.here, levels.table(word.leaf), least - rest);
  }
}

}  // namespace quoth::core
