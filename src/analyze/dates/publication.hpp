// When a text was published, as far as the text itself tells.
#pragma once

#include <optional>
#include <vector>

#include "analyze/dates/expression.hpp"
#include "quoth/analyze/analyzer.hpp"

namespace quoth::dates {

/// The day that a header, foot, byline or dateline states; nothing when none does.
[[nodiscard]] std::optional<PublicationDay> stated_publication(
    const Context& context, const std::vector<Expression>& found);

/// What the statements of the text leave possible: "on Friday", "the March 31 deadline", days long
/// past, public facts. Wide when little dates it; nothing only for an empty text.
[[nodiscard]] std::optional<PublicationDay> inferred_publication(
    const Context& context, const std::vector<Expression>& found);

/// The day before which no text can have been published that speaks of the public facts this one
/// speaks of; a day of 1990 when it speaks of none.
[[nodiscard]] Day earliest_publication(const Context& context,
                                       const std::vector<Expression>& found);

}  // namespace quoth::dates
