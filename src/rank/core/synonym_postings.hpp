// The documents that have any of several stems, scored as if all were one term.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/listed_postings.hpp"
#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// Reads and scores the postings of synonyms nodes. Their stems are many ("inter*"), and a bound
/// summed over stems would be far above the score of all of them together, which saturates; so they
/// are counted exactly at once. Reusable.
class SynonymReader {
 public:
  /// The postings of `words`, remembered where the search has a memo.
  ///   beginning           that of the words that count, as PlanNode::beginning
  ///   documents, average  of the collection: how many, and their mean length
  /// @throws DeadlineError, DamagedError
  [[nodiscard]] std::shared_ptr<const ListedSegments> read(const NameWords& words,
                                                           std::string_view beginning,
                                                           std::span<const SegmentView> segments,
                                                           std::uint64_t documents, double average,
                                                           const SearchSettings& settings);

 private:
  void open_stems(const NameWords& words, const storage::Ranks& ranks, const Deadline& deadline);
  void count_window(std::uint32_t window);
  void count_beginning(const storage::Ranks& ranks, std::string_view beginning,
                       const Deadline& deadline);

  // What a document has, or what one more stem adds to it.
  struct Count {
    std::uint32_t document, frequency;
    friend auto operator<=>(const Count&, const Count&) = default;
  };

  std::string key_;
  std::deque<storage::TermPostings> stems_;  // those in use come first: `open_`
  std::size_t open_ = 0;
  std::vector<std::string_view> sorted_;  // stems
  // Of the window at hand: the documents that have any, and how often.
  std::array<std::uint64_t, kernels::kWindow / 64> bits_;
  std::array<std::uint32_t, kernels::kWindow> frequencies_;
  std::vector<Count> counts_;
};

}  // namespace quoth::core
