#include "rank/core/synonym_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "index/ranks/each_posting.hpp"
#include "index/ranks/prefix_postings.hpp"
#include "quoth/rank/bm25.hpp"
#include "rank/core/memo_key.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {

using storage::WindowPostings;
using namespace storage::ranks;

void SynonymReader::open_stems(const NameWords& words, const storage::Ranks& ranks,
                               const Deadline& deadline) {
  open_ = 0;
  for (const std::string& stem : words.stems) {
    deadline.check();
    if (open_ == stems_.size()) stems_.emplace_back();
    if (open_term(ranks, stem, stems_[open_]) && stems_[open_].scored()) ++open_;
  }
}

// Into counts_: memory is that of a window, and of the documents found.
void SynonymReader::count_window(std::uint32_t window) {
  bits_.fill(0);
  bool any = false;
  for (std::size_t s = 0; s < open_; ++s) {
    const storage::TermPostings& postings = stems_[s];
    const WindowPostings* here = postings.in_window(window);
    if (here == nullptr) continue;
    any = true;
    storage::for_each_posting(*here, [&](std::uint16_t offset, std::uint32_t posting) {
      const std::uint64_t bit = std::uint64_t{1} << offset % 64;
      if ((bits_[offset / 64] & bit) == 0) frequencies_[offset] = 0;
      bits_[offset / 64] |= bit;
      frequencies_[offset] += postings.frequency(*here, posting);
    });
  }
  if (!any) return;
  for (std::uint32_t i = 0; i < bits_.size(); ++i)
    for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
      const std::uint32_t offset = i * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
      counts_.push_back({window * kWindow + offset, frequencies_[offset]});
    }
}

// Into counts_, a document once for each stem.
void SynonymReader::count_beginning(const storage::Ranks& ranks, std::string_view beginning,
                                    const Deadline& deadline) {
  for (storage::PrefixPostings words(ranks, beginning); words.next();) {
    deadline.check();
    if (!std::binary_search(sorted_.begin(), sorted_.end(), std::string_view(words.stem())))
      continue;
    words.read();
    for (std::size_t i = 0; i < words.documents().size(); ++i)
      counts_.push_back({words.documents()[i], words.frequencies()[i]});
  }
  std::sort(counts_.begin(), counts_.end());
  std::size_t kept = 0;
  for (const Count& count : counts_) {
    if (kept > 0 && counts_[kept - 1].document == count.document) {
      counts_[kept - 1].frequency += count.frequency;
    } else {
      counts_[kept++] = count;
    }
  }
  counts_.resize(kept);
}

std::shared_ptr<const ListedSegments> SynonymReader::read(const NameWords& words,
                                                          std::string_view beginning,
                                                          std::span<const SegmentView> segments,
                                                          std::uint64_t documents, double average,
                                                          const SearchSettings& settings) {
  if (settings.memo != nullptr) {
    begin_scored_key(key_, 'y', segments.front().of_quotations, settings.bm25);
    append_number(key_, static_cast<double>(words.documents));
    key_.append(beginning) += '\n';
    for (const std::string& stem : words.stems) key_.append(stem) += '\n';
    if (auto kept = settings.memo->find<ListedSegments>(key_)) return kept;
  }
  const double idf = bm25_idf(
      documents,
      std::clamp<std::uint64_t>(words.documents, 1, std::max<std::uint64_t>(documents, 1)));
  if (!beginning.empty()) {
    sorted_.assign(words.stems.begin(), words.stems.end());
    std::sort(sorted_.begin(), sorted_.end());
  }
  ListedSegments made;
  made.segments.resize(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const storage::Ranks& ranks = *segments[s].ranks;
    ListedPostings& out = made.segments[s];
    out.begin(ranks.documents(), ListedPostings::Scores::each);
    const auto add = [&] {
      for (const Count& count : counts_)
        out.add(count.document, bm25(count.frequency, ranks.length(count.document), average, idf,
                                     settings.bm25));
      counts_.clear();
    };
    counts_.clear();
    if (beginning.empty()) {
      open_stems(words, ranks, settings.deadline);
      for (std::uint32_t w = 0; open_ > 0 && w * kWindow < ranks.documents(); ++w) {
        settings.deadline.check();
        count_window(w);
        add();
      }
    } else {
      count_beginning(ranks, beginning, settings.deadline);
      add();
    }
    out.finish();
  }
  auto out = std::make_shared<const ListedSegments>(std::move(made));
  if (settings.memo != nullptr) settings.memo->keep(key_, out, out->bytes());
  return out;
}

}  // namespace quoth::core
