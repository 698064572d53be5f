// The documents that spell a name in any of its spellings, as one scored posting list a segment.
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
  void count(std::string_view stem, const storage::Ranks& ranks, std::size_t group,
             std::size_t groups, NameDocuments::Segment& out);

  const kernels::Kernels& kernel_;
  std::string key_, documents_key_;
  storage::TermPostings postings_;
  DocumentBits bits_;
  std::vector<std::uint32_t> spellings_;  // of each document in bits_
  std::vector<std::uint16_t> offsets_, in_found_, in_term_;
};

}  // namespace quoth::core
