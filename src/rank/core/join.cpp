#include "rank/core/join.hpp"

#include <algorithm>
#include <bit>

#include "quoth/error.hpp"

namespace quoth::core {
namespace {

// The article of a quotation that lies behind `article`; both are docids. What lies near is found
// soon, since quotations come in order.
std::uint32_t article_of(const storage::ArticleMap& map, std::uint32_t quotation,
                         std::uint32_t article) noexcept {
  // first_quotation(low) <= quotation < first_quotation(high)
  std::uint32_t low = article, step = 1;
  while (low + step <= map.articles() && map.first_quotation(low + step) <= quotation) {
    low += step;
    step *= 2;
  }
  std::uint32_t high = std::min(low + step, map.articles() + 1);
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (map.first_quotation(middle) <= quotation ? low : high) = middle;
  }
  return low;
}

}  // namespace

Join::Join(const kernels::Kernels& kernels)
    : tree_(kernels), exact_(tree_, kernels), sets_(tree_, exact_, kernels) {}

void Join::begin(const PlanNode& plan, std::span<const SegmentView> segments,
                 const SearchSettings& settings) {
  settings_ = settings;
  segments_.clear();
  for (const SegmentView& segment : segments)
    segments_.push_back({segment.other, {}, segment.ranks, segment.map, !segment.of_quotations});
  to_articles_ = !segments.empty() && !segments.front().of_quotations;
  tree_.begin(plan, segments_, settings);
}

const ListedPostings& Join::open_segment(std::uint32_t index) {
  const SegmentView& segment = segments_[index];
  const std::uint32_t documents = segment.ranks->documents(), others = segment.other->documents();
  map_ = segment.map;
  const std::uint32_t articles = to_articles_ ? others : documents;
  if (map_->articles() != articles ||
      map_->first_quotation(articles + 1) - 1 != (to_articles_ ? documents : others))
    throw DamagedError(
        "An article map does not fit its segment's postings. Run `quoth verify` on the index.");
  tree_.open_segment(index);
  list_.begin(others, to_articles_ ? ListedPostings::Scores::each : ListedPostings::Scores::none);
  article_ = last_ = 0;
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
        take(window.first() + offset, 0);
      } else if (const auto score = exact_.of(offset)) {
        take(window.first() + offset, *score);
      }
    }
  }
  take_articles_best();
  list_.finish();
  return list_;
}

void Join::take(std::uint32_t document, double score) {
  if (!to_articles_) {
    for (std::uint32_t q = map_->first_quotation(document + 1);
         q < map_->first_quotation(document + 2); ++q)
      list_.add(q - 1);
    return;
  }
  const std::uint32_t quotation = document + 1;
  if (article_ > 0 && quotation <= last_) {
    best_ = std::max(best_, score);
    return;
  }
  take_articles_best();
  article_ = article_of(*map_, quotation, std::max(article_, 1u));
  last_ = map_->first_quotation(article_ + 1) - 1;
  best_ = score;
}

void Join::take_articles_best() {
  if (article_ > 0) list_.add(article_ - 1, best_);
}

}  // namespace quoth::core
