#include "rank/core/article_walk.hpp"

#include <algorithm>

#include "quoth/error.hpp"

namespace quoth::core {

void ArticleWalk::begin(const SegmentView& segment) {
  map_ = segment.map;
  restart();
  const storage::Ranks& articles = segment.of_quotations ? *segment.other : *segment.ranks;
  const storage::Ranks& quotations = segment.of_quotations ? *segment.ranks : *segment.other;
  if (map_->articles() != articles.documents() ||
      first_of(articles.documents()) != quotations.documents())
    throw DamagedError(
        "An article map does not fit its segment's postings. Run `quoth verify` on the index.");
}

void ArticleWalk::seek(std::uint32_t quotation) noexcept {
  // first_of(low) <= quotation < first_of(high)
  std::uint32_t low = article_, step = 1;
  while (low + step < map_->articles() && first_of(low + step) <= quotation) {
    low += step;
    step *= 2;
  }
  std::uint32_t high = std::min(low + step, map_->articles());
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (first_of(middle) <= quotation ? low : high) = middle;
  }
  article_ = low;
  end_ = first_of(low + 1);
}

}  // namespace quoth::core
