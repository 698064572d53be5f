#include "index/segment_ranks.hpp"

#include <xapian.h>

#include <cerrno>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "index/mapped_pages.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "index/segment.hpp"
#include "index/segment_builder.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {

namespace {

std::string piece_prefix(std::uint32_t piece) { return "build-" + std::to_string(piece) + "-"; }

}  // namespace

SegmentRanks::SegmentRanks(const Directory& directory, std::uint64_t order, bool xapian)
    : directory_(directory),
      order_(order),
      xapian_(xapian),
      postings_(std::make_unique<SegmentPostings>(order)) {}

void SegmentRanks::add(const PreparedArticle& article) {
  postings_->add(article.postings, article.published);
}

void SegmentRanks::write(const std::string& prefix) {
  if (!xapian_) return postings_->write(directory_, prefix);
  const File database = directory_.create_file(prefix + kArticlesName);
  postings_->write(directory_, prefix, &database);
  if (prefix.empty()) database.sync();
}

void SegmentRanks::put_aside() {
  if (postings_->articles() == 0) return;
  write(piece_prefix(pieces_++));
  put_aside_ += postings_->articles();
  postings_ = std::make_unique<SegmentPostings>(order_, put_aside_);
}

void SegmentRanks::finish() {
  if (pieces_ == 0) return write({});
  put_aside();
  join_ranks(kArticlesRanksName);
  join_ranks(kQuotationsRanksName);
  if (xapian_) join_databases();
}

File SegmentRanks::open_piece(std::uint32_t piece, const char* name) const {
  const std::string whole = piece_prefix(piece) + name;
  auto file = directory_.open_file(whole);
  if (!file) throw_refusal("Opening", directory_.path_of(whole), ENOENT);
  return std::move(*file);
}

void SegmentRanks::join_ranks(const char* name) const {
  struct Piece {
    explicit Piece(const File& file) : mapping(file) {
      if (!ranks.open(mapping.bytes()))
        throw StorageError("Writing " + file.path() + ": it is not what was written.");
    }
    Mapping mapping;
    Ranks ranks;
  };
  std::list<Piece> pieces;
  std::vector<RanksPart> parts;
  for (std::uint32_t i = 0; i < pieces_; ++i)
    parts.push_back({&pieces.emplace_back(open_piece(i, name)).ranks, {}, give_back_pages});
  write_ranks(directory_, name, [&](const RanksWriter::Sink& sink) { merge_ranks(parts, sink); });
  for (std::uint32_t i = 0; i < pieces_; ++i) directory_.remove_file(piece_prefix(i) + name);
}

void SegmentRanks::join_databases() const {
  Xapian::Database all;
  for (std::uint32_t i = 0; i < pieces_; ++i) {
    const File file = open_piece(i, kArticlesName);
    // Xapian reads the first block where the descriptor stands, and closes it.
    with_storage_errors("Opening " + file.path(), [&] {
      all.add_database(Xapian::Database(file.duplicate().release(), Xapian::DB_BACKEND_GLASS));
    });
  }
  compact_into(all, directory_, kArticlesName);
  for (std::uint32_t i = 0; i < pieces_; ++i)
    directory_.remove_file(piece_prefix(i) + kArticlesName);
}

void write_ranks(const Directory& directory, const std::string& name,
                 const std::function<void(const RanksWriter::Sink&)>& write) {
  const File file = directory.create_file(name);
  write([&](std::string_view piece) { file.write_all(piece); });
  file.sync();
}

}  // namespace quoth::storage
