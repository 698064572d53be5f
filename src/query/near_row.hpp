// A row of clauses joined by NEAR/n, ADJ/n and w/n, and the query it comes to.
#pragma once

#include <vector>

#include "query/distance_operator.hpp"
#include "quoth/query/query.hpp"

namespace quoth {

/// Whether the query can be a child of Query::near: words, phrases, prefixes and `any` of these have
/// places in the text.
[[nodiscard]] bool can_be_near(const Query& query) noexcept;

/// Equal operators in a row make one `near`: `a NEAR/5 b NEAR/5 c`. Unequal ones each hold for the
/// clauses on their two sides, and all must hold: `a NEAR/5 b ADJ c` is `a NEAR/5 b` and `b ADJ c`.
/// What cannot be near anything must hold beside the rest.
class NearRow {
 public:
  explicit NearRow(Query first) { add({}, std::move(first)); }
  /// False where `operand` begins a `near` of its own, as the one before has kMaxNear children.
  bool add(const DistanceOperator& join, Query operand);
  [[nodiscard]] Query query() &&;

 private:
  void close();

  std::vector<Query> all_;   // what must hold, less what is still being joined
  std::vector<Query> near_;  // the children of a `near` in the making
  DistanceOperator join_;    // between them
};

}  // namespace quoth
