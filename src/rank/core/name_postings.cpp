#include "rank/core/name_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "index/ranks/each_posting.hpp"
#include "quoth/postings/terms.hpp"
#include "rank/core/memo_key.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {

using storage::WindowPostings;
using namespace storage::ranks;

namespace {

// What is read depends on the terms, their order and the words alone.
void append_terms(std::string& key, const PlanNode& names) {
  for (const NameExpansion& expansion : names.expansions) key.append(expansion.term) += '\n';
  for (const NameWords& words : names.scored) {
    key += '\n';
    for (const std::string& stem : words.stems) key.append(stem) += '\n';
  }
}

}  // namespace

void NameReader::open_spelling(std::string_view term, std::uint32_t spelling,
                               const storage::Ranks& ranks) {
  if (open_ == spellings_.size()) spellings_.emplace_back();
  Spelling& own = spellings_[open_];
  own.number = spelling;
  if (open_term(ranks, term, own.postings)) ++open_;
}

// Expansions are sorted, best first: the first one that a document has stays.
void NameReader::read_window(std::uint32_t window, NameDocuments::Segment& out) {
  bits_.fill(0);
  bool any = false;
  for (std::size_t s = 0; s < open_; ++s) {
    const Spelling& own = spellings_[s];
    const WindowPostings* here = own.postings.in_window(window);
    if (here == nullptr) continue;
    any = true;
    storage::for_each_posting(*here, [&](std::uint16_t offset, std::uint32_t) {
      const std::uint64_t bit = std::uint64_t{1} << offset % 64;
      if ((bits_[offset / 64] & bit) != 0) return;
      bits_[offset / 64] |= bit;
      best_[offset] = own.number;
    });
  }
  if (!any) return;
  for (std::uint32_t i = 0; i < bits_.size(); ++i)
    for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
      const std::uint32_t offset = i * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
      out.entries.push_back({window * kWindow + offset, best_[offset]});
    }
}

// A window at a time, so that memory is that of one.
void NameReader::read_spellings(const PlanNode& names, const storage::Ranks& ranks,
                                const Deadline& deadline, NameDocuments::Segment& out) {
  open_ = 0;
  for (std::uint32_t e = 0; e < names.expansions.size(); ++e) {
    deadline.check();
    const std::string& term = names.expansions[e].term;
    if (term::is_untyped_name(term)) {
      for (const std::string& typed : term::typed_names(term)) open_spelling(typed, e, ranks);
    } else {
      open_spelling(term, e, ranks);
    }
  }
  for (std::uint32_t window = 0; open_ > 0 && window * kWindow < ranks.documents(); ++window) {
    deadline.check();
    read_window(window, out);
  }
}

// Adds a stem's occurrences in the documents found.
void NameReader::count(std::string_view stem, const storage::Ranks& ranks, std::size_t group,
                       std::size_t groups, NameDocuments::Segment& out) {
  if (!open_term(ranks, stem, postings_) || !postings_.scored()) return;
  std::size_t begin = 0;
  for (const WindowPostings& window : postings_.windows()) {
    const auto before = [&](std::uint64_t document) {
      return static_cast<std::size_t>(
          std::partition_point(
              out.entries.begin() + static_cast<std::ptrdiff_t>(begin), out.entries.end(),
              [&](const NameDocuments::Entry& e) { return e.document < document; }) -
          out.entries.begin());
    };
    begin = before(std::uint64_t{window.window} * kWindow);
    const std::size_t end = before((std::uint64_t{window.window} + 1) * kWindow);
    if (begin == end) continue;
    offsets_.clear();
    for (std::size_t i = begin; i < end; ++i)
      offsets_.push_back(static_cast<std::uint16_t>(out.entries[i].document % kWindow));
    in_found_.resize(offsets_.size()), in_term_.resize(offsets_.size());
    const std::uint32_t size = documents_in_window(ranks.documents(), window.window);
    const std::size_t shared =
        find_offsets(kernel_, whole_.of(window, size, kernel_), offsets_.data(), offsets_.size(),
                     in_found_.data(), in_term_.data());
    for (std::size_t i = 0; i < shared; ++i)
      out.frequencies[(begin + in_found_[i]) * groups + group] +=
          postings_.frequency(window, in_term_[i]);
  }
}

std::shared_ptr<const NameDocuments> NameReader::merged(const PlanNode& names,
                                                        std::span<const SegmentView> segments,
                                                        const SearchSettings& settings) {
  if (settings.memo != nullptr) {
    documents_key_ = segments.front().of_quotations ? "nq" : "na";
    append_terms(documents_key_, names);
    if (auto kept = settings.memo->find<NameDocuments>(documents_key_)) return kept;
  }
  NameDocuments made;
  made.segments.resize(segments.size());
  std::size_t bytes = 0;
  const std::size_t groups = names.scored.size();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const storage::Ranks& ranks = *segments[s].ranks;
    NameDocuments::Segment& segment = made.segments[s];
    read_spellings(names, ranks, settings.deadline, segment);
    segment.entries.shrink_to_fit();
    segment.frequencies.assign(segment.entries.size() * groups, 0);
    for (std::size_t g = 0; g < groups && !segment.entries.empty(); ++g)
      for (const std::string& stem : names.scored[g].stems) {
        settings.deadline.check();
        count(stem, ranks, g, groups, segment);
      }
    bytes += sizeof segment + segment.entries.capacity() * sizeof(NameDocuments::Entry) +
             segment.frequencies.capacity() * sizeof(std::uint32_t);
  }
  auto out = std::make_shared<const NameDocuments>(std::move(made));
  if (settings.memo != nullptr) settings.memo->keep(documents_key_, out, bytes);
  return out;
}

std::shared_ptr<const ListedSegments> NameReader::read(const PlanNode& names,
                                                       std::span<const SegmentView> segments,
                                                       std::uint64_t documents, double average,
                                                       const SearchSettings& settings) {
  if (settings.memo != nullptr) {
    begin_scored_key(key_, 'm', segments.front().of_quotations, settings.bm25);
    for (const NameExpansion& expansion : names.expansions)
      append_number(key_, expansion.similarity);
    for (const NameWords& words : names.scored)
      append_number(key_, static_cast<double>(words.documents));
    append_terms(key_, names);
    if (auto kept = settings.memo->find<ListedSegments>(key_)) return kept;
  }
  const std::shared_ptr<const NameDocuments> found = merged(names, segments, settings);
  std::vector<double> idf;
  for (const NameWords& words : names.scored)
    idf.push_back(bm25_idf(
        documents,
        std::clamp<std::uint64_t>(words.documents, 1, std::max<std::uint64_t>(documents, 1))));
  ListedSegments made;
  made.segments.resize(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    settings.deadline.check();
    const storage::Ranks& ranks = *segments[s].ranks;
    const NameDocuments::Segment& segment = found->segments[s];
    made.segments[s].begin(ranks.documents(), ListedPostings::Scores::each);
    for (std::size_t i = 0; i < segment.entries.size(); ++i) {
      const NameDocuments::Entry& entry = segment.entries[i];
      const double similarity = names.expansions[entry.spelling].similarity;
      double words = 0;
      for (std::size_t g = 0; g < idf.size(); ++g)
        if (const std::uint32_t frequency = segment.frequencies[i * idf.size() + g]; frequency > 0)
          words += bm25(frequency, ranks.length(entry.document), average, idf[g], settings.bm25);
      made.segments[s].add(entry.document, spelling_weight(similarity) * words +
                                               kNameLikenessScore * likeness_share(similarity));
    }
    made.segments[s].finish();
  }
  auto out = std::make_shared<const ListedSegments>(std::move(made));
  if (settings.memo != nullptr) settings.memo->keep(key_, out, out->bytes());
  return out;
}

}  // namespace quoth::core
