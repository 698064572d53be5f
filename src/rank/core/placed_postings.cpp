#include "rank/core/placed_postings.hpp"

#include <algorithm>
#include <utility>

#include "index/ranks/each_posting.hpp"
#include "rank/core/article_walk.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {

using storage::WindowPostings;

namespace {

// A word of the title counts so often, and one of the body once.
constexpr std::uint32_t kTitleWeight = 3;

[[noreturn]] void throw_damaged(const storage::Ranks& ranks, const std::string& stem) {
  ranks.throw_damaged("the places of “" + stem + "” are damaged");
}

// Whether one of the places is round a quotation of so many words.
bool is_round(const std::vector<storage::Occurrence>& places, const storage::SpanInArticle& span,
              std::uint32_t words) noexcept {
  const std::uint64_t end = std::uint64_t{span.first} + words;
  return std::any_of(places.begin(), places.end(), [&](const storage::Occurrence& place) {
    return place.position < span.first ? std::uint64_t{place.position} + span.before >= span.first
                                       : place.position >= end && place.position < end + span.after;
  });
}

}  // namespace

template <class Read>
std::shared_ptr<const ListedSegments> PlacedReader::listed(
    char kind, const std::vector<std::string>& stems, std::string_view beginning,
    std::span<const SegmentView> segments, const SearchSettings& settings, Read read) {
  if (settings.memo != nullptr) {
    key_ = kind;
    key_ += segments.front().of_quotations ? 'q' : 'a';
    key_.append(beginning) += '\n';
    for (const std::string& stem : stems) key_.append(stem) += '\n';
    if (auto kept = settings.memo->find<ListedSegments>(key_)) return kept;
  }
  ListedSegments made;
  made.segments.resize(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::uint32_t documents = segments[s].ranks->documents();
    bits_.begin(documents);
    if (!beginning.empty()) segments[s].ranks->forms_with(beginning, forms_);
    for (const std::string& stem : stems) {
      settings.deadline.check();
      read(segments[s], stem);
    }
    made.segments[s].begin(documents, ListedPostings::Scores::none);
    if (bits_.any()) made.segments[s].add_all(bits_.data());
    made.segments[s].finish();
  }
  auto out = std::make_shared<const ListedSegments>(std::move(made));
  if (settings.memo != nullptr) settings.memo->keep(key_, out, out->bytes());
  return out;
}

void PlacedReader::read_titles(const std::string& stem, std::string_view beginning,
                               const storage::Ranks& ranks, const Deadline& deadline) {
  if (!open_term(ranks, stem, postings_) || !postings_.has_positions()) return;
  // Its forms that begin so.
  std::span<const storage::FormOf> forms;
  if (!beginning.empty()) {
    storage::DictionaryEntry entry;
    if (!ranks.terms().find(stem, entry)) return;
    const auto [first, last] = std::equal_range(
        forms_.begin(), forms_.end(), storage::FormOf{entry.ordinal, 0},
        [](const storage::FormOf& a, const storage::FormOf& b) { return a.term < b.term; });
    forms = {first, last};
    if (forms.empty()) return;
  }
  const auto is_meant = [&](const storage::Occurrence& there) {
    return beginning.empty() ||
           std::any_of(forms.begin(), forms.end(),
                       [&](const storage::FormOf& form) { return form.form == there.form; });
  };
  std::uint32_t read = 0;
  for (const WindowPostings& window : postings_.windows())
    storage::for_each_posting(window, [&](std::uint16_t offset, std::uint32_t posting) {
      // Most of its documents are known not to have it in their titles without looking for its places.
      if (postings_.frequency(window, posting) < kTitleWeight) return;
      const std::uint32_t document = window.window * storage::ranks::kWindow + offset;
      const std::uint32_t title = ranks.title_words(document);
      if (title == 0) return;
      if (++read % 4096 == 0) deadline.check();
      occurrences_.clear();
      if (!postings_.positions(window, posting, occurrences_)) throw_damaged(ranks, stem);
      if (std::any_of(occurrences_.begin(), occurrences_.end(),
                      [&](const storage::Occurrence& there) {
                        return there.position <= title && is_meant(there);
                      }))
        bits_.add(document);
    });
}

void PlacedReader::read_rounds(const std::string& stem, const SegmentView& quotations,
                               const Deadline& deadline) {
  if (!quotations.of_quotations || !has_other_space(quotations)) return;
  ArticleWalk().begin(quotations);  // that the map fits
  const storage::Ranks& articles = *quotations.other;
  if (!open_term(articles, stem, postings_) || !postings_.has_positions()) return;
  std::uint32_t read = 0;
  for (const WindowPostings& window : postings_.windows())
    storage::for_each_posting(
        window, [&](std::uint16_t offset, std::uint32_t posting) {
          const std::uint32_t article = window.window * storage::ranks::kWindow + offset;
          const std::uint32_t first = quotations.map->first_quotation(article + 1) - 1;
          const std::uint32_t end = quotations.map->first_quotation(article + 2) - 1;
          if (first == end) return;
          if (++read % 4096 == 0) deadline.check();
          occurrences_.clear();
          if (!postings_.positions(window, posting, occurrences_)) throw_damaged(articles, stem);
          for (std::uint32_t q = first; q < end; ++q)
            if (is_round(occurrences_, quotations.ranks->span_in_article(q),
                         quotations.ranks->length(q)))
              bits_.add(q);
        });
}

std::shared_ptr<const ListedSegments> PlacedReader::round(const std::vector<std::string>& stems,
                                                          std::span<const SegmentView> segments,
                                                          const SearchSettings& settings) {
  return listed('r', stems, {}, segments, settings,
                [&](const SegmentView& segment, const std::string& stem) {
                  read_rounds(stem, segment, settings.deadline);
                });
}

std::shared_ptr<const ListedSegments> PlacedReader::titled(const std::vector<std::string>& stems,
                                                           std::string_view beginning,
                                                           std::span<const SegmentView> segments,
                                                           const SearchSettings& settings) {
  return listed('i', stems, beginning, segments, settings,
                [&](const SegmentView& segment, const std::string& stem) {
                  read_titles(stem, beginning, *segment.ranks, settings.deadline);
                });
}

}  // namespace quoth::core
