#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/decode.hpp"

using namespace quoth;

namespace {

Annotations annotate(std::string_view text, std::optional<Day> published = {}) {
  static const Analyzers dates({make_dates_analyzer()});
  return dates.annotate(text, published);
}

std::string read(std::string_view text, const char* published) {
  const Annotations a = annotate(text, day_from_iso(published));
  std::string out;
  for (const Timex& timex : a.timexes) {
    if (!out.empty()) out += "; ";
    out += std::string(timex.span.of(text)) + "=" + timex.value;
  }
  return out.empty() ? "-" : out;
}

std::string days(const std::optional<Interval>& interval) {
  return interval ? to_iso(interval->from) + ".." + to_iso(interval->until) : "undecided";
}

}  // namespace

TEST_CASE("dates: words that only look like dates are none") {
  for (const char* text :
       {"Theresa May said officials may march.", "Prices fall when spring water is bottled.",
        "The annual March for Trees drew thousands.", "It closed at 8,579.19, up 14% from before.",
        "Brodno won 3-1 and the court ruled 5-4 under section 7/11.",
        "Call 650-333-6555 or 0800-12-04.",
        "A 34-year-old clerk, 44 years old in all but name, was freed.", "I second that, he said.",
        "He sat down as the sun rose.", "Mr. August declined.",
        "Some 1999 refugees walked 2000 square miles.", "It cost $1999 and weighed 2000 kg.",
        "Jan Novak met Sun Li.", "Night vision is once more banned."})
    CHECK_MESSAGE((read(text, "2024-05-15") == "-" || read(text, "2024-05-15") == "annual=P1Y"),
                  std::string(text) << " -> " << read(text, "2024-05-15"));
}

TEST_CASE("dates: impossible dates are no dates") {
  for (const char* text :
       {"On February 30, 2023 it ended.", "Filed 2023-13-01.", "Filed 31/31/2023.",
        "In the year 99999999 they land.", "Noted on 2023-02-30.", "It was April 31."})
    CHECK_MESSAGE(read(text, "2024-05-15") == "-", std::string(text)
                                                       << " -> " << read(text, "2024-05-15"));
}

TEST_CASE("dates: a weekday lies where its verb says") {
  CHECK(read("The council voted on Friday.", "2024-05-15") == "Friday=2024-05-10");
  CHECK(read("The council will vote on Friday.", "2024-05-15") == "Friday=2024-05-17");
  CHECK(read("Talks began well and run until Monday.", "2024-05-15") == "Monday=2024-05-20");
  CHECK(read("Tariffs are still expected to be imposed on Friday.", "2024-05-15") ==
        "Friday=2024-05-17");
  CHECK(read("She still planned to go ahead on Friday.", "2024-05-15") == "Friday=2024-05-17");
  CHECK(read("The bank raised rates on Wednesday.", "2024-05-15") == "Wednesday=2024-05-15");
  CHECK(read("The vote is this Friday.", "2024-05-17") == "this Friday=2024-05-17");
}

TEST_CASE("dates: a month or day without its year lies where its verb and cue say") {
  CHECK(read("It was founded in November and will list in March.", "2025-01-23") ==
        "November=2024-11; March=2025-03");
  CHECK(read("Talks must end before the March 31 deadline.", "2025-01-23") ==
        "March 31=2025-03-31");
  CHECK(read("They met on March 31.", "2025-01-23") == "March 31=2024-03-31");
  CHECK(read("They agreed to halt the strikes in March.", "2025-04-11") == "March=2025-03");
  CHECK(read("In December sales rose; on Tuesday they fell.", "2025-01-02") ==
        "December=2024-12; Tuesday=2024-12-31");
  CHECK(read("Next June another round follows.", "2024-07-10") == "Next June=2025-06");
}

TEST_CASE("dates: weeks, month ends and leap days are counted on the calendar") {
  CHECK(read("Markets reopen next week.", "2020-12-30") == "next week=2021-W01");
  CHECK(read("It fell this week.", "2020-12-30") == "this week=2020-W53");
  CHECK(read("Last month was dry.", "2024-03-31") == "Last month=2024-02");
  CHECK(read("It fell a month ago.", "2024-03-31") == "a month ago=2024-02");
}

TEST_CASE("dates: an event so many days before or after a day lies that far off") {
  const std::string text =
      "The envoy met the marshal on Wednesday, an aide said, two days before the expiry of a "
      "deadline "
      "for Brodno.";
  const Annotations a = annotate(text, Day::from({2025, 8, 6}));
  REQUIRE(a.timexes.size() == 2);
  CHECK(a.timexes[1].value == "P2D");
  CHECK(days(a.timexes[1].interval) == "2025-08-08..2025-08-09");
  CHECK(days(a.timexes[1].anchor) == "2025-08-06..2025-08-07");
}

TEST_CASE("dates: later expressions count from what was spoken of") {
  CHECK(read("Most recently they met on Thursday. On the same day a prisoner was freed.",
             "2025-04-11") == "recently=PAST_REF; Thursday=2025-04-10; the same day=2025-04-10");
  CHECK(read("They met on Wednesday. Later in the day an official spoke.", "2025-08-06") ==
        "Wednesday=2025-08-06; Later in the day=2025-08-06");
  CHECK(read("He fled on 5 May 2010; three weeks later he was back.", "2025-08-06") ==
        "5 May 2010=2010-05-05; three weeks later=2010-W21");
}

TEST_CASE("dates: a garbled or odd layout does not split a date") {
  CHECK(read("Foo Bar\nThu, 01/23/2025 – 16:40", "2025-01-23") ==
        "Thu, 01/23/2025 – 16:40=2025-01-23T16:40");
  CHECK(read("Stamped 2022-03-05T09:30Z.", "2024-05-15") == "2022-03-05T09:30Z=2022-03-05T09:30Z");
}

TEST_CASE("dates: a history goes on from its own dates") {
  const std::string text =
      "On September 1, 1839 Arlon attacked Brodno. By early October it had been taken. In March "
      "1840 peace "
      "was made. In April the marshal died. He had ruled since 1822. In 1841 his son fell.";
  CHECK(read(text, "2024-05-15") ==
        "September 1, 1839=1839-09-01; early October=1839-10; March 1840=1840-03; April=1840-04; "
        "1822=1822; "
        "1841=1841");
}

TEST_CASE("dates: the given day is the publication day") {
  const Annotations a = annotate("Posted March 3, 2020\n\nIt rained.", Day::from({2024, 5, 15}));
  REQUIRE(a.published);
  CHECK(a.published->how == PublicationDay::How::given);
  CHECK(a.published->interval == Interval::of_day(Day::from({2024, 5, 15})));
  CHECK(a.published->confidence == 1);
}

TEST_CASE("dates: a header, foot, byline or dateline states the publication day") {
  for (const char* text :
       {"Marshal resigns\n\nMarch 03, 2022\n\nThe marshal of Arlon has resigned, his office said.",
        "The marshal resigned.\nIt rained.\nSome Body\nThu, 03/03/2022 – 16:40",
        "Marshal resigns\n\nPublished: 3 March 2022 at 09:15\n\nThe marshal resigned.",
        "Marshal resigns\n\nBRODNO, March 3, 2022 (Arlon Wire) - The marshal resigned.",
        "Live: marshal resigns\n\nThursday, 3 March 2022. All times GMT.\n\n18:20 – He has gone.",
        "Marshal resigns\n\nBy Anna Nowak, March 3, 2022\n\nThe marshal resigned."}) {
    const Annotations a = annotate(text);
    REQUIRE_MESSAGE(a.published, text);
    CHECK(a.published->how == PublicationDay::How::text);
    CHECK_MESSAGE(days(a.published->interval) == "2022-03-03..2022-03-04", text);
    CHECK(!a.published->evidence.empty());
  }
}

TEST_CASE("dates: what is not a statement of the publication day is not taken for one") {
  for (const char* text :
       {"The treaty of March 3, 2022 was signed in Brodno.",
        "“We stand firm.”\n— The Marshal (@marshal) March 3, 2022\nHis words were read by many.",
        "Retrieved March 3, 2022\n\nThe marshal resigned.",
        "March 3, 2022\n\nThe bridge fell.\n\nIt was rebuilt by June 4, 2023, the mayor said.",
        "Bridge opens\n\nSunday was chosen since its date, 7/8/07, was lucky in July.",
        "The marshal resigned on Friday.", "", "...."}) {
    const Annotations a = annotate(text);
    CHECK_MESSAGE((!a.published || a.published->how == PublicationDay::How::inferred), text);
    CHECK_MESSAGE((!a.published || !a.published->interval.single_day()), text);
  }
}

TEST_CASE("dates: the first end of a range covers all of it, and what is no range stays apart") {
  const auto first = [](const char* text) {
    const Annotations a = annotate(text, Day::from({2024, 5, 15}));
    REQUIRE_MESSAGE(a.timexes.size() == 2, text);
    return days(*a.timexes[0].interval);
  };
  CHECK(first("It was shut from 29 April to 3 May.") == "2024-04-29..2024-05-04");
  CHECK(first("It was open from 3 May 2022 to 5 June 2023.") == "2022-05-03..2023-06-06");
  CHECK(first("It was open between 2010 and 2015.") == "2010-01-01..2016-01-01");
  CHECK(first("It grew from the 1960s until the 1980s.") == "1960-01-01..1990-01-01");
  CHECK(first("It was open in 2010 and 2012.") == "2010-01-01..2011-01-01");
  CHECK(first("It rained in April and June.") == "2024-04-01..2024-05-01");
}

TEST_CASE("dates: a publication day that reads two ways is the stretch between both") {
  const Annotations a = annotate("Posted 03/04/2022\n\nThe marshal resigned.");
  REQUIRE(a.published);
  CHECK(a.published->how == PublicationDay::How::text);
  CHECK(days(a.published->interval) == "2022-03-04..2022-04-04");
  const Annotations decided =
      annotate("Posted 03/04/2022\n\nThe marshal, born on 27/11/1960, resigned.");
  REQUIRE(decided.published);
  CHECK(days(decided.published->interval) == "2022-04-03..2022-04-04");
}

TEST_CASE(
    "dates: numeric dates that read two ways are settled by the weekday, the text or the day") {
  const auto read = [](const char* text, Day published) {
    const Annotations a = annotate(text, published);
    std::string out;
    for (const Timex& timex : a.timexes) out += timex.value + " ";
    return out;
  };
  constexpr Day kMarch = Day::from({2025, 3, 10});
  CHECK(read("It met on 23/01/2025 and on 04/03/2025.", kMarch) == "2025-01-23 2025-03-04 ");
  CHECK(read("It met on 01/23/2025 and on 02/03/2025.", kMarch) == "2025-01-23 2025-02-03 ");
  CHECK(read("It met on Tue 04/03/2025.", kMarch) == "2025-03-04 ");
  CHECK(read("It met on 04/03/2025.", kMarch) == "2025-03-04 ");
  CHECK(read("It will meet on 04/03/2025.", kMarch) == "2025-04-03 ");
  CHECK(read("It met on 04/03/2024.", kMarch) == "2024-04-03 ");
}

TEST_CASE("dates: statements that agree on one day give it, with their evidence") {
  const Annotations a = annotate(
      "Moscow and Kyiv traded blame for the war in Ukraine on Tuesday. Earlier on Wednesday, "
      "President Biden "
      "spoke of Russian losses in the invasion, which began nearly four weeks ago.");
  REQUIRE(a.published);
  CHECK(a.published->how == PublicationDay::How::inferred);
  CHECK(days(a.published->interval) == "2022-03-23..2022-03-24");
  CHECK(a.published->confidence < 0.8);
  CHECK(a.published->evidence.size() >= 3);
}

TEST_CASE("dates: a title outlives its term, so the latest holder bounds the publication day") {
  const Annotations a =
      annotate("President Clinton and President Bush praised what President Obama did.");
  REQUIRE(a.published);
  CHECK(days(a.published->interval) == "2009-01-20..2017-01-22");
  const Annotations former = annotate("The president spoke to former President Clinton.");
  REQUIRE(former.published);
  CHECK(former.published->evidence ==
        std::vector<std::string>{"no year and no fact known here dates it"});
}

TEST_CASE("dates: how long a war has lasted counts only beside a fact of another kind") {
  const Annotations a =
      annotate("After five weeks of fighting, Kyiv and Moscow spoke of Ukraine and Russia.");
  REQUIRE(a.published);
  CHECK(a.published->interval.until.day().since_epoch -
            a.published->interval.from.day().since_epoch >
        3650);
}

TEST_CASE("dates: years spoken of as past or to come bound the publication of an undated text") {
  const auto within = [](const char* text, const char* from, const char* until) {
    const Annotations a = annotate(text);
    REQUIRE(a.published);
    CHECK_MESSAGE(a.published->interval.contains(
                      Interval::of_days(*day_from_iso(from), *day_from_iso(until))),
                  text);
    return a.published->interval.until.day().since_epoch -
           a.published->interval.from.day().since_epoch;
  };
  // Both years are possible, and what is neither near is not.
  CHECK(within("The bridge at Brodno fell on June 4, 2019. It will be rebuilt by May 2020.",
               "2019-06-04", "2020-05-01") < 4000);
  CHECK(within("The bridge opened in 1931.", "1990-01-01", "2027-01-01") > 9000);
}

TEST_CASE("dates: a line that public facts make too early states no publication day") {
  const Annotations a =
      annotate("Brodno, a letter\n\nJanuary 21, 2007\n\nDear President Obama, it began.");
  REQUIRE(a.published);
  CHECK(a.published->how == PublicationDay::How::inferred);
}

TEST_CASE("dates: without a publication day a weekday stays undecided, an explicit date does not") {
  const std::string text =
      "On Friday the marshal resigned. He had ruled since May 2003. A deadline is March 31.";
  const Annotations a = annotate(text);
  REQUIRE(a.timexes.size() == 3);
  CHECK(a.timexes[0].value == "XXXX-WXX-5");
  CHECK(!a.timexes[0].interval);
  CHECK(a.timexes[1].value == "2003-05");
  CHECK(a.timexes[1].interval);
  CHECK(a.timexes[2].value == "XXXX-03-31");
}

TEST_CASE(
    "dates: any bytes give timexes inside the text, in order, on code points, with sound "
    "intervals") {
  std::mt19937 random(99);
  INFO("seed 99");
  const std::string_view pieces[] = {
      "March ",  "31",         ", ",    "2025",  " – ",    "16:40",    "two ",      "days ",
      "before ", "ago ",       "last ", "week",  " the ",  "end of ",  "May",       "-",
      "/",       "1/2",        "th ",   "’69 ",  "“",      "\xff",     "é",         "every ",
      "Friday",  " BC",        "Q3 ",   ".",     "\n",     "\n\n",     "99999999 ", "999999999999 ",
      "years ",  "century ",   "next ", "half ", "and a ", "a ",       "from ",     " to ",
      "by ",     "Christmas ", "a.m. ", "GMT ",  "0735 ",  "million ", "hundred "};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(pieces) - 1);
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += pieces[pick(random)];
    for (const auto& published :
         {std::optional<Day>{}, std::optional<Day>{Day::from({2024, 2, 29})},
          std::optional<Day>{Day::from({9999, 12, 31})},
          std::optional<Day>{Day::from({-9999, 1, 1})}}) {
      const Annotations a = annotate(text, published);
      std::uint32_t end = 0;
      for (const Timex& timex : a.timexes) {
        REQUIRE(timex.span.begin >= end);
        REQUIRE(!timex.span.empty());
        REQUIRE(timex.span.end <= text.size());
        REQUIRE((static_cast<unsigned char>(text[timex.span.begin]) & 0xC0) != 0x80);
        REQUIRE(!timex.value.empty());
        if (timex.interval) REQUIRE(!timex.interval->empty());
        end = timex.span.end;
      }
    }
  }
}

TEST_CASE("dates: hostile texts end") {
  const auto repeated = [](std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  for (const char* piece : {"a ", "1", "1 ", "the last ", "2020-", "May ", "on Friday ",
                            "two days before ", "more than ", "'69 ", "1/2", "twenty-", "million ",
                            "January 1, 2020 ", "1,000", "\n", "President Trump "})
    CHECK(annotate(repeated(piece, 200000)).timexes.size() <= 200000);
}

TEST_CASE("dates: the seed articles give the days they speak of") {
  const std::string folder = QUOTH_SOURCE_FOLDER "/../shared/seeds";
  const auto load = [&](const char* name) {
    std::ifstream in(folder + "/" + name, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return decode(text.str()).text;
  };
  if (load("000_28e68b61eef7803f.txt").empty()) {
    MESSAGE("skipped: there are no seed articles in " << folder);
    return;
  }
  const auto covers = [&](const char* name, const char* published, const char* day) {
    const Annotations a = annotate(load(name), day_from_iso(published));
    for (const Timex& timex : a.timexes)
      if (timex.interval && timex.interval->single_day() == day_from_iso(day)) return true;
    return false;
  };
  CHECK(covers("000_28e68b61eef7803f.txt", "2022-03-11", "2022-03-10"));
  CHECK(covers("002_cdc14a95927086fe.txt", "2022-03-30", "2022-03-31"));
  CHECK(covers("004_5c5a207934cbf3e1.txt", "2025-08-06", "2025-08-08"));
  const Annotations bare = annotate(load("001_5d2fc1e44a23016d.txt"));
  REQUIRE(bare.published);
  CHECK(days(bare.published->interval) == "2025-01-23..2025-01-24");
  const std::pair<const char*, const char*> truth[] = {{"000_28e68b61eef7803f.txt", "2022-03-11"},
                                                       {"002_cdc14a95927086fe.txt", "2022-03-30"},
                                                       {"003_f52f2e6ae05d1052.txt", "2025-04-11"},
                                                       {"004_5c5a207934cbf3e1.txt", "2025-08-06"}};
  for (const auto& [name, day] : truth) {
    const Annotations a = annotate(load(name));
    if (a.published) CHECK(a.published->interval.contains(Interval::of_day(*day_from_iso(day))));
  }
}
