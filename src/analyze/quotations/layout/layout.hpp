// Reads attributions that are made by layout: "— Name, per channel" under a block, a post's
// signature.
#pragma once

#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"

namespace quoth::quotations {

/// A line of its own that says whose the block above it is:
///
///     — Prime Minister Ada Voss, per cabinet transcript
///       `-- speaker ----------'      `-- channel -----'
struct AttributionLine {
  NounPhrase speaker;
  std::optional<NounPhrase> channel;
  bool post = false;  ///< a handle stands in it: — Herald (@herald) 3 May 2031
};

/// Reads `sentence` as such a line: it begins a paragraph with a dash and goes on with a name.
[[nodiscard]] std::optional<AttributionLine> attribution_line(const SentenceReader& sentence);

/// Appends the cues that layout makes: "X: “...”", "“...” — X" and the headline's "“...”: X does".
void find_layout_cues(const SentenceReader& sentence, std::vector<Cue>& cues);

}  // namespace quoth::quotations
