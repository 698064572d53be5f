#include "rank/core/levels.hpp"

#include <algorithm>

#include "rank/core/window_lists.hpp"

namespace quoth::core {
namespace {

using storage::ranks::WindowKind;

constexpr double kMost = kernels::kMostLevel;
// Where the threshold is to lie: room above it, and fine steps below.
constexpr double kThresholdLevel = 200;
// A scale that is nearly right needs no new tables.
constexpr double kNearly = 1.1;

}  // namespace

void Levels::choose_scale(const QueryTree& tree, double threshold) {
  double wanted = 1;
  if (threshold > 0) {
    wanted = kThresholdLevel / threshold;
  } else {
    // All bounds together, each rounded up, stay below the greatest level.
    double sum = 0, scored = 0;
    for (std::size_t i = 0; i < tree.leaf_count(); ++i)
      if (tree.leaf(i).most > 0) sum += tree.leaf(i).most, ++scored;
    if (sum > 0) wanted = std::max(kMost - scored, kMost / 4) / sum;
  }
  if (scale_ > 0 && wanted < scale_ * kNearly && wanted > scale_ / kNearly) return;
  scale_ = wanted;
  if (tables_.size() < tree.leaf_count()) tables_.resize(tree.leaf_count());
  for (std::size_t i = 0; i < tree.leaf_count(); ++i) {
    const Leaf& leaf = tree.leaf(i);
    if (leaf.most <= 0) continue;
    const auto factor = static_cast<float>(leaf.idf * scale_ * (1 + 1e-6));
    kernel_.level_table(tree.bounds(leaf).data(), factor, tables_[i].data());
  }
}

std::uint8_t Levels::least_for(double score) const noexcept {
  if (score <= 0) return 0;
  const double level = score * scale_ * (1 - 1e-6);
  return level >= kMost ? kernels::kMostLevel : level < 1 ? 1 : static_cast<std::uint8_t>(level);
}

unsigned Levels::most_of(double most) const noexcept {
  // Products of another order may round otherwise than those of the tables.
  return static_cast<unsigned>(std::min(most * scale_ * (1 + 1e-5), kMost - 1)) + 1;
}

void Levels::of_window(const QueryTree& tree, const Window& window) {
  scored_.clear();
  for (std::size_t i = 0; i < tree.leaf_count(); ++i)
    if (tree.leaf(i).scored) scored_.push_back(i);
  of_leaves(tree, window, scored_);
}

void Levels::of_leaves(const QueryTree& tree, const Window& window,
                       std::span<const std::size_t> leaves) {
  constexpr std::size_t kAtOnce = 32;
  kernels::DenseList lists[kAtOnce];
  const std::uint8_t* tables[kAtOnce];
  std::size_t dense = 0;
  bool fresh = true;
  const auto add_dense = [&] {
    kernel_.accumulate_dense(lists, tables, dense, window.steps(), fresh, levels_.data());
    dense = 0, fresh = false;
  };
  for (const std::size_t i : leaves) {
    const Leaf& leaf = tree.leaf(i);
    if (leaf.here == nullptr || leaf.here->kind != WindowKind::bits) continue;
    lists[dense] = dense_list(*leaf.here), tables[dense++] = tables_[i].data();
    if (dense == kAtOnce) add_dense();
  }
  if (dense > 0 || fresh) add_dense();
  add_listed(tree, leaves);
}

void Levels::add_listed(const QueryTree& tree, std::span<const std::size_t> leaves) {
  for (const std::size_t i : leaves) {
    const Leaf& leaf = tree.leaf(i);
    if (leaf.here != nullptr && leaf.here->kind == WindowKind::offsets)
      kernel_.accumulate_sparse(leaf.here->offsets, leaf.here->codes, leaf.here->postings,
                                tables_[i].data(), levels_.data());
  }
}

void Levels::of_list(const QueryTree& tree, std::span<const std::uint16_t> list) {
  const std::size_t steps = storage::ranks::padded(static_cast<std::uint32_t>(list.size()));
  std::fill_n(levels_.begin(), steps, std::uint8_t{0});
  const auto add = [this](std::size_t slot, std::uint8_t level) {
    levels_[slot] = static_cast<std::uint8_t>(
        std::min<unsigned>(unsigned{levels_[slot]} + level, kernels::kMostLevel));
  };
  for (std::size_t i = 0; i < tree.leaf_count(); ++i) {
    const Leaf& leaf = tree.leaf(i);
    if (!leaf.scored || leaf.here == nullptr) continue;
    const storage::WindowPostings& here = *leaf.here;
    const std::size_t shared = find_offsets(kernel_, here, list.data(), list.size(),
                                            in_list_.data(), in_leaf_.data());
    for (std::size_t k = 0; k < shared; ++k) add(in_list_[k], tables_[i][here.codes[in_leaf_[k]]]);
  }
}

void Levels::put(std::size_t leaf, const storage::WindowPostings& postings, std::size_t begin) {
  std::uint8_t* levels = levels_.data() + begin;
  kernel_.look_up(postings.codes, postings.postings, tables_[leaf].data(), levels);
  std::fill(levels + postings.postings, levels + storage::ranks::padded(postings.postings),
            std::uint8_t{0});
}

void Levels::of_postings(std::size_t leaf, const storage::WindowPostings& postings) {
  put(leaf, postings, 0);
}

Levels::Two Levels::of_two(const QueryTree& tree, std::size_t first, std::size_t second,
                           std::uint16_t* offsets) {
  const storage::WindowPostings &a = *tree.leaf(first).here, &b = *tree.leaf(second).here;
  const std::size_t begin = storage::ranks::padded(a.postings);
  put(first, a, 0);
  put(second, b, begin);
  std::copy_n(a.offsets, a.postings, offsets);
  std::fill(offsets + a.postings, offsets + begin, std::uint16_t{0});
  std::copy_n(b.offsets, b.postings, offsets + begin);
  const std::size_t both = a.postings <= b.postings
                               ? kernel_.intersect(a.offsets, a.postings, b.offsets, b.postings,
                                                   in_list_.data(), in_leaf_.data())
                               : kernel_.intersect(b.offsets, b.postings, a.offsets, a.postings,
                                                   in_leaf_.data(), in_list_.data());
  for (std::size_t k = 0; k < both; ++k) {
    std::uint8_t &own = levels_[in_list_[k]], &other = levels_[begin + in_leaf_[k]];
    own = static_cast<std::uint8_t>(std::min<unsigned>(unsigned{own} + other, kernels::kMostLevel));
    other = 0;
  }
  return {begin + b.postings, std::size_t{a.postings} + b.postings - both};
}

}  // namespace quoth::core
