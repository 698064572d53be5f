// What a token is at first sight to the names tagger: one of some fifty kinds, by its classes, its
// letters and the listed phrase it stands in.
#pragma once

#include <cstdint>

#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

enum class WordKind : std::uint8_t {
  boundary,
  // words with a capital
  initial,
  given,
  given_or_surname,
  surname,
  place,
  country,
  organisation,
  demonym,
  honorific,
  role,
  org_head,
  org_suffix,
  place_head,
  calendar,
  function_capital,
  never,
  common,
  unknown,
  acronym,
  mixed,
  person_or_place,
  suffix,
  // in small letters
  the,
  article,
  possessive,
  preposition_in,
  of,
  preposition,
  conjunction,
  auxiliary,
  pronoun,
  cue_verb,
  role_small,
  person_noun,
  head_small,
  adverb,
  common_small,
  unknown_small,
  particle,
  // no words
  number,
  clitic,
  hyphen,
  comma,
  point,
  colon,
  bracket_left,
  bracket_right,
  quote,
  symbol,
  ampersand,
  other,
};

/// What a listed phrase names.
enum class PhraseKind : std::uint8_t { none, organisation, place, never, demonym, role, honorific };
/// Of a phrase with these classes.
[[nodiscard]] PhraseKind phrase_kind(WordClasses classes) noexcept;

/// The kind of token `i`, which stands in a listed phrase of kind `phrase`, if any.
[[nodiscard]] WordKind word_kind(const TokenTable& tokens, const WordFacts& facts, TokenIndex i,
                                 PhraseKind phrase) noexcept;

}  // namespace quoth::names
