#include "rank/core/name_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "quoth/postings/terms.hpp"
#include "rank/core/each_posting.hpp"
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

void NameReader::read_spellings(const PlanNode& names, const storage::Ranks& ranks,
                                const Deadline& deadline, NameDocuments::Segment& out) {
  bits_.begin(ranks.documents());
  spellings_.resize(bits_.size());
  std::uint64_t* bits = bits_.data();
  // Expansions are sorted, best first: the first one that a document has stays.
  const auto take = [&](std::uint32_t document, std::uint32_t spelling) {
    const std::uint64_t bit = std::uint64_t{1} << document % 64;
    if ((bits[document / 64] & bit) != 0) return;
    bits[document / 64] |= bit;
    spellings_[document] = spelling;
  };
  const auto take_term = [&](std::string_view term, std::uint32_t spelling) {
    if (!open_term(ranks, term, postings_)) return;
    deadline.check();
    for (const WindowPostings& window : postings_.windows())
      for_each_posting(window, ranks.documents(), [&](std::uint16_t offset, std::uint32_t) {
        take(window.window * kWindow + offset, spelling);
      });
  };
  for (std::uint32_t e = 0; e < names.expansions.size(); ++e) {
    const std::string& term = names.expansions[e].term;
    if (term::is_untyped_name(term)) {
      for (const std::string& typed : term::typed_names(term)) take_term(typed, e);
    } else {
      take_term(term, e);
    }
  }
  for (std::uint32_t i = 0; i < (ranks.documents() + 63) / 64; ++i)
    for (std::uint64_t word = bits[i]; word != 0; word &= word - 1) {
      const std::uint32_t document = i * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
      if (document < ranks.documents()) out.entries.push_back({document, spellings_[document]});
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
    if (window.kind == WindowKind::codes) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto offset = static_cast<std::uint16_t>(out.entries[i].document % kWindow);
        if (window.codes[offset] != 0)
          out.frequencies[i * groups + group] += postings_.frequency(window, offset, 0);
      }
      continue;
    }
    offsets_.clear();
    for (std::size_t i = begin; i < end; ++i)
      offsets_.push_back(static_cast<std::uint16_t>(out.entries[i].document % kWindow));
    const std::size_t most = std::min<std::size_t>(offsets_.size(), window.postings);
    in_found_.resize(most), in_term_.resize(most);
    const std::size_t shared =
        offsets_.size() <= window.postings
            ? kernel_.intersect(offsets_.data(), offsets_.size(), window.offsets, window.postings,
                                in_found_.data(), in_term_.data())
            : kernel_.intersect(window.offsets, window.postings, offsets_.data(), offsets_.size(),
                                in_term_.data(), in_found_.data());
    for (std::size_t i = 0; i < shared; ++i)
      out.frequencies[(begin + in_found_[i]) * groups + group] +=
          postings_.frequency(window, offsets_[in_found_[i]], in_term_[i]);
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
