// A quotation as people read it: who, when, where, and the words with the sentences round them.
#pragma once

#include <string>

#include "quoth/results/hit.hpp"

namespace quoth_cli {

/// "Ada Moss (“she”) and Ben Orr, via Post", or "speaker unknown".
[[nodiscard]] std::string speakers_text(const quoth::FoundQuotation& quotation);

/// The sentence with the quotation in it, the one before and the one after, a line each, every line
/// behind `indent`. The words that matched are bold, what is not the quotation is faint; without
/// colour these words stand in « ». The line of direct speech begins with ❝; of other speech ❝ and ❞
/// tell where in its sentence it stands.
[[nodiscard]] std::string quotation_lines(const quoth::FoundQuotation& quotation,
                                          const std::string& indent, bool colour);

}  // namespace quoth_cli
