// The query language: text in, a Query and what was not understood out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/calendar.hpp"
#include "quoth/query/query.hpp"
#include "quoth/text/span.hpp"

namespace quoth {

inline constexpr std::size_t kMaxQueryBytes = 8192;
inline constexpr std::size_t kMaxQueryTerms = 256;
inline constexpr std::size_t kMaxQueryDepth = 64;

struct ParsedQuery {
  struct Issue {
    Span span;            ///< of the query text
    std::string message;  ///< what was ignored or read otherwise, and why
  };
  Query query;
  std::vector<Issue> issues;  ///< in order of place; empty when all was understood
};

struct ParseOptions {
  /// The day that "last week" is read against; today (local time) when not given.
  std::optional<Day> today;
};

/// Parses user text. Never throws on it: what cannot be understood is ignored and reported. Text
/// over kMaxQueryBytes is cut at a word, terms over kMaxQueryTerms and brackets over kMaxQueryDepth
/// are ignored.
///
///   massive blow                   either word; both rank higher
///   "massive blow"                 side by side, in exactly this form
///   sabot*                         words that begin so, two letters at least
///   a NEAR/5 b   a w/5 b           within 5 words of each other; NEAR alone is NEAR/10
///   a ADJ/2 b                      the same in this order; ADJ alone is ADJ/1: side by side
///   a AND b   a OR b   a NOT b   a -b   ( )
///   +a b                           a; b only adds to the rank
///   title:x  source:x  lang:x      the title's words; the outlet; the language
///   said:"x y"  said:(x y)         words inside a quotation
///   by:x  by:"x y"                 its speaker
///   about:x  about:"x y"           each word said, or standing round it (Query::about)
///   kind:direct                    direct, mixed or indirect speech
///   stance:denied                  asserted, denied or hypothetical
///   name:x  person:x  org:x  place:x   mentioned, in any spelling; name:=x in exactly that one
///   name:x~90  by:"x y"~90         only in spellings at least 90 % alike (50..100, also 0.9)
///   when:2022-03  when:2022-03..2022-04  when:"last week"   a date in the text falls there
///   published:2025                 publication day
///   *                              everything
///
/// Fields written side by side with anything else must all hold; words side by side are
/// alternatives that add up. Curly quotation marks work as straight ones. Operators are capitals;
/// NEAR, ADJ and w/n bind closest, then NOT, + and -, then words side by side, then AND, then OR.
/// Words, phrases, prefixes and alternatives in brackets can be near each other:
/// `"sluice gates" w/5 (jam* OR stuck)`. Equal ones in a row mean all of the row (fewer than n other
/// words stand among `a NEAR/n b NEAR/n c`), unequal ones each its two sides. `said:`, `by:`, `about:`, `kind:` and `stance:` side by side
/// or joined by AND mean the same quotation; `said:(when:2022-03)` is the day it was said.
[[nodiscard]] ParsedQuery parse_query(std::string_view text, const ParseOptions& options = {});

/// Reads a day, month, year, range (`..`, either end open) or an expression such as "last week" or
/// "March 2025".
[[nodiscard]] std::optional<Interval> parse_when(std::string_view text, Day today);

}  // namespace quoth
