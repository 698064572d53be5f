// Finds the turns of transcripts and interviews: speech that a label at its line's begin gives to
// somebody, without any marks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// One turn, as tokens:
///
///     [00:12:31] CHAIRWOMAN ADA VOSS (Reform): Who closed the road?
///     |          `-- label ------'             |                   |
///     line                                     parts[0].begin      parts[0].end, line_end
///
/// A part is what one paragraph holds of the turn; the paragraphs that go on with it are parts too.
struct Turn {
  TokenIndex line = 0;             ///< where its first line begins, label included
  TokenIndex line_end = 0;         ///< after its last paragraph
  std::uint32_t conversation = 0;  ///< the paragraph where its conversation begins
  TokenRange label;                ///< the name, without role, brackets and time
  std::vector<Speaker> speakers;   ///< empty: a question whose asker the text does not name
  std::vector<Speaker> via;        ///< who passed the words on
  std::vector<TokenRange> parts;   ///< at least one, none empty
  std::string_view rule = "transcript";
  std::optional<Interval> day;  ///< stated with it; else its conversation's or the article's
};

/// Appends the turns of a text to `out`, in text order. One label alone is a heading or a caption:
/// turns are believed when several of one style follow each other, their speakers recur, and most
/// hold whole sentences. Reads the mentions and entities of `found`. Linear in the text.
void find_turns(const Context& context, const Annotations& found, std::vector<Turn>& out);

}  // namespace quoth::quotations
