// Finds what a page puts between the paragraphs of a text: advertisements, captions, links to more.
#pragma once

#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// After the boilerplate that begins at token `i`, not beyond `end`; `i` when none does.
///
///     the dam would hold Sign up for our newsletter
///                        `-- [i, result) ---------'
///
/// The words stand in the lexicon (marked_word). They begin with a capital where a line, a sentence
/// or a word in small letters ends, and the page's next part follows: a line, a capital, a mark.
/// Looks at no more than forty tokens.
[[nodiscard]] TokenIndex after_boilerplate(const TokenTable& tokens, TokenIndex i, TokenIndex end);

/// Cuts each stretch of `stretches` (in order of opening, as find_stretches gives them) around the
/// boilerplate in it, and sets their parents anew. What follows it is a stretch of its own, whose
/// `open` is the last token of the boilerplate; the one before it goes on there. Linear in the
/// marked tokens.
void cut_boilerplate(const TokenTable& tokens, std::vector<Stretch>& stretches);

}  // namespace quoth::quotations
