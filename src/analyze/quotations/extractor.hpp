// Turns marks, cues and mentions of one text into quotations.
#pragma once

#include "quoth/analyze/analyzer.hpp"

namespace quoth::quotations {

/// Fills `out.quotations` from what `out` holds already. Linear in the text.
void extract(const Context& context, Annotations& out);

}  // namespace quoth::quotations
