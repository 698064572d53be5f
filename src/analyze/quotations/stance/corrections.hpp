// Denies what an article prints as said and itself takes back: "an earlier version misquoted X".
#pragma once

#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The words that a correction calls wrong have the stance denied by their cue already; here the
/// same words elsewhere in the article, where they were not taken out, become denied as well. At
/// most eight corrections are looked at; linear in the quotations.
void apply_corrections(const TokenTable& tokens, Annotations& out);

}  // namespace quoth::quotations
