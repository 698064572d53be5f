// Reports indirect speech: clauses that a cue gives to somebody without any marks.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/cues.hpp"
#include "analyze/quotations/noun_phrase.hpp"
#include "analyze/quotations/quotation_builder.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Appends the indirect quotations of one sentence. `used[c]` is non-zero for cues that introduce
/// marked words; those report nothing here.
void report_indirect(const SentenceReader& sentence, const std::vector<Cue>& cues,
                     const std::vector<std::uint8_t>& used, QuotationBuilder& builder,
                     Annotations& out);

}  // namespace quoth::quotations
