// What a time expression states, before anything is read into it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "analyze/dates/rules.hpp"

namespace quoth::dates {

/// An amount in one unit: "five weeks", "weeks" (vague).
struct Amount {
  std::int64_t milli = 1000;
  Grain unit = Grain::none;
  bool vague = false;
};

/// The fields of a date that the words name; the rest has its empty value.
struct Stated {
  static constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();
  std::int32_t year = kNoYear;
  std::int32_t month = 0, day = 0, weekday = 0, season = 0;
  std::int32_t nth = 0;  ///< which quarter, half or century of the rule's unit
  std::int64_t holiday = 0;
  std::int32_t decade = Stated::kNoYear;  ///< its first year
  Grain decade_grain = Grain::decade;     ///< century for "the 1800s"
  DayPart part = DayPart::none;
  Grain clock = Grain::none;  ///< precision of the clock time, none without one
  std::int32_t second = 0;
  std::int8_t zone = Cell::kNoZone;
  Grain unit = Grain::none;   ///< of a deictic or set
  bool two_readings = false;  ///< 04/03/2025: month and day could change places
  std::int8_t order = 0;      ///< of a numeric date that reads one way: 1 month first, 2 day first
  [[nodiscard]] bool has_year() const noexcept { return year != kNoYear; }
};

/// One expression found in a text.
struct Expression {
  const Rule* rule = nullptr;
  TokenIndex begin = 0, end = 0;
  TokenIndex context_begin = 0, context_end = 0;  ///< with the words the rule also asked for
  Stated stated;
  std::array<Amount, 3> amounts;
  std::uint8_t amount_count = 0;
  std::int8_t range = 0;  ///< 1 the first of a range, 2 its second
};

/// Reads the fields out of one group of a match.
[[nodiscard]] Expression expression_of(const Match& match, Group group,
                                       const TokenTable& tokens) noexcept;

/// Gives each half of a range what only the other names: January in "January 27-29". False when the
/// two make no range: 2022-13.
[[nodiscard]] bool share_fields(Expression& first, Expression& second) noexcept;

}  // namespace quoth::dates
