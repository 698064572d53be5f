#include "dates_text.hpp"

#include <ctime>

#include "quoth/error.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/results/period.hpp"
#include "terminal.hpp"

namespace quoth_cli {

using namespace quoth;

std::string days_text(const Interval& interval) {
  if (const auto day = interval.single_day()) return to_iso(*day);
  return "between " + to_iso(interval.from.day()) + " and " +
         to_iso(Instant{interval.until.seconds - 1}.day());
}

std::string published_text(const std::optional<PublicationDay>& published) {
  if (!published) return "undated";
  const bool inferred = published->how == PublicationDay::How::inferred;
  constexpr std::int64_t kYear = 366 * Instant::kDay;  // what is known no better helps nobody
  if (inferred && published->interval.until.seconds - published->interval.from.seconds > kYear)
    return "undated";
  return days_text(published->interval) +
         (inferred && published->interval.single_day() ? " (inferred)" : "");
}

std::string date_text(const FoundDate& date) {
  return "“" + printable(date.text, 60) + "” " + (date.decided ? "" : "a day of ") +
         period_words(date.interval);
}

Day local_today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return {static_cast<std::int32_t>(now / Instant::kDay)};
  return Day::from({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

Interval date_option(const std::string& option, const std::string& text) {
  const auto interval = parse_when(text, local_today());
  if (!interval)
    throw UsageError(option + " " + printable(text, 60) +
                     " is no date. Write it as 2024-03-22, 2024-03, 2024, \"22 March 2024\" or "
                     "\"last week\"");
  return *interval;
}

}  // namespace quoth_cli
