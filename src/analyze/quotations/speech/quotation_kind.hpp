// Tells direct speech from words of somebody's inside the reporter's own clause.
#pragma once

#include <cstdint>

#include "analyze/quotations/cues/cue_choice.hpp"
#include "analyze/quotations/speech/stretch_look.hpp"

namespace quoth::quotations {

/// Whether the marks at item `at` hold a whole clause or utterance; else they are around a part of
/// the reporter's clause. `cue` is the one chosen, nullptr for none.
[[nodiscard]] bool is_direct(const SentenceReader& sentence, std::uint32_t at,
                             const StretchLook& look, const Cue* cue, const Choice& choice);

}  // namespace quoth::quotations
