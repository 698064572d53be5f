// The tagger: a linear model over each stretch of capitals that settles where names begin and end
// and what they name, with what the rules found among its features.
#pragma once

#include <array>
#include <vector>

#include "analyze/names/found_name.hpp"
#include "analyze/names/tag.hpp"
#include "analyze/names/tag_weights.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// The best sequence of tags for a stretch (Viterbi); `scores` and `tags` have one element a token,
/// what stands before the stretch is outside. Ties go to the lower tag. `back` is scratch.
void best_tags(const TagWeights& weights, const std::vector<TagScores>& scores,
               std::vector<std::array<Tag, 8>>& back, std::vector<Tag>& tags);

/// Revises what the rules found, `names`, in order and without overlaps before and after. Texts in
/// capitals only and words glued together keep what the rules say. Linear in the tokens.
void tag_names(const TokenTable& tokens, const WordFacts& facts, const TagWeights& weights,
               FoundNames& names);

}  // namespace quoth::names
