#include "rank/core/exact_score.hpp"

#include <algorithm>

namespace quoth::core {
namespace {

using Op = PlanNode::Op;
using storage::TermPostings;
using storage::ranks::WindowKind;

// Occurrences of a term in a document; 0 when it is not there.
std::uint32_t frequency(const Leaf& leaf, std::uint16_t offset) noexcept {
  if (leaf.here == nullptr) return 0;
  if (leaf.here->kind == WindowKind::codes)
    return leaf.here->codes[offset] == 0 ? 0 : leaf.postings.frequency(*leaf.here, offset, 0);
  const auto posting = TermPostings::posting_at(*leaf.here, offset);
  return posting ? leaf.postings.frequency(*leaf.here, offset, *posting) : 0;
}

bool has(const Leaf& leaf, std::uint16_t offset) noexcept {
  return leaf.here != nullptr && TermPostings::posting_at(*leaf.here, offset).has_value();
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
    case Op::phrase:
      if (!phrase_at(node, offset)) return std::nullopt;
      for (const std::size_t i : node.leaves) sum += leaf_score(tree_.leaf(i), offset, length);
      return sum;
    case Op::filter:
      for (const std::size_t i : node.leaves)
        if (has(tree_.leaf(i), offset)) return 0.0;
      return std::nullopt;
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
    default:
      return std::nullopt;
  }
}

// Where one of a phrase's words stands in the form asked for.
bool ExactScore::read_places(const Leaf& leaf, const std::vector<storage::FormOf>& forms,
                             std::uint16_t offset, std::vector<std::uint32_t>& out) {
  out.clear();
  if (leaf.here == nullptr || !leaf.postings.has_positions()) return false;
  const auto posting = TermPostings::posting_at(*leaf.here, offset);
  if (!posting) return false;
  occurrences_.clear();
  if (!leaf.postings.positions(*leaf.here, *posting, occurrences_)) return false;
  for (const storage::Occurrence& occurrence : occurrences_)
    for (const storage::FormOf& form : forms)
      if (form.form == occurrence.form) out.push_back(occurrence.position);
  return !out.empty();
}

bool ExactScore::phrase_at(const Node& phrase, std::uint16_t offset) {
  // The rarest word first: its places are few, and it may stand there in another form.
  for (std::size_t k = 0; k < phrase.order.size(); ++k) {
    const std::size_t w = phrase.order[k];
    const auto before = static_cast<std::uint32_t>(w);  // words of the phrase before it
    std::vector<std::uint32_t>& own = k == 0 ? starts_ : places_;
    if (!read_places(tree_.leaf(phrase.leaves[w]), phrase.forms[w], offset, own)) return false;
    if (k == 0) {
      std::erase_if(starts_, [&](std::uint32_t place) { return place <= before; });
      for (std::uint32_t& place : starts_) place -= before;
    } else {
      starts_.resize(kernel_.keep_followed(starts_.data(), starts_.size(), places_.data(),
                                           places_.size(), before));
    }
    if (starts_.empty()) return false;
  }
  // The title's last word and the body's first are neighbours by number alone.
  const std::uint32_t title = ranks_->title_words(window_.first() + offset);
  const auto more = static_cast<std::uint32_t>(phrase.leaves.size() - 1);
  return std::any_of(starts_.begin(), starts_.end(),
                     [&](std::uint32_t start) { return start > title || start + more <= title; });
}

}  // namespace quoth::core
