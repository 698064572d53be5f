#include "quoth/index/writer.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "index/batch.hpp"
#include "index/bytes.hpp"
#include "index/lock.hpp"
#include "index/manifest.hpp"
#include "index/merge.hpp"
#include "index/ordered_pipe.hpp"
#include "index/preparer.hpp"
#include "index/process_mark.hpp"
#include "index/segment_builder.hpp"
#include "index/snapshot_impl.hpp"
#include "index/sweep.hpp"
#include "quoth/error.hpp"
#include "quoth/text/decode.hpp"

namespace quoth {

using namespace storage;

namespace {

/// That `index` may become an index: it is empty, or holds what a writer leaves that died before
/// its first manifest.
void require_unused(const Directory& index) {
  for (const std::string& name : index.names())
    if (name != "writer.lock" && name != kManifestAside && name != kSegmentsName)
      throw FormatError("Writing to " + index.path() + ": the directory holds something else (" +
                        name + ") and no index. Give a new or empty directory.");
}

Manifest begin_manifest(const Directory& index, const Analyzers& analyzers) {
  Manifest manifest;
  manifest.analyzers = analyzers.names();
  for (const std::string& name : manifest.analyzers)
    if (!is_utf8(name)) throw UsageError("An analyzer's name is not UTF-8.");
  index.sync_way_to();
  publish_manifest(index, manifest);
  return manifest;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list.empty() ? "none" : list;
}

void require_analyzers(const Directory& index, const Manifest& manifest,
                       const Analyzers& analyzers) {
  if (manifest.analyzers == analyzers.names()) return;
  throw FormatError("Writing to " + index.path() + ": it was made by other analyzers (" +
                    listed(manifest.analyzers) + ") than these (" + listed(analyzers.names()) +
                    "). Index again into a new directory, or use the analyzers that made it.");
}

}  // namespace

struct Writer::Impl {
  Impl(Directory index_, WriterLock lock_, const WriterOptions& options)
      : index(std::move(index_)),
        lock(std::move(lock_)),
        analyzers(options.analyzers),
        buffer_bytes(options.buffer_bytes),
        xapian(options.xapian),
        segments(index.make_subdirectory(kSegmentsName)) {}

  /// One call of add or remove, or of so many that were made together, from its begin to its end.
  class Call {
   public:
    explicit Call(Impl& writer, std::uint64_t together = 1) : writer_(writer) {
      writer.process.require("This writer");  // before the mutex: a thread of the other process may hold it for ever
      std::unique_lock held(writer.mutex);
      writer.changed.wait(held, [&] { return !writer.gathering; });
      writer.require_open();
      sequence_ = writer.next_sequence;
      writer.next_sequence += together;
      ++writer.calls;
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() {
      const std::lock_guard held(writer_.mutex);
      --writer_.calls;
      writer_.changed.notify_all();
    }
    /// Of the first of them; the others' follow.
    [[nodiscard]] std::uint64_t sequence() const noexcept { return sequence_; }

   private:
    Impl& writer_;
    std::uint64_t sequence_ = 0;
  };

  struct Gathered {
    Batch batch;
    std::unique_ptr<SegmentBuilder> builder;  ///< null while nothing was written
  };

  void require_open() const {
    if (closed)
      throw UsageError("Writing to " + index.path() +
                       ": this writer met an error before and is closed. Open a new one and add "
                       "again what was not committed.");
  }
  void close() noexcept {
    const std::lock_guard held(mutex);
    closed = true;
  }

  void land(std::uint64_t sequence, PreparedArticle article);
  void write(std::unique_ptr<SegmentBuilder>& into, std::uint64_t number,
             const std::vector<PreparedArticle>& articles);
  Gathered gather();
  CommitInfo commit();
  CommitInfo publish(Gathered gathered);
  CommitInfo merge(CommitInfo info);
  TombstoneEntry save_tombstones(const SegmentEntry& segment, const Tombstones& tombstones,
                                 std::uint64_t generation) const;
  void publish(Manifest manifest);
  void refresh();

  const ProcessMark process;
  Directory index;
  WriterLock lock;
  const Analyzers analyzers;
  const std::size_t buffer_bytes;
  const bool xapian;
  Directory segments;
  PreparerPool preparers;

  std::mutex mutex;  ///< guards what follows, up to `building`
  std::condition_variable changed;
  Batch batch;
  std::uint64_t next_sequence = 1;
  std::uint64_t next_segment = 1;
  std::uint64_t builder_number = 0;  ///< of the batch's segment, 0 while it has none
  std::size_t calls = 0;             ///< of add and remove under way
  bool gathering = false;            ///< a commit waits for the calls to end; new ones wait for it
  bool closed = false;

  std::mutex building;  ///< guards `builder`; taken under `mutex`, so buffers keep their order
  std::unique_ptr<SegmentBuilder> builder;

  std::mutex publishing;  ///< one commit or merge at a time; guards `current`
  std::shared_ptr<const Snapshot::Impl> current;
  bool stale = false;  ///< a newer manifest than current's is in force
};

void Writer::Impl::land(std::uint64_t sequence, PreparedArticle article) {
  std::unique_lock held(mutex);
  require_open();
  batch.add(sequence, std::move(article));
  if (batch.buffered_bytes() < buffer_bytes) return;
  // Others go on filling a new buffer while this one is written.
  const std::lock_guard builds(building);
  const std::vector<PreparedArticle> articles = batch.take_buffer();
  if (builder_number == 0) builder_number = next_segment++;
  const std::uint64_t number = builder_number;
  held.unlock();
  try {
    write(builder, number, articles);
  } catch (...) {
    close();
    throw;
  }
}

void Writer::Impl::write(std::unique_ptr<SegmentBuilder>& into, std::uint64_t number,
                         const std::vector<PreparedArticle>& articles) {
  if (articles.empty()) return;
  if (into == nullptr) into = std::make_unique<SegmentBuilder>(segments, number, number, xapian);
  for (const PreparedArticle& article : articles) into->add(article);
}

Writer::Impl::Gathered Writer::Impl::gather() {
  Gathered gathered;
  std::vector<PreparedArticle> rest;
  std::uint64_t number = 0;
  {
    std::unique_lock held(mutex);
    // New calls wait until those under way have ended: a call that began before this commit must
    // not land after it, where it would win over a later one that was in time.
    gathering = true;
    changed.wait(held, [&] { return calls == 0; });
    gathering = false;
    changed.notify_all();
    require_open();
    gathered = {std::exchange(batch, {}), std::move(builder)};
    rest = gathered.batch.take_buffer();
    if (!rest.empty() && builder_number == 0) builder_number = next_segment++;
    number = std::exchange(builder_number, 0);
  }
  // From here on other threads add to the next batch.
  write(gathered.builder, number, rest);
  return gathered;
}

CommitInfo Writer::Impl::commit() {
  {
    const std::lock_guard held(mutex);
    require_open();
  }
  try {
    if (stale) refresh();
    return publish(gather());
  } catch (...) {
    close();
    throw;
  }
}

TombstoneEntry Writer::Impl::save_tombstones(const SegmentEntry& segment,
                                             const Tombstones& tombstones,
                                             std::uint64_t generation) const {
  const auto directory = segments.subdirectory(segment.directory());
  if (!directory) throw_refusal("Opening", segments.path_of(segment.directory()), ENOENT);
  const std::string bytes = tombstones.to_bytes(segment.articles);
  const std::string name = "deleted-" + std::to_string(generation) + ".bitmap";
  const File file = directory->create_file(name);
  file.write_all(bytes);
  file.sync();
  directory->sync();
  return {name, bytes.size(), tombstones.count(), checksum_of(bytes)};
}

CommitInfo Writer::Impl::publish(Gathered gathered) {
  const Batch& taken = gathered.batch;
  CommitInfo info;
  info.generation = current->manifest.generation;
  info.added = taken.articles();

  // Whom the batch replaces or removes in the segments before it.
  std::vector<std::optional<Tombstones>> dead(current->parts.size());
  taken.for_each([&](const std::string& id, bool removed) {
    const auto older = current->find(id);
    if (!older) return;
    auto& of_segment = dead[older->segment];
    if (!of_segment) of_segment = current->deleted(older->segment);
    of_segment->add(older->docid);
    ++(removed ? info.removed : info.replaced);
  });
  if (info.added == 0 && info.removed == 0) return info;

  Manifest next = current->manifest;
  info.generation = ++next.generation;
  next.segments.clear();
  for (std::size_t i = 0; i < dead.size(); ++i) {
    SegmentEntry segment = current->manifest.segments[i];
    // Of a segment without a living article nothing need stay.
    if (dead[i] && dead[i]->count() == segment.articles) continue;
    if (dead[i]) segment.deleted = save_tombstones(segment, *dead[i], next.generation);
    next.segments.push_back(std::move(segment));
  }
  if (info.added > 0) {
    SegmentEntry segment = gathered.builder->finish();
    if (!taken.superseded().empty())
      segment.deleted = save_tombstones(segment, taken.superseded(), next.generation);
    next.segments.push_back(std::move(segment));
  }
  publish(std::move(next));
  return info;
}

void Writer::Impl::publish(Manifest manifest) {
  {
    const std::lock_guard held(mutex);
    manifest.next_segment = next_segment;
  }
  publish_manifest(index, manifest);
  stale = true;
  // The commit is done. What follows is upkeep, and its failing must not look like the commit's.
  try {
    const auto before = current;
    refresh();
    for (const SegmentEntry& old : before->manifest.segments) {
      const auto kept =
          std::find_if(manifest.segments.begin(), manifest.segments.end(),
                       [&](const SegmentEntry& segment) { return segment.number == old.number; });
      if (kept == manifest.segments.end()) {
        segments.remove_tree(old.directory());
      } else if (old.deleted && kept->deleted != old.deleted) {
        if (const auto directory = segments.subdirectory(old.directory()))
          directory->remove_file(old.deleted->file);
      }
    }
  } catch (const Error&) {  // tried again before the next commit, and swept by the next writer
  }
}

void Writer::Impl::refresh() {
  current = open_snapshot(index, current.get());
  stale = false;
}

CommitInfo Writer::Impl::merge(CommitInfo info) {
  try {
    if (stale) refresh();
    if (current->parts.size() <= 1 && current->manifest.deleted() == 0) return info;
    std::uint64_t number = 0;
    {
      const std::lock_guard held(mutex);
      number = next_segment++;
    }
    Manifest next = current->manifest;
    ++next.generation;
    next.segments.clear();
    if (auto merged = merge_segments(segments, current->parts, number))
      next.segments.push_back(std::move(*merged));
    info.generation = next.generation;
    publish(std::move(next));
    return info;
  } catch (...) {
    close();
    throw;
  }
}

// Options are small and come as a value, as everywhere.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
Writer Writer::open(const std::filesystem::path& path, WriterOptions options) {
  // Whatever becomes of the working directory.
  const std::filesystem::path where = std::filesystem::absolute(path);
  auto index = options.create ? std::optional(Directory::make(where)) : Directory::open(where);
  const auto require_index = [&](bool there) {
    if (!there)
      throw NotFoundError("Writing to " + path.string() +
                          ": there is no index. Check the path, or have one made.");
  };
  require_index(index.has_value());
  // Looked at before anything is written, and again under the lock.
  if (auto found = read_manifest(*index)) {
    require_analyzers(*index, found->manifest, options.analyzers);
  } else {
    require_index(options.create);
    require_unused(*index);
  }
  WriterLock lock = WriterLock::take(*index, options.wait_for_lock);
  const auto found = read_manifest(*index);
  const Manifest manifest = found ? found->manifest : begin_manifest(*index, options.analyzers);
  require_analyzers(*index, manifest, options.analyzers);
  sweep(*index, manifest);

  auto impl = std::make_unique<Impl>(std::move(*index), std::move(lock), options);
  impl->index.sync();
  impl->next_segment = manifest.next_segment;
  impl->current = open_snapshot(impl->index, nullptr);
  return Writer(std::move(impl));
}

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&& other) noexcept {
  if (this != &other) {
    const Writer before(std::move(*this));  // goes as any writer does
    impl_ = std::move(other.impl_);
  }
  return *this;
}
Writer::~Writer() {
  // In a forked process it is the other one's: its buffers are not ours to flush, its files not ours to remove.
  if (impl_ != nullptr && !impl_->process.is_of_this_process()) (void)impl_.release();
}

namespace {
void require_id(std::string_view id) {
  if (id.empty()) throw UsageError("An article's id must not be empty.");
  if (id.size() > kMaxIdBytes)
    throw UsageError("An article's id has " + std::to_string(id.size()) + " bytes; at most " +
                     std::to_string(kMaxIdBytes) + " are possible.");
}

void require_acceptable(const Article& article) {
  require_id(article.id);
  const std::size_t bytes = article.title.size() + article.body.size() + article.source.size() +
                            article.url.size() + article.lang.size();
  if (bytes > kMaxArticleBytes)
    throw UsageError("Adding article " + article.id + ": it has " + std::to_string(bytes) +
                     " bytes; at most " + std::to_string(kMaxArticleBytes) +
                     " are possible. Split it into several.");
}
}  // namespace

void Writer::add(Article article) {
  require_acceptable(article);
  const Impl::Call call(*impl_);
  PreparedArticle prepared = impl_->preparers.with(
      [&](Preparer& preparer) { return preparer.prepare(article, impl_->analyzers); });
  impl_->land(call.sequence(), std::move(prepared));
}

void Writer::add_many(std::span<Article> articles, unsigned threads) {
  const Impl::Call call(*impl_, articles.size());
  OrderedPipe<PreparedArticle> pipe(
      articles.size(),
      [&](std::size_t i) {
        require_acceptable(articles[i]);
        return impl_->preparers.with([&, article = std::move(articles[i])](Preparer& preparer) {
          return preparer.prepare(article, impl_->analyzers);
        });
      },
      [&](std::size_t i, PreparedArticle prepared) {
        impl_->land(call.sequence() + i, std::move(prepared));
      });
  pipe.run(threads);
}

void Writer::remove(std::string_view id) {
  require_id(id);
  const Impl::Call call(*impl_);
  const std::lock_guard held(impl_->mutex);
  impl_->batch.remove(call.sequence(), id);
}

std::size_t Writer::pending() const noexcept {
  if (!impl_->process.is_of_this_process()) return 0;
  const std::lock_guard held(impl_->mutex);
  return impl_->batch.articles();
}

CommitInfo Writer::commit() {
  impl_->process.require("This writer");
  const std::lock_guard publishing(impl_->publishing);
  return impl_->commit();
}

CommitInfo Writer::merge() {
  impl_->process.require("This writer");
  const std::lock_guard publishing(impl_->publishing);
  return impl_->merge(impl_->commit());
}

}  // namespace quoth
