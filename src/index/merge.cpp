#include "index/merge.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "index/article_texts_writer.hpp"
#include "index/mapped_pages.hpp"
#include "index/preparer.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "index/rewrite.hpp"
#include "index/segment_builder.hpp"
#include "index/segment_ranks.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth::storage {
namespace {

using Part = Snapshot::Impl::Part;

constexpr auto kOrderSlot = static_cast<Xapian::valueno>(Slot::order);

std::string order_at(const Xapian::Database& database, Xapian::docid docid) {
  return database.get_document(docid).get_value(kOrderSlot);
}

bool all_have_database(std::span<const Part> parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](const Part& part) { return part.segment->has_database(); });
}

// That the compactor numbered as the map will: each part's first and last document is where the
// parts before it end.
void verify_numbering(const Segment& merged, std::span<const Part> parts) {
  const Xapian::Database whole = merged.open_database();
  with_storage_errors("Verifying " + merged.path(), [&] {
    Xapian::docid before = 0;
    for (const Part& part : parts) {
      const Xapian::Database one = part.segment->open_database();
      const Xapian::docid count = one.get_lastdocid();
      if (count > 0 && (order_at(one, 1) != order_at(whole, before + 1) ||
                        order_at(one, count) != order_at(whole, before + count)))
        throw StorageError("Merging into " + merged.path() +
                           ": Xapian numbers its documents differently than expected.");
      before += count;
    }
  });
}

using GoOn = std::function<void()>;  // throws MergeStopped when it is to end

SegmentEntry join(const Directory& segments, std::span<const Part> parts, std::uint64_t number,
                  const GoOn& go_on) {
  segments.remove_tree(segment_directory(number));
  const Directory directory = segments.make_subdirectory(segment_directory(number));
  const bool xapian = all_have_database(parts);
  if (xapian) {
    Xapian::Database all;
    for (const Part& part : parts) all.add_database(part.segment->open_database());
    compact_into(all, directory, kArticlesName);
  }
  for (const Space space : {Space::articles, Space::quotations}) {
    std::vector<RanksPart> ranks;
    for (const Part& part : parts) {
      // Else damage would get a checksum of its own.
      part.segment->verify_ranks(space);
      ranks.push_back({&part.segment->ranks(space), {}, give_back_pages});
    }
    write_ranks(directory, ranks_name(space),
                [&](const RanksWriter::Sink& sink) {
                  merge_ranks(ranks, [&](std::string_view bytes) {
                    go_on();
                    sink(bytes);
                  });
                });
  }
  ArticleTextsWriter texts(directory, kTextsName);
  std::vector<ArticleMapEntry> map;
  for (const Part& part : parts) {
    go_on();
    part.segment->verify_texts();
    texts.append(part.segment->texts());
    const auto entries = part.segment->map().entries();
    map.insert(map.end(), entries.begin(), entries.end());
  }
  texts.finish();
  SegmentEntry entry = seal(segments, directory, number, parts.front().segment->entry().order, map);
  const Segment::Opened opened = Segment::open(segments, entry);
  if (opened.segment == nullptr) throw_refusal("Opening", opened.missing, ENOENT);
  if (xapian) verify_numbering(*opened.segment, parts);
  return entry;
}

std::optional<SegmentEntry> rebuild(const Directory& segments, std::span<const Part> parts,
                                    std::uint64_t number, std::size_t most_bytes, const GoOn& go_on) {
  SegmentBuilder builder(segments, number, parts.front().segment->entry().order,
                         all_have_database(parts), most_bytes);
  Preparer preparer;
  for (const Part& part : parts) {
    const Segment& segment = *part.segment;
    go_on();
    // A record that was damaged and can be read all the same must not be given a checksum of its own.
    segment.verify_texts();
    rewrite_articles(segment.texts(), *part.deleted, segment.path(), preparer, builder, go_on);
  }
  if (builder.articles() == 0) return std::nullopt;
  return builder.finish();
}

}  // namespace

std::optional<SegmentEntry> merge_segments(const Directory& segments, std::span<const Part> parts,
                                           std::uint64_t number, std::size_t most_bytes,
                                           const std::function<bool()>& stop) {
  const bool all_live = std::all_of(parts.begin(), parts.end(),
                                    [](const Part& part) { return part.deleted->empty(); });
  const GoOn go_on = [&] {
    if (stop && stop()) throw MergeStopped();
  };
  return all_live ? join(segments, parts, number, go_on)
                  : rebuild(segments, parts, number, most_bytes, go_on);
}

}  // namespace quoth::storage
