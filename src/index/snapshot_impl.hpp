// The inside of a snapshot: its segments, and readers of their texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/article_texts.hpp"
#include "index/dead_documents.hpp"
#include "index/manifest.hpp"
#include "index/memo.hpp"
#include "index/process_mark.hpp"
#include "index/segment.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth {

/// Immutable but for its pool of readers and what it remembers, which lock. Any number of threads.
struct Snapshot::Impl {
  struct Part {
    std::shared_ptr<const storage::Segment> segment;
    std::shared_ptr<const storage::Tombstones> deleted;  ///< never null
  };
  Impl(std::string path, storage::Manifest manifest, std::uint64_t manifest_bytes,
       std::vector<Part> parts);

  [[nodiscard]] std::uint32_t segment_count() const noexcept {
    return static_cast<std::uint32_t>(parts.size());
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

  /// The stored record of an article, dead or alive: `use(parts)` may look at it until it returns.
  /// @throws UsageError                  this snapshot has no such article, or in a forked process
  /// @throws DamagedError, StorageError
  template <class Use>
  decltype(auto) with_record(ArticleRef ref, Use&& use) const {
    require_article(ref);
    std::unique_ptr<storage::ArticleTextsReader> reader = take_reader();
    struct GiveBack {
      const Impl& owner;
      std::unique_ptr<storage::ArticleTextsReader>& reader;
      ~GiveBack() { owner.give_back(std::move(reader)); }
    } const give_back{*this, reader};
    return std::forward<Use>(use)(
        reader->read(parts[ref.segment].segment->texts(), ref.docid - 1));
  }
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
  void require_article(ArticleRef ref) const;
  [[nodiscard]] std::unique_ptr<storage::ArticleTextsReader> take_reader() const;
  void give_back(std::unique_ptr<storage::ArticleTextsReader> reader) const noexcept;

  std::vector<storage::DeadDocuments> dead_;  // of each part
  mutable std::mutex readers_mutex_;
  mutable std::vector<std::unique_ptr<storage::ArticleTextsReader>> readers_;
};

namespace storage {
/// Opens the manifest in force and all it names. Segments that `known` (may be null) has open
/// already are shared with it.
/// @throws as Snapshot::open
[[nodiscard]] std::shared_ptr<const Snapshot::Impl> open_snapshot(const Directory& index,
                                                                  const Snapshot::Impl* known);
}  // namespace storage

}  // namespace quoth
