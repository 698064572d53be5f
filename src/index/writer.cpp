#include "quoth/index/writer.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "index/absolute_path.hpp"
#include "index/batch.hpp"
#include "index/batch_segments.hpp"
#include "index/bytes.hpp"
#include "index/lock.hpp"
#include "index/manifest.hpp"
#include "index/merge.hpp"
#include "index/merge_policy.hpp"
#include "index/ordered_pipe.hpp"
#include "index/preparer.hpp"
#include "index/process_mark.hpp"
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
        buffer_bytes(std::max<std::size_t>(options.memory_bytes / kBuffers, 1)),
        segment_bytes(std::max(options.memory_bytes / kSegments, kLeastSegment)),
        xapian(options.xapian),
        merges_in_background(options.merging == WriterOptions::Merging::background),
        segments(index.make_subdirectory(kSegmentsName)) {}
  ~Impl() {
    merger.request_stop();
    {
      const std::lock_guard held(mutex);
      changed.notify_all();
    }
    if (merger.joinable()) merger.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

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

  using Notes = std::map<std::string, std::string>;

  struct Gathered {
    Batch batch;
    std::unique_ptr<BatchSegments> built;  ///< null while nothing was written
    std::vector<PreparedArticle> rest;
    Notes notes;
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
    changed.notify_all();
  }

  void land(std::uint64_t sequence, PreparedArticle article);
  std::unique_ptr<BatchSegments> new_segments();
  Gathered gather();
  CommitInfo commit();
  CommitInfo publish(Gathered gathered);
  CommitInfo merge(CommitInfo info);
  TombstoneEntry save_tombstones(const SegmentEntry& segment, const Tombstones& tombstones,
                                 std::uint64_t generation) const;
  void publish(Manifest manifest, const std::function<void()>& before = {});
  void refresh();

  const ProcessMark process;
  /// What a merge asks now and then.
  [[nodiscard]] std::function<bool()> given_up() const {
    return [this] { return giving_up_merges.load(); };
  }
  void want_merges();
  void merge_in_background(const std::stop_token& stop) noexcept;
  bool merge_once();
  void publish_merged(const Snapshot::Impl& of, MergePick pick, std::optional<SegmentEntry> merged);

  // Of memory_bytes: a buffer is filled, one waits and one is written; a segment is built and one is sealed, which
  // takes some more; the rest is for analysis and merges.
  static constexpr std::size_t kBuffers = 32, kSegments = 6;
  static constexpr std::size_t kLeastSegment = std::size_t{1} << 20;

  Directory index;
  WriterLock lock;
  const Analyzers analyzers;
  const std::size_t buffer_bytes, segment_bytes;
  const bool xapian, merges_in_background;
  Directory segments;
  PreparerPool preparers;
  std::atomic<std::uint64_t> next_segment{1};
  std::atomic<bool> giving_up_merges{false};

  std::mutex mutex;  ///< guards what follows, up to `building`
  std::condition_variable changed;
  Batch batch;
  Notes notes;  ///< to be published with the batch
  std::uint64_t next_sequence = 1;
  std::size_t calls = 0;   ///< of add and remove under way
  bool gathering = false;  ///< a commit waits for the calls to end; new ones wait for it
  bool closed = false;
  bool merges_wanted = false, merge_runs = false;
  bool merging_failed = false;  ///< or was given up: no more begins

  std::mutex building;  ///< guards `built`; taken under `mutex`, so buffers keep their order
  std::unique_ptr<BatchSegments> built;

  std::mutex merging;  ///< one merge at a time; taken before `publishing`

  std::mutex publishing;  ///< one commit or publication of a merge at a time; guards `current`
  std::shared_ptr<const Snapshot::Impl> current;
  bool stale = false;  ///< a newer manifest than current's is in force

  std::jthread merger;  ///< under `mutex`, but at the end
};

std::unique_ptr<BatchSegments> Writer::Impl::new_segments() {
  return std::make_unique<BatchSegments>(segments, next_segment, segment_bytes, xapian);
}

void Writer::Impl::land(std::uint64_t sequence, PreparedArticle article) {
  std::unique_lock held(mutex);
  require_open();
  batch.add(sequence, std::move(article));
  if (batch.buffered_bytes() < buffer_bytes) return;
  // Others go on filling a new buffer while this one is handed over.
  const std::lock_guard builds(building);
  std::vector<PreparedArticle> articles = batch.take_buffer();
  if (built == nullptr) built = new_segments();
  held.unlock();
  try {
    built->write(std::move(articles));
  } catch (...) {
    close();
    throw;
  }
}

Writer::Impl::Gathered Writer::Impl::gather() {
  std::unique_lock held(mutex);
  // New calls wait until those under way have ended: a call that began before this commit must
  // not land after it, where it would win over a later one that was in time.
  gathering = true;
  changed.wait(held, [&] { return calls == 0; });
  gathering = false;
  changed.notify_all();
  require_open();
  Gathered gathered{std::exchange(batch, {}), std::move(built), {}, std::exchange(notes, {})};
  gathered.rest = gathered.batch.take_buffer();
  if (gathered.built == nullptr && !gathered.rest.empty()) gathered.built = new_segments();
  if (gathered.built != nullptr) gathered.built->reserve_last_number();
  // From here on other threads add to the next batch.
  return gathered;
}

CommitInfo Writer::Impl::commit() {
  {
    const std::lock_guard held(mutex);
    require_open();
  }
  try {
    if (stale) refresh();
    const CommitInfo info = publish(gather());
    want_merges();
    return info;
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
  Manifest next = current->manifest;
  for (const auto& [key, text] : gathered.notes) {
    if (text.empty())
      next.notes.erase(key);
    else
      next.notes[key] = text;
  }
  if (info.added == 0 && info.removed == 0 && next.notes == current->manifest.notes) return info;

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
    for (const auto& [sealed, before] : gathered.built->finish(gathered.rest)) {
      SegmentEntry segment = sealed;
      Tombstones superseded;
      taken.superseded().for_each([&, begin = before, count = sealed.articles](std::uint32_t document) {
        if (document > begin && document - begin <= count)
          superseded.add(document - begin);
      });
      if (superseded.count() == segment.articles) {
        segments.remove_tree(segment.directory());
        continue;
      }
      if (!superseded.empty())
        segment.deleted = save_tombstones(segment, superseded, next.generation);
      next.segments.push_back(std::move(segment));
    }
  }
  publish(std::move(next), [&] {
    if (gathered.built != nullptr) gathered.built->keep();
  });
  return info;
}

// `before` is called when all is ready to be published: from then on what the manifest names must stay.
void Writer::Impl::publish(Manifest manifest, const std::function<void()>& before) {
  manifest.next_segment = next_segment;
  if (before) before();
  stale = true;  // whether it succeeds or not: the machine may have renamed before it failed
  publish_manifest(index, manifest);
  // The commit is done. What follows is upkeep, and its failing must not look like the commit's.
  try {
    const auto old_snapshot = current;
    refresh();
    for (const SegmentEntry& old : old_snapshot->manifest.segments) {
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
    if (giving_up_merges) return info;
    const std::uint64_t number = next_segment++;
    Manifest next = current->manifest;
    ++next.generation;
    next.segments.clear();
    try {
      if (auto merged = merge_segments(segments, current->parts, number, segment_bytes, given_up()))
        next.segments.push_back(std::move(*merged));
    } catch (const MergeStopped&) {
      segments.remove_tree(segment_directory(number));
      return info;
    }
    info.generation = next.generation;
    publish(std::move(next));
    return info;
  } catch (...) {
    close();
    throw;
  }
}

// REQUIRES: `publishing` is held.
void Writer::Impl::want_merges() {
  if (!merges_in_background) return;
  const std::lock_guard held(mutex);
  if (closed || merging_failed) return;
  merges_wanted = true;
  if (!merger.joinable())
    merger = std::jthread([this](const std::stop_token& stop) { merge_in_background(stop); });
  changed.notify_all();
}

void Writer::Impl::merge_in_background(const std::stop_token& stop) noexcept {
  for (;;) {
    {
      std::unique_lock held(mutex);
      merge_runs = false;
      changed.notify_all();
      changed.wait(held, [&] { return merges_wanted || stop.stop_requested(); });
      if (!merges_wanted || giving_up_merges) return;  // what is due is done first
      merges_wanted = false;
      merge_runs = true;
    }
    bool failed = false;
    try {
      while (merge_once()) {
      }
    } catch (...) {
      // Nothing is lost: what was to be merged stays in force as it is. Whether the machine still writes is for the
      // next commit to tell; whether an old segment is damaged, for its readers.
      failed = true;
    }
    if (!failed) continue;
    const std::lock_guard held(mutex);
    merging_failed = true;
    merge_runs = false;
    changed.notify_all();
    return;
  }
}

// Whether something was merged. Commits go on while it works, but for the moment in which it publishes.
bool Writer::Impl::merge_once() {
  const std::lock_guard one(merging);
  std::shared_ptr<const Snapshot::Impl> of;
  {
    const std::lock_guard held(publishing);
    if (giving_up_merges) return false;
    if (stale) refresh();
    of = current;
  }
  std::vector<SegmentSize> sizes;
  for (const SegmentEntry& segment : of->manifest.segments) {
    std::uint64_t bytes = 0;
    for (const FileEntry& file : segment.files) bytes += file.size;
    sizes.push_back({bytes, segment.articles, segment.quotations,
                     segment.deleted ? segment.deleted->count : 0});
  }
  const auto pick = next_merge(sizes);
  if (!pick) return false;
  const std::uint64_t number = next_segment++;
  std::optional<SegmentEntry> merged;
  try {
    merged = merge_segments(segments, std::span(of->parts).subspan(pick->first, pick->count), number,
                            segment_bytes, given_up());
  } catch (...) {
    segments.remove_tree(segment_directory(number));
    throw;
  }
  const std::lock_guard held(publishing);
  {
    const std::lock_guard state(mutex);
    // After an error nobody knows what is in force.
    if (closed) {
      if (merged) segments.remove_tree(merged->directory());
      return false;
    }
  }
  if (stale) refresh();
  publish_merged(*of, *pick, std::move(merged));
  return true;
}

// Puts `merged` in the place of the segments of `of` that it was made from. What died in them since then dies in it.
void Writer::Impl::publish_merged(const Snapshot::Impl& of, MergePick pick,
                                  std::optional<SegmentEntry> merged) {
  Manifest next = current->manifest;
  ++next.generation;
  Tombstones dead;
  std::uint32_t before = 0;  // living documents of the parts before
  std::optional<std::size_t> place;
  for (std::size_t i = pick.first; i < pick.first + pick.count; ++i) {
    const SegmentEntry& old = of.manifest.segments[i];
    const Tombstones& then = of.deleted(static_cast<std::uint32_t>(i));
    std::uint32_t now_at = 0;
    while (now_at < current->parts.size() &&
           current->manifest.segments[now_at].number != old.number)
      ++now_at;
    const bool there = now_at < current->parts.size();  // else all of it has died
    for (std::uint32_t docid = 1; docid <= old.articles; ++docid) {
      if (then.contains(docid)) continue;
      ++before;
      if (!there || current->deleted(now_at).contains(docid)) dead.add(before);
    }
    const auto listed = std::find_if(
        next.segments.begin(), next.segments.end(),
        [&](const SegmentEntry& segment) { return segment.number == old.number; });
    if (listed == next.segments.end()) continue;
    const auto at = static_cast<std::size_t>(listed - next.segments.begin());
    if (!place) place = at;
    next.segments.erase(listed);
  }
  const bool lives = merged && dead.count() < merged->articles && place;
  if (merged && !lives) segments.remove_tree(merged->directory());
  if (!place) return;  // they are gone
  if (lives) {
    if (!dead.empty()) merged->deleted = save_tombstones(*merged, dead, next.generation);
    next.segments.insert(next.segments.begin() + static_cast<std::ptrdiff_t>(*place),
                         std::move(*merged));
  }
  publish(std::move(next));
}

// Options are small and come as a value, as everywhere.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
Writer Writer::open(const std::filesystem::path& path, WriterOptions options) {
  // Whatever becomes of the working directory.
  const std::filesystem::path where = storage::absolute_path(path, "Writing to");
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

void Writer::add_many(std::span<Article> articles, unsigned threads, const Refused& refused) {
  const Impl::Call call(*impl_, articles.size());
  struct Made {
    std::optional<PreparedArticle> article;
    std::optional<UsageError> why_not;
  };
  OrderedPipe<Made> pipe(
      articles.size(),
      [&](std::size_t i) { return articles[i].title.size() + articles[i].body.size(); },
      [&](std::size_t i) {
        Made made;
        try {
          require_acceptable(articles[i]);
          made.article =
              impl_->preparers.with([&, article = std::move(articles[i])](Preparer& preparer) {
                return preparer.prepare(article, impl_->analyzers);
              });
        } catch (const UsageError& e) {
          if (!refused) throw;
          made.why_not = e;
        }
        return made;
      },
      [&](std::size_t i, Made made) {
        if (made.article)
          impl_->land(call.sequence() + i, std::move(*made.article));
        else
          refused(i, *made.why_not);
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
  const std::lock_guard merging(impl_->merging);
  const std::lock_guard publishing(impl_->publishing);
  return impl_->merge(impl_->commit());
}

void Writer::wait_for_merges() {
  impl_->process.require("This writer");
  std::unique_lock held(impl_->mutex);
  impl_->changed.wait(held, [&] {
    return impl_->closed || impl_->merging_failed ||
           (!impl_->merges_wanted && !impl_->merge_runs);
  });
}

void Writer::give_up_merges() {
  impl_->process.require("This writer");
  const std::lock_guard held(impl_->mutex);
  impl_->giving_up_merges = true;
  impl_->merges_wanted = false;
  impl_->merging_failed = true;  // none begins any more
  impl_->changed.notify_all();
}

void Writer::note(std::string_view key, std::string_view text) {
  if (key.empty() || !is_utf8(key) || !is_utf8(text))
    throw UsageError("A note's key must not be empty, and both key and text must be UTF-8.");
  if (key.size() + text.size() > kMaxNoteBytes)
    throw UsageError("A note has " + std::to_string(key.size() + text.size()) +
                     " bytes with its key; at most " + std::to_string(kMaxNoteBytes) +
                     " are possible.");
  const Impl::Call call(*impl_);
  const std::lock_guard held(impl_->mutex);
  impl_->notes.insert_or_assign(std::string(key), std::string(text));
}

}  // namespace quoth
