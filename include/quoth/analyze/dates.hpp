// Dates as a reader types them: "last week", "2022-Q1", "before 2020".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "quoth/analyze/calendar.hpp"

namespace quoth {

/// Which way a question looks. "Friday" is the last one to somebody who searches an archive, the next
/// one to somebody who plans; "two weeks ago" is that week in an archive, the day in a calendar.
enum class DateOutlook : std::uint8_t {
  archive,  ///< back, at the precision of the unit: `when:` reads so
  agenda,   ///< ahead, to the day: annotating questions (DateStyle::query) does
};

/// A date expression read as a question.
struct DateReading {
  Interval interval;
  std::string value;  ///< TIMEX3 of what was read: "2022-03", "2022-03/2022-05" for a range
  std::string rule;   ///< which rule of the table read it, for explain()
};

/// Reads an expression that is a date from its first word to its last, against `today`: "2022-03",
/// "2022-03-11", "March 2025", "last week", "spring 2022", "2022-Q1", "1990s", "yesterday", "the
/// third Tuesday of May", "two weeks ago", "the last three days", ranges ("March to May 2022", "the
/// 3rd to the 12th of May", "2022-03..2022-04", "2022-03.."), and open sides ("before 2020", "since
/// March 2022", "no later than Friday"). Unlike in news, small letters and prepositions are no
/// hindrance and a bare number of four digits is a year. "since" and "until" hold the date itself,
/// "before" and "after" do not. Nothing when any word is no date, or there is no such date. Only the
/// first 1,000 bytes are read. Any bytes are acceptable; safe from any thread.
///
/// `lang` is the BCP 47 tag of the language it is written in ("de": "letzte Woche", "vor 2020");
/// English when Quoth has no tables of that one. Empty for unknown: English, and what English cannot
/// read is tried in each other language that has tables.
[[nodiscard]] std::optional<DateReading> explain_date(
    std::string_view expression, Day today, std::string_view lang = "en",
    DateOutlook outlook = DateOutlook::archive);

/// Likewise by somebody who knows the time: "in five minutes" is a date too.
[[nodiscard]] std::optional<DateReading> explain_date(
    std::string_view expression, Instant now, std::string_view lang = "en",
    DateOutlook outlook = DateOutlook::archive);

/// The interval of `explain_date`.
[[nodiscard]] std::optional<Interval> read_date(std::string_view expression, Day today,
                                                std::string_view lang = "en");

}  // namespace quoth
