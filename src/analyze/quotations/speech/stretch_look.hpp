// What the words between two quotation marks look like, whoever speaks.
#pragma once

#include <cstdint>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

struct StretchLook {
  std::uint32_t words = 0;
  bool capital = false;       ///< its first word has a capital
  bool stopped = false;       ///< . ! ? … or a dash inside its end
  bool comma = false;         ///< a comma inside its end
  bool label = false;         ///< a colon inside its end
  bool title = false;         ///< every word of weight has a capital
  bool predicate = false;     ///< its first word is a verb: the plan “is madness”
  bool verb = false;          ///< a finite verb or a personal pronoun is in it
  bool first_person = false;  ///< I, we, my, you: somebody speaks to somebody
};

/// Looks at the first 400 words at most.
[[nodiscard]] StretchLook look_at(const TokenTable& tokens, const Stretch& stretch);

}  // namespace quoth::quotations
