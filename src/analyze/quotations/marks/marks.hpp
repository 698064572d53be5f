// Pairs the quotation marks of a text: which opens, which closes, which is an apostrophe.
#pragma once

#include <cstdint>
#include <vector>

#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// Text between quotation marks:
///
///     He said “we ‘won’ it,” twice.
///             |            |
///             open         close        content tokens are open + 1 .. close - 1
///
/// Where the closing mark is missing (`closed` false), `close` is the token after the content,
/// which may be tokens.size().
struct Stretch {
  TokenIndex open = 0;
  TokenIndex close = 0;
  std::int32_t parent = -1;  ///< the stretch it stands in, -1 for none
  bool closed = true;        ///< its closing mark stands in the text
  bool goes_on = false;      ///< no closing mark because the next paragraph opens anew
  bool single = false;       ///< in single marks
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// What an implied close may rest on: whether the words from `i` on are an attribution ("he said",
/// "said Smith") that a forgotten closing mark should stand before.
using AttributionTest = bool (*)(const TokenTable& tokens, TokenIndex i, TokenIndex end);

/// Finds the marked stretches of a text, in order of their opening marks, a parent before its
/// children, at most eight deep, none empty. All kinds of marks, garbled ones included. Linear in
/// the text.
///
/// A text decides for itself which of its marks open: „Low–high“, »reversed« and ”Swedish” marks
/// are told by their company. An unclosed stretch ends before an attribution that follows a comma,
/// else at the end of its paragraph; marks that open every paragraph of a long speech give one
/// stretch a paragraph.
void find_stretches(const TokenTable& tokens, AttributionTest attribution,
                    std::vector<Stretch>& out);

/// Finds what each of `stretches`, in order of opening, stands in. One that reaches out of another is
/// cut to it; what is empty, or stands too deep, is thrown away.
void nest_stretches(std::vector<Stretch>& stretches);

/// Bytes of the content: without the marks.
[[nodiscard]] Span inner_span(const TokenTable& tokens, const Stretch& s) noexcept;
/// Bytes of the content with those marks that stand in the text.
[[nodiscard]] Span outer_span(const TokenTable& tokens, const Stretch& s) noexcept;

}  // namespace quoth::quotations
