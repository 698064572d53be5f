// The role beside a name: "Russian President" before it, "the chief negotiator" after it.
#pragma once

#include <cstdint>

#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

struct RoleBeside {
  TokenRange tokens{};       ///< empty when there is none
  WordId word = kNoWord;     ///< the role without what qualifies it
  std::int32_t country = 0;  ///< ISO 3166-1 number, 0 unknown
  Gender gender = Gender::unknown;
  bool honorific = false;  ///< "Mr": a title, no role
  /// What makes it known whose or which: nothing, "the", "a", "his", "Trump's".
  enum class Owner : std::uint8_t { none, definite, indefinite, pronoun, name };
  Owner owner = Owner::none;
};

/// The title or role that stands right before token `i`, with what qualifies it. Looks back at most
/// ten tokens.
[[nodiscard]] RoleBeside role_before(const TokenTable& tokens, const WordFacts& facts,
                                     TokenIndex i);

/// The role that follows a name as an apposition: `i` is the token after the name, a comma where
/// there is one. Looks ahead at most ten tokens.
[[nodiscard]] RoleBeside role_after(const TokenTable& tokens, const WordFacts& facts, TokenIndex i);

/// The role phrase or word that ends right before token `i`, in one sentence; empty when none.
[[nodiscard]] TokenRange role_words_before(const TokenTable& tokens, TokenIndex i, WordId& word);
/// The role phrase or word that begins at token `i`; empty when none.
[[nodiscard]] TokenRange role_words_at(const TokenTable& tokens, TokenIndex i, WordId& word);

/// The country that a word or phrase names, is an adjective of, lies in or stands for; 0 for none.
[[nodiscard]] std::int32_t country_of(const Lexicon& lexicon, WordId word) noexcept;

[[nodiscard]] constexpr Gender gender_of(std::int32_t value) noexcept {
  return value == 1 ? Gender::male : value == 2 ? Gender::female : Gender::unknown;
}

}  // namespace quoth::names
