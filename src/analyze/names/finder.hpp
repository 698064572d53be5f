// Finds the names of a text: runs of capitals, cut into pieces, read by a small grammar and typed
// by weighted cues.
#pragma once

#include "analyze/names/found_name.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// The named mentions of a text, in order, without overlaps. Linear in the tokens.
[[nodiscard]] FoundNames find_names(const TokenTable& tokens, const WordFacts& facts);
/// What the rules alone find, before the tagger has its say and without the roles beside persons.
[[nodiscard]] FoundNames find_by_rules(const TokenTable& tokens, const WordFacts& facts);

}  // namespace quoth::names
