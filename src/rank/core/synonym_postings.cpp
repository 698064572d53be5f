#include "rank/core/synonym_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "index/ranks/prefix_postings.hpp"
#include "quoth/rank/bm25.hpp"
#include "rank/core/memo_key.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {

using storage::WindowPostings;
using namespace storage::ranks;

void SynonymReader::count(const storage::TermPostings& postings, std::uint32_t documents) {
  for (const WindowPostings& window : postings.windows()) {
    bits_.add(window, kernel_);
    std::uint32_t* frequencies = frequencies_.data() + std::size_t{window.window} * kWindow;
    if (window.kind == WindowKind::offsets) {
      for (std::uint32_t i = 0; i < window.postings; ++i)
        frequencies[window.offsets[i]] += postings.frequency(window, window.offsets[i], i);
      continue;
    }
    const std::uint32_t size = documents_in_window(documents, window.window);
    for (std::uint32_t offset = 0; offset < size; ++offset)
      if (window.codes[offset] != 0)
        frequencies[offset] += postings.frequency(window, static_cast<std::uint16_t>(offset), 0);
  }
}

void SynonymReader::count_beginning(const storage::Ranks& ranks, std::string_view beginning,
                                    const Deadline& deadline) {
  for (storage::PrefixPostings words(ranks, beginning); words.next();) {
    deadline.check();
    if (!std::binary_search(sorted_.begin(), sorted_.end(), std::string_view(words.stem())))
      continue;
    words.read();
    for (std::size_t i = 0; i < words.documents().size(); ++i) {
      bits_.add(words.documents()[i]);
      frequencies_[words.documents()[i]] += words.frequencies()[i];
    }
  }
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
    bits_.begin(ranks.documents());
    frequencies_.assign(bits_.size(), 0);
    if (!beginning.empty()) count_beginning(ranks, beginning, settings.deadline);
    for (const std::string& stem : words.stems) {
      if (!beginning.empty()) break;
      settings.deadline.check();
      if (open_term(ranks, stem, postings_) && postings_.scored())
        count(postings_, ranks.documents());
    }
    ListedPostings& out = made.segments[s];
    out.begin(ranks.documents(), ListedPostings::Scores::each);
    for (std::uint32_t i = 0; i < (ranks.documents() + 63) / 64; ++i)
      for (std::uint64_t word = bits_.data()[i]; word != 0; word &= word - 1) {
        const std::uint32_t document = i * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
        if (document < ranks.documents())
          out.add(document, bm25(frequencies_[document], ranks.length(document), average, idf,
                                 settings.bm25));
      }
    out.finish();
  }
  auto out = std::make_shared<const ListedSegments>(std::move(made));
  if (settings.memo != nullptr) settings.memo->keep(key_, out, out->bytes());
  return out;
}

}  // namespace quoth::core
