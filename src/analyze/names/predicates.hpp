// What a sentence says somebody or something is: "York is an ancient city", "he became a citizen".
#pragma once

#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

struct Predicate {
  TokenRange words{};   ///< without the article; empty when there is none
  TokenIndex head = 0;  ///< its noun, the last of `words`
};

/// The predicate noun phrase of a subject that ends right before token `i`; brackets and an
/// apposition between them are passed over. Looks ahead at most 60 tokens.
[[nodiscard]] Predicate predicate_after(const TokenTable& tokens, const WordFacts& facts,
                                        TokenIndex i);

/// Where a noun phrase ends that goes on after token `end`: "linguist of the old school" ends before
/// the next mark, conjunction, verb or relative pronoun, at most 20 tokens on.
[[nodiscard]] TokenIndex complement_end(const TokenTable& tokens, TokenIndex end);

/// The words of a noun phrase without its article, from token `i` to its head; empty when a
/// function word comes first.
[[nodiscard]] TokenRange noun_phrase_at(const TokenTable& tokens, TokenIndex i);

}  // namespace quoth::names
