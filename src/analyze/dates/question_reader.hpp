// Finds the dates of a question: a cascade of small grammars over its tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/dates/question_grammar.hpp"

namespace quoth::dates {

/// One date of a question.
struct QuestionDate {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the line
  const QuestionRow* row = nullptr;  ///< the last row that did something
  Meaning meaning;
  Place place;
};

/// Reads one line (any bytes, without line feeds). The method is a cascade (Abney, "Partial Parsing
/// via Finite-State Cascades", 1996): every category is read from those above it, what stands at a
/// token once and for all, so that the time is linear in the line.
class QuestionReader {
 public:
  QuestionReader(std::string_view line, const QuestionGrammar& grammar, const Asked& asked,
                 std::vector<NewsPiece> news);
  QuestionReader(const QuestionReader&) = delete;
  QuestionReader& operator=(const QuestionReader&) = delete;

  /// The dates from left to right, the longest at each place.
  [[nodiscard]] std::vector<QuestionDate> all();
  /// The date that all words are, if they are one. White space and closing full stops do not count.
  [[nodiscard]] std::optional<QuestionDate> whole();

 private:
  using Index = std::uint32_t;
  struct Edge {
    Index end = 0;
    Index inner_begin = 0, inner_end = 0;  ///< the expression without what only leads to it
    const QuestionRow* row = nullptr;
    Meaning meaning;
  };
  struct Slot {
    std::int32_t begin = -1;  ///< of its edges in `edges_`; -1: not asked yet
    std::int32_t count = 0;
  };
  static constexpr std::size_t kMostEdges = 12;  ///< of one category at one token
  static constexpr std::size_t kMostParts = 12;  ///< of one row

  Slot edges_of(std::uint8_t category, Index at);
  struct Attempt;
  void match(Attempt& attempt, std::size_t element, Index at);
  void finish(Attempt& attempt, Index end);
  [[nodiscard]] bool can_begin(Index at) const noexcept;
  [[nodiscard]] bool stands_free(Index begin, Index end) const noexcept;

  std::string_view line_;
  const QuestionGrammar& grammar_;
  Asked asked_;
  std::vector<NewsPiece> news_;
  std::vector<QuestionToken> tokens_;
  QuestionAtoms atoms_;
  std::vector<Edge> edges_;
  std::vector<Slot> slots_;  ///< by token and category
};

}  // namespace quoth::dates
