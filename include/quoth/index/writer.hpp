// The one writer of an index: adds, replaces and removes articles, and publishes them all at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/error.hpp"

namespace quoth {

struct WriterOptions {
  bool create = true;  ///< make the index when there is none
  std::chrono::milliseconds wait_for_lock{0};
  Analyzers analyzers = Analyzers::english();
  /// About so much memory the writer takes for what it gathers, writes and merges, without the analyzers' tables (some 60
  /// MB a process) and without pages of mapped files, which the machine can take back. A batch that is larger is written as
  /// several segments, published at once.
  std::size_t memory_bytes = std::size_t{512} << 20;
  /// Whether neighbouring segments are merged on a thread of the writer's own when there are many of about one size
  /// (src/index/merge_policy.hpp): eight become one. Commits do not wait for it. A merge that fails changes nothing, and is
  /// the last that this writer begins.
  enum class Merging : std::uint8_t { none, background };
  Merging merging = Merging::background;
  /// Each segment gets a Xapian database of its articles as well, articles.glass, which Xapian's own
  /// tools open; Quoth itself does not need it. It takes half a byte for each byte of text. A merge
  /// keeps it where each segment has one.
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
/// Of a note with its key.
inline constexpr std::size_t kMaxNoteBytes = 65536;

/// Move-only; at most one for an index at a time, in all processes. `add` and `remove` may be
/// called from several threads at once; analysis happens on the calling thread. What is not
/// committed when the writer goes away is dropped. After a commit or merge, or an add that had to
/// write, threw StorageError or DamagedError the writer is closed: every further call but `pending`
/// and the destructor throws UsageError; what was committed before is untouched, open a new writer
/// and add again. After a fork it is the first process's: in the other one its calls throw UsageError, and its
/// destructor does nothing. Else the destructor finishes the merges that are due.
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
  /// @throws StorageError  this buffer or an earlier one was full and could not be written
  void add(Article article);
  /// Many articles, as so many calls of add() in their order would: the index comes out the same, with
  /// the articles in their order. They are analysed on several threads, and moved from.
  ///   threads  how many work at it, the caller's among them; 0: one for each core
  /// @throws as add(), and what an analyzer of one's own throws, for the first article that fails: those before it are
  ///         added, it and those after it are not
  void add_many(std::span<Article> articles, unsigned threads = 0) {
    add_many(articles, threads, {});
  }
  /// The same, but an article that add() would throw UsageError for is told to `refused`, in its turn, and left out; the
  /// others are added. Called on any of the threads, one call at a time.
  using Refused = std::function<void(std::size_t index, const UsageError& why)>;
  void add_many(std::span<Article> articles, unsigned threads, const Refused& refused);
  /// Removes the article with that id, if there is one.
  void remove(std::string_view id);
  /// Articles added and not committed yet.
  [[nodiscard]] std::size_t pending() const noexcept;

  /// Seals what is pending, most often as one segment, and publishes it: all of it or none. When it returns, it
  /// is on disk to stay. Publishes nothing when nothing is pending.
  CommitInfo commit();

  /// Commits, then makes one segment of all; drops what was deleted. After give_up_merges() it only commits.
  CommitInfo merge();
  /// Returns when no merge is due in the background, or none will be made any more.
  void wait_for_merges();
  /// Makes no more merges, and leaves those under way unfinished, so that merge() and wait_for_merges() on other threads
  /// return soon: for who must end. Nothing is lost by it: what was to be merged stays in force as it is.
  void give_up_merges();

  /// A text that is published together with what is pending, and kept with the index until another one with the key is
  /// (Snapshot::note): how far somebody has read a source whose articles this commit holds. An empty one removes it.
  /// @throws UsageError  an empty key, no UTF-8, or more than kMaxNoteBytes
  void note(std::string_view key, std::string_view text);

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth
