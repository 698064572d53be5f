// A sealed segment, open for reading.
#pragma once

#include <xapian.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "index/article_map.hpp"
#include "index/article_texts.hpp"
#include "index/block_checksums.hpp"
#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/ranks/ranks.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

using Space = Snapshot::Space;

inline constexpr char kArticlesName[] = "articles.glass";
inline constexpr char kTextsName[] = "articles.texts";
inline constexpr char kMapName[] = "articles.map";
inline constexpr char kArticlesRanksName[] = "articles.ranks";
inline constexpr char kQuotationsRanksName[] = "quotations.ranks";
/// Every file that a segment's entry lists. There may be no articles.glass.
inline constexpr const char* kSegmentFiles[] = {kArticlesName, kTextsName, kMapName, kArticlesRanksName,
                                                kQuotationsRanksName};

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
  /// the others. What lies between is verified when it is first used, but of articles.glass, which no search reads: by
  /// check_index.
  /// @throws DamagedError, StorageError
  [[nodiscard]] static Opened open(const Directory& segments, const SegmentEntry& entry);

  [[nodiscard]] const SegmentEntry& entry() const noexcept { return entry_; }
  [[nodiscard]] const ArticleMap& map() const noexcept { return map_; }
  /// Article `docid` is the one numbered docid - 1 there. Lives with the segment.
  [[nodiscard]] const ArticleTexts& texts() const noexcept { return texts_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  /// Verifies every byte of a .ranks file or of the texts, which opening did not.
  /// @throws DamagedError
  void verify_ranks(Space space) const;
  void verify_texts() const;
  /// Postings as the ranking core reads them; document d is docid d + 1. Lives with the segment.
  [[nodiscard]] const Ranks& ranks(Space space) const noexcept {
    return space == Space::articles ? article_ranks_.ranks : quotation_ranks_.ranks;
  }
  /// Whether there is a Xapian database of the articles.
  [[nodiscard]] bool has_database() const noexcept { return articles_.has_value(); }
  /// It, the calling thread's own: Xapian's handles are not shared. REQUIRES: has_database().
  [[nodiscard]] Xapian::Database open_database() const;
  /// How many faults Xapian's own checker finds in the file's structure. REQUIRES: its checksums
  /// were verified; the checker is not safe on damaged bytes. has_database().
  [[nodiscard]] std::size_t count_faults() const;

 private:
  struct MappedRanks {
    MappedRanks(const File& file, FileChecksums sums, std::uint32_t documents);
    std::string path;
    Mapping mapping;
    std::unique_ptr<const VerifiedBlocks> blocks;
    Ranks ranks;  // leads into both, which may move
  };
  Segment(SegmentEntry entry, std::string path, ArticleMap map, ArticleTexts texts,
          std::optional<File> articles, MappedRanks article_ranks, MappedRanks quotation_ranks);
  /// A descriptor at the start of the file. REQUIRES: `opening_` is held until Xapian has read it.
  [[nodiscard]] Descriptor rewound(const File& file) const;

  SegmentEntry entry_;
  std::string path_;
  ArticleMap map_;
  ArticleTexts texts_;
  std::optional<File> articles_;
  MappedRanks article_ranks_, quotation_ranks_;
  // Xapian reads its first block at the file offset, which duplicates of a descriptor share.
  mutable std::mutex opening_;
};

/// Whether a segment's entry lists a file of that name.
[[nodiscard]] bool has_file(const SegmentEntry& entry, std::string_view name) noexcept;

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
