// What a writer has been told since its last commit: for each id, the call that came last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/segment_builder.hpp"
#include "index/tombstones.hpp"

namespace quoth::storage {

/// Not for two threads at once.
///
/// Articles wait in a buffer, where a later call for the same id replaces them without a trace.
/// When the buffer grows large its owner takes its articles out, to write them to the batch's
/// segment in that order; one of those that a later call replaces or removes becomes a tombstone
/// that the segment is born with.
class Batch {
 public:
  /// Leaves the batch as it was when it throws. Does nothing when a call with a higher sequence
  /// number has spoken for the id.
  void add(std::uint64_t sequence, PreparedArticle article);
  void remove(std::uint64_t sequence, std::string_view id);

  /// Articles added and not replaced or removed since.
  [[nodiscard]] std::size_t articles() const noexcept { return articles_; }
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  /// Bytes of memory the buffer takes, about.
  [[nodiscard]] std::size_t buffered_bytes() const noexcept { return buffered_bytes_; }

  /// Takes the buffer's articles out; they are documents written() - k + 1 .. written() of the
  /// batch's segment.
  [[nodiscard]] std::vector<PreparedArticle> take_buffer();
  [[nodiscard]] std::uint32_t written() const noexcept { return written_; }
  /// Those taken out that were replaced or removed afterwards.
  [[nodiscard]] const Tombstones& superseded() const noexcept { return superseded_; }

  /// Calls `visit(id, removed)` for each id spoken of, in no order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const auto& [id, entry] : entries_) visit(id, entry.state == State::removed);
  }

 private:
  enum class State : std::uint8_t { buffered, written, removed };
  struct Entry {
    std::uint64_t sequence = 0;
    State state = State::removed;
    std::uint32_t at = 0;  ///< place in the buffer, or docid
  };
  /// Undoes what the entry said. Throws nothing but std::bad_alloc, before any change.
  void retract(const Entry& entry);

  std::unordered_map<std::string, Entry> entries_;
  std::vector<std::optional<PreparedArticle>> buffer_;
  std::size_t buffered_bytes_ = 0;
  std::size_t articles_ = 0;
  std::uint32_t written_ = 0;
  Tombstones superseded_;
};

}  // namespace quoth::storage
