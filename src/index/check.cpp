#include "quoth/index/check.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "index/article_texts.hpp"
#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/check_ranks.hpp"
#include "index/mapped_pages.hpp"
#include "index/ranks/ranks_faults.hpp"
#include "index/remedy.hpp"
#include "index/segment.hpp"
#include "index/segment_builder.hpp"
#include "index/stored_article.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/error.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth {

using namespace storage;

namespace {

/// A living article's id, for finding those that are there twice.
struct LivingId {
  std::uint64_t hash = 0;
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
};

/// Checks one manifest and what it names.
class Check {
 public:
  Check(const Directory& index, const ManifestInForce& in_force)
      : index_(index), manifest_(in_force.manifest) {
    report_.files = 1;
    report_.bytes = in_force.bytes;
  }

  CheckReport run() {
    if (const auto segments = manifest_.segments.empty() ? std::nullopt : open_segments())
      for (std::size_t i = 0; i < manifest_.segments.size(); ++i) {
        const SegmentEntry& entry = manifest_.segments[i];
        const bool last = i + 1 == manifest_.segments.size();
        const std::uint64_t next = last ? kMaxSegmentNumber : manifest_.segments[i + 1].order;
        guarded(std::string(kSegmentsName) + "/" + entry.directory(),
                [&] { check_segment(*segments, entry, next); });
      }
    check_ids();
    return std::move(report_);
  }
  /// Whether a file was not there: it may have been merged away while we looked.
  [[nodiscard]] bool missed() const noexcept { return missed_; }

 private:
  void add(std::string file, std::string message) {
    report_.problems.push_back({std::move(file), std::move(message)});
  }
  /// `message` is a sentence; what to do about it is added.
  void add_fault(std::string file, std::string message) {
    message += remedy_for(file);
    add(std::move(file), std::move(message));
  }
  void add_missing(std::string file) {
    missed_ = true;
    add_fault(std::move(file), "It is missing.");
  }
  /// Runs `look`; the damage that it meets becomes a problem of `file`.
  template <class Look>
  void guarded(const std::string& file, Look&& look) {
    try {
      look();
    } catch (const DamagedError& damage) {
      add(file, damage.what());
    }
  }

  std::optional<Directory> open_segments() {
    std::optional<Directory> segments;
    guarded(kSegmentsName, [&] {
      segments = index_.subdirectory(kSegmentsName);
      if (!segments) add_missing(kSegmentsName);
    });
    return segments;
  }

  void check_segment(const Directory& segments, const SegmentEntry& entry,
                     std::uint64_t next_order) {
    const std::string name = std::string(kSegmentsName) + "/" + entry.directory();
    const auto directory = segments.subdirectory(entry.directory());
    if (!directory) return add_missing(name);

    const std::size_t before = report_.problems.size();
    check_bytes(*directory, entry, name);
    std::optional<Tombstones> deleted;
    if (entry.deleted) {
      const std::string file = name + "/" + entry.deleted->file;
      guarded(file, [&] {
        deleted = open_tombstones(*directory, entry);
        if (!deleted) return add_missing(file);
        ++report_.files;
        report_.bytes += entry.deleted->size;
      });
    } else {
      deleted.emplace();
    }
    // What follows believes the bytes.
    if (report_.problems.size() != before) return;
    Segment::Opened opened = Segment::open(segments, entry);
    if (opened.segment == nullptr) return add_missing(name);
    if (opened.segment->has_database()) {
      const std::string glass = name + "/" + kArticlesName;
      guarded(glass, [&] {
        if (opened.segment->count_faults() != 0)
          add_fault(glass, "Xapian finds its structure broken.");
      });
      guarded(glass, [&] { check_order(*opened.segment, next_order, glass); });
    }
    for (const Space space : {Space::articles, Space::quotations}) {
      const std::string ranks = name + "/" + ranks_name(space);
      guarded(ranks, [&] {
        for (const std::string& fault : ranks_faults(opened.segment->ranks(space), 20, give_back_pages))
          add_fault(ranks, fault);
        const std::string wrong = ranks_disagreement(*opened.segment, space);
        if (!wrong.empty()) add_fault(ranks, wrong);
      });
    }
    guarded(name, [&] { check_records(*opened.segment, *deleted, name); });
    segments_.push_back({std::move(opened.segment), name});
  }

  /// Every block of every file, by the checksums.
  void check_bytes(const Directory& directory, const SegmentEntry& entry, const std::string& name) {
    std::vector<FileChecksums> sums;
    const std::string sums_name = name + "/" + entry.checksums.name;
    guarded(sums_name, [&] {
      const auto file = directory.open_file(entry.checksums.name);
      if (!file) return add_missing(sums_name);
      ++report_.files;
      if (file->size() != entry.checksums.size)  // before it is read: a sparse file may have any size
        return add_fault(sums_name, "It has another size than was written.");
      const std::string bytes = file->read_all(entry.checksums.size);
      report_.bytes += bytes.size();
      if (checksum_of(bytes) != entry.checksum)
        return add_fault(sums_name, "It has changed since it was written.");
      sums = checksums_from_bytes(bytes, file->path());
    });
    for (const FileEntry& expected : entry.files) {
      const std::string file_name = name + "/" + expected.name;
      guarded(file_name, [&] {
        const auto file = directory.open_file(expected.name);
        if (!file) return add_missing(file_name);
        ++report_.files;
        const std::uint64_t size = file->size();
        if (size != expected.size)
          return add_fault(file_name, "It has " + std::to_string(size) + " bytes where " +
                                          std::to_string(expected.size) + " were written.");
        const auto of = std::find_if(sums.begin(), sums.end(), [&](const FileChecksums& candidate) {
          return candidate.file == expected;
        });
        if (of == sums.end()) return sums.empty() ? void() : add(file_name, "It has no checksums.");
        check_blocks(*file, *of, file_name);
      });
    }
  }

  void check_blocks(const File& file, const FileChecksums& sums, const std::string& name) {
    std::size_t bad = 0, first = 0;
    for (std::size_t block = 0; block < sums.blocks.size(); ++block) {
      if (verify_block(file, sums, block)) continue;
      if (bad++ == 0) first = block;
    }
    report_.bytes += sums.file.size;
    if (bad != 0)
      add_fault(name, std::to_string(bad) + " of its " + std::to_string(sums.blocks.size()) +
                          " blocks have changed since they were written, the first at byte " +
                          std::to_string(first * kChecksumBlock) + ".");
  }

  /// That the order slot grows with the docid, from the segment's own order to the next one's.
  void check_order(const Segment& segment, std::uint64_t next_order, const std::string& file) {
    const Xapian::Database database = segment.open_database();
    with_storage_errors("Reading " + file, [&] {
      // Numbered from 1 without gaps: then both are the count.
      if (database.get_doccount() != segment.entry().articles ||
          database.get_lastdocid() != segment.entry().articles)
        return add_fault(file, "It does not hold the documents that the manifest counts.");
      std::string least = order_value(segment.entry().order, 0);
      Xapian::docid expected = 0;
      const auto slot = static_cast<Xapian::valueno>(Slot::order);
      for (auto it = database.valuestream_begin(slot); it != database.valuestream_end(slot); ++it) {
        if (it.get_docid() != ++expected || *it <= least)
          return add_fault(file, "The order of its documents is broken.");
        least = *it;
      }
      if (expected != database.get_lastdocid() || least >= order_value(next_order, 0))
        add_fault(file, "The order of its documents is broken.");
    });
  }

  /// That every record decodes, and agrees with the map and the id's term.
  void check_records(const Segment& segment, const Tombstones& deleted, const std::string& name) {
    std::optional<Xapian::Database> articles;
    if (segment.has_database()) articles = segment.open_database();
    const std::vector<ArticleMapEntry> entries = segment.map().entries();
    ArticleTextsReader reader;
    constexpr std::uint32_t kGivenBackEach = 4096;  // articles; some MiB
    for (std::uint32_t docid = 1; docid <= entries.size(); ++docid) {
      if (docid % kGivenBackEach == 0) give_back_pages(segment.texts().bytes());
      const std::string where = segment.path() + ", article " + std::to_string(docid);
      guarded(name + "/" + kTextsName, [&] {
        const StoredArticle stored =
            stored_from_parts(reader.read(segment.texts(), docid - 1), where);
        const std::string& id = stored.article.id;
        const bool led = with_storage_errors(
            "Reading " + where, [&] { return !articles || leads_to(*articles, id, docid); });
        if (!led)
          add_fault(name + "/" + kArticlesName,
                    "It does not lead to article " + std::to_string(docid) + " by its id.");
        if (hash_of_id(id) != entries[docid - 1].id_hash)
          add_fault(name + "/" + kMapName,
                    "It does not lead to article " + std::to_string(docid) + " by its id.");
        if (stored.annotations.quotations.size() != entries[docid - 1].quotations)
          add_fault(name + "/" + kMapName, "It counts other quotations than article " +
                                               std::to_string(docid) + " has.");
      });
      if (!deleted.contains(docid))
        living_.push_back(
            {entries[docid - 1].id_hash, static_cast<std::uint32_t>(segments_.size()), docid});
    }
  }

  static bool leads_to(const Xapian::Database& articles, const std::string& id,
                       Xapian::docid docid) {
    const std::string term = term::id(id);
    if (!fits_xapian(term)) return true;
    Xapian::PostingIterator with_id = articles.postlist_begin(term);
    if (with_id == articles.postlist_end(term)) return false;
    with_id.skip_to(docid);
    return with_id != articles.postlist_end(term) && *with_id == docid;
  }

  /// That no two living articles share an id.
  void check_ids() {
    std::sort(living_.begin(), living_.end(),
              [](const LivingId& a, const LivingId& b) { return a.hash < b.hash; });
    for (std::size_t i = 1; i < living_.size(); ++i) {
      const LivingId &a = living_[i - 1], &b = living_[i];
      if (a.hash != b.hash) continue;
      guarded(segments_[b.segment].name, [&] {
        const std::string id = id_of(b);
        if (id_of(a) == id)
          add(segments_[b.segment].name,
              "Article " + id + " is also in " + segments_[a.segment].name + ". Add it once more.");
      });
    }
  }

  std::string id_of(const LivingId& living) {
    const Segment& segment = *segments_[living.segment].segment;
    ArticleTextsReader reader;
    return std::string(
        id_from_texts(reader.read_texts(segment.texts(), living.docid - 1), segment.path()));
  }

  struct Checked {
    std::shared_ptr<const Segment> segment;
    std::string name;
  };

  const Directory& index_;
  const Manifest& manifest_;
  CheckReport report_;
  std::vector<Checked> segments_;
  std::vector<LivingId> living_;
  bool missed_ = false;
};

}  // namespace

CheckReport check_index(const std::filesystem::path& path) {
  const auto index = Directory::open(path);
  if (!index)
    throw NotFoundError("Checking " + path.string() +
                        ": there is nothing there. Check the path, or index some articles first.");
  constexpr int kMaxRounds = 10;
  std::optional<Manifest> before;
  for (int round = 1;; ++round) {
    std::optional<ManifestInForce> now;
    try {
      now = read_manifest(*index);
    } catch (const DamagedError& damage) {
      return {{{kManifestName, damage.what()}}, 1, 0};
    }
    if (!now)
      throw NotFoundError("Checking " + path.string() +
                          ": there is no index in it (no manifest.json). Check the path, or index "
                          "some articles first.");
    Check check(*index, *now);
    CheckReport report = check.run();
    // A writer may have published meanwhile and removed what we were to look at: look again.
    const bool settled = !check.missed() || (before && *before == now->manifest);
    if (settled || round == kMaxRounds) return report;
    before = std::move(now->manifest);
  }
}

}  // namespace quoth
