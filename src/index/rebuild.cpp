#include "quoth/index/rebuild.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "index/absolute_path.hpp"
#include "index/block_checksums.hpp"
#include "index/lock.hpp"
#include "index/manifest.hpp"
#include "index/record_before_6.hpp"
#include "index/remedy.hpp"
#include "index/rewrite.hpp"
#include "index/segment.hpp"
#include "index/stored_article.hpp"
#include "index/sweep.hpp"
#include "index/tombstones.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"

namespace quoth {

using namespace storage;

namespace {

[[noreturn]] void throw_missing(const std::string& path) {
  throw DamagedError("Rebuilding from " + path + ": it is missing." +
                     std::string(remedy_for(path)));
}

// The file with the stored articles, every block of it verified: nothing may be rebuilt from damaged texts.
File open_verified(const Directory& directory, const SegmentEntry& entry, const char* name) {
  auto file = directory.open_file(name);
  if (!file) throw_missing(directory.path_of(name));
  const auto listed = std::find_if(entry.files.begin(), entry.files.end(),
                                   [&](const FileEntry& f) { return f.name == name; });
  const auto sums = open_checksums(directory, entry);
  if (!sums) throw_missing(directory.path_of(entry.checksums.name));
  const auto own = listed == entry.files.end()
                       ? sums->end()
                       : std::find_if(sums->begin(), sums->end(),
                                      [&](const FileChecksums& of) { return of.file == *listed; });
  if (own == sums->end() || file->size() != listed->size)
    throw DamagedError("Rebuilding from " + file->path() +
                       ": it has not the size it was written with." +
                       std::string(remedy_for(file->path())));
  for (std::size_t block = 0; block < own->blocks.size(); ++block)
    require_block(*file, *own, block);
  return std::move(*file);
}

// Up to format 5 records were the data of the documents of articles.glass.
void rewrite_before_6(const Directory& directory, const SegmentEntry& entry,
                      const Tombstones& deleted, Preparer& preparer, SegmentBuilder& out) {
  const File file = open_verified(directory, entry, kArticlesName);
  const Xapian::Database articles = with_storage_errors("Opening " + file.path(), [&] {
    return Xapian::Database(file.duplicate().release(), Xapian::DB_BACKEND_GLASS);
  });
  if (articles.get_lastdocid() != entry.articles)
    throw DamagedError("Rebuilding from " + file.path() +
                       ": it does not hold the documents that the manifest counts." +
                       std::string(remedy_for(file.path())));
  for (std::uint32_t docid = 1; docid <= entry.articles; ++docid) {
    if (deleted.contains(docid)) continue;
    const std::string where = directory.path() + ", article " + std::to_string(docid);
    const std::string record = with_storage_errors("Reading " + where, [&] {
      return articles.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
    });
    const StoredArticle stored = stored_before_6(record, where);
    out.add(preparer.prepare_again(stored, record_of(stored.article, stored.annotations)));
  }
}

// New segments that nothing names yet: removed again unless they are published.
class Unpublished {
 public:
  explicit Unpublished(const Directory& segments) : segments_(segments) {}
  Unpublished(const Unpublished&) = delete;
  Unpublished& operator=(const Unpublished&) = delete;
  ~Unpublished() {
    for (const std::string& name : names_) segments_.remove_tree(name);
  }
  void add(std::string directory) { names_.push_back(std::move(directory)); }
  void keep() noexcept { names_.clear(); }

 private:
  const Directory& segments_;
  std::vector<std::string> names_;
};

// Nothing when no article of it lives.
std::optional<SegmentEntry> rewrite_segment(const Directory& segments, const SegmentEntry& entry,
                                            std::uint64_t number, Preparer& preparer) {
  const auto directory = segments.subdirectory(entry.directory());
  if (!directory) throw_missing(segments.path_of(entry.directory()));
  const auto deleted = open_tombstones(*directory, entry);
  if (!deleted) throw_missing(directory->path_of(entry.deleted->file));
  const bool has_texts = has_file(entry, kTextsName);
  SegmentBuilder builder(segments, number, entry.order, has_texts && has_file(entry, kArticlesName));
  if (has_texts) {
    const File file = open_verified(*directory, entry, kTextsName);
    const ArticleTexts texts(Mapping(file), entry.articles, file.path());
    rewrite_articles(texts, *deleted, directory->path(), preparer, builder);
  } else {
    rewrite_before_6(*directory, entry, *deleted, preparer, builder);
  }
  if (builder.articles() == 0) return std::nullopt;
  return builder.finish();
}

}  // namespace

RebuildInfo rebuild_index(const std::filesystem::path& path,
                          std::chrono::milliseconds wait_for_lock) {
  const auto index = Directory::open(storage::absolute_path(path, "Rebuilding"));
  const auto found = [&] {
    auto manifest = index ? read_manifest(*index, kOldestVersion) : std::nullopt;
    if (!manifest)
      throw NotFoundError("Rebuilding " + path.string() +
                          ": there is no index. Check the path, or index some articles first.");
    return std::move(manifest->manifest);
  };
  (void)found();  // looked at before anything is written, and again under the lock
  const WriterLock lock = WriterLock::take(*index, wait_for_lock);
  const Manifest before = found();
  sweep(*index, before);

  Manifest next = before;
  next.segments.clear();
  ++next.generation;
  RebuildInfo info;
  info.generation = next.generation;
  const Directory segments = index->make_subdirectory(kSegmentsName);
  Unpublished unpublished(segments);
  Preparer preparer;
  for (const SegmentEntry& old : before.segments) {
    const std::uint64_t number = next.next_segment++;
    auto segment = rewrite_segment(segments, old, number, preparer);
    if (!segment) continue;
    unpublished.add(segment->directory());
    info.articles += segment->articles;
    ++info.segments;
    next.segments.push_back(std::move(*segment));
  }
  publish_manifest(*index, next);
  unpublished.keep();
  for (const SegmentEntry& old : before.segments) segments.remove_tree(old.directory());
  return info;
}

}  // namespace quoth
