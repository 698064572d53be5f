// The score of an alignment: evidence, weighed.
#pragma once

#include "analyze/names/alignment.hpp"

namespace quoth::names {

/// Fills `evidence`, `veto` and `score` of an alignment whose pairs are known.
void score(const NameView& a, const NameView& b, Alignment& alignment);

}  // namespace quoth::names
