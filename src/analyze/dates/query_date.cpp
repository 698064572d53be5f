#include <string>
#include <utility>

#include "analyze/dates/question.hpp"
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

std::optional<DateReading> read_one(std::string_view expression, const Asked& asked) {
  auto date = read_question(expression, asked);
  if (!date || !date->place.interval) return std::nullopt;
  return DateReading{*date->place.interval, std::move(date->place.value),
                     "questions:" + date->row->name};
}

// 2022-03..2022-04 and its open forms.
std::optional<DateReading> two_dots(std::string_view left, std::string_view right,
                                    const Asked& asked) {
  if (left.empty() && right.empty()) return std::nullopt;
  if (right.find("..") != std::string_view::npos) return std::nullopt;
  const auto first = left.empty() ? std::nullopt : read_one(left, asked);
  const auto second = right.empty() ? std::nullopt : read_one(right, asked);
  if ((!left.empty() && !first) || (!right.empty() && !second)) return std::nullopt;
  DateReading out;
  out.interval = {first ? first->interval.from : kAllTime.from,
                  second ? second->interval.until : kAllTime.until};
  out.value = (first ? first->value : "") + "/" + (second ? second->value : "");
  out.rule = "questions:two-dots";
  if (out.interval.empty()) return std::nullopt;
  return out;
}

std::optional<DateReading> read_expression(std::string_view expression, const Asked& asked) {
  expression = without_spaces(expression.substr(0, kMostBytes));
  if (const std::size_t dots = expression.find(".."); dots != std::string_view::npos)
    return two_dots(without_spaces(expression.substr(0, dots)),
                    without_spaces(expression.substr(dots + 2)), asked);
  return read_one(expression, asked);
}

}  // namespace

std::optional<DateReading> explain_date(std::string_view expression, Day today,
                                        DateOutlook outlook) {
  return read_expression(expression, {.today = today, .second = -1, .outlook = outlook});
}

std::optional<DateReading> explain_date(std::string_view expression, Instant now,
                                        DateOutlook outlook) {
  return read_expression(expression, {.today = now.day(),
                                      .second = static_cast<std::int32_t>(now.second_of_day()),
                                      .outlook = outlook});
}

std::optional<Interval> read_date(std::string_view expression, Day today) {
  auto reading = explain_date(expression, today);
  if (!reading) return std::nullopt;
  return reading->interval;
}

}  // namespace quoth
