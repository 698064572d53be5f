#include "rank/core/join.hpp"

#include <algorithm>

namespace quoth::core {

Join::Join(const kernels::Kernels& kernels)
    : tree_(kernels), exact_(tree_, kernels), sets_(tree_, exact_, kernels) {}

void Join::begin(const PlanNode& plan, std::span<const SegmentView> segments,
                 const SearchSettings& settings) {
  settings_ = settings;
  segments_.clear();
  for (const SegmentView& segment : segments) segments_.push_back(other_space(segment));
  to_articles_ = !segments.empty() && !segments.front().of_quotations;
  tree_.begin(plan, segments_, settings);
}

const ListedPostings& Join::open_segment(std::uint32_t index) {
  const SegmentView& segment = segments_[index];
  const std::uint32_t documents = segment.ranks->documents(), others = segment.other->documents();
  walk_.begin(segment);
  tree_.open_segment(index);
  list_.begin(others, to_articles_ ? ListedPostings::Scores::each : ListedPostings::Scores::none);
  any_ = false;
  const bool needs_score = to_articles_ || tree_.has_places();
  for (std::uint32_t w = 0; w * storage::ranks::kWindow < documents; ++w) {
    settings_.deadline.check();
    const Window window{index, w, storage::ranks::documents_in_window(documents, w)};
    tree_.enter(window);
    exact_.begin(*segment.ranks, window, settings_.bm25);
    const std::span<const std::uint16_t> found = sets_.list_of_root(window);
    std::size_t read = 0;
    for (const std::uint16_t offset : found) {
      if (++read % 4096 == 0) settings_.deadline.check();
      if (!needs_score) {
        take(segment, window.first() + offset, 0);
      } else if (const auto score = exact_.of(offset)) {
        take(segment, window.first() + offset, *score);
      }
    }
  }
  take_articles_best();
  list_.finish();
  return list_;
}

void Join::take(const SegmentView& segment, std::uint32_t document, double score) {
  if (!to_articles_) {
    for (std::uint32_t q = segment.map->first_quotation(document + 1);
         q < segment.map->first_quotation(document + 2); ++q)
      list_.add(q - 1);
    return;
  }
  const std::uint32_t article = walk_.article_of(document);
  if (any_ && article == article_) {
    best_ = std::max(best_, score);
    return;
  }
  take_articles_best();
  any_ = true, article_ = article, best_ = score;
}

void Join::take_articles_best() {
  if (any_) list_.add(article_, best_);
}

}  // namespace quoth::core
