// Finds posts whose author the layout tells: by a handle, a line above, or mark-up.
#pragma once

#include <vector>

#include "analyze/quotations/layout/turns.hpp"
#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Appends to `out`, in text order, one turn for each of
///
///     @ada_voss: The dam will hold.
///     Ada Voss (@ada_voss): The dam will hold.
///     Ada Voss @ada_voss · Mar 3               and the paragraph below it
///     RT @ada_voss: The dam will hold.
///     The dam will hold. — Ada Voss (@ada_voss) March 3, 2031
///     a card: lines with a name, @ada_voss, the words, and 4:12 PM · Mar 3, 2031
///     <post author="Ada Voss" date="2031-03-03">The dam will hold.</post>
///
/// with the author as its speaker, who passed it on as its channel, the day that stands there, and
/// without the links at its end.
/// Signatures below a post are signatures.hpp's. Linear in the text.
void find_posts(const Context& context, const Annotations& found, std::vector<Turn>& out);

}  // namespace quoth::quotations
