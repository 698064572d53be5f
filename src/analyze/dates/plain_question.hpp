// Dates as questions state them, in a language that has no questions.tsv.
#pragma once

#include <optional>
#include <string_view>

#include "quoth/analyze/dates.hpp"
#include "quoth/text/lexicon.hpp"

namespace quoth::dates {

/// The date that an expression (any bytes) is from its first word to its last: one expression of the
/// rules of news, or one range of them, with the words before it that say which side is meant, and
/// the amounts that end or begin today.
[[nodiscard]] std::optional<DateReading> read_plain_question(std::string_view expression, Day today,
                                                             const Lexicon& lexicon);

}  // namespace quoth::dates
