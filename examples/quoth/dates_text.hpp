// How days and intervals are written for people.
#pragma once

#include <optional>
#include <string>

#include "quoth/analyze/annotations.hpp"
#include "quoth/results/hit.hpp"

namespace quoth_cli {

/// "2024-03-20", "2024-03-20 (inferred)", "between 2024-03-18 and 2024-03-24"; "undated" also where
/// not even the year is known.
[[nodiscard]] std::string published_text(const std::optional<quoth::PublicationDay>& published);

/// The first and the last day of an interval: "2024-03-20", "between 2024-03-18 and 2024-03-24".
[[nodiscard]] std::string days_text(const quoth::Interval& interval);

/// A date of a hit with its precision: "“in 2022” 2022 (the whole year)".
[[nodiscard]] std::string date_text(const quoth::FoundDate& date);

/// Today in local time.
[[nodiscard]] quoth::Day local_today();

/// Reads what --published, --from and the like were given, as `when:` does.
/// @throws quoth::UsageError  it is no date; names `option`
[[nodiscard]] quoth::Interval date_option(const std::string& option, const std::string& text);

}  // namespace quoth_cli
