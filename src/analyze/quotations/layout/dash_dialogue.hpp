// Reads speech that dashes open, in novels and in texts that follow Spanish, French or Russian use.
#pragma once

#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// Adds what dashes open to the stretches of a text, whose parents it sets anew:
///
///     — The dam holds, he said. — And the road?
///     `-- stretch ---'          `-- stretch --'
///
///     Voss asked: — And the road?
///                 `-- stretch --'
///
/// A stretch's `open` is the dash; it ends, unclosed, before an attribution, another dash or with
/// the paragraph. A text has such dialogue when at least three of its paragraphs begin with a dash
/// and most of these speak: they ask, exclaim, say I or you or hold an attribution. Lists, whose
/// items do none of that, have none. Linear in the text.
void add_dash_dialogue(const TokenTable& tokens, AttributionTest attribution,
                       std::vector<Stretch>& stretches);

}  // namespace quoth::quotations
