// The documents that have any of a filter's terms, read into one list.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "quoth/rank/plan.hpp"
#include "rank/core/document_bits.hpp"
#include "rank/core/listed_postings.hpp"
#include "rank/core/segment_view.hpp"

namespace quoth::core {

/// What has any of the terms, unscored, and of that what has a precise one, with kPreciseDateScore.
struct FilterPostings {
  ListedSegments any, precise;
};

/// Reads the postings of filters of many terms, such as the cells of a date. Reusable.
class FilterReader {
 public:

  /// The postings of a filter node, remembered where the search has a memo.
  /// @throws DeadlineError, DamagedError
  [[nodiscard]] std::shared_ptr<const FilterPostings> read(const PlanNode& filter,
                                                           std::span<const SegmentView> segments,
                                                           const SearchSettings& settings);

 private:
  // A term, and what it is asked for.
  struct Asked {
    const std::string* term = nullptr;
    bool any = false, precise = false;
  };
  void gather(const PlanNode& filter);

  std::string key_;
  std::vector<Asked> asked_;
  storage::TermPostings postings_;
  DocumentBits any_, precise_;
};

}  // namespace quoth::core
