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

std::vector<std::uint16_t>& Conjunction::of(const Levels& levels, const Window& window,
                                            std::uint8_t least) {
  found_.clear();
  words_.clear();
  unsigned rest = 0;  // the most that the words not looked at yet can add
  for (const std::size_t i : leaves_) {
    const Leaf& leaf = tree_.leaf(i);
    if (leaf.here == nullptr) return found_;
    const unsigned most = leaf.scored && leaf.most > 0 ? levels.most_of(leaf.most_here) : 0;
    words_.push_back({i, leaf.here->postings, most});
    rest += most;
  }
  // What scores first, as only that can be left out; of these the rarest.
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return (a.most > 0) != (b.most > 0) ? a.most > 0 : a.postings < b.postings;
  });
  if (rest < least || words_.front().most == 0) return found_;
  std::size_t next = 0;
  const auto wanted = [&] {
    rest -= words_[next].most;
    return least > rest ? least - rest : 1;
  };
  const unsigned of_first = wanted();
  if (of_first > kernels::kMostLevel) return found_;
  if (of_first == 1 && words_.size() > 1 && both_listed()) {
    ++next;
    begin_with_two(levels, wanted());
  } else {
    begin_with(levels, window, of_first);
  }
  while (++next < words_.size() && !found_.empty()) keep(levels, words_[next], wanted());
  return found_;
}

bool Conjunction::both_listed() const noexcept {
  return std::all_of(words_.begin(), words_.begin() + 2, [&](const Word& word) {
    return word.most > 0 && tree_.leaf(word.leaf).here->kind == WindowKind::offsets;
  });
}

// Nothing of the first word's can be left out.
void Conjunction::begin_with_two(const Levels& levels, unsigned least) {
  const storage::WindowPostings& a = *tree_.leaf(words_[0].leaf).here;
  const storage::WindowPostings& b = *tree_.leaf(words_[1].leaf).here;
  const std::uint8_t *of_a = levels.table(words_[0].leaf), *of_b = levels.table(words_[1].leaf);
  const std::size_t shared = kernel_.intersect(a.offsets, a.postings, b.offsets, b.postings,
                                               in_found_.data(), in_leaf_.data());
  found_.resize(shared), levels_.resize(shared);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < shared; ++k) {
    const unsigned level = unsigned{of_a[a.codes[in_found_[k]]]} + of_b[b.codes[in_leaf_[k]]];
    found_[kept] = a.offsets[in_found_[k]], levels_[kept] = static_cast<std::uint16_t>(level);
    kept += level >= least ? 1 : 0;
  }
  found_.resize(kept), levels_.resize(kept);
}

void Conjunction::begin_with(const Levels& levels, const Window& window, unsigned least) {
  const storage::WindowPostings& here = *tree_.leaf(words_.front().leaf).here;
  const std::uint8_t* table = levels.table(words_.front().leaf);
  const bool listed = here.kind == WindowKind::offsets;
  const std::size_t count =
      kernel_.select(here.codes, listed ? here.postings : window.documents, table,
                     static_cast<std::uint8_t>(least), in_leaf_.data());
  found_.resize(count), levels_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    found_[i] = listed ? here.offsets[in_leaf_[i]] : in_leaf_[i];
    levels_[i] = table[here.codes[in_leaf_[i]]];
  }
}

void Conjunction::keep(const Levels& levels, const Word& word, unsigned least) {
  const storage::WindowPostings& here = *tree_.leaf(word.leaf).here;
  const std::uint8_t* table = word.most > 0 ? levels.table(word.leaf) : nullptr;
  std::size_t kept = 0;
  const auto take = [&](std::size_t i, bool has, unsigned level) {
    level += levels_[i];
    found_[kept] = found_[i], levels_[kept] = static_cast<std::uint16_t>(level);
    kept += has && level >= least ? 1 : 0;
  };
  const auto level_of = [&](std::uint8_t code) -> unsigned {
    return table == nullptr ? 0 : table[code];
  };
  switch (here.kind) {
    case WindowKind::codes:
      for (std::size_t i = 0; i < found_.size(); ++i) {
        const std::uint8_t code = here.codes[found_[i]];
        take(i, code != 0, level_of(code));
      }
      break;
    case WindowKind::bits:
      for (std::size_t i = 0; i < found_.size(); ++i)
        take(i, (here.bits[found_[i] / 64] >> found_[i] % 64 & 1) != 0, 0);
      break;
    case WindowKind::offsets: {
      const std::size_t shared =
          found_.size() <= here.postings
              ? kernel_.intersect(found_.data(), found_.size(), here.offsets, here.postings,
                                  in_found_.data(), in_leaf_.data())
              : kernel_.intersect(here.offsets, here.postings, found_.data(), found_.size(),
                                  in_leaf_.data(), in_found_.data());
      for (std::size_t k = 0; k < shared; ++k)
        take(in_found_[k], true, here.codes == nullptr ? 0 : level_of(here.codes[in_leaf_[k]]));
      break;
    }
  }
  found_.resize(kept), levels_.resize(kept);
}

}  // namespace quoth::core
