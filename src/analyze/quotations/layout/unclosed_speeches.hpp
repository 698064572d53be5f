// Joins the paragraphs of a speech whose marks open every paragraph and close only the last.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Gives all paragraphs of such a speech the speaker, channels, day and group of the one that a cue
/// names, be it the first or the last:
///
///     “We count in buckets.           no cue: would be the last speaker's
///     “We count every day,” Voss said.
///
/// `quotation_of` has, by stretch, an index into `out.quotations` or -1. Linear in the stretches.
void join_unclosed_speeches(const std::vector<Stretch>& stretches,
                            const std::vector<std::int32_t>& quotation_of, Annotations& out);

}  // namespace quoth::quotations
