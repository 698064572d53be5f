// Finds the paragraphs without marks that a sentence ending in a colon introduces as somebody's
// words.
#pragma once

#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// The words below an introduction:
///
///     Here is what Voss wrote to the council:
///                      `-- cues[cue]
///     I have told the captain so. We stay.       parts[0]
///
///     We shall leave when the tide turns.        parts[1]
struct IntroducedBlock {
  std::size_t cue = 0;
  std::vector<TokenRange> parts;     ///< one a paragraph, in order, at least one, none empty
  std::optional<NounPhrase> author;  ///< of the text that speaks: the mayor’s letter reads
  bool set_off = false;  ///< each line stands behind a > or deeper than the introduction
};

/// The block that `sentence` introduces: the sentence ends its paragraph with a colon, nothing but
/// adjuncts stand between a cue of speech or writing and the colon, and whole sentences without
/// marks follow. Lines set off by `>` or by indentation belong to it as far as they reach. Of others
/// it is one paragraph, and those after it that speak in the first person; a paragraph of the
/// reporter's ends it. `end` is where reading ends. Bounded by the paragraphs of the block.
[[nodiscard]] std::optional<IntroducedBlock> introduced_block(const SentenceReader& sentence,
                                                              const std::vector<Cue>& cues,
                                                              TokenIndex end);

}  // namespace quoth::quotations
