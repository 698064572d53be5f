// The phrase around a noun for a place or an organisation: "this small country", "their company".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyze/names/found_name.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Entities are none() where nothing is told.
struct ThingPhrase {
  TokenRange words{};  ///< the noun and its adjectives, without the definite word
  bool is_this = false;
  bool possessive = false;
  bool our = false;         ///< "our", "my": the speaker's
  bool owned = false;       ///< "the country's army"
  bool bare = false;        ///< no definite word: "to church officials"
  bool indefinite = false;  ///< "a small town, Zorvan,"
  bool compound = false;    ///< a noun follows: "the city centre"
  bool modified = false;    ///< "that", "which", "in" or "founded" follows
  bool elsewhere = false;   ///< a name tells where: "the court in Zorvan"
  unsigned adjectives = 0;
  EntityId named;    ///< whose name follows: "the magazine Zorvan Weekly"
  EntityId apposed;  ///< whose name follows after a mark: "the town (Zorvan)"
  EntityId there;    ///< whose name tells where
};

/// Reads the phrase whose noun (thing_noun()) is token `i`: a definite word before it, or a noun
/// after it ("a city lawyer"), and no "of X", name or further noun that would make it mean something
/// else. `next` is the first of `names` that ends after `i`, `of_name` whose each is. Nothing when
/// the words mean nothing that was named. Looks back at most six tokens.
[[nodiscard]] std::optional<ThingPhrase> thing_phrase_at(const TokenTable& tokens,
                                                         const WordFacts& facts,
                                                         const FoundNames& names,
                                                         const std::vector<EntityId>& of_name,
                                                         std::size_t next, TokenIndex i);

}  // namespace quoth::names
