// The best k documents so far.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace quoth::core {

struct Scored {
  double score = 0;  ///< >= 0
  std::uint32_t segment = 0;
  std::uint32_t document = 0;  ///< from 0
};

/// Whether `a` stands before `b` in a ranking. Scores are finite and >= 0, so they compare as their bits do: sorting by
/// integers does not branch on what cannot be foreseen.
struct Better {
  [[nodiscard]] bool operator()(const Scored& a, const Scored& b) const noexcept {
    const auto at = std::bit_cast<std::uint64_t>(a.score), bt = std::bit_cast<std::uint64_t>(b.score);
    const std::uint64_t ad = std::uint64_t{a.segment} << 32 | a.document;
    const std::uint64_t bd = std::uint64_t{b.segment} << 32 | b.document;
    return (at > bt) | ((at == bt) & (ad < bd));
  }
};
inline constexpr Better better;

/// At most k documents, once there are so many as a heap with the worst on top. Reusable.
class Top {
 public:
  /// `repeats`: whether a document may be added several times; its best score stays then.
  void begin(std::size_t k, bool repeats = false) {
    k_ = k;
    repeats_ = repeats;
    heap_.clear();
  }
  [[nodiscard]] bool full() const noexcept { return heap_.size() == k_; }
  [[nodiscard]] std::size_t missing() const noexcept { return k_ - heap_.size(); }
  /// Only documents with at least this score can enter. REQUIRES: full(), and k > 0.
  [[nodiscard]] double threshold() const noexcept { return heap_.front().score; }
  /// Whether it would enter. REQUIRES: k > 0.
  [[nodiscard]] bool takes(const Scored& document) const noexcept {
    return !full() || better(document, heap_.front());
  }
  void add(const Scored& document) {
    if (repeats_ && takes_again(document)) return;
    if (!full()) {
      heap_.push_back(document);
      if (full()) std::make_heap(heap_.begin(), heap_.end(), better);
    } else if (k_ > 0 && better(document, heap_.front())) {
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.back() = document;
      std::push_heap(heap_.begin(), heap_.end(), better);
    }
  }
  /// The same as add(document(i)) for every i below `count`; quicker for many.
  template <class Document>
  void add_many(std::size_t count, Document&& document) {
    if (k_ == 0) return;
    const bool was_full = full();
    const Scored worst = was_full ? heap_.front() : Scored();
    for (std::size_t i = 0; i < count; ++i) {
      const Scored one = document(i);
      if (!was_full || better(one, worst)) heap_.push_back(one);
    }
    if (heap_.size() < k_ || (was_full && heap_.size() == k_)) return;
    if (heap_.size() > k_) {
      std::nth_element(heap_.begin(), heap_.begin() + static_cast<std::ptrdiff_t>(k_), heap_.end(),
                       better);
      heap_.resize(k_);
    }
    std::make_heap(heap_.begin(), heap_.end(), better);
  }
  /// Best first; the heap is spent.
  [[nodiscard]] const std::vector<Scored>& sorted() {
    std::sort(heap_.begin(), heap_.end(), better);
    return heap_;
  }

 private:
  // Whether it is there already: the better score stays.
  bool takes_again(const Scored& document) {
    if (k_ == 0 || !takes(document)) return true;
    const auto at = std::find_if(heap_.begin(), heap_.end(), [&](const Scored& other) {
      return other.segment == document.segment && other.document == document.document;
    });
    if (at == heap_.end()) return false;
    if (!better(document, *at)) return true;
    at->score = document.score;
    std::make_heap(heap_.begin(), heap_.end(), better);
    return true;
  }

  std::size_t k_ = 0;
  bool repeats_ = false;
  std::vector<Scored> heap_;
};

}  // namespace quoth::core
