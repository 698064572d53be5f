#include "index/segment_ranks.hpp"

#include <cerrno>
#include <list>
#include <vector>

#include "index/document_ranks.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {

std::string SegmentRanks::piece_name(std::uint32_t piece) const {
  return "build-" + std::to_string(piece) + "-" + name_;
}

void SegmentRanks::add(const DocumentTerms& document) { add_document(document, builder_); }

void SegmentRanks::put_aside() {
  if (builder_.documents() == 0) return;
  // Not fsynced: what counts is the joined file.
  const File file = directory_.create_file(piece_name(pieces_++));
  builder_.write([&](std::string_view bytes) { file.write_all(bytes); });
}

void SegmentRanks::finish() {
  if (pieces_ == 0) {
    write_ranks(directory_, name_, [&](const RanksWriter::Sink& sink) { builder_.write(sink); });
    return;
  }
  put_aside();
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
  for (std::uint32_t i = 0; i < pieces_; ++i) {
    const auto file = directory_.open_file(piece_name(i));
    if (!file) throw_refusal("Opening", directory_.path_of(piece_name(i)), ENOENT);
    parts.push_back({&pieces.emplace_back(*file).ranks, {}});
  }
  write_ranks(directory_, name_, [&](const RanksWriter::Sink& sink) { merge_ranks(parts, sink); });
  for (std::uint32_t i = 0; i < pieces_; ++i) directory_.remove_file(piece_name(i));
}

void write_ranks(const Directory& directory, const std::string& name,
                 const std::function<void(const RanksWriter::Sink&)>& write) {
  const File file = directory.create_file(name);
  write([&](std::string_view piece) { file.write_all(piece); });
  file.sync();
}

}  // namespace quoth::storage
