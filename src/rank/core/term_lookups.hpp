// Terms and surface forms, each looked up in all segments of a search at once.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/memo.hpp"
#include "index/ranks/ranks.hpp"
#include "quoth/rank/bm25.hpp"
#include "rank/core/code_bounds.hpp"
#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// A term's postings in each segment. Immutable once opened, so that searches can share it; the
/// segments' bytes are to stay. Reusable.
class TermInSegments {
 public:
  struct Part {
    std::uint64_t ordinal = 0;  ///< of the term in the segment's dictionary
    /// Of a scored term: when the idf is 1 no posting scores more, and none of a window more than that
    /// window's, in the order of the windows.
    float best = 0;
    boost::container::small_vector<float, 2> best_of_window;
    storage::TermPostings postings;
  };

  /// `average`: mean length over the segments' documents.
  /// @throws DamagedError  the postings cannot be read
  void open(std::string_view term, std::span<const SegmentView> segments, CodeBounds& bounds,
            double average, const Bm25& bm25);
  /// Null where no document of the segment has the term.
  [[nodiscard]] const Part* in(std::size_t segment) const noexcept { return in_[segment]; }
  /// How many documents of all segments have it.
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  /// What it holds in memory, about.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  std::deque<Part> parts_;  // what pointers lead to does not move; those used come first
  std::vector<const Part*> in_;
  std::uint64_t documents_ = 0;
};

/// Which terms a surface form belongs to in each segment. As TermInSegments.
class FormInSegments {
 public:
  void open(std::string_view form, std::span<const SegmentView> segments);
  [[nodiscard]] std::span<const storage::FormOf> in(std::size_t segment) const noexcept {
    return {terms_.data() + begins_[segment], terms_.data() + begins_[segment + 1]};
  }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  std::vector<storage::FormOf> terms_, own_;
  std::vector<std::size_t> begins_;
};

/// The look-ups of one search after the other. What one gives lives until the next `begin` or `end`.
/// For one thread at a time.
class TermLookups {
 public:
  /// `memo`: remembers look-ups in these segments; null: they are made anew. `average`: mean length
  /// over their documents.
  void begin(std::span<const SegmentView> segments, storage::Memo* memo, double average,
             const Bm25& bm25);
  /// Lets go of what it shares with other searches.
  void end() noexcept;
  /// @throws DamagedError
  [[nodiscard]] const TermInSegments& term(std::string_view text);
  [[nodiscard]] const FormInSegments& form(std::string_view text);
  /// Of a segment: by code, what a posting of it scores at most when its idf is 1.
  [[nodiscard]] const CodeBounds::Table& bounds(std::uint32_t segment) {
    return bounds_.of(segment, *segments_[segment].ranks, average_, bm25_);
  }

 private:
  template <class Found>
  struct Kind {
    std::vector<std::shared_ptr<const Found>> shared;
    std::deque<Found> own;  // without a memo
    std::size_t used = 0;   // of `own`
  };
  // The look-up kept under key_, or what open(found) makes.
  template <class Found, class Open>
  const Found& find(Kind<Found>& kind, Open open);
  [[nodiscard]] bool of_quotations() const noexcept {
    return !segments_.empty() && segments_.front().of_quotations;
  }

  std::span<const SegmentView> segments_;
  storage::Memo* memo_ = nullptr;
  double average_ = 0;
  Bm25 bm25_;
  CodeBounds bounds_;
  std::string key_;
  Kind<TermInSegments> terms_;
  Kind<FormInSegments> forms_;
};

}  // namespace quoth::core
