#include "index/segment_builder.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/segment.hpp"
#include "index/stage_times.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth::storage {
namespace {

Directory fresh_directory(const Directory& segments, std::uint64_t number) {
  segments.remove_tree(segment_directory(number));
  return segments.make_subdirectory(segment_directory(number));
}

}  // namespace

bool fits_xapian(std::string_view term) noexcept {
  constexpr std::size_t kMaxXapianTerm = 245;
  if (term.empty() || term.size() > kMaxXapianTerm) return false;
  const auto nuls = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  return term.size() + nuls <= kMaxXapianTerm;
}

std::string order_value(std::uint64_t order, std::uint32_t docid) {
  const std::uint64_t value = order << 32 | docid;
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i));
  return bytes;
}

std::string published_value(Day day) {
  return Xapian::sortable_serialise(static_cast<double>(day.since_epoch));
}

std::size_t PreparedArticle::weight() const noexcept {
  return sizeof *this + id.size() + record.size() + postings.weight();
}

std::optional<Day> published_of(const Article& article, const Annotations& annotations) noexcept {
  return annotations.published ? annotations.published->interval.single_day() : article.published;
}

SegmentBuilder::SegmentBuilder(const Directory& segments, std::uint64_t number, std::uint64_t order,
                               bool xapian, std::size_t most_bytes)
    : segments_(segments),
      number_(number),
      order_(order),
      most_bytes_(std::min(most_bytes, kMostBytes)),
      directory_(fresh_directory(segments, number)),
      texts_(directory_, kTextsName),
      ranks_(directory_, order, xapian) {}

SegmentBuilder::~SegmentBuilder() {
  if (!finished_) segments_.remove_tree(segment_directory(number_));
}

void SegmentBuilder::add(const PreparedArticle& article) {
  StageClock clock(Stage::texts);
  texts_.add(parts_of(article.record));
  clock.next(Stage::ranks);
  ranks_.add(article);
  map_.push_back(
      {hash_of_id(article.id), static_cast<std::uint32_t>(article.postings.quotations.size()),
       article.sketch});
  if (ranks_.bytes() >= most_bytes_) ranks_.put_aside();
}

SegmentEntry SegmentBuilder::finish() {
  {
    const StageClock clock(Stage::texts);
    texts_.finish();
  }
  ranks_.finish();  // has clocks of its own
  const StageClock clock(Stage::seal);
  SegmentEntry entry = seal(segments_, directory_, number_, order_, map_);
  finished_ = true;
  return entry;
}

void compact_into(Xapian::Database database, const Directory& directory, const std::string& name) {
  const File file = directory.create_file(name);
  with_write_errors("Writing " + file.path(), [&] {
    // Xapian closes the descriptor that it is given. Not FULLER, which packs a little tighter: in
    // 1.4.22 it writes past the end of a block on any value that needs several.
    database.compact(file.duplicate().release(), Xapian::Compactor::FULL);
  });
  file.sync();
}

SegmentEntry seal(const Directory& segments, const Directory& directory, std::uint64_t number,
                  std::uint64_t order, const std::vector<ArticleMapEntry>& map) {
  SegmentEntry entry;
  entry.number = number;
  entry.order = order;
  entry.articles = static_cast<std::uint32_t>(map.size());
  for (const ArticleMapEntry& article : map) entry.quotations += article.quotations;

  const File map_file = directory.create_file(kMapName);
  map_file.write_all(article_map_bytes(map));
  map_file.sync();

  std::vector<FileChecksums> sums;
  for (const char* name : kSegmentFiles) {
    const auto file = directory.open_file(name);
    if (!file && name == std::string_view(kArticlesName)) continue;
    if (!file) throw_refusal("Opening", directory.path_of(name), ENOENT);
    sums.push_back(checksums_of(*file, name));
    entry.files.push_back(sums.back().file);
  }
  const std::string bytes = to_bytes(sums);
  const File sums_file = directory.create_file(kChecksumsName);
  sums_file.write_all(bytes);
  sums_file.sync();
  entry.checksums = {kChecksumsName, bytes.size()};
  entry.checksum = checksum_of(bytes);

  directory.sync();
  segments.sync();
  return entry;
}

}  // namespace quoth::storage
