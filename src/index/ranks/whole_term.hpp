// All that a .ranks file has of one term, in one go.
#pragma once

#include "index/ranks/ranks.hpp"
#include "index/ranks/ranks_writer.hpp"

namespace quoth::storage {

/// Reads terms from begin to end: for merging and checking, where nothing is skipped. One thread;
/// the file must stay.
class WholeTermReader {
 public:
  explicit WholeTermReader(const Ranks& file) noexcept : file_(file) {}

  /// Fills documents, frequencies and, if `with_positions`, counts and occurrences of `out`; its text
  /// and forms are left empty. Cost: about a nanosecond for each byte that the term takes in the file.
  /// False when the bytes are damaged: documents that do not ascend, frequencies of 0, positions that
  /// do not ascend.
  [[nodiscard]] bool read(const DictionaryEntry& entry, bool with_positions, TermToWrite& out);
  /// The term read last, as the ranking core sees it.
  [[nodiscard]] const TermPostings& postings() const noexcept { return term_; }

 private:
  const Ranks& file_;
  TermPostings term_;
};

}  // namespace quoth::storage
