// Which documents of a segment are dead, a bit for each, as the ranking core reads it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/article_map.hpp"
#include "index/tombstones.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// Made from a segment's tombstones: dead articles take their quotations with them. Documents are
/// numbered from 0 (docid - 1). A value; const use from many threads.
class DeadDocuments {
 public:
  DeadDocuments() = default;
  DeadDocuments(const Tombstones& tombstones, const ArticleMap& map, std::uint32_t quotations);

  /// Bit d % 64 of word d / 64 is set where document d is dead; enough words for all documents, and
  /// none at all when no article is dead.
  [[nodiscard]] std::span<const std::uint64_t> in(Snapshot::Space space) const noexcept {
    return space == Snapshot::Space::articles ? articles_ : quotations_;
  }

 private:
  std::vector<std::uint64_t> articles_, quotations_;
};

}  // namespace quoth::storage
