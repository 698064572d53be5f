#include "quoth/index/sizes.hpp"

#include <algorithm>
#include <string_view>

#include "index/snapshot_impl.hpp"

namespace quoth {
namespace {

using namespace storage;

enum Kind : std::size_t {
  kText,
  kAnnotations,
  kTextDictionaries,
  kWords,
  kPositions,
  kNames,
  kDates,
  kFilters,
  kQuotations,
  kQuotationPositions,
  kDictionaries,
  kNumbers,
  kGlass,
  kMap,
  kChecksums,
  kDeleted,
  kManifest,
  kKinds
};
constexpr const char* kPartNames[kKinds] = {
    "stored text",     "stored annotations",  "zstd dictionaries",     "words of articles",
    "positions of articles", "names of articles",   "dates of articles",     "other terms of articles",
    "terms of quotations",   "positions of quotations", "dictionaries of terms", "lengths and spans",
    "Xapian's file",   "map of articles",     "checksums",             "deletions",
    "manifest"};

Kind kind_of(std::string_view term) noexcept {
  if (term.starts_with('Z')) return kWords;
  if (term.starts_with("XN") || term.starts_with("XE")) return kNames;
  if (term.starts_with("XT") || term.starts_with("XA")) return kDates;
  return kFilters;
}

class Sum {
 public:
  std::uint64_t& at(Kind kind) noexcept { return bytes_[kind]; }

  void add(const Ranks& ranks, Snapshot::Space space, std::uint64_t file) {
    const std::uint64_t dictionaries =
        ranks.terms().bytes() + ranks.forms().bytes() + ranks.keys().bytes();
    std::uint64_t postings = 0;
    TermPostings term;
    TermDictionary::Cursor cursor(ranks.terms());
    while (cursor.next()) {
      const DictionaryEntry& entry = cursor.entry();
      if (!term.open(ranks, entry)) ranks.throw_damaged("the postings of a term are damaged");
      const std::uint64_t positions = std::min<std::uint64_t>(term.position_bytes(), entry.size);
      const bool articles = space == Snapshot::Space::articles;
      at(articles ? kind_of(cursor.text()) : kQuotations) += entry.size - positions;
      at(articles ? kPositions : kQuotationPositions) += positions;
      postings += entry.size;
    }
    at(kDictionaries) += dictionaries;
    at(kNumbers) += file - std::min(file, dictionaries + postings);
  }

  [[nodiscard]] IndexSizes result() const {
    IndexSizes out;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      out.parts.push_back({kPartNames[kind], bytes_[kind]});
      out.bytes += bytes_[kind];
    }
    return out;
  }

 private:
  std::uint64_t bytes_[kKinds] = {};
};

}  // namespace

IndexSizes index_sizes(const Snapshot& snapshot) {
  const Snapshot::Impl& impl = snapshot.impl();
  Sum sum;
  std::uint64_t text = 0;
  for (std::size_t i = 0; i < impl.parts.size(); ++i) {
    const Segment& segment = *impl.parts[i].segment;
    const TextsSizes texts = segment.texts().sizes();
    text += texts.article_bytes;
    sum.at(kText) += texts.texts + texts.tables;
    sum.at(kAnnotations) += texts.notes;
    sum.at(kTextDictionaries) += texts.dictionaries;
    for (const FileEntry& file : segment.entry().files) {
      if (file.name == kArticlesName) sum.at(kGlass) += file.size;
      if (file.name == kMapName) sum.at(kMap) += file.size;
      if (file.name == kArticlesRanksName)
        sum.add(segment.ranks(Snapshot::Space::articles), Snapshot::Space::articles, file.size);
      if (file.name == kQuotationsRanksName)
        sum.add(segment.ranks(Snapshot::Space::quotations), Snapshot::Space::quotations, file.size);
    }
    sum.at(kChecksums) += segment.entry().checksums.size;
    if (const auto& deleted = impl.manifest.segments[i].deleted) sum.at(kDeleted) += deleted->size;
  }
  IndexSizes out = sum.result();
  // What is no segment's is the manifest.
  out.parts[kManifest].bytes = snapshot.stats().bytes - out.bytes;
  out.bytes = snapshot.stats().bytes;
  out.text = text;
  return out;
}

}  // namespace quoth
