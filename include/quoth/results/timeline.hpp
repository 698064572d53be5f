// A timeline: what a query finds, counted by the days spoken of or by the days of printing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoth/analyze/calendar.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/hit.hpp"
#include "quoth/results/period.hpp"
#include "quoth/results/snippet.hpp"

namespace quoth {

/// Which day of an article puts it on the timeline.
enum class TimelineBy : std::uint8_t {
  event,  ///< each date in its text, whenever it was printed; of a quotation the day it was said
  published,  ///< its publication day
};

struct TimelineOptions {
  TimelineBy by = TimelineBy::event;
  /// Rows are periods of this grain, not finer than a day. When not given: the finest of day, week,
  /// month, year, decade and century in which at most `kReadableRows` rows are filled and at least
  /// half of the dates are precise enough to stand in one.
  std::optional<Grain> grain;
  Interval within = kAllTime;  ///< only what lies or reaches into this is counted
  /// Of the dates in an article count only those in one sentence with what matched; all of them
  /// where nothing in the text did (`source:Bortel`).
  bool beside_match = false;
  Unit unit = Unit::automatic;
  std::size_t limit = 100;   ///< rows of each kind, those with the highest counts
  std::size_t examples = 1;  ///< the best hits of each row
  SnippetOptions snippet{160, 1};
  std::chrono::milliseconds deadline{10'000};
  Bm25 bm25;
  std::optional<Day> today;  ///< what "last week" in a query text is read against
};
inline constexpr std::size_t kReadableRows = 31;

/// A hit that stands in a row of a timeline.
struct TimelineExample {
  ArticleRef article;
  std::string id, title, source;
  std::optional<PublicationDay> published;
  double score = 0;  ///< of the query
  /// Of the article's dates in the row the one beside the most of what matched, then the first;
  /// nothing where the row is of publication days or of quotations.
  std::optional<FoundDate> date;
  std::optional<FoundQuotation> quotation;  ///< when quotations are counted
  Snippet snippet;  ///< the sentence of the date, else the article's snippet; marks what matched
};

/// One row: a period and what falls into it.
struct TimelineRow {
  Interval interval;
  Grain grain = Grain::day;
  std::string name;     ///< as `when:` and `published:` read it: "2024-03-22", "2024-W12", "2022"
  bool decided = true;  ///< false: on one day of the interval, and the text does not tell which
  std::uint64_t count = 0;  ///< articles (quotations), each counted once a row
  std::uint64_t dates = 0;  ///< date expressions of theirs in this row, >= count
  /// From the first to the last publication day of what is counted, as far as those are known.
  std::optional<Interval> printed;
  std::vector<TimelineExample> examples;  ///< best first
};

/// Counts are exact, over all that matches.
struct Timeline {
  TimelineBy by = TimelineBy::event;
  Unit unit = Unit::articles;
  Grain grain = Grain::day;
  std::uint64_t total = 0;    ///< articles (quotations) that match the query
  std::uint64_t counted = 0;  ///< those of them that stand in at least one row
  /// The periods of `grain` into which something falls, in order of time. A date that is not longer
  /// than a period counts in the one it lies in, or in both when it lies across a boundary.
  std::vector<TimelineRow> rows;
  /// Longer dates, each counted once, as what they are: "2022" is no 365 days. And undecided ones
  /// ("on Friday" in an undated article), unless all days they may mean lie in one row. In order of
  /// time, of those that begin together the shorter first.
  std::vector<TimelineRow> wider;
  std::uint64_t rows_left_out = 0, wider_left_out = 0;  ///< beyond `limit`
  std::vector<ParsedQuery::Issue> issues;               ///< of the query text, when it was text
  std::vector<std::string> notes;                       ///< what was left out, in plain words
};

}  // namespace quoth
