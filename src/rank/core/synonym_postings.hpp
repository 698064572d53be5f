// The documents that have any of several stems, scored as if all were one term.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/rank/plan.hpp"
#include "rank/core/document_bits.hpp"
#include "rank/core/listed_postings.hpp"
#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// Reads and scores the postings of synonyms nodes. Their stems are many ("inter*"), and a bound
/// summed over stems would be far above the score of all of them together, which saturates; so they
/// are counted exactly at once. Reusable.
class SynonymReader {
 public:
  explicit SynonymReader(const kernels::Kernels& kernels) : kernel_(kernels) {}

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
  void count(const storage::TermPostings& postings, std::uint32_t documents);
  void count_beginning(const storage::Ranks& ranks, std::string_view beginning,
                       const Deadline& deadline);

  const kernels::Kernels& kernel_;
  std::string key_;
  storage::TermPostings postings_;
  DocumentBits bits_;
  std::vector<std::string_view> sorted_;    // stems
  std::vector<std::uint32_t> frequencies_;  // of each document of the segment
};

}  // namespace quoth::core
