// Gathers the .ranks file of one space of a new segment, in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "index/file.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "quoth/postings/article_terms.hpp"

namespace quoth::storage {

/// Documents come in their order. What is gathered waits in memory until it is put aside, as a
/// .ranks file of its own; at the end the pieces are joined.
class SegmentRanks {
 public:
  /// Pieces are named "build-" and `name`, so that a sweep knows them. `directory` must outlive it.
  SegmentRanks(const Directory& directory, std::string name)
      : directory_(directory), name_(std::move(name)) {}
  SegmentRanks(const SegmentRanks&) = delete;
  SegmentRanks& operator=(const SegmentRanks&) = delete;

  void add(const DocumentTerms& document);
  /// Writes what memory holds as one more piece.
  void put_aside();
  /// Writes the file and removes the pieces. It is on disk to stay when it returns.
  void finish();

 private:
  [[nodiscard]] std::string piece_name(std::uint32_t piece) const;

  const Directory& directory_;
  const std::string name_;
  RanksBuilder builder_;
  std::uint32_t pieces_ = 0;
};

/// Writes a new file by `write`, which is given where the pieces go; it is on disk to stay.
void write_ranks(const Directory& directory, const std::string& name,
                 const std::function<void(const RanksWriter::Sink&)>& write);

}  // namespace quoth::storage
