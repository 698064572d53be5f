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
    const auto at = std::bit_cast<std::uint64_t>(a.score),
               bt = std::bit_cast<std::uint64_t>(b.score);
    const std::uint64_t ad = std::uint64_t{a.segment} << 32 | a.document;
    const std::uint64_t bd = std::uint64_t{b.segment} << 32 | b.document;
    return (at > bt) | ((at == bt) & (ad < bd));
  }
};
inline constexpr Better better;

/// The best k documents so far, in no order, with a few more that are told from them when they have become many, and
/// the worst of the k when they were last told. Reusable.
class Top {
 public:
  /// `repeats`: whether a document may be added several times; its best score stays then.
  void begin(std::size_t k, bool repeats = false) {
    k_ = k;
    repeats_ = repeats;
    is_heap_ = false;
    best_.clear();
  }
  [[nodiscard]] bool full() const noexcept { return best_.size() >= k_; }
  [[nodiscard]] std::size_t missing() const noexcept { return full() ? 0 : k_ - best_.size(); }
  /// Only documents with at least this score can enter. REQUIRES: full(), and k > 0.
  [[nodiscard]] double threshold() const noexcept { return worst_.score; }
  /// Whether it might enter. REQUIRES: k > 0.
  [[nodiscard]] bool takes(const Scored& document) const noexcept {
    return !full() || better(document, worst_);
  }
  void add(const Scored& document) {
    if (k_ == 0 || (repeats_ && takes_again(document)) || !takes(document)) return;
    if (!full()) {
      best_.push_back(document);
      if (full()) make_heap();
      return;
    }
    if (best_.size() > k_) {
      select();
      if (!takes(document)) return;  // the worst is another one now
    }
    if (!is_heap_) make_heap();
    std::pop_heap(best_.begin(), best_.end(), better);
    best_.back() = document;
    std::push_heap(best_.begin(), best_.end(), better);
    worst_ = best_.front();
  }
  /// The same as add(document(i)) for every i below `count`; quicker for many. REQUIRES: no repeats.
  template <class Document>
  void add_many(std::size_t count, Document&& document) {
    if (k_ == 0 || count == 0) return;
    const bool was_full = full();
    std::size_t size = best_.size();
    best_.resize(size + count);
    for (std::size_t i = 0; i < count; ++i) {
      best_[size] = document(i);
      size += static_cast<std::size_t>(!was_full | better(best_[size], worst_));
    }
    best_.resize(size);
    if (size < k_ || (was_full && size - k_ < k_ / kSelectedShare)) return;
    select();
  }
  /// Best first; afterwards nothing is to be added.
  [[nodiscard]] const std::vector<Scored>& sorted() {
    if (best_.size() > k_) select();
    std::sort(best_.begin(), best_.end(), better);
    return best_;
  }

 private:
  // Selecting takes about as long for one document more as for this share of k.
  static constexpr std::size_t kSelectedShare = 2;
  // REQUIRES: at least k documents, k > 0.
  void select() {
    // The k-th comes to stand in its place.
    std::nth_element(best_.begin(), best_.begin() + static_cast<std::ptrdiff_t>(k_ - 1),
                     best_.end(), better);
    best_.resize(k_);
    worst_ = best_.back();
    is_heap_ = false;
  }
  void make_heap() {
    std::make_heap(best_.begin(), best_.end(), better);
    is_heap_ = true;
    worst_ = best_.front();
  }
  // Whether it is there already: the better score stays.
  bool takes_again(const Scored& document) {
    if (!takes(document)) return true;
    const auto at = std::find_if(best_.begin(), best_.end(), [&](const Scored& other) {
      return other.segment == document.segment && other.document == document.document;
    });
    if (at == best_.end()) return false;
    if (!better(document, *at)) return true;
    at->score = document.score;
    if (full()) make_heap();
    return true;
  }

  std::size_t k_ = 0;
  bool repeats_ = false;
  std::vector<Scored> best_;
  Scored worst_;          // of them, once they are k
  bool is_heap_ = false;  // with the worst on top
};

}  // namespace quoth::core
