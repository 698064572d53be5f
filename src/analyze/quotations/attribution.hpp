// Decides which cue of its sentence a marked stretch belongs to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues.hpp"

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

/// The cue chosen for a stretch.
struct Choice {
  std::int32_t cue = -1;  ///< index into the sentence's cues, -1 for none
  float score = 0;        ///< in points; see attribution.cpp
  bool before = false;    ///< the cue stands before the stretch
};

/// Scores every cue of the sentence within reach of the stretch at item `at`; the best one wins if
/// it has at least `kEnough` points. At most 64 cues are looked at.
[[nodiscard]] Choice choose_cue(const SentenceReader& sentence, const std::vector<Cue>& cues,
                                std::uint32_t at, const StretchLook& look);

/// Whether the marked words at item `at` may be speech at all: titles, terms and nicknames are
/// marked too.
[[nodiscard]] bool may_be_speech(const SentenceReader& sentence, std::uint32_t at,
                                 const StretchLook& look);
/// Whether the marks hold a whole clause; else they are around a part of the reporter's clause.
/// `cue` is the one chosen, nullptr for none.
[[nodiscard]] bool is_direct(const SentenceReader& sentence, std::uint32_t at,
                             const StretchLook& look, const Cue* cue, const Choice& choice);
/// What explain() calls an attribution by this cue.
[[nodiscard]] std::string_view rule_name(const Cue& cue, const Choice& choice) noexcept;

}  // namespace quoth::quotations
