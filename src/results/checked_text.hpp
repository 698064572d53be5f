// What of a text given to check or trail is to be compared: its words, and whose they are said to be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/postings/quotation_words.hpp"
#include "quoth/text/span.hpp"

namespace quoth {

/// A text, read. Spans index `text`.
struct CheckedText {
  /// A word as the index has it: what votes.
  struct Form {
    std::string text;  ///< folded
    Span span;
  };
  std::string text;
  std::vector<QuotationWord> words;  ///< at most kMostTextWords
  std::vector<Form> forms;           ///< of the same stretch
  Span compared;                     ///< the stretch the words are of
  std::string by;                    ///< who says it, where the text tells; else empty
  std::vector<std::string> notes;
  /// "Moss said that the toll would go" may be Moss's words or somebody's about her, and what stands between marks in
  /// a longer text all that is quoted of it: these stretches are looked for by themselves too.
  std::vector<Span> part;
  std::string part_by;
};

/// Reads a text. What stands between marks counts where the text attributes it (“…,” Moss said; Moss: “…”; Moss said:
/// ...), else all of it. Any bytes; of a long text the first 64 KiB.
[[nodiscard]] CheckedText read_checked_text(std::string_view text);
/// The same text, of which its `part` alone is compared.
[[nodiscard]] CheckedText read_part(const CheckedText& whole);

}  // namespace quoth
