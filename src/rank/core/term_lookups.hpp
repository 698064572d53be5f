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
#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// A term's postings in each segment. Immutable once opened, so that searches can share it; the
/// segments' bytes are to stay. Reusable.
class TermInSegments {
 public:
  struct Part {
    storage::TermPostings postings;
    std::uint64_t ordinal = 0;  ///< of the term in the segment's dictionary
    /// Of a scored term: codes so that no posting's bound is above all of theirs.
    boost::container::small_vector<std::uint8_t, 12> front;
  };

  /// @throws DamagedError  the postings cannot be read
  void open(std::string_view term, std::span<const SegmentView> segments);
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
  /// `memo`: remembers look-ups in these segments; null: they are made anew.
  void begin(std::span<const SegmentView> segments, storage::Memo* memo);
  /// Lets go of what it shares with other searches.
  void end() noexcept;
  /// @throws DamagedError
  [[nodiscard]] const TermInSegments& term(std::string_view text) { return terms_.of(*this, 't', text); }
  [[nodiscard]] const FormInSegments& form(std::string_view text) { return forms_.of(*this, 'w', text); }

 private:
  template <class Found>
  struct Kind {
    std::vector<std::shared_ptr<const Found>> shared;
    std::deque<Found> own;  // without a memo
    std::size_t used = 0;   // of `own`
    const Found& of(TermLookups& all, char kind, std::string_view text);
  };

  std::span<const SegmentView> segments_;
  storage::Memo* memo_ = nullptr;
  std::string key_;
  Kind<TermInSegments> terms_;
  Kind<FormInSegments> forms_;
};

}  // namespace quoth::core
