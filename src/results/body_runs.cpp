#include "results/body_runs.hpp"

#include <algorithm>
#include <limits>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/text_sketch.hpp"

namespace quoth {

BodyRuns::BodyRuns(const Article& article, TokenTable& scratch) {
  scratch.scan(article.body, lexicon_of(article));
  for_each_run(scratch, 0, std::numeric_limits<std::uint32_t>::max(),
               [&](std::uint64_t run) { runs_.push_back(run); });
  std::sort(runs_.begin(), runs_.end());
  runs_.erase(std::unique(runs_.begin(), runs_.end()), runs_.end());
}

double BodyRuns::shared_with(const BodyRuns& other) const noexcept {
  const std::size_t fewer = std::min(runs_.size(), other.runs_.size());
  if (fewer == 0) return 0;
  std::size_t both = 0;
  for (auto a = runs_.begin(), b = other.runs_.begin(); a != runs_.end() && b != other.runs_.end();) {
    if (*a == *b) {
      ++both;
      ++a;
      ++b;
    } else {
      *a < *b ? ++a : ++b;
    }
  }
  return static_cast<double>(both) / static_cast<double>(fewer);
}

}  // namespace quoth
