// What an article names clearly once it names everywhere.
#pragma once

#include "analyze/names/found_name.hpp"
#include "analyze/names/word_facts.hpp"

namespace quoth::names {

/// Settles the doubtful names by the sure ones of the same article (a surname alone is the person
/// whose full name stands elsewhere), lets enumerations agree, adds sure surnames that stand where
/// capitals tell nothing, drops what stays unsupported. Keeps the order. Linear.
void settle(const TokenTable& tokens, const WordFacts& facts, FoundNames& names);

/// Adds what stands nowhere in `names` but is named elsewhere in them: surnames, single words, and whole
/// names of at most 16 tokens, word for word.
/// Keeps the order. Linear.
void add_repeats(const TokenTable& tokens, const WordFacts& facts, FoundNames& names);

/// Notes the roles beside persons. Linear.
void note_roles(const TokenTable& tokens, const WordFacts& facts, FoundNames& names);

}  // namespace quoth::names
