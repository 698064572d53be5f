// Reading and writing the interval of `when:` and `published:`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "quoth/analyze/calendar.hpp"

namespace quoth {

struct WhenReading {
  enum class Trouble { none, no_date, reversed };
  std::optional<Interval> interval;
  Trouble trouble = Trouble::none;
  /// Written in ISO forms alone, so that it means the same on any day.
  bool absolute = false;
};

/// See parse_when, which it is behind.
[[nodiscard]] WhenReading read_when(std::string_view text, Day today);

/// The shortest ISO form that reads back as `interval`: "2022-03", "2022-03-11..2022-04-02",
/// "..2020". REQUIRES: it is not empty and lies in kAllTime.
[[nodiscard]] std::string when_syntax(const Interval& interval);

/// In English: "in March 2022", "from 1 to 15 March 2022", "up to the end of 2020".
[[nodiscard]] std::string when_words(const Interval& interval);

/// Today in local time.
[[nodiscard]] Day local_today() noexcept;

}  // namespace quoth
