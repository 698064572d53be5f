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
  std::optional<std::size_t> cue;    ///< none where the sentence only announces a text
  std::vector<TokenRange> parts;     ///< one a paragraph, in order, at least one, none empty
  std::optional<NounPhrase> author;  ///< of the text that speaks: the mayor’s letter reads
  bool set_off = false;  ///< each line stands behind a > or deeper than the introduction
};

/// Whose words a text holds that speaks: the mayor’s statement, a letter from the mayor, her letter.
[[nodiscard]] std::optional<NounPhrase> author_of(const SentenceReader& sentence,
                                                  const NounPhrase& text);

/// The author of the text that a sentence without a verb announces: "Keel’s statement in full:".
[[nodiscard]] std::optional<NounPhrase> announced_author(const SentenceReader& sentence);

/// The block that `sentence` introduces: the sentence ends its paragraph with a colon, nothing but
/// adjuncts stand between a cue of speech or writing and the colon, and whole sentences without
/// marks follow; or it announces a text and its author. Lines set off by `>` or by indentation belong to it as far as they reach. Of others
/// it is one paragraph, and those after it that speak in the first person; a paragraph of the
/// reporter's ends it. `end` is where reading ends. Bounded by the paragraphs of the block.
[[nodiscard]] std::optional<IntroducedBlock> introduced_block(const SentenceReader& sentence,
                                                              const std::vector<Cue>& cues,
                                                              TokenIndex end);

}  // namespace quoth::quotations
