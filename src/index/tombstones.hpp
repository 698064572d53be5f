// Tombstones: which articles of a segment are dead.
#pragma once

#include <cstdint>
#include <roaring/roaring.hh>
#include <string>
#include <string_view>

namespace quoth::storage {

/// The docids of a segment's dead articles, compressed. A value; const use from many threads.
class Tombstones {
 public:
  [[nodiscard]] bool contains(std::uint32_t docid) const noexcept { return dead_.contains(docid); }
  [[nodiscard]] std::uint32_t count() const noexcept {
    return static_cast<std::uint32_t>(dead_.cardinality());
  }
  [[nodiscard]] bool empty() const noexcept { return dead_.isEmpty(); }
  void add(std::uint32_t docid) { dead_.add(docid); }
  /// Calls `visit(docid)` for each, ascending.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const std::uint32_t docid : dead_) visit(docid);
  }

  friend bool operator==(const Tombstones& a, const Tombstones& b) { return a.dead_ == b.dead_; }

  /// The content of a tombstone file of a segment with `articles` articles.
  [[nodiscard]] std::string to_bytes(std::uint32_t articles) const;
  /// @throws DamagedError  not what to_bytes wrote for that segment; `path` is for the message
  [[nodiscard]] static Tombstones from_bytes(std::string_view bytes, std::uint32_t articles,
                                             const std::string& path);

 private:
  Roaring dead_;
};

}  // namespace quoth::storage
