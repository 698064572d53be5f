// Dates as questions state them, in whole texts and one by one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyze/dates/expression.hpp"
#include "analyze/dates/question_reader.hpp"
#include "quoth/analyze/analyzer.hpp"

namespace quoth::dates {

/// Adds the dates of a text to `out`, read against the publication in `out` and the clock in the
/// context. `found` is what the rules of news see in it. Linear in the text.
void annotate_question(const Context& context, const QuestionGrammar& grammar,
                       const std::vector<Expression>& found, Annotations& out);

/// The date that an expression (any bytes) is from its first word to its last.
[[nodiscard]] std::optional<QuestionDate> read_question(std::string_view expression,
                                                        const QuestionGrammar& grammar,
                                                        const Lexicon& lexicon, const Asked& asked);

}  // namespace quoth::dates
