// Finds the time expressions of a text, without saying yet when they are.
#pragma once

#include <cstddef>
#include <vector>

#include "analyze/dates/expression.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::dates {

/// No text is read beyond so many expressions: a hundred megabytes of news hold fewer, and 50 MB of
/// "today" would fill the memory.
inline constexpr std::size_t kMostExpressions = 500'000;

/// Appends the expressions of `tokens` to `out`, in text order and without overlaps. `mentions`
/// (sorted, may be empty) are names already found: a month inside a name is none. In a query
/// (`query`) every match is believed.
void find_expressions(const TokenTable& tokens, const std::vector<Mention>& mentions, bool query,
                      std::vector<Expression>& out);

}  // namespace quoth::dates
