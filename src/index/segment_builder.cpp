#include "index/segment_builder.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/segment.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth::storage {
namespace {

constexpr char kArticlesAside[] = "build-articles";

// Xapian keeps what it has not flushed in memory, at about this many bytes' worth of ours.
constexpr std::size_t kFlushBytes = std::size_t{128} << 20;

Xapian::Document document_of(const DocumentTerms& terms, std::uint64_t order, std::uint32_t docid,
                             std::optional<Day> published) {
  Xapian::Document document;
  // Words as written, and where they stand, are in .ranks alone. So is a term that does not fit.
  for (const DocumentTerms::Term& term : terms.terms)
    if (fits_xapian(term.text)) document.add_term(term.text, term.wdf);
  document.add_value(static_cast<Xapian::valueno>(Slot::order), order_value(order, docid));
  if (published)
    document.add_value(static_cast<Xapian::valueno>(Slot::published), published_value(*published));
  return document;
}

std::size_t weight_of(const DocumentTerms& terms) noexcept {
  std::size_t bytes = 256;
  for (const DocumentTerms::Term& term : terms.terms) bytes += sizeof term + term.text.size();
  for (const DocumentTerms::Form& form : terms.forms)
    bytes += sizeof form + form.text.size() + form.positions.size() * sizeof(std::uint32_t);
  for (const DocumentTerms::Key& key : terms.keys) bytes += sizeof key + key.text.size();
  return bytes;
}

Xapian::WritableDatabase begin_database(const Directory& directory, const char* name) {
  // A fresh directory of ours in a fresh directory of ours, so the path is to be trusted. No term
  // lists: nothing is ever deleted from it, and they are half the size. No syncing: what counts is
  // the compacted file.
  return Xapian::WritableDatabase(
      std::filesystem::absolute(directory.path_of(name)).string(),
      Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
}

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
  std::size_t bytes =
      sizeof *this + id.size() + record.size() + weight_of(terms.article);
  for (const DocumentTerms& quotation : terms.quotations) bytes += weight_of(quotation);
  return bytes;
}

std::optional<Day> published_of(const Article& article, const Annotations& annotations) noexcept {
  return annotations.published ? annotations.published->interval.single_day() : article.published;
}

SegmentBuilder::SegmentBuilder(const Directory& segments, std::uint64_t number, std::uint64_t order,
                               bool xapian)
    : segments_(segments),
      number_(number),
      order_(order),
      directory_(fresh_directory(segments, number)),
      texts_(directory_, kTextsName),
      article_ranks_(directory_, kArticlesRanksName),
      quotation_ranks_(directory_, kQuotationsRanksName) {
  if (xapian)
    with_write_errors("Writing " + directory_.path(),
                      [&] { articles_ = begin_database(directory_, kArticlesAside); });
}

SegmentBuilder::~SegmentBuilder() {
  if (finished_) return;
  // Closing a Xapian database commits what it holds; a failing one must not end us.
  try {
    articles_.reset();
  } catch (...) {
  }
  segments_.remove_tree(segment_directory(number_));
}

void SegmentBuilder::add(const PreparedArticle& article) {
  with_write_errors("Writing " + directory_.path(), [&] {
    const std::uint32_t docid = articles() + 1;
    if (articles_ && articles_->add_document(document_of(article.terms.article, order_, docid,
                                                         article.published)) != docid)
      throw StorageError("Writing " + directory_.path() + ": Xapian numbers differently.");
    texts_.add(parts_of(article.record));
    article_ranks_.add(article.terms.article);
    for (const DocumentTerms& quotation : article.terms.quotations) quotation_ranks_.add(quotation);
    map_.push_back(
        {hash_of_id(article.id), static_cast<std::uint32_t>(article.terms.quotations.size())});
    unflushed_ += article.weight();
    if (unflushed_ >= kFlushBytes) {
      flush();
      article_ranks_.put_aside();
      quotation_ranks_.put_aside();
    }
  });
}

void SegmentBuilder::flush() {
  if (articles_) articles_->commit();
  unflushed_ = 0;
}

SegmentEntry SegmentBuilder::finish() {
  with_write_errors("Writing " + directory_.path(), [&] {
    flush();
    if (articles_) compact_into(*articles_, directory_, kArticlesName);
    articles_.reset();
  });
  directory_.remove_tree(kArticlesAside);
  texts_.finish();
  article_ranks_.finish();
  quotation_ranks_.finish();
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
