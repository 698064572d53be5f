// The documents that spell a name in any of its spellings, as one scored posting list a segment.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "quoth/rank/plan.hpp"
#include "rank/core/listed_postings.hpp"
#include "rank/core/segment_view.hpp"
#include "rank/core/window_lists.hpp"

namespace quoth::core {

/// What names match, whatever the weighting. Immutable.
struct NameDocuments {
  struct Entry {
    std::uint32_t document;
    std::uint32_t spelling;  ///< index of the best expansion that the document has
  };
  struct Segment {
    std::vector<Entry> entries;              ///< ascending by document
    std::vector<std::uint32_t> frequencies;  ///< of each entry, one for each of the node's `scored`
  };
  std::vector<Segment> segments;
};

/// Reads and scores the postings of names nodes. Reusable.
class NameReader {
 public:
  explicit NameReader(const kernels::Kernels& kernels) : kernel_(kernels) {}

  /// The postings of a names node, scored as PlanNode::Op::names says. Both steps are remembered where the search has a memo, so that
  /// asked again a name costs the look-up.
  ///   documents, average  of the collection: how many, and their mean length
  /// @throws DeadlineError, DamagedError
  [[nodiscard]] std::shared_ptr<const ListedSegments> read(const PlanNode& names,
                                                           std::span<const SegmentView> segments,
                                                           std::uint64_t documents, double average,
                                                           const SearchSettings& settings);

 private:
  [[nodiscard]] std::shared_ptr<const NameDocuments> merged(const PlanNode& names,
                                                            std::span<const SegmentView> segments,
                                                            const SearchSettings& settings);
  void read_spellings(const PlanNode& names, const storage::Ranks& ranks, const Deadline& deadline,
                      NameDocuments::Segment& out);
  void open_spelling(std::string_view term, std::uint32_t spelling, const storage::Ranks& ranks);
  void read_window(std::uint32_t window, NameDocuments::Segment& out);
  void count(std::string_view stem, const storage::Ranks& ranks, std::size_t group,
             std::size_t groups, NameDocuments::Segment& out);

  const kernels::Kernels& kernel_;
  std::string key_, documents_key_;
  storage::TermPostings postings_;
  // A term that spells the name, and which expansion it is.
  struct Spelling {
    storage::TermPostings postings;
    std::uint32_t number = 0;
  };
  std::deque<Spelling> spellings_;  // those in use come first: `open_`
  std::size_t open_ = 0;
  // Of the window at hand: the documents that spell the name, and the best expansion of each.
  std::array<std::uint64_t, kernels::kWindow / 64> bits_;
  std::array<std::uint32_t, kernels::kWindow> best_;
  WholeOffsets whole_;
  std::vector<std::uint16_t> offsets_, in_found_, in_term_;
};

}  // namespace quoth::core
