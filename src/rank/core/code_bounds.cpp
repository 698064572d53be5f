#include "rank/core/code_bounds.hpp"

namespace quoth::core {

const CodeBounds::Table& CodeBounds::of(std::uint32_t segment, const storage::Ranks& ranks,
                                        double average, const Bm25& bm25) {
  const std::uint32_t slot = segment % kMostKept;
  while (kept_.size() <= slot) kept_.emplace_back();
  Kept& kept = kept_[slot];
  if (kept.file == ranks.identity() && kept.average == average && kept.bm25 == bm25 &&
      kept.file != 0)
    return kept.table;
  kept.file = ranks.identity(), kept.average = average, kept.bm25 = bm25;
  for (std::size_t code = 1; code < kernels::kCodes; ++code) {
    const storage::CodeClass& c = ranks.book()[code];
    // A millionth more than it is, so that rounding to float leaves a bound.
    kept.table[code] =
        c.most == 0
            ? 0
            : static_cast<float>(quoth::bm25(c.most, c.shortest, average, 1, bm25) * (1 + 1e-6));
  }
  return kept.table;
}

}  // namespace quoth::core
