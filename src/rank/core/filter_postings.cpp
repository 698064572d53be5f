#include "rank/core/filter_postings.hpp"

#include <algorithm>
#include <utility>

#include "rank/core/open_term.hpp"

namespace quoth::core {

void FilterReader::gather(const PlanNode& filter) {
  asked_.clear();
  for (const std::string& term : filter.terms) asked_.push_back({&term, true, false});
  for (const std::string& term : filter.precise) asked_.push_back({&term, false, true});
  // Each term is read once; and in order, so that one look-up is near the one before.
  std::sort(asked_.begin(), asked_.end(),
            [](const Asked& a, const Asked& b) { return *a.term < *b.term; });
  std::size_t kept = 0;
  for (const Asked& asked : asked_) {
    if (kept > 0 && *asked_[kept - 1].term == *asked.term) {
      asked_[kept - 1].any |= asked.any, asked_[kept - 1].precise |= asked.precise;
    } else {
      asked_[kept++] = asked;
    }
  }
  asked_.resize(kept);
}

std::shared_ptr<const FilterPostings> FilterReader::read(const PlanNode& filter,
                                                         std::span<const SegmentView> segments,
                                                         const SearchSettings& settings) {
  if (settings.memo != nullptr) {
    key_ = segments.front().of_quotations ? "fq" : "fa";
    for (const std::string& term : filter.terms) key_.append(term) += '\n';
    key_ += '\n';
    for (const std::string& term : filter.precise) key_.append(term) += '\n';
    if (auto kept = settings.memo->find<FilterPostings>(key_)) return kept;
  }
  gather(filter);
  FilterPostings made;
  made.any.segments.resize(segments.size()), made.precise.segments.resize(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const storage::Ranks& ranks = *segments[s].ranks;
    any_.begin(ranks.documents()), precise_.begin(ranks.documents());
    for (const Asked& asked : asked_) {
      if (!open_term(ranks, *asked.term, postings_)) continue;
      settings.deadline.check();
      for (const storage::WindowPostings& window : postings_.windows()) {
        if (asked.any) any_.add(window);
        if (asked.precise) precise_.add(window);
      }
    }
    made.any.segments[s].begin(ranks.documents(), ListedPostings::Scores::none);
    if (any_.any()) made.any.segments[s].add_all(any_.data());
    for (std::size_t i = 0; i < any_.size() / 64; ++i) precise_.data()[i] &= any_.data()[i];
    made.any.segments[s].finish();
    made.precise.segments[s].begin(ranks.documents(), ListedPostings::Scores::constant,
                                   kPreciseDateScore);
    if (precise_.any()) made.precise.segments[s].add_all(precise_.data());
    made.precise.segments[s].finish();
  }
  auto out = std::make_shared<const FilterPostings>(std::move(made));
  if (settings.memo != nullptr)
    settings.memo->keep(key_, out, out->any.bytes() + out->precise.bytes());
  return out;
}

}  // namespace quoth::core
