#include "index/segment.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "index/bytes.hpp"
#include "index/mapped_pages.hpp"
#include "index/remedy.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::uint64_t kMaxChecksumsBytes = std::uint64_t{1} << 30;

[[noreturn]] void throw_damaged(const std::string& path, std::string_view what) {
  throw DamagedError("Reading " + path + ": " + std::string(what) + "." +
                     std::string(remedy_for(path)));
}

void verify_size(const File& file, std::uint64_t expected) {
  const std::uint64_t size = file.size();
  if (size != expected)
    throw_damaged(file.path(), "it has " + std::to_string(size) + " bytes where " +
                                   std::to_string(expected) + " were written");
}

// The entry of a file the segment must have.
const FileEntry& entry_of(const SegmentEntry& segment, std::string_view name,
                          const std::string& path) {
  for (const FileEntry& file : segment.files)
    if (file.name == name) return file;
  throw_damaged(path, "the manifest names no " + std::string(name) + " for it");
}

}  // namespace

Segment::MappedRanks::MappedRanks(const File& file, FileChecksums sums, std::uint32_t documents)
    : path(file.path()),
      mapping(file),
      blocks(std::make_unique<VerifiedBlocks>(mapping.bytes(), std::move(sums), path)) {
  if (!ranks.open(mapping.bytes(), path, blocks.get())) throw_damaged(path, "its structure is broken");
  if (ranks.documents() != documents)
    throw_damaged(file.path(), "it does not hold the documents that the manifest counts");
}

Segment::Segment(SegmentEntry entry, std::string path, ArticleMap map, ArticleTexts texts,
                 std::optional<File> articles, MappedRanks article_ranks,
                 MappedRanks quotation_ranks)
    : entry_(std::move(entry)),
      path_(std::move(path)),
      map_(std::move(map)),
      texts_(std::move(texts)),
      articles_(std::move(articles)),
      article_ranks_(std::move(article_ranks)),
      quotation_ranks_(std::move(quotation_ranks)) {}

Segment::Opened Segment::open(const Directory& segments, const SegmentEntry& entry) {
  const auto directory = segments.subdirectory(entry.directory());
  if (!directory) return {nullptr, segments.path_of(entry.directory())};

  const auto sums = open_checksums(*directory, entry);
  if (!sums) return {nullptr, directory->path_of(entry.checksums.name)};

  std::optional<File> articles;
  std::optional<ArticleMap> map;
  std::optional<ArticleTexts> texts;
  std::optional<MappedRanks> article_ranks, quotation_ranks;
  for (const std::string_view name : kSegmentFiles) {
    if (name == kArticlesName && !has_file(entry, name)) continue;
    const FileEntry& expected = entry_of(entry, name, directory->path());
    auto file = directory->open_file(expected.name);
    if (!file) return {nullptr, directory->path_of(name)};
    verify_size(*file, expected.size);
    const auto file_sums = std::find_if(
        sums->begin(), sums->end(), [&](const FileChecksums& of) { return of.file == expected; });
    if (file_sums == sums->end())
      throw_damaged(directory->path_of(entry.checksums.name),
                    "it does not speak of " + expected.name);
    if (name == kMapName) {
      Mapping mapping(*file);
      verify_all(mapping.bytes(), *file_sums, file->path());
      map.emplace(std::move(mapping), entry.articles, entry.quotations, file->path());
    } else {
      verify_ends(*file, *file_sums);
      if (name == kArticlesName) articles.emplace(std::move(*file));
      if (name == kTextsName) texts.emplace(Mapping(*file), entry.articles, file->path(), *file_sums);
      if (name == kArticlesRanksName) article_ranks.emplace(*file, *file_sums, entry.articles);
      if (name == kQuotationsRanksName) quotation_ranks.emplace(*file, *file_sums, entry.quotations);
    }
  }
  return {std::shared_ptr<const Segment>(new Segment(
              entry, directory->path(), std::move(*map), std::move(*texts), std::move(articles),
              std::move(*article_ranks), std::move(*quotation_ranks))),
          {}};
}

void Segment::verify_ranks(Space space) const {
  const MappedRanks& ranks = space == Space::articles ? article_ranks_ : quotation_ranks_;
  require_and_give_back(*ranks.blocks, ranks.mapping.bytes());
}

void Segment::verify_texts() const { texts_.require_all(); }

Descriptor Segment::rewound(const File& file) const {
  Descriptor own = file.duplicate();
  if (::lseek(own.get(), 0, SEEK_SET) != 0) throw_refusal("Opening", file.path(), errno);
  return own;
}

Xapian::Database Segment::open_database() const {
  return with_storage_errors("Opening " + articles_->path(), [&] {
    const std::lock_guard opening(opening_);
    return Xapian::Database(rewound(*articles_).release(), Xapian::DB_BACKEND_GLASS);
  });
}

std::size_t Segment::count_faults() const {
  return with_storage_errors("Checking " + articles_->path(), [&] {
    const std::lock_guard opening(opening_);
    return Xapian::Database::check(rewound(*articles_).release());
  });
}

bool has_file(const SegmentEntry& entry, std::string_view name) noexcept {
  return std::any_of(entry.files.begin(), entry.files.end(),
                     [&](const FileEntry& file) { return file.name == name; });
}

std::optional<std::vector<FileChecksums>> open_checksums(const Directory& segment,
                                                         const SegmentEntry& entry) {
  const auto file = segment.open_file(entry.checksums.name);
  if (!file) return std::nullopt;
  verify_size(*file, entry.checksums.size);
  const std::string bytes = file->read_all(kMaxChecksumsBytes);
  if (checksum_of(bytes) != entry.checksum)
    throw_damaged(file->path(), "it has changed since it was written");
  return checksums_from_bytes(bytes, file->path());
}

std::optional<Tombstones> open_tombstones(const Directory& segment, const SegmentEntry& entry) {
  if (!entry.deleted) return Tombstones{};
  const auto file = segment.open_file(entry.deleted->file);
  if (!file) return std::nullopt;
  verify_size(*file, entry.deleted->size);
  const std::string bytes = file->read_all(entry.deleted->size);
  if (checksum_of(bytes) != entry.deleted->checksum)
    throw_damaged(file->path(), "it has changed since it was written");
  Tombstones tombstones = Tombstones::from_bytes(bytes, entry.articles, file->path());
  if (tombstones.count() != entry.deleted->count)
    throw_damaged(file->path(), "it does not hold the deletions that the manifest counts");
  return tombstones;
}

}  // namespace quoth::storage
