// What an alignment says of a text: verbatim, altered, cut, ... with the word diff and the reasons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/results/quotation_check.hpp"
#include "results/checked_text.hpp"
#include "results/printed_quotation.hpp"
#include "results/quotation_matcher.hpp"
#include "results/word_alignment.hpp"

namespace quoth {

struct JudgedWords {
  Verdict verdict = Verdict::unknown;
  std::vector<WordEdit> diff;
  std::vector<std::string> notes;
  std::size_t first = 0,
              last = 0;  ///< words of the source: the first and the last that the text shares
  bool distant = false;  ///< joined from places that lie apart
  bool turned = false;   ///< an edit is `turning`
};

/// Judges the words of `range` of a text against a source they are aligned with. REQUIRES: the alignment has steps.
///
///   source_text  the article's text, which the source's spans index
///
/// Stance and kind of the quotation are not looked at, but for words outside its marks (`paraphrase`).
[[nodiscard]] JudgedWords judge(const CheckedText& text, WordRange range,
                                const PrintedQuotation& source, std::string_view source_text,
                                const WordAlignment& alignment);

}  // namespace quoth
