// The runs of four words of an article's body, to tell how much of it another has.
#pragma once

#include <cstdint>
#include <vector>

#include "quoth/analyze/article.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

class BodyRuns {
 public:
  /// Reads the whole body. `scratch` is scanned anew.
  BodyRuns(const Article& article, TokenTable& scratch);

  /// Of the runs of the one with fewer, the share that the other has: 0..1, 0 where one has none.
  [[nodiscard]] double shared_with(const BodyRuns& other) const noexcept;

 private:
  std::vector<std::uint64_t> runs_;  // ascending, distinct
};

}  // namespace quoth
