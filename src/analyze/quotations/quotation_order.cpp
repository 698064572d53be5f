#include "analyze/quotations/quotation_order.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace quoth::quotations {

void put_in_order(std::vector<Quotation>& quotations) {
  const auto at = [&](std::int32_t i) -> Quotation& {
    return quotations[static_cast<std::size_t>(i)];
  };
  std::vector<std::int32_t> order(quotations.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    const Span x = at(a).span, y = at(b).span;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<std::int32_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  std::vector<Quotation> sorted;
  sorted.reserve(order.size());
  for (const std::int32_t i : order) {
    Quotation q = std::move(at(i));
    if (q.parent >= 0) q.parent = place[static_cast<std::size_t>(q.parent)];
    q.group = place[static_cast<std::size_t>(q.group)];
    sorted.push_back(std::move(q));
  }
  quotations = std::move(sorted);
}

}  // namespace quoth::quotations
