// Finds the dateline that opens a report: where, when and by whom it was filed.
#pragma once

#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// After the dateline that a paragraph beginning at token `i` opens with, `i` when it has none:
///
///     ARLEN, Dole, May 3 (Meridian Wire) — The dam
///     (Meridian) The dam
///     NEW ARLEN: The dam
///
/// Names, days and a bracket, with no word in small letters outside of it; then a dash or a colon,
/// which only a bracket can do without; then a sentence. Looks at no more than thirty tokens.
[[nodiscard]] TokenIndex after_dateline(const TokenTable& tokens, TokenIndex i, TokenIndex end);

}  // namespace quoth::quotations
