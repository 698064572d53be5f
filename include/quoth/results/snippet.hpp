// A snippet: the stretch of a text that best shows why it matched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/text/span.hpp"

namespace quoth {

class TokenTable;

/// A stretch of a text that a query matched.
struct MatchedSpan {
  enum class Kind : std::uint8_t { word, phrase, name, date, quotation };
  Span span;
  Kind kind = Kind::word;
  friend bool operator==(const MatchedSpan&, const MatchedSpan&) = default;
};

struct SnippetOptions {
  std::size_t characters = 240;  ///< code points of the whole, ellipses included; at least 40
  std::size_t fragments = 2;     ///< stretches at most, taken only where one shows less; at least 1
  friend bool operator==(const SnippetOptions&, const SnippetOptions&) = default;
};

/// Plain text, fit to be shown: well-formed UTF-8 in one line, white space folded, without control
/// characters (those that turn the direction of writing included). "…" stands where text was left
/// out.
struct Snippet {
  std::string text;
  std::vector<Span> marks;  ///< what matched, in `text`; sorted, apart, none empty
  friend bool operator==(const Snippet&, const Snippet&) = default;
};

/// Chooses the stretches of `text` that hold the most different matches (by kind and folded words),
/// then the most matches; the first such. They begin with a sentence where there is room, and never
/// cut a word or a match, unless it alone is longer than the snippet: then it is shown from its
/// begin. Of overlapping matches the union is marked; a match longer than the snippet is left
/// unmarked where shorter ones are shown.
///
///   tokens   the scan of `text`
///   matches  sorted by begin, may overlap; spans of `text`
///   body     where the body begins in `text`, behind the title. No stretch reads across it, and
///            without matches the snippet is the begin of the body.
///
/// Any bytes are acceptable text. Time and memory grow linearly with text and matches.
[[nodiscard]] Snippet make_snippet(std::string_view text, const TokenTable& tokens,
                                   std::span<const MatchedSpan> matches,
                                   const SnippetOptions& options = {}, std::uint32_t body = 0);

/// With <mark> around what matched; & < > " ' are escaped, so it is safe in content and attributes.
[[nodiscard]] std::string to_html(const Snippet& snippet);
/// Bold by escape codes; no other control character passes, whatever `snippet` holds.
[[nodiscard]] std::string to_terminal(const Snippet& snippet);
/// With `open` and `close` around what matched.
[[nodiscard]] std::string to_plain(const Snippet& snippet, std::string_view open = "«",
                                   std::string_view close = "»");

}  // namespace quoth
