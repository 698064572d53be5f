// 04/03/2025: which comes first, the month or the day?
#pragma once

#include <optional>
#include <vector>

#include "analyze/dates/expression.hpp"

namespace quoth::dates {

/// Decides the numeric dates that read two ways: by the weekday beside them, by what other dates of
/// the text do, else by which reading the publication day allows. What nothing decides keeps
/// `two_readings`, month first. REQUIRES: `found` in text order.
void settle_numeric_order(const TokenTable& tokens, std::optional<Day> published,
                          std::vector<Expression>& found);

}  // namespace quoth::dates
