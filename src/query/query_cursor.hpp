// A place in the text of a query, and what lies ahead of it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "query/distance_operator.hpp"
#include "query/query_text.hpp"

namespace quoth {

/// Moves over the text of a query, a code point at a time or more. Borrows the text. All it does to
/// a whole query is linear in its size.
class QueryCursor {
 public:
  explicit QueryCursor(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const noexcept {
    return text_.substr(begin, end - begin);
  }
  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
  /// The byte ahead, NUL at the end.
  [[nodiscard]] char peek() const noexcept { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] bool at_space() const noexcept;
  void skip_space() noexcept;
  /// REQUIRES: an open bracket lies behind. Moves behind the one that closes it, or to the end.
  void skip_bracket();

  /// End of the chunk that begins at `at`: up to white space, a bracket or a quotation mark.
  [[nodiscard]] std::size_t chunk_end(std::size_t at) const noexcept;
  [[nodiscard]] std::string_view chunk() const noexcept { return slice(at_, chunk_end(at_)); }

  enum class Operator { none, either, both, distance };
  [[nodiscard]] Operator operator_ahead() const noexcept;
  /// REQUIRES: operator_ahead() is distance.
  [[nodiscard]] DistanceOperator distance_ahead() const noexcept;

  /// The quotation mark ahead, or nullptr.
  [[nodiscard]] const query_text::MarkPair* mark_ahead() const noexcept;
  struct Marked {
    std::size_t begin, end;  ///< inside the marks
    std::size_t after;       ///< behind the closing mark
    bool closed;             ///< false: the text ends before it
  };
  /// What the quotation mark ahead encloses. REQUIRES: mark_ahead().
  [[nodiscard]] Marked marked();

 protected:
  std::string_view text_;
  std::size_t at_ = 0;

 private:
  [[nodiscard]] std::size_t find_any(std::u32string_view marks, std::size_t from);

  std::vector<std::u32string_view> missing_;  // closing marks known not to come any more
};

}  // namespace quoth
