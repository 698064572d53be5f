#include "quoth/results/timeline.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/results/searcher.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

// "2024-03-22 2" for each row; "?" before one whose day is not decided.
std::string rows_text(const std::vector<TimelineRow>& rows) {
  std::string out;
  for (const TimelineRow& row : rows)
    out += (out.empty() ? "" : ", ") + std::string(row.decided ? "" : "?") + row.name + " " +
           std::to_string(row.count);
  return out;
}

TimelineOptions by_grain(Grain grain) {
  TimelineOptions options;
  options.grain = grain;
  return options;
}

Interval read(const char* when) { return *parse_when(when, *day_from_iso("2024-06-01")); }

// Every article that is not deleted, as stored.
std::vector<StoredArticle> stored_articles(const Searcher& searcher, const Query& query) {
  SearchOptions options;
  options.limit = 100'000;
  options.unit = Unit::articles;
  std::vector<StoredArticle> out;
  for (const Hit& hit : searcher.search(query, options).hits)
    out.push_back(searcher.snapshot().article(hit.article));
  return out;
}

// The slow, obvious twin for days, weeks, months and years: walks every date day by day.
struct SlowTimeline {
  std::map<std::string, std::uint64_t> rows, wider;
  std::uint64_t counted = 0;

  static std::string name_of_day(Grain grain, Day day) {
    const std::string iso = to_iso(day);
    if (grain == Grain::day) return iso;
    if (grain == Grain::month) return iso.substr(0, 7);
    if (grain == Grain::year) return iso.substr(0, 4);
    const IsoWeek week = iso_week_of(day);
    return std::to_string(week.year) + (week.week < 10 ? "-W0" : "-W") + std::to_string(week.week);
  }

  SlowTimeline(const std::vector<StoredArticle>& articles, TimelineBy by, Grain grain,
               const Interval& within) {
    for (const StoredArticle& stored : articles) {
      std::vector<std::pair<Interval, bool>> dates;
      if (by == TimelineBy::event) {
        for (const Timex& timex : stored.annotations.timexes)
          if (timex.interval) dates.emplace_back(*timex.interval, is_decided(timex));
      } else if (stored.annotations.published) {
        const Interval published = stored.annotations.published->interval;
        dates.emplace_back(published, published.single_day().has_value());
      }
      std::set<std::string> of_article, wider_of_article;
      for (const auto& [date, decided] : dates) {
        if (decided ? !date.overlaps(within) : !within.contains(date)) continue;
        std::map<std::string, int> days_of_row, days_within;
        int days = 0;
        for (Day day = date.from.day(); Instant::at(day) < date.until; day = day.plus(1), ++days) {
          ++days_of_row[name_of_day(grain, day)];
        }
        const int most = grain == Grain::day ? 1 : grain == Grain::week ? 7 : 0;
        const Civil first = date.from.day().civil(),
                    last = Instant{date.until.seconds - 1}.day().civil();
        const int longest = grain == Grain::month ? std::max(days_in_month(first.year, first.month),
                                                             days_in_month(last.year, last.month))
                            : grain == Grain::year
                                ? 365 + (is_leap(first.year) || is_leap(last.year))
                                : most;
        if (days_of_row.size() == 1 || (decided && days_of_row.size() == 2 && days <= longest)) {
          for (const auto& [name, count] : days_of_row)
            if (read(name.c_str()).overlaps(within)) of_article.insert(name);
        } else {
          wider_of_article.insert((decided ? "" : "?") + period_name(date));
        }
      }
      for (const std::string& name : of_article) ++rows[name];
      for (const std::string& name : wider_of_article) ++wider[name];
      counted += of_article.empty() && wider_of_article.empty() ? 0 : 1;
    }
  }
};

std::map<std::string, std::uint64_t> counts(const std::vector<TimelineRow>& rows) {
  std::map<std::string, std::uint64_t> out;
  for (const TimelineRow& row : rows) out[(row.decided ? "" : "?") + row.name] += row.count;
  return out;
}

// Articles about nothing but dates of every precision, some across the ends of months and years.
class RandomArticles {
 public:
  explicit RandomArticles(unsigned seed) : random_(seed) {}

  Article next(int number) {
    std::string body;
    for (int i = below(5); i >= 0; --i) body += sentence();
    const std::string day =
        std::to_string(2020 + below(3)) + "-" + two(below(12) + 1) + "-" + two(below(28) + 1);
    return article("a" + std::to_string(number), body, below(6) == 0 ? nullptr : day.c_str());
  }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  static std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

  std::string sentence() {
    static const char* const kMonths[] = {"January", "March", "July", "December"};
    const std::string month = kMonths[below(4)], year = std::to_string(2019 + below(4));
    const std::string actor = below(2) == 0 ? "Premier Ilka Marenko" : "The council";
    switch (below(9)) {
      case 0:
        return actor + " resigned in " + year + ". ";
      case 1:
        return actor + " resigned in " + month + " " + year + ". ";
      case 2:
        return actor + " spoke last week. ";
      case 3:
        return actor + " spoke on Friday. ";
      case 4:
        return actor + " ruled in the 1990s. ";
      case 5:
        return actor + " will speak next month. ";
      case 6:
        return actor + " spoke on " + month + " 31, " + year + " at 16:40. ";
      default:
        return actor + " spoke on " + std::to_string(below(28) + 1) + " " + month + " " + year +
               ". ";
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE(
    "timeline: what was printed on different days stands in the row of the day it speaks of") {
  TemporaryIndex index(
      {{article("early", "The bridge over the Senna reopens on 1 March 2024.", "2024-02-20"),
        article("same", "The bridge over the Senna reopened today.", "2024-03-01")},
       {article("late", "The bridge over the Senna reopened on March 1.", "2024-04-11")}});
  const Searcher searcher = Searcher::open(index.path());
  const Timeline timeline = searcher.timeline("bridge");
  CHECK(rows_text(timeline.rows) == "2024-03-01 3");
  CHECK(timeline.total == 3);
  CHECK(timeline.counted == 3);
  CHECK(timeline.wider.empty());
  CHECK(timeline.rows[0].printed == read("2024-02-20..2024-04-11"));
  REQUIRE(timeline.rows[0].examples.size() == 1);
  const TimelineExample& example = timeline.rows[0].examples[0];
  REQUIRE(example.date);
  CHECK(example.date->grain == Grain::day);
  CHECK(example.snippet.text.find("bridge") != std::string::npos);

  TimelineOptions published;
  published.by = TimelineBy::published;
  CHECK(rows_text(searcher.timeline("bridge", published).rows) ==
        "2024-02-20 1, 2024-03-01 1, 2024-04-11 1");
}

TEST_CASE("timeline: a year is a row of its own, not 365 days, and a row at the grain of years") {
  TemporaryIndex index({{article("year", "The dam was finished in 2022.", "2024-03-20"),
                         article("day", "The dam was opened on 14 May 2022.", "2024-03-21"),
                         article("week", "The dam leaked last week.", "2024-03-22")}});
  const Searcher searcher = Searcher::open(index.path());
  const Timeline days = searcher.timeline("dam", by_grain(Grain::day));
  CHECK(rows_text(days.rows) == "2022-05-14 1");
  CHECK(rows_text(days.wider) == "2022 1, 2024-W11 1");
  CHECK(days.counted == 3);
  const Timeline years = searcher.timeline("dam", by_grain(Grain::year));
  CHECK(rows_text(years.rows) == "2022 2, 2024 1");
  CHECK(years.wider.empty());
}

TEST_CASE("timeline: a week across a month's end counts in both months, a quarter in none") {
  TemporaryIndex index(
      {{article("week", "The dam leaked last week.", "2024-03-08"),  // 26 Feb to 3 March
        article("quarter", "The dam earned more in the first quarter of 2024.", "2024-04-08")}});
  const Searcher searcher = Searcher::open(index.path());
  const Timeline months = searcher.timeline("dam", by_grain(Grain::month));
  CHECK(rows_text(months.rows) == "2024-02 1, 2024-03 1");
  CHECK(rows_text(months.wider) == "2024-Q1 1");
}

TEST_CASE("timeline: an article counts once in a row, its dates each") {
  TemporaryIndex index({{article(
      "one", "On Friday the dam leaked. On Friday it also rained. The dam leaked on March 1.",
      "2024-03-02")}});
  const Timeline timeline = Searcher::open(index.path()).timeline("dam");
  REQUIRE(timeline.rows.size() == 1);
  CHECK(timeline.rows[0].count == 1);
  CHECK(timeline.rows[0].dates == 3);
}

TEST_CASE("timeline: only what lies or reaches into the asked time is counted") {
  TemporaryIndex index(
      {{article("one", "The dam leaked on 14 May 2022, in May 2022, in 2022 and on 3 June 2023.",
                "2024-03-02")}});
  const Searcher searcher = Searcher::open(index.path());
  TimelineOptions options = by_grain(Grain::day);
  options.within = read("2022-05-10..2022-05-20");
  Timeline timeline = searcher.timeline("dam", options);
  CHECK(rows_text(timeline.rows) == "2022-05-14 1");
  CHECK(rows_text(timeline.wider) == "2022 1, 2022-05 1");
  options.within = read("2021");
  timeline = searcher.timeline("dam", options);
  CHECK(timeline.rows.empty());
  CHECK(timeline.wider.empty());
  CHECK(timeline.total == 1);
  CHECK(timeline.counted == 0);
}

TEST_CASE("timeline: quotations count by the day they were said") {
  TemporaryIndex index(
      {{article("a",
                "“We will not raise taxes,” Premier Ilka Marenko said on Friday. “Taxes are "
                "high,” Tomas Veld said on Thursday.",
                "2024-03-10"),
        article("b", "“We will raise taxes,” Premier Ilka Marenko said on Monday.",
                "2024-03-12")}});
  const Searcher searcher = Searcher::open(index.path());
  const Timeline timeline = searcher.timeline("by:Marenko said:taxes");
  CHECK(timeline.unit == Unit::quotations);
  CHECK(rows_text(timeline.rows) == "2024-03-08 1, 2024-03-11 1");
  REQUIRE(timeline.rows[0].examples.size() == 1);
  REQUIRE(timeline.rows[0].examples[0].quotation);
  CHECK(timeline.rows[0].examples[0].quotation->speakers[0].name == "Ilka Marenko");
}

TEST_CASE("timeline: beside what matched, an article's other dates do not count") {
  TemporaryIndex index(
      {{article("a", "The dam leaked on 1 March 2024. A fair was held on 3 March 2024.",
                "2024-03-10"),
        article("b", "Nothing else happened on 5 March 2024.", "2024-03-10")}});
  const Searcher searcher = Searcher::open(index.path());
  TimelineOptions options = by_grain(Grain::day);
  CHECK(rows_text(searcher.timeline("dam", options).rows) == "2024-03-01 1, 2024-03-03 1");
  options.beside_match = true;
  CHECK(rows_text(searcher.timeline("dam", options).rows) == "2024-03-01 1");
  CHECK(rows_text(searcher.timeline("*", options).rows) ==
        "2024-03-01 1, 2024-03-03 1, 2024-03-05 1");
}

TEST_CASE("timeline: an undecided day is counted where all it may be lies, else as undecided") {
  TemporaryIndex index({{article("a", "The dam leaked on Friday.")}});
  const Searcher searcher = Searcher::open(index.path());
  for (const Grain grain : {Grain::day, Grain::month, Grain::century}) {
    const Timeline timeline = searcher.timeline("dam", by_grain(grain));
    for (const TimelineRow& row : timeline.rows)
      CHECK(row.interval.contains(
          *stored_articles(searcher, Query::word("dam"))[0].annotations.timexes[0].interval));
    for (const TimelineRow& row : timeline.wider) CHECK_FALSE(row.decided);
  }
}

TEST_CASE("timeline: the grain is the finest that can be read and shows half of the dates") {
  std::vector<Article> days, years;
  for (int i = 0; i < 60; ++i) {
    const Day day = day_from_iso("2024-03-01")->plus(i);
    days.push_back(
        article("d" + std::to_string(i), "The dam leaked on " + to_iso(day) + ".", "2024-06-01"));
    years.push_back(article("y" + std::to_string(i),
                            "The dam leaked in " + std::to_string(1950 + i) + ".", "2024-06-01"));
  }
  CHECK(Searcher::open(TemporaryIndex({days}).path()).timeline("dam").grain == Grain::week);
  CHECK(Searcher::open(TemporaryIndex({years}).path()).timeline("dam").grain == Grain::decade);
  days.resize(20);
  CHECK(Searcher::open(TemporaryIndex({days}).path()).timeline("dam").grain == Grain::day);
}

TEST_CASE("timeline: of more rows than asked for the fullest stay, in order of time") {
  TemporaryIndex index(
      {{article("a", "The dam leaked on 1 March 2024 and on 5 March 2024.", "2024-03-10"),
        article("b", "The dam leaked on 2 March 2024 and on 5 March 2024.", "2024-03-10"),
        article("c", "The dam leaked on 2 March 2024 and on 9 March 2024.", "2024-03-10")}});
  TimelineOptions options = by_grain(Grain::day);
  options.limit = 2;
  const Timeline timeline = Searcher::open(index.path()).timeline("dam", options);
  CHECK(rows_text(timeline.rows) == "2024-03-02 2, 2024-03-05 2");
  CHECK(timeline.rows_left_out == 2);
}

TEST_CASE("timeline: a row of moments is refused, and time can run out") {
  TemporaryIndex index({{article("a", "The dam leaked on 1 March 2024.", "2024-03-10")}});
  const Searcher searcher = Searcher::open(index.path());
  CHECK_THROWS_AS((void)searcher.timeline("dam", by_grain(Grain::moment)), UsageError);
  CHECK_THROWS_AS((void)searcher.timeline("dam", by_grain(Grain::other)), UsageError);
  TimelineOptions hurried;
  hurried.deadline = std::chrono::milliseconds(0);
  CHECK_THROWS_AS((void)searcher.timeline("dam", hurried), DeadlineError);
}

TEST_CASE(
    "timeline: counts are those of a slow twin, whatever the grain, and the same every time") {
  const unsigned seed = 3;
  MESSAGE("articles from seed " << seed);
  RandomArticles random(seed);
  std::vector<std::vector<Article>> segments(4);
  for (int i = 0; i < 240; ++i) segments[static_cast<std::size_t>(i) % 4].push_back(random.next(i));
  segments.push_back({article("a7", "The council met in 2021.", "2021-02-02")});  // replaces one
  TemporaryIndex index(segments);
  const Searcher searcher = Searcher::open(index.path());
  for (const char* text : {"*", "name:Marenko", "council -resigned", "when:2020"}) {
    const Query query = parse_query(text).query;
    const std::vector<StoredArticle> articles = stored_articles(searcher, query);
    for (const TimelineBy by : {TimelineBy::event, TimelineBy::published})
      for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::year})
        for (const char* within : {"-9999..", "2020-02..2021-12", "2021"}) {
          CAPTURE(std::string(text));
          CAPTURE(name_of(grain));
          CAPTURE(std::string(within));
          CAPTURE(by == TimelineBy::event);
          TimelineOptions options = by_grain(grain);
          options.by = by;
          options.within = read(within);
          options.limit = 100'000;
          options.examples = 0;
          const Timeline timeline = searcher.timeline(query, options);
          const SlowTimeline slow(articles, by, grain, options.within);
          CHECK(timeline.total == articles.size());
          CHECK(timeline.counted == slow.counted);
          CHECK(counts(timeline.rows) == slow.rows);
          CHECK(counts(timeline.wider) == slow.wider);
          CHECK(rows_text(searcher.timeline(query, options).rows) == rows_text(timeline.rows));
        }
  }
}

TEST_CASE("timeline: when: with a row's name finds at least the articles counted there") {
  RandomArticles random(11);
  MESSAGE("articles from seed 11");
  std::vector<Article> articles;
  for (int i = 0; i < 80; ++i) articles.push_back(random.next(i));
  TemporaryIndex index({articles});
  const Searcher searcher = Searcher::open(index.path());
  TimelineOptions options = by_grain(Grain::month);
  options.examples = 3;
  SearchOptions all;
  all.limit = 1000;
  const Timeline timeline = searcher.timeline("council", options);
  for (const auto* rows : {&timeline.rows, &timeline.wider})
    for (const TimelineRow& row : *rows) {
      if (!row.decided) continue;
      CAPTURE(row.name);
      const Results found = searcher.search("council AND when:" + row.name, all);
      CHECK(found.total >= row.count);
      std::set<std::string> ids;
      for (const Hit& hit : found.hits) ids.insert(hit.id);
      for (const TimelineExample& example : row.examples) {
        CHECK(ids.count(example.id) == 1);
        REQUIRE(example.date);
        CHECK(example.date->interval.overlaps(row.interval));
      }
    }
}
