// Any bytes, and any row of the words of the calendar, in any language and either style, against any
// day: dates end in time, lie in the text and in kAllTime, and are said again as they were found.
#include <array>
#include <string>

#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/dates.hpp"

namespace {

using namespace quoth;
using fuzz::must;

// What bytes alone seldom spell: each selects one of these where the first byte asks for it.
constexpr std::array<std::string_view, 64> kWords = {
    "Friday",     "March",      "31",         "2022",  "99999999", "century",   "BC",      "ago",
    "weeks",      "week",       "53",         "of",    "-9999",    "9999",      "decades", "years",
    "later",      "earlier",    "next",       "last",  "this",     "February",  "30",      "29",
    "13/13/2025", "04/03/2025", "25:61",      "23:59", "p.m.",     "GMT",       "-",       "to",
    "between",    "and",        "before",     "since", "until",    "millennia", "half",    "a",
    "the",        "end",        "early",      "Q4",    "season",   "summer",    "morning", "every",
    "daily",      "twice",      "vor",        "Uhr",   "Jahre",    "März",      "3.",      "Easter",
    "2022-W53",   "20251345",   "0000-00-00", "'69",   "1990s",    "from",      "now",     "\n\n"};

std::string text_of(const std::uint8_t* data, std::size_t size, bool words) {
  if (!words) return {reinterpret_cast<const char*>(data), size};
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += kWords[data[i] % kWords.size()];
    if (data[i] < 192) text += ' ';  // the others are glued
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const std::uint8_t mode = data[0];
  // Days from long before Christ to the end of the calendar, or none.
  const std::int32_t days = (data[1] | data[2] << 8) * 111 - 4'300'000;
  const Day day = std::max(kAllTime.from.day(), std::min(Day{days}, kAllTime.until.day().plus(-1)));
  const std::optional<Day> published = (mode & 8) != 0 ? std::nullopt : std::optional(day);
  const std::string text = text_of(data + 3, size - 3, (mode & 1) != 0);

  static const Analyzers news({make_dates_analyzer(DateStyle::news)}),
      query({make_dates_analyzer(DateStyle::query)});
  Article article;
  article.body = text;
  article.lang = (mode & 4) != 0 ? "de" : "en";
  article.published = published;
  const Annotations found = ((mode & 2) != 0 ? query : news).annotate(article);
  std::uint32_t end = 0;
  for (const Timex& timex : found.timexes) {
    must(timex.span.begin >= end && timex.span.begin < timex.span.end, "timexes are in order");
    end = timex.span.end;
    must(end <= text.size(), "a timex lies in the text");
    must(!timex.value.empty(), "a timex has a value");
    must(!timex.interval || (!timex.interval->empty() && kAllTime.contains(*timex.interval)),
         "an interval lies in all time and is not empty");
  }
  must(!found.published || !found.published->interval.empty(),
       "a publication interval holds a day");

  if (const auto reading = explain_date(text, day)) {
    must(!reading->interval.empty() && kAllTime.contains(reading->interval),
         "a question's interval lies in all time and is not empty");
    must(read_date(text, day) == reading->interval, "a question reads the same twice");
  }
  return 0;
}
