#include "query/near_row.hpp"

#include <algorithm>
#include <utility>

namespace quoth {

bool can_be_near(const Query& query) noexcept {
  switch (query.kind()) {
    case Query::Kind::word:
    case Query::Kind::phrase:
    case Query::Kind::prefix:
      return true;
    case Query::Kind::any:
      return std::all_of(query.children().begin(), query.children().end(), can_be_near);
    default:
      return false;
  }
}

bool NearRow::add(const DistanceOperator& join, Query operand) {
  if (!can_be_near(operand)) {
    close();
    all_.push_back(std::move(operand));
    return true;
  }
  if (near_.size() > 1 && !join.joins_as(join_)) {
    Query shared = near_.back();
    close();
    near_.push_back(std::move(shared));
  }
  if (near_.size() == 1) join_ = join;
  const bool full = near_.size() == kMaxNear;
  if (full) close();
  near_.push_back(std::move(operand));
  return !full;
}

Query NearRow::query() && {
  close();
  return Query::all(std::move(all_));
}

void NearRow::close() {
  if (!near_.empty()) all_.push_back(Query::near(std::move(near_), join_.distance, join_.ordered));
  near_.clear();
}

}  // namespace quoth
