#include "rank/core/conjunction.hpp"

#include <algorithm>

namespace quoth::core {

using Op = PlanNode::Op;
using storage::ranks::WindowKind;

void Conjunction::begin() {
  leaves_.clear();
  const Node& root = tree_.root();
  bool scored = false;
  applies_ = root.op == Op::all;
  phrase_ = root.op == Op::phrase ? &root : nullptr;
  if (phrase_ != nullptr) {
    leaves_ = root.leaves;
    applies_ = !leaves_.empty();
    return;
  }
  for (std::size_t i = 0; applies_ && i < root.children.size(); ++i) {
    const Node& child = tree_.node(root.children[i]);
    applies_ = (child.op == Op::word || child.op == Op::filter) && child.leaves.size() == 1 &&
               !tree_.leaf(child.leaves.front()).is_listed;
    if (!applies_) return;
    leaves_.push_back(child.leaves.front());
    scored = scored || child.op == Op::word;
  }
  applies_ = applies_ && scored;
}

bool Conjunction::applies() const noexcept {
  if (!applies_ || phrase_ == nullptr) return applies_;
  if (phrase_->order.size() != leaves_.size()) return false;
  for (std::size_t w = 0; w < leaves_.size(); ++w) {
    const std::span<const FormPlace> places = phrase_->places_of(w);
    if (places.size() != 1) return false;
    const Leaf &one = tree_.leaf(places.front().leaf), &scored = tree_.leaf(leaves_[w]);
    if (scored.postings->documents() == 0 || one.ordinal != scored.ordinal) return false;
  }
  return true;
}

void Conjunction::find(const Levels& levels, const Window& window, std::uint8_t least,
                       Candidates& out) {
  out.clear();
  words_.clear();
  unsigned rest = 0;  // the most that the words not looked at yet can add
  for (const std::size_t i : leaves_) {
    const Leaf& leaf = tree_.leaf(i);
    if (leaf.here == nullptr) return;
    const bool scores = leaf.scored && leaf.most > 0;
    words_.push_back({leaf.here, scores ? levels.table(i) : nullptr,
                      scores ? levels.most_of(leaf.most_here) : 0});
    rest += words_.back().most;
  }
  // What scores first, as only that can be left out; of these the rarest.
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return (a.most > 0) != (b.most > 0) ? a.most > 0 : a.here->postings < b.here->postings;
  });
  if (rest < least || words_.front().most == 0) return;
  std::size_t next = 0;
  const auto wanted = [&] {
    rest -= words_[next].most;
    return least > rest ? least - rest : 1;
  };
  const unsigned of_first = wanted();
  if (of_first > kernels::kMostLevel) return;
  const auto is_listed = [](const Word& word) {
    return word.table != nullptr && word.here->kind == WindowKind::offsets;
  };
  const Word& rarest = words_.front();
  if (of_first == 1 && words_.size() > 1 && is_listed(rarest) && is_listed(words_[1])) {
    // Nothing of the rarest can be left out.
    ++next;
    out.begin_shared(*rarest.here, rarest.table, *words_[1].here, words_[1].table, wanted());
  } else {
    out.begin(*rarest.here, rarest.table, window.documents, of_first);
  }
  while (++next < words_.size() && !out.empty())
    out.keep(*words_[next].here, words_[next].table, wanted());
}

}  // namespace quoth::core
