// Gathers the postings of a new segment in bounded memory: its .ranks files and its Xapian database.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "index/file.hpp"
#include "index/ranks/ranks_writer.hpp"
#include "index/segment_postings.hpp"

namespace quoth::storage {

struct PreparedArticle;

/// Articles come in their order. What is gathered waits in memory until it is put aside, as files of its own; at the end
/// the pieces are joined.
class SegmentRanks {
 public:
  /// Names of pieces begin with "build-", so that a sweep knows them. `directory` must outlive it.
  ///   xapian  whether there is to be a Xapian database of the articles; `order` is what its Slot::order holds
  SegmentRanks(const Directory& directory, std::uint64_t order, bool xapian);
  SegmentRanks(const SegmentRanks&) = delete;
  SegmentRanks& operator=(const SegmentRanks&) = delete;

  void add(const PreparedArticle& article);
  /// Bytes of memory it takes, about.
  [[nodiscard]] std::size_t bytes() const noexcept { return postings_->bytes(); }
  /// Writes what memory holds as one more piece.
  void put_aside();
  /// Writes the files and removes the pieces. They are on disk to stay when it returns.
  void finish();

 private:
  void write(const std::string& prefix);
  void join_ranks(const char* name) const;
  void join_databases() const;
  [[nodiscard]] File open_piece(std::uint32_t piece, const char* name) const;

  const Directory& directory_;
  const std::uint64_t order_;
  const bool xapian_;
  std::uint32_t put_aside_ = 0;  // articles
  std::unique_ptr<SegmentPostings> postings_;
  std::uint32_t pieces_ = 0;
};

/// Writes a new file by `write`, which is given where the pieces go; it is on disk to stay.
void write_ranks(const Directory& directory, const std::string& name,
                 const std::function<void(const RanksWriter::Sink&)>& write);

}  // namespace quoth::storage
