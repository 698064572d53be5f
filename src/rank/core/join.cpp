#include "rank/core/join.hpp"

#include <algorithm>
#include <optional>

namespace quoth::core {

Join::Join(const kernels::Kernels& kernels)
    : kernel_(kernels),
      tree_(kernels),
      exact_(tree_, kernels),
      batch_(tree_, kernels),
      sets_(tree_, exact_, kernels) {}

void Join::begin(const PlanNode& plan, std::span<const SegmentView> segments,
                 const SearchSettings& settings) {
  settings_ = settings;
  segments_.clear();
  for (const SegmentView& segment : segments) segments_.push_back(other_space(segment));
  to_articles_ = !segments.empty() && !segments.front().of_quotations;
  tree_.begin(plan, segments_, settings);
  batch_.begin();
}

const ListedPostings& Join::open_segment(std::uint32_t index) {
  const SegmentView& segment = segments_[index];
  walk_.begin(segment);
  tree_.open_segment(index);
  window_ = {index, 0, 0};
  any_ = false;
  if (bounded()) {
    list_bounds();
  } else {
    list_scores();
  }
  return list_;
}

void Join::enter(std::uint32_t number) {
  const storage::Ranks& ranks = *segments_[window_.segment].ranks;
  window_.number = number;
  window_.documents = storage::ranks::documents_in_window(ranks.documents(), number);
  tree_.enter(window_);
  tree_.read_window(window_);
  exact_.begin(ranks, window_, settings_.bm25);
}

// Articles with the greatest level of their quotations.
void Join::list_bounds() {
  const SegmentView& segment = segments_[window_.segment];
  if (levels_ == nullptr) levels_ = std::make_unique<Levels>(kernel_);
  levels_->open_segment();
  levels_->choose_scale(tree_, 0);
  list_.begin(segment.other->documents(), ListedPostings::Scores::bounded);
  std::uint8_t best = 1;
  for (std::uint32_t w = 0; w * storage::ranks::kWindow < segment.ranks->documents(); ++w) {
    settings_.deadline.check();
    enter(w);
    const std::vector<std::uint16_t>& found = sets_.list_of_root(window_);
    levels_->of_list(tree_, found);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::uint32_t article = walk_.article_of(window_.first() + found[i]);
      if (!any_ || article != article_) {
        if (any_) list_.add_bounded(article_, best);
        any_ = true, article_ = article, best = 1;
      }
      best = std::max(best, (*levels_)[i]);
    }
  }
  if (any_) list_.add_bounded(article_, best);
  list_.finish(1 / levels_->scale(), tree_.most());
}

double Join::best_of(std::uint32_t article) {
  const storage::ArticleMap& map = *segments_[window_.segment].map;
  double best = 0;
  for (std::uint32_t q = map.first_quotation(article + 1) - 1;
       q + 1 < map.first_quotation(article + 2); ++q) {
    const std::uint32_t number = q / storage::ranks::kWindow;
    if (number != window_.number || window_.documents == 0) enter(number);
    if (const auto score = exact_.of(static_cast<std::uint16_t>(q - window_.first())))
      best = std::max(best, *score);
  }
  return best;
}

// What matches, with its scores.
void Join::list_scores() {
  const SegmentView& segment = segments_[window_.segment];
  const std::uint32_t others = segment.other->documents();
  list_.begin(others, to_articles_ ? ListedPostings::Scores::each : ListedPostings::Scores::none);
  if (!to_articles_) bits_.begin(others);
  for (std::uint32_t w = 0; w * storage::ranks::kWindow < segment.ranks->documents(); ++w) {
    settings_.deadline.check();
    enter(w);
    std::vector<std::uint16_t>& found = sets_.list_of_root(window_);
    for (std::size_t begin = 0; begin < found.size(); begin += BatchScore::kMost) {
      settings_.deadline.check();
      list_some({found.data() + begin, std::min(found.size() - begin, BatchScore::kMost)});
    }
  }
  if (any_) list_.add(article_, best_);
  if (!to_articles_ && bits_.any()) list_.add_all(bits_.data());
  list_.finish();
}

void Join::list_some(std::span<std::uint16_t> offsets) {
  std::span<const double> scores;
  if (batch_.applies()) {
    for (const Node* node : batch_.placed())
      offsets = offsets.first(exact_.keep_standing(*node, offsets));
    if (to_articles_)
      scores = batch_.of(*segments_[window_.segment].ranks, window_, settings_.bm25, offsets);
  }
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    std::optional<double> score = scores.empty() ? 0 : scores[i];
    if (!batch_.applies() && (to_articles_ || tree_.has_places())) score = exact_.of(offsets[i]);
    if (!score) continue;
    const std::uint32_t document = window_.first() + offsets[i];
    to_articles_ ? take_quotation(document, *score) : take_article(document);
  }
}

void Join::take_article(std::uint32_t document) {
  const storage::ArticleMap& map = *segments_[window_.segment].map;
  const std::uint32_t end = map.first_quotation(document + 2) - 1;
  for (std::uint32_t q = map.first_quotation(document + 1) - 1; q < end; ++q) bits_.add(q);
}

void Join::take_quotation(std::uint32_t document, double score) {
  const std::uint32_t article = walk_.article_of(document);
  if (any_ && article == article_) {
    best_ = std::max(best_, score);
    return;
  }
  if (any_) list_.add(article_, best_);
  any_ = true, article_ = article, best_ = score;
}

}  // namespace quoth::core
