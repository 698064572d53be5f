// The one writer of an index: adds, replaces and removes articles, and publishes them all at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth {

struct WriterOptions {
  bool create = true;  ///< make the index when there is none
  std::chrono::milliseconds wait_for_lock{0};
  Analyzers analyzers = Analyzers::english();
  /// Articles of a batch wait in memory up to about this many bytes, terms included; then they are
  /// written to the batch's segment. The writer takes about six times as much in all.
  std::size_t buffer_bytes = std::size_t{32} << 20;
  /// Each segment gets a Xapian database of its articles as well, articles.glass, which Xapian's own
  /// tools open; Quoth itself does not need it. It takes half a byte for each byte of text, and adding
  /// to it about as long as all else together. A merge keeps it where each segment has one.
  bool xapian = false;
};

struct CommitInfo {
  std::uint64_t generation = 0;  ///< of the manifest now in force
  std::uint64_t added = 0;       ///< articles sealed by this commit
  std::uint64_t replaced = 0;    ///< of those, how many took an older one's place
  std::uint64_t removed = 0;
};

/// An article is at most this large, title, body, source, url and language together.
inline constexpr std::size_t kMaxArticleBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxIdBytes = 4096;

/// Move-only; at most one for an index at a time, in all processes. `add` and `remove` may be
/// called from several threads at once; analysis happens on the calling thread. What is not
/// committed when the writer goes away is dropped. After a commit or merge, or an add that had to
/// write, threw StorageError or DamagedError the writer is closed: every further call but `pending`
/// and the destructor throws UsageError; what was committed before is untouched, open a new writer
/// and add again. After a fork it is the first process's: in the other one its calls throw UsageError, and its
/// destructor does nothing.
class Writer {
 public:
  /// Takes the lock and sweeps left-overs of writers that died.
  /// @throws LockedError    another writer holds it; names its process
  /// @throws NotFoundError  no index there and `create` is false
  /// @throws FormatError    a newer Quoth's index, other analyzers', or a directory with something
  /// else in it
  /// @throws DamagedError, StorageError
  [[nodiscard]] static Writer open(const std::filesystem::path& path, WriterOptions options = {});

  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  /// Adds an article, or replaces the one with its id. Of several calls with one id the last to
  /// begin wins.
  /// @throws UsageError    empty or over-long id, an article over kMaxArticleBytes or of which too
  ///                       much would have to be kept, a day outside the calendar; the batch stays
  ///                       as it was
  /// @throws StorageError  the buffer was full and could not be written
  void add(Article article);
  /// Many articles, as so many calls of add() in their order would: the index comes out the same, with
  /// the articles in their order. They are analysed on several threads, and moved from.
  ///   threads  how many work at it, the caller's among them; 0: one for each core
  /// @throws as add(), and what an analyzer of one's own throws, for the first article that fails: those before it are
  ///         added, it and those after it are not
  void add_many(std::span<Article> articles, unsigned threads = 0);
  /// Removes the article with that id, if there is one.
  void remove(std::string_view id);
  /// Articles added and not committed yet.
  [[nodiscard]] std::size_t pending() const noexcept;

  /// Seals what is pending as one segment and publishes it: all of it or none. When it returns, it
  /// is on disk to stay. Publishes nothing when nothing is pending.
  CommitInfo commit();

  /// Commits, then makes one segment of all; drops what was deleted.
  CommitInfo merge();

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth
