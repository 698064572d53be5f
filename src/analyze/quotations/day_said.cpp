#include "analyze/quotations/day_said.hpp"

#include <algorithm>

namespace quoth::quotations {

std::optional<Interval> day_said(Span sentence, const Quotation& q, std::optional<Day> published,
                                 const Annotations& found) {
  auto timex = std::lower_bound(found.timexes.begin(), found.timexes.end(), sentence.begin,
                                [](const Timex& t, std::uint32_t b) { return t.span.begin < b; });
  const Timex* best = nullptr;
  std::uint32_t nearest = 120;  // bytes: further off it dates something else
  const Span cue = q.cue.empty() ? q.span : q.cue;
  constexpr int kMost = 16;
  for (int n = 0; n < kMost && timex != found.timexes.end() && timex->span.begin < sentence.end;
       ++timex, ++n) {
    if (!timex->interval || timex->span.overlaps(q.span)) continue;
    if (timex->type != TimexType::date && timex->type != TimexType::time) continue;
    const std::uint32_t distance = timex->span.begin >= cue.end   ? timex->span.begin - cue.end
                                   : cue.begin >= timex->span.end ? cue.begin - timex->span.end
                                                                  : 0;
    if (distance >= nearest) continue;
    nearest = distance;
    best = &*timex;
  }
  if (best != nullptr) return best->interval;
  if (published) return Interval::of_day(*published);
  if (found.published) return found.published->interval;
  return std::nullopt;
}

}  // namespace quoth::quotations
