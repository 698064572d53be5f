#include <string>
#include <utility>

#include "analyze/dates/plain_question.hpp"
#include "analyze/dates/question.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/dates.hpp"

namespace quoth {
namespace {

using namespace dates;

constexpr std::size_t kMostBytes = 1000;

std::string_view without_spaces(std::string_view text) noexcept {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::optional<DateReading> read_one(std::string_view expression, const Lexicon& lexicon,
                                    const Asked& asked) {
  const QuestionGrammar* grammar = QuestionGrammar::of(lexicon);
  if (grammar == nullptr) return read_plain_question(expression, asked.today, lexicon);
  auto date = read_question(expression, *grammar, lexicon, asked);
  if (!date || !date->place.interval) return std::nullopt;
  return DateReading{*date->place.interval, std::move(date->place.value),
                     "questions:" + date->row->name};
}

// 2022-03..2022-04 and its open forms.
std::optional<DateReading> two_dots(std::string_view left, std::string_view right,
                                    const Lexicon& lexicon, const Asked& asked) {
  if (left.empty() && right.empty()) return std::nullopt;
  if (right.find("..") != std::string_view::npos) return std::nullopt;
  const auto first = left.empty() ? std::nullopt : read_one(left, lexicon, asked);
  const auto second = right.empty() ? std::nullopt : read_one(right, lexicon, asked);
  if ((!left.empty() && !first) || (!right.empty() && !second)) return std::nullopt;
  DateReading out;
  out.interval = {first ? first->interval.from : kAllTime.from,
                  second ? second->interval.until : kAllTime.until};
  out.value = (first ? first->value : "") + "/" + (second ? second->value : "");
  out.rule = "questions:two-dots";
  if (out.interval.empty()) return std::nullopt;
  return out;
}

std::optional<DateReading> read_in(std::string_view expression, const Lexicon& lexicon,
                                   const Asked& asked) {
  if (const std::size_t dots = expression.find(".."); dots != std::string_view::npos)
    return two_dots(without_spaces(expression.substr(0, dots)),
                    without_spaces(expression.substr(dots + 2)), lexicon, asked);
  return read_one(expression, lexicon, asked);
}

std::optional<DateReading> read_expression(std::string_view expression, std::string_view lang,
                                           const Asked& asked) {
  expression = without_spaces(expression.substr(0, kMostBytes));
  if (!lang.empty()) return read_in(expression, lexicon_of(lang), asked);
  auto reading = read_in(expression, lexicon_of("en"), asked);
  for (const std::string_view other : tables::languages()) {
    if (reading) break;
    if (other != "en") reading = read_in(expression, lexicon_of(other), asked);
  }
  return reading;
}

}  // namespace

std::optional<DateReading> explain_date(std::string_view expression, Day today,
                                        std::string_view lang, DateOutlook outlook) {
  return read_expression(expression, lang, {.today = today, .second = -1, .outlook = outlook});
}

std::optional<DateReading> explain_date(std::string_view expression, Instant now,
                                        std::string_view lang, DateOutlook outlook) {
  return read_expression(expression, lang,
                         {.today = now.day(),
                          .second = static_cast<std::int32_t>(now.second_of_day()),
                          .outlook = outlook});
}

std::optional<Interval> read_date(std::string_view expression, Day today, std::string_view lang) {
  auto reading = explain_date(expression, today, lang);
  if (!reading) return std::nullopt;
  return reading->interval;
}

}  // namespace quoth
