// Gives marked words of a headline to whoever says them in the body.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/analyze/analyzer.hpp"

namespace quoth::quotations {

/// Whether the token stands in the headline: in the title its owner gave, else in a short first
/// paragraph.
[[nodiscard]] bool in_headline(const Context& context, TokenIndex token);

/// Appends a quotation to `out` for each of the `headline` stretches (indices into `stretches`)
/// whose words a quotation of the body repeats, with that one's speakers, channels and day; and gives
/// them to quotations of the headline that nobody there says. At most four are looked at.
void resolve_headlines(const Context& context, const std::vector<Stretch>& stretches,
                       const std::vector<std::uint32_t>& headline, Annotations& out);

}  // namespace quoth::quotations
