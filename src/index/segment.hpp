// A sealed segment, open for reading.
#pragma once

#include <xapian.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "index/article_map.hpp"
#include "index/block_checksums.hpp"
#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/ranks/ranks.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

using Space = Snapshot::Space;

inline constexpr char kArticlesName[] = "articles.glass";
inline constexpr char kQuotationsName[] = "quotations.glass";
inline constexpr char kMapName[] = "articles.map";
inline constexpr char kArticlesRanksName[] = "articles.ranks";
inline constexpr char kQuotationsRanksName[] = "quotations.ranks";
/// Every file of a segment that its entry lists.
inline constexpr const char* kSegmentFiles[] = {kArticlesName, kQuotationsName, kMapName,
                                                kArticlesRanksName, kQuotationsRanksName};

[[nodiscard]] inline const char* glass_name(Space space) noexcept {
  return space == Space::articles ? kArticlesName : kQuotationsName;
}
[[nodiscard]] inline const char* ranks_name(Space space) noexcept {
  return space == Space::articles ? kArticlesRanksName : kQuotationsRanksName;
}

/// The open files of one segment. Immutable; any number of threads; stays whole when its files are
/// unlinked.
class Segment {
 public:
  struct Opened {
    std::shared_ptr<const Segment> segment;
    std::string missing;  ///< path of the file that is not there; then there is no segment
  };
  /// Opens every file, verifies sizes, the checksums' own checksum, all of the map and the ends of
  /// the others: what lies between is verified by check_index.
  /// @throws DamagedError, StorageError
  [[nodiscard]] static Opened open(const Directory& segments, const SegmentEntry& entry);

  [[nodiscard]] const SegmentEntry& entry() const noexcept { return entry_; }
  [[nodiscard]] const ArticleMap& map() const noexcept { return map_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  /// Verifies every byte of a .ranks file, which opening did not.
  /// @throws DamagedError
  void verify_ranks(Space space) const;
  /// Postings as the ranking core reads them; document d is docid d + 1. Lives with the segment.
  [[nodiscard]] const Ranks& ranks(Space space) const noexcept {
    return space == Space::articles ? article_ranks_.ranks : quotation_ranks_.ranks;
  }
  /// A Xapian database of its own for the calling thread: Xapian's handles are not shared.
  [[nodiscard]] Xapian::Database open_database(Space space) const;
  /// How many faults Xapian's own checker finds in the file's structure. REQUIRES: its checksums
  /// were verified; the checker is not safe on damaged bytes.
  [[nodiscard]] std::size_t count_faults(Space space) const;

 private:
  struct MappedRanks {
    MappedRanks(const File& file, FileChecksums sums, std::uint32_t documents);
    std::string path;
    Mapping mapping;
    FileChecksums sums;
    Ranks ranks;  // leads into the mapping, which may move
  };
  Segment(SegmentEntry entry, std::string path, ArticleMap map, File articles, File quotations,
          MappedRanks article_ranks, MappedRanks quotation_ranks);
  void verify_counts(Space space, std::uint32_t expected) const;
  [[nodiscard]] const File& glass(Space space) const noexcept {
    return space == Space::articles ? articles_ : quotations_;
  }
  /// A descriptor at the start of the file. REQUIRES: `opening_` is held until Xapian has read it.
  [[nodiscard]] Descriptor rewound(const File& file) const;

  SegmentEntry entry_;
  std::string path_;
  ArticleMap map_;
  File articles_, quotations_;
  MappedRanks article_ranks_, quotation_ranks_;
  // Xapian reads its first block at the file offset, which duplicates of a descriptor share.
  mutable std::mutex opening_;
};

/// The checksums of a segment's files, verified by the manifest's. Nothing when the file is not there.
/// @throws DamagedError, StorageError
[[nodiscard]] std::optional<std::vector<FileChecksums>> open_checksums(const Directory& segment,
                                                                       const SegmentEntry& entry);

/// The tombstones in force by `entry`. Nothing when the file is not there; empty when the entry
/// names none.
/// @throws DamagedError, StorageError
[[nodiscard]] std::optional<Tombstones> open_tombstones(const Directory& segment,
                                                        const SegmentEntry& entry);

}  // namespace quoth::storage
