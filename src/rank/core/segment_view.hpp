// What the ranking core knows of a segment, and of the rest of the search.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "index/article_map.hpp"
#include "index/memo.hpp"
#include "index/ranks/ranks.hpp"
#include "quoth/error.hpp"
#include "quoth/rank/bm25.hpp"

namespace quoth::core {

/// One segment to search, in one of its two spaces: articles or quotations. Documents are numbered
/// from 0: document d has docid d + 1.
struct SegmentView {
  const storage::Ranks* ranks = nullptr;
  std::span<const std::uint64_t> dead;  ///< a bit for each document; empty when none is deleted
  /// The file of the other space, and which quotation is of which article. Where they are null, what
  /// asks for the other space matches nothing. There the dead need no marks: articles and their
  /// quotations die together.
  const storage::Ranks* other = nullptr;
  const storage::ArticleMap* map = nullptr;
  bool of_quotations = false;  ///< whether `ranks` are the quotations'
};

/// The window of documents at hand.
struct Window {
  std::uint32_t segment = 0;
  std::uint32_t number = 0;
  std::uint32_t documents = 0;
  [[nodiscard]] std::uint32_t first() const noexcept { return number * storage::ranks::kWindow; }
  /// Documents, rounded up to whole steps of the kernels.
  [[nodiscard]] std::uint32_t steps() const noexcept { return storage::ranks::padded(documents); }
  [[nodiscard]] std::uint32_t words() const noexcept { return steps() / 64; }
};

/// When a search has to end.
class Deadline {
 public:
  using Time = std::chrono::steady_clock::time_point;
  Deadline() = default;
  explicit Deadline(Time end) noexcept : end_(end) {}
  /// Asks the clock. To be called every few thousand postings. @throws DeadlineError
  void check() const {
    if (std::chrono::steady_clock::now() >= end_)
      throw DeadlineError(
          "The query ran out of time. Ask for something narrower, or give it a longer deadline.");
  }

 private:
  Time end_ = Time::max();
};

/// What all parts of one search share.
struct SearchSettings {
  Bm25 bm25;
  Deadline deadline;
  storage::Memo* memo = nullptr;  ///< of the snapshot that the segments are; null: nothing is kept
  storage::Memo* terms = nullptr;  ///< the same for look-ups of terms, which are many and cheap
};

}  // namespace quoth::core
