// The leaves of a query's text: words, phrases, prefixes and the values of fields.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "query/fields.hpp"
#include "query/query_cursor.hpp"
#include "quoth/analyze/calendar.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/query/query.hpp"
#include "quoth/text/span.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

/// Where in a query a stretch of text stands.
struct QueryContext {
  Field field = Field::none;
  bool exact = false;
  bool in_quotation = false;
  int strictness = 0;
};

/// What a stretch of text came to.
struct QueryPart {
  Query query;
  bool present = false;  ///< something was there, though it may be nothing
  bool fields = false;   ///< it holds a field clause, so it must hold beside others
};

/// Reads leaves, within the bounds of a query, and keeps the issues. Each function leaves the
/// position after what it read.
class LeafReader : protected QueryCursor {
 protected:
  LeafReader(std::string_view text, Day today) : QueryCursor(text), today_(today) {}

  void report(std::size_t begin, std::size_t end, std::string message);
  static Span span(std::size_t begin, std::size_t end) noexcept;

  /// Cuts the text to kMaxQueryBytes, at a word.
  void cut_to_bound();
  /// Whether anything from `begin` on is in the issues, or will be.
  [[nodiscard]] bool told_since(std::size_t begin) const noexcept;
  void report_lost_terms();

  /// A chunk without a field. Where values stand, chunks side by side are one value.
  QueryPart bare(const QueryContext& context);
  /// What stands in quotation marks, and a "~90" behind it. REQUIRES: mark_ahead().
  QueryPart phrase(const QueryContext& context);
  /// The leaf that the text [begin, end) stands for; `quoted` when it stood in quotation marks.
  QueryPart from_text(QueryContext context, std::size_t begin, std::size_t end, bool quoted);

  ParsedQuery out_;

 private:
  // How many of `wanted` terms may still be searched for; counts them.
  std::size_t take_terms(std::size_t wanted) noexcept;
  void lose_terms(std::size_t begin, std::size_t end) noexcept;
  // The strictness that the text from a "~" to `end` asks for; 0, and reported, when it is none.
  int strictness_at(const QueryContext& context, std::size_t tilde, std::size_t end);
  void report_wordless(const QueryContext& context, std::size_t begin, std::size_t end,
                       bool quoted);
  // Whether a star is glued to the end of a word.
  [[nodiscard]] bool has_star(TokenIndex word) const noexcept;
  // The stars of "sab*tage", "*tage" and of values, which begin no word.
  void report_wildcards(std::size_t begin, TokenIndex first, TokenIndex last);
  void report_star(std::size_t begin, TokenIndex word, TokenIndex first, TokenIndex last,
                   std::string_view says);
  // "sabot*": the only word of the text has a star behind it.
  QueryPart prefix_of(std::size_t begin, std::size_t end, TokenIndex word);
  // A word, or a phrase where the text has several.
  QueryPart words_of(std::size_t begin, std::size_t end, bool quoted, TokenIndex first,
                     TokenIndex last, std::size_t words);
  // A name, an outlet, a language or a date.
  QueryPart value_of(const QueryContext& context, std::size_t begin, std::size_t end, bool quoted,
                     std::size_t words);
  QueryPart date_of(const QueryContext& context, std::size_t begin, std::size_t end,
                    const std::string& value);

  Day today_;
  std::size_t terms_ = 0;
  Span lost_terms_;
  TokenTable tokens_;
};

}  // namespace quoth
