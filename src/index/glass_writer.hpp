// Writes a Xapian database in one file, from postings that come term by term.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/file.hpp"

namespace quoth::storage {

/// Values of one slot: some documents have one.
struct GlassValues {
  std::uint32_t slot = 0;
  std::vector<std::uint32_t> documents;  ///< ascending, from 0
  std::vector<std::string> values;       ///< one for each, none empty
};

/// What is known of the documents but their terms.
struct GlassDocuments {
  std::span<const std::uint32_t> lengths;  ///< of each document: the sum of its terms' frequencies
  std::vector<GlassValues> values;         ///< ascending by slot
};

/// Writes what Xapian's compactor would: a database in its format "glass" as of 1.4, in a single file, without term
/// lists, positions and document data. Xapian itself takes documents, puts each of their postings into a tree in memory,
/// and turns all round when it flushes; whoever has the postings term by term already need not pay for that. Streams:
/// two blocks for each level of the tree are held in memory.
///
/// The tree of postings is the one table there is. Its keys, in their order:
///
///   (empty)                        an item of Xapian's own, without content
///   00 d0 slot                     how many documents have a value, the least and the greatest
///   00 d8 slot first-document      a piece of the values of a slot
///   00 e0 [first-document]         a piece of the documents' lengths
///   term [00 first-document]       a piece of a term's postings; each 00 of the term as 00 ff
///
/// A piece is at most kMostPiece bytes and never divided between blocks.
class GlassWriter {
 public:
  /// `file` is empty. Documents are numbered from 0 here and from 1 in the database.
  GlassWriter(const File& file, const GlassDocuments& documents);

  /// Terms come in ascending order, each once, with at least one document; `frequencies` is empty for a term that only
  /// filters. REQUIRES: fits_xapian(term).
  void add(std::string_view term, std::span<const std::uint32_t> documents,
           std::span<const std::uint32_t> frequencies);
  /// Writes what is left, and the header. Not fsynced.
  void finish();

 private:
  static constexpr std::size_t kBlock = 8192;
  static constexpr std::size_t kDirectory = 11;  // where it begins in a block
  static constexpr std::size_t kMostPiece = 1750;

  // A block that is being filled: its directory grows from the front, its items from the end.
  struct Block {
    std::string bytes = std::string(kBlock, '\0');
    std::size_t directory = kDirectory;  // its end
    std::size_t items = kBlock;          // where they begin
    std::string separator;               // keys of this block are not less; those of the one before are
    [[nodiscard]] std::size_t room() const noexcept { return items - directory; }
    [[nodiscard]] bool empty() const noexcept { return directory == kDirectory; }
  };

  void add_postings(std::string_view key, bool is_term, std::span<const std::uint32_t> documents,
                    std::span<const std::uint32_t> frequencies, std::uint64_t sum);
  void add_values(const GlassValues& values);
  // How many bytes the tag of the next item with such a key should have at most.
  [[nodiscard]] std::size_t room_for(std::size_t key_bytes) const noexcept;
  void add_item(std::string_view key, std::string_view head, std::string_view tag);
  void add_branch(std::size_t level, std::string_view key, std::uint32_t child);
  std::uint32_t write_block(Block& block, std::size_t level);
  [[nodiscard]] std::string header(std::uint32_t root, std::size_t level) const;

  const File& file_;
  std::vector<Block> levels_;  // leaves first
  std::string last_key_;       // of the leaves
  std::uint32_t blocks_ = 1;   // written; the first is the header's
  std::uint64_t entries_ = 0;
  std::uint64_t hash_ = 0;  // of all blocks
  std::uint32_t documents_ = 0, shortest_ = 0, longest_ = 0, most_frequent_ = 0;
  std::uint64_t total_length_ = 0;
  std::string key_, head_, tag_;  // scratch
};

}  // namespace quoth::storage
