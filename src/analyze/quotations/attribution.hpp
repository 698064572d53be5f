// Decides whether marked words are speech, and of which kind.
#pragma once

#include <cstdint>

#include "analyze/quotations/cue_choice.hpp"

namespace quoth::quotations {

/// What the words of a stretch look like, whoever speaks.
struct StretchLook {
  std::uint32_t words = 0;
  bool capital = false;    ///< its first word has a capital
  bool stopped = false;    ///< . ! ? … or a dash inside its end
  bool comma = false;      ///< a comma inside its end
  bool title = false;      ///< every word of weight has a capital
  bool predicate = false;  ///< its first word is a verb: the plan “is madness”
  bool verb = false;       ///< a finite verb or a personal pronoun is in it
};
[[nodiscard]] StretchLook look_at(const TokenTable& tokens, const Stretch& stretch);

/// Whether the marked words at item `at` may be speech at all: titles, terms and nicknames are
/// marked too.
[[nodiscard]] bool may_be_speech(const SentenceReader& sentence, std::uint32_t at,
                                 const StretchLook& look);
/// Whether the marks hold a whole clause; else they are around a part of the reporter's clause.
/// `cue` is the one chosen, nullptr for none.
[[nodiscard]] bool is_direct(const SentenceReader& sentence, std::uint32_t at,
                             const StretchLook& look, const Cue* cue, const Choice& choice);

}  // namespace quoth::quotations
