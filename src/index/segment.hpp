// A sealed segment, open for reading.
#pragma once

#include <xapian.h>

#include <memory>
#include <mutex>
#include <string>

#include "index/article_map.hpp"
#include "index/block_checksums.hpp"
#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

using Space = Snapshot::Space;

inline constexpr char kArticlesName[] = "articles.glass";
inline constexpr char kQuotationsName[] = "quotations.glass";
inline constexpr char kMapName[] = "articles.map";

[[nodiscard]] inline const char* glass_name(Space space) noexcept {
  return space == Space::articles ? kArticlesName : kQuotationsName;
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
  /// the glass files.
  /// @throws DamagedError, StorageError
  [[nodiscard]] static Opened open(const Directory& segments, const SegmentEntry& entry);

  [[nodiscard]] const SegmentEntry& entry() const noexcept { return entry_; }
  [[nodiscard]] const ArticleMap& map() const noexcept { return map_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] const std::string& uuid(Space space) const noexcept { return glass(space).uuid; }
  /// A Xapian database of its own for the calling thread: Xapian's handles are not shared.
  [[nodiscard]] Xapian::Database open_database(Space space) const;
  /// How many faults Xapian's own checker finds in the file's structure. REQUIRES: its checksums
  /// were verified; the checker is not safe on damaged bytes.
  [[nodiscard]] std::size_t count_faults(Space space) const;

 private:
  struct Glass {
    File file;
    std::string uuid;
  };
  Segment(SegmentEntry entry, std::string path, ArticleMap map, File articles, File quotations);
  void verify_counts(Space space, std::uint32_t expected);
  [[nodiscard]] const Glass& glass(Space space) const noexcept {
    return space == Space::articles ? articles_ : quotations_;
  }
  /// A descriptor at the start of the file. REQUIRES: `opening_` is held until Xapian has read it.
  [[nodiscard]] Descriptor rewound(const File& file) const;

  SegmentEntry entry_;
  std::string path_;
  ArticleMap map_;
  Glass articles_, quotations_;
  // Xapian reads its first block at the file offset, which duplicates of a descriptor share.
  mutable std::mutex opening_;
};

/// The tombstones in force by `entry`. Nothing when the file is not there; empty when the entry
/// names none.
/// @throws DamagedError, StorageError
[[nodiscard]] std::optional<Tombstones> open_tombstones(const Directory& segment,
                                                        const SegmentEntry& entry);

}  // namespace quoth::storage
