// Tells whom a turn of a transcript speaks to.
#pragma once

#include <cstddef>
#include <vector>

#include "analyze/quotations/layout/turns.hpp"

namespace quoth::quotations {

/// Whom "you" means in turn `i`: of a turn that asks, who speaks next, else who spoke before; nullptr
/// where neither turn is somebody else's of the same conversation. Looks at the turns beside it;
/// linear in the turn's own tokens. Points into `turns`.
[[nodiscard]] const Speaker* addressee(const TokenTable& tokens, const std::vector<Turn>& turns,
                                       std::size_t i);

}  // namespace quoth::quotations
