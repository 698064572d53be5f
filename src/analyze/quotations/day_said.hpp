// Tells when a quotation was said.
#pragma once

#include <optional>

#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The day named nearest to the cue of `quotation` in its sentence (bytes of the text, the
/// quotation's own words left out); else the day the article's owner gave; else the day found for
/// the article; else nothing.
[[nodiscard]] std::optional<Interval> day_said(Span sentence, const Quotation& quotation,
                                               std::optional<Day> published,
                                               const Annotations& found);

}  // namespace quoth::quotations
