// The documents that have a word in a certain place, told by where it stands in articles.
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

/// Reads unscored lists for nodes that ask where a word stands, titled ones and round ones. Lists are remembered where the
/// search has a memo. Reusable.
class PlacedReader {
 public:
  /// The articles that have any of `stems` in their title, as a word with that beginning (PlanNode::beginning).
  /// @throws DeadlineError, DamagedError
  [[nodiscard]] std::shared_ptr<const ListedSegments> titled(const std::vector<std::string>& stems,
                                                             std::string_view beginning,
                                                             std::span<const SegmentView> segments,
                                                             const SearchSettings& settings);
  /// The quotations that have any of `stems` in the sentences round them (DocumentTerms::Place), as their articles'
  /// postings tell. None in segments whose articles are not known.
  /// @throws DeadlineError, DamagedError
  [[nodiscard]] std::shared_ptr<const ListedSegments> round(const std::vector<std::string>& stems,
                                                            std::span<const SegmentView> segments,
                                                            const SearchSettings& settings);

 private:
  void read_rounds(const std::string& stem, const SegmentView& quotations,
                   const Deadline& deadline);
  void read_titles(const std::string& stem, std::string_view beginning, const storage::Ranks& ranks,
                   const Deadline& deadline);
  // The remembered list of that kind, or the one that `read` makes: read(segment, stem) adds to bits_.
  template <class Read>
  std::shared_ptr<const ListedSegments> listed(char kind, const std::vector<std::string>& stems,
                                               std::string_view beginning,
                                               std::span<const SegmentView> segments,
                                               const SearchSettings& settings, Read read);

  std::string key_;
  storage::TermPostings postings_;
  std::vector<storage::Occurrence> occurrences_;
  std::vector<storage::FormOf> forms_;  // of the segment at hand, those that begin so
  DocumentBits bits_;
};

}  // namespace quoth::core
