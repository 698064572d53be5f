// Puts the quotations of one text in the order that Annotations promises.
#pragma once

#include <vector>

#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Sorts by begin, the longer of two first, so that a parent stands before what stands in it; parents
/// and groups go on to mean the same quotations. Records that come sorted but for nested and merged
/// ones cost little more than reading them.
void put_in_order(std::vector<Quotation>& quotations);

}  // namespace quoth::quotations
