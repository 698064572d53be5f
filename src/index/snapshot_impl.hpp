// The inside of a snapshot: its segments, and Xapian databases over all of them to borrow.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/dead_documents.hpp"
#include "index/manifest.hpp"
#include "index/memo.hpp"
#include "index/process_mark.hpp"
#include "index/segment.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth {

/// Immutable but for its pools, which lock. Any number of threads.
///
/// A borrowed database is the segments' databases in the manifest's order. Xapian numbers their
/// documents in turn: with n segments, document d of segment s (from 0) is (d - 1) * n + s + 1. See
/// `global` and `place`. An index without segments is one empty database in memory.
struct Snapshot::Impl {
  struct Part {
    std::shared_ptr<const storage::Segment> segment;
    std::shared_ptr<const storage::Tombstones> deleted;  ///< never null
  };
  struct Place {
    std::uint32_t segment = 0;
    Xapian::docid docid = 0;
  };

  Impl(std::string path, storage::Manifest manifest, std::uint64_t manifest_bytes,
       std::vector<Part> parts);

  /// A database over all segments, the borrower's alone until it goes away. Does not outlive the
  /// snapshot.
  class Borrowed {
   public:
    Borrowed(const Impl& owner, Space space, std::unique_ptr<Xapian::Database> database)
        : owner_(&owner), space_(space), database_(std::move(database)) {}
    Borrowed(Borrowed&&) noexcept = default;
    Borrowed& operator=(Borrowed&&) = delete;
    ~Borrowed();
    [[nodiscard]] Xapian::Database& operator*() const noexcept { return *database_; }
    [[nodiscard]] Xapian::Database* operator->() const noexcept { return database_.get(); }

   private:
    const Impl* owner_;
    Space space_;
    std::unique_ptr<Xapian::Database> database_;
    int exceptions_ = std::uncaught_exceptions();
  };
  /// @throws StorageError, DamagedError  opening one more was refused
  /// @throws UsageError  in a forked process: Xapian's handles share a file offset with the other's
  [[nodiscard]] Borrowed borrow(Space space) const;

  [[nodiscard]] std::uint32_t segment_count() const noexcept {
    return static_cast<std::uint32_t>(parts.size());
  }
  [[nodiscard]] Xapian::docid global(Place place) const noexcept {
    return (place.docid - 1) * segment_count() + place.segment + 1;
  }
  [[nodiscard]] Place place(Xapian::docid global) const noexcept {
    return {(global - 1) % segment_count(), (global - 1) / segment_count() + 1};
  }
  [[nodiscard]] const storage::ArticleMap& map(std::uint32_t segment) const noexcept {
    return parts[segment].segment->map();
  }
  /// Docids of a segment's dead articles; their quotations are dead too.
  [[nodiscard]] const storage::Tombstones& deleted(std::uint32_t segment) const noexcept {
    return *parts[segment].deleted;
  }
  [[nodiscard]] bool is_deleted(ArticleRef ref) const noexcept {
    return parts[ref.segment].deleted->contains(ref.docid);
  }

  /// The dead documents of a segment, as bits; see DeadDocuments::in.
  [[nodiscard]] std::span<const std::uint64_t> dead(std::uint32_t segment,
                                                    Space space) const noexcept {
    return dead_[segment].in(space);
  }

  /// The stored record of an article, dead or alive.
  /// @throws DamagedError, StorageError
  [[nodiscard]] std::string record(ArticleRef ref) const;
  /// The data of quotation documents, in the order given: see quotation_document().
  /// @throws DamagedError, StorageError
  [[nodiscard]] std::vector<std::string> quotation_documents(const std::vector<Place>& places) const;
  /// Where it is, for messages: "news.quoth/segments/000017, article 4".
  [[nodiscard]] std::string describe(ArticleRef ref) const;
  [[nodiscard]] std::optional<ArticleRef> find(std::string_view id) const;

  const std::string path;
  const storage::Manifest manifest;
  const std::vector<Part> parts;  ///< in the manifest's order
  const storage::ProcessMark process;
  IndexStats stats;
  mutable storage::Memo memo;
  mutable storage::Memo terms{std::size_t{16} << 20};  ///< where each term lies in the segments

 private:
  std::vector<storage::DeadDocuments> dead_;  // of each part
  mutable std::mutex pool_mutex_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> pool_[2];
};

namespace storage {
/// Opens the manifest in force and all it names. Segments that `known` (may be null) has open
/// already are shared with it.
/// @throws as Snapshot::open
[[nodiscard]] std::shared_ptr<const Snapshot::Impl> open_snapshot(const Directory& index,
                                                                  const Snapshot::Impl* known);
}  // namespace storage

}  // namespace quoth
