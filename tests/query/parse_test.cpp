#include "quoth/query/parse.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quoth/error.hpp"

using namespace quoth;
using namespace std::string_literals;

namespace {

// A Sunday.
const ParseOptions kOnSunday{Day::from({2025, 3, 16})};

ParsedQuery parse(std::string_view text) { return parse_query(text, kOnSunday); }

Query read(std::string_view text) { return parse(text).query; }

struct Case {
  const char* text;
  const char* syntax;
};

// Reads back as written in `syntax`, which means the same query.
void check_understood(const Case& c) {
  CAPTURE(c.text);
  const ParsedQuery parsed = parse(c.text);
  CHECK(parsed.query.syntax() == c.syntax);
  CHECK(parsed.issues.empty());
  CHECK(read(parsed.query.syntax()) == parsed.query);
}

struct Trouble {
  const char* text;
  const char* syntax;
  std::vector<std::string> spans;  // the parts of the text that the issues are about
  const char* says;                // in the first issue's message
};

void check_reported(const Trouble& c) {
  CAPTURE(c.text);
  const ParsedQuery parsed = parse(c.text);
  CHECK(parsed.query.syntax() == c.syntax);
  CHECK(read(parsed.query.syntax()) == parsed.query);
  std::vector<std::string> spans;
  for (const auto& issue : parsed.issues) spans.emplace_back(issue.span.of(c.text));
  CHECK(spans == c.spans);
  REQUIRE_FALSE(parsed.issues.empty());
  CAPTURE(parsed.issues[0].message);
  CHECK(parsed.issues[0].message.find(c.says) != std::string::npos);
}

}  // namespace

TEST_CASE("parse: words side by side are alternatives, fields side by side must hold") {
  for (const Case& c : std::initializer_list<Case>{
           {"massive blow", "massive blow"},
           {"massive OR blow", "massive blow"},
           {"massive AND blow", "massive AND blow"},
           {"\"massive blow\"", "\"massive blow\""},
           {"tanks by:Marek", "tanks by:Marek"},
           {"by:Marek tanks missiles", "by:Marek tanks missiles"},
           {"by:Marek AND tanks", "by:Marek tanks"},
           {"tanks by:Marek missiles", "tanks missiles by:Marek"},
           {"title:talks title:Arvenia", "title:talks title:Arvenia"},
           {"(tanks by:Marek) missiles", "tanks AND by:Marek AND missiles"},
       })
    check_understood(c);
  CHECK(read("tanks by:Marek missiles") ==
        Query::all({Query::any({Query::word("tanks"), Query::word("missiles")}), by("Marek")}));
}

TEST_CASE("parse: NOT binds closest, then side by side, then AND, then OR") {
  for (const Case& c : std::initializer_list<Case>{
           {"a OR b AND c", "a OR b AND c"},
           {"(a OR b) AND c", "a b AND c"},
           {"a b AND c d", "a b AND c d"},
           {"a NOT b", "a -b"},
           {"a -b -c", "a -b -c"},
           {"a AND NOT b", "a -b"},
           {"a AND b AND NOT c", "a AND b AND NOT c"},
           {"a -(b OR c)", "a -b -c"},
           {"a -(b AND c)", "a -(b AND c)"},
           {"NOT NOT a", "a"},
           {"-a", "-a"},
           {"* -a", "-a"},
           {"a OR -b", "a OR -b"},
           {"+a b c", "+a b c"},
           {"+a +b", "a AND b"},
           {"+by:Marek tanks", "+by:Marek tanks"},
           {"+a -b c", "+a c -b"},
           {"((a))", "a"},
           {"*", "*"},
           {"", ""},
           {" \t\n", ""},
       })
    check_understood(c);
  CHECK(read("a NOT b c") ==
        Query::without(Query::any({Query::word("a"), Query::word("c")}), Query::word("b")));
  CHECK(read("-a") == Query::without(Query::everything(), Query::word("a")));
  CHECK(read("and or not") ==
        Query::any({Query::word("and"), Query::word("or"), Query::word("not")}));
}

TEST_CASE("parse: by and said in one conjunction mean one quotation") {
  const Query one = said("massive blow").by("Marek");
  CHECK(read("by:Marek said:\"massive blow\"") == one);
  CHECK(read("by:Marek AND said:\"massive blow\"") == one);
  CHECK(read("+by:Marek +said:\"massive blow\"") == one);
  CHECK(read("said:(\"massive blow\" by:Marek)") ==
        Query::quotation(Query::all({Query::phrase("massive blow"), Query::speaker("Marek")})));
  CHECK(read("by:Marek OR said:tanks") == Query::any({by("Marek"), said("tanks")}));
  CHECK(read("by:Marek -said:tanks") == Query::without(by("Marek"), said("tanks")));
  for (const Case& c : std::initializer_list<Case>{
           {"by:Marek said:\"massive blow\" when:2022-03",
            "by:Marek said:\"massive blow\" when:2022-03"},
           {"said:(tanks withdraw)", "said:(tanks withdraw)"},
           {"said:(tanks -withdraw) by:Marek", "said:(tanks -withdraw) by:Marek"},
           {"said:(tanks AND by:(Marek OR Ilse))", "said:tanks said:(by:Marek OR by:Ilse)"},
           {"by:\"Ilse Marek\"", "by:\"Ilse Marek\""},
           {"by:(Ilse Marek)", "by:\"Ilse Marek\""},
           {"by:=Marek", "by:=Marek"},
           {"by:(Marek OR \"Ilse Orban\")", "said:(by:Marek OR by:\"Ilse Orban\")"},
           {"said:*", "said:*"},
           {"said:(said:tanks when:2022)", "said:tanks said:(when:2022)"},
       })
    check_understood(c);
}

TEST_CASE("parse: what a quotation is about, its kind and its stance are values of one quotation") {
  for (const Case& c : std::initializer_list<Case>{
           {"about:sluices by:Marek", "about:sluices by:Marek"},
           {"about:(drinking water)", "about:\"drinking water\""},
           {"about:\"drinking water\"", "about:\"drinking water\""},
           {"KIND:Direct", "kind:direct"},
           {"stance:denied said:tanks", "stance:denied said:tanks"},
           {"said:(stance:denied OR kind:mixed)", "said:(stance:denied OR kind:mixed)"},
           {"about:a about:b -stance:denied", "about:a about:b -stance:denied"},
       })
    check_understood(c);
  CHECK(read("by:Marek about:tanks kind:direct") ==
        (by("Marek") & about("tanks") & in_speech(QuotationKind::direct)));
  CHECK(read("stance:denied said:(when:2022-03)") ==
        (with_stance(Stance::denied) & said_during("2022-03")));
}

TEST_CASE("parse: names, outlets and languages are values") {
  for (const Case& c : std::initializer_list<Case>{
           {"name:Зеленський", "name:Зеленський"},
           {"NAME:習近平", "name:習近平"},
           {"Name:=Marek", "name:=Marek"},
           {"person:\"Ilse Marek\"", "person:\"Ilse Marek\""},
           {"org:(Ministry of Defence)", "org:\"Ministry of Defence\""},
           {"place:Arvenia", "place:Arvenia"},
           {"person:O’Brien", "person:O’Brien"},
           {"name:U.N.", "name:U.N."},
           {"name:Marek, tanks", "name:Marek tanks"},
           {"source:arvenia-post.example lang:en", "source:arvenia-post.example lang:en"},
           {"name:(Marek -\"Ilse Marek\")", "name:Marek -name:\"Ilse Marek\""},
       })
    check_understood(c);
  CHECK(read("person:=Marek") == Query::name("Marek", NameScope::person, true));
  CHECK(read("org:Marek") == Query::name("Marek", NameScope::organisation));
}

TEST_CASE("parse: any kind of quotation mark makes a phrase") {
  const Query phrase = Query::phrase("massive blow");
  for (const char* text : {"“massive blow”", "„massive blow“", "«massive blow»", "»massive blow«",
                           "\"massive blow”", "“massive blow\"", "「massive blow」",
                           "‹massive blow›", "”massive blow”", "\" massive\n blow\""}) {
    CAPTURE(text);
    CHECK(read(text) == phrase);
    CHECK(parse(text).issues.empty());
  }
  check_understood({"“say \"yes\" now”", "“say \"yes\" now”"});
}

TEST_CASE("parse: words of several parts are phrases, marks between words are nothing") {
  for (const Case& c : std::initializer_list<Case>{
           {"well-known", "\"well-known\""},
           {"war – latest …", "war latest"},
           {"U.S. troops", "U.S. troops"},
           {"Marek's dog", "Marek dog"},
           {"習近平", "\"習近平\""},
           {"10:30", "\"10:30\""},
           {"Marek: we will win", "Marek we will win"},
           {"title:(massive -blow)", "title:(massive -blow)"},
       })
    check_understood(c);
}

TEST_CASE("parse: dates are days, months, years, weeks and ranges") {
  for (const Case& c : std::initializer_list<Case>{
           {"when:2022-03-11", "when:2022-03-11"},
           {"when:2022-03", "when:2022-03"},
           {"when:2022", "when:2022"},
           {"when:2022-03..2022-04", "when:2022-03..2022-04"},
           {"when:2022-Q1", "when:2022-01..2022-03"},
           {"when:2022-W10", "when:2022-03-07..2022-03-13"},
           {"when:..2020", "when:..2020"},
           {"when:2020..", "when:2020.."},
           {"published:2025", "published:2025"},
           {"published:\"2025-01 .. 2025-02-03\"", "published:2025-01-01..2025-02-03"},
           {"when:(2022-03 OR 2022-05)", "when:2022-03 OR when:2022-05"},
           {"when:2022-03-11T16:40", "when:2022-03-11T16:40"},
           {"when:20220311", "when:2022-03-11"},
           {"when:\"last week\"", "when:2025-03-03..2025-03-09"},
           {"when:(last week)", "when:2025-03-03..2025-03-09"},
           {"when:\"March 2022\"", "when:2022-03"},
           {"when:(March 2022 OR May 2022)", "when:2022-03 OR when:2022-05"},
           {"published:yesterday", "published:2025-03-15"},
           {"when:\"March 2022 .. May 2022\"", "when:2022-03..2022-05"},
       })
    check_understood(c);
  CHECK(read("when:\"last week\"").plain_words() ==
        "articles with a date from 3 to 9 March 2025 (“last week”)");
  CHECK(read("when:\"march 2022\"").plain_words() == "articles with a date in March 2022");
}

TEST_CASE("parse: what is not understood is reported with its place and read some other way") {
  for (const Trouble& c : std::initializer_list<Trouble>{
           {"foo:bar", "foo bar", {"foo:"}, "there is no field “foo”"},
           {"kind:shouted tanks", "tanks", {"shouted"}, "kind: is direct, mixed or indirect"},
           {"tanks stance:maybe", "tanks", {"maybe"}, "stance: is asserted, denied or hypothetical"},
           {"tanks -foo:bar", "tanks -foo -bar", {"foo:"}, "no field"},
           {"\"massive blow", "\"massive blow\"", {"\""}, "never closed"},
           {"(a AND b", "a AND b", {"("}, "never closed"},
           {"a) b", "a b", {")"}, "closes nothing"},
           {"a ()", "a", {"()"}, "hold nothing"},
           {"by: Marek", "Marek", {"by:"}, "as in by:Peskov"},
           {"(by:) Marek", "Marek", {"by:"}, "as in by:Peskov"},
           {"said:\"\"", "", {""}, "empty phrase"},
           {"name:…", "", {"…"}, "no letter or digit"},
           {"AND a", "a", {"AND"}, "ignored"},
           {"a OR", "a", {"OR"}, "ignored"},
           {"a AND AND b", "a AND b", {"AND"}, "ignored"},
           {"a AND OR b", "a b", {"AND"}, "ignored"},
           {"a NOT", "a", {"NOT"}, "ignored"},
           {"AND OR NOT", "", {"AND", "OR", "NOT"}, "ignored"},
           {"a - b", "a b", {"-"}, "right before a word"},
           {"a --b", "a b", {"--"}, "right before a word"},
           {"title:=talks", "title:talks", {"="}, "only names"},
           {"by:(said:Marek)", "by:Marek", {"said:"}, "holds no other fields"},
           {"by:(+Marek)", "by:Marek", {"+"}, "means nothing inside by:"},
           {"when:tomorrowish", "", {"tomorrowish"}, "no date"},
           {"when:2022-02-30 a", "a", {"2022-02-30"}, "no date"},
           {"when:2022-05..2022-03", "", {"2022-05..2022-03"}, "ends before it begins"},
           {"when:..", "", {".."}, "no letter or digit"},
           {"see https://arvenia.example/a:b", "see", {"https://arvenia.example/a:b"}, "links"},
       })
    check_reported(c);
}

TEST_CASE("parse: NEAR, ADJ and w/n ask for words close together") {
  for (const Case& c : std::initializer_list<Case>{
           {"sluice NEAR/5 jammed", "sluice NEAR/5 jammed"},
           {"sluice w/5 jammed", "sluice NEAR/5 jammed"},
           {"sluice W/5 jammed", "sluice NEAR/5 jammed"},
           {"sluice NEAR jammed", "sluice NEAR/10 jammed"},
           {"sluice ADJ jammed", "sluice ADJ/1 jammed"},
           {"sluice ADJ/3 jammed", "sluice ADJ/3 jammed"},
           {"a NEAR/05 b", "a NEAR/5 b"},
           {"\"sluice gates\" NEAR/5 jammed", "\"sluice gates\" NEAR/5 jammed"},
           {"well-known NEAR/5 spy", "\"well-known\" NEAR/5 spy"},
           {"(a OR b) NEAR/5 c", "(a b) NEAR/5 c"},
           {"(a \"b c\") ADJ/2 (d OR ef*)", "(a \"b c\") ADJ/2 (d ef*)"},
           {"sluice* NEAR/5 jam*", "sluice* NEAR/5 jam*"},
           {"(a) NEAR/5 ((b))", "a NEAR/5 b"},
       })
    check_understood(c);
  CHECK(read("sluice w/5 jammed") ==
        Query::near({Query::word("sluice"), Query::word("jammed")}, 5));
  CHECK(read("sluice ADJ/3 jammed") ==
        Query::near({Query::word("sluice"), Query::word("jammed")}, 3, true));
}

TEST_CASE("parse: NEAR binds closer than anything else") {
  for (const Case& c : std::initializer_list<Case>{
           {"x a NEAR/5 b y", "x OR a NEAR/5 b OR y"},
           {"x AND a NEAR/5 b", "x AND a NEAR/5 b"},
           {"a NEAR/5 b OR c", "a NEAR/5 b OR c"},
           {"-a NEAR/5 b", "-a NEAR/5 b"},
           {"x NOT a NEAR/5 b", "x -a NEAR/5 b"},
           {"+a NEAR/5 b c", "+a NEAR/5 b c"},
           {"by:Marek a NEAR/5 b", "by:Marek AND a NEAR/5 b"},
           {"said:(a NEAR/5 b)", "said:(a NEAR/5 b)"},
           {"said:(a ADJ b when:2022-03)", "said:(a ADJ/1 b) said:(when:2022-03)"},
           {"title:(a NEAR/5 b)", "title:(a NEAR/5 b)"},
           {"title:(a NEAR/5 b -cd*)", "title:(a NEAR/5 b -cd*)"},
       })
    check_understood(c);
  CHECK(read("-a NEAR/5 b") ==
        Query::without(Query::everything(), Query::near({Query::word("a"), Query::word("b")}, 5)));
  CHECK(read("title:(a NEAR/5 b)") ==
        Query::title(Query::near({Query::word("a"), Query::word("b")}, 5)));
}

TEST_CASE("parse: equal NEARs in a row are one, unequal ones hold for their two sides") {
  const Query a = Query::word("a"), b = Query::word("b"), c = Query::word("c"),
              d = Query::word("d");
  CHECK(read("a NEAR/5 b NEAR/5 c") == Query::near({a, b, c}, 5));
  CHECK(read("a NEAR/5 b w/5 c") == Query::near({a, b, c}, 5));
  CHECK(read("a ADJ b ADJ c ADJ d") == Query::near({a, b, c, d}, 1, true));
  CHECK(read("a NEAR/5 b NEAR/3 c") == (Query::near({a, b}, 5) & Query::near({b, c}, 3)));
  CHECK(read("a NEAR/5 b NEAR/5 c ADJ/5 d") ==
        (Query::near({a, b, c}, 5) & Query::near({c, d}, 5, true)));
  for (const Case& row : std::initializer_list<Case>{
           {"a NEAR/5 b w/5 c", "a NEAR/5 b NEAR/5 c"},
           {"a NEAR/5 b NEAR/3 c", "a NEAR/5 b AND b NEAR/3 c"},
           {"x a NEAR/5 b ADJ c", "x OR a NEAR/5 b AND b ADJ/1 c"},
       })
    check_understood(row);
}

TEST_CASE("parse: what has no place in the text is near nothing, and must hold all the same") {
  for (const Trouble& c : std::initializer_list<Trouble>{
           {"a NEAR/5 by:Marek", "a by:Marek", {"by:Marek"}, "cannot be near other words"},
           {"by:Marek NEAR/5 a", "by:Marek a", {"by:Marek"}, "as AND does"},
           {"said:a NEAR/5 b", "said:a b", {"said:a"}, "cannot be near"},
           {"a NEAR/5 NOT b", "a -b", {"NOT b"}, "cannot be near"},
           {"a NEAR/5 -b", "a -b", {"-b"}, "cannot be near"},
           {"a NEAR/5 (b AND c)", "a AND b AND c", {"(b AND c)"}, "cannot be near"},
           {"(a NEAR/2 b) NEAR/5 c", "a NEAR/2 b AND c", {"(a NEAR/2 b)"}, "cannot be near"},
           {"a NEAR/5 b NEAR/5 by:x", "a NEAR/5 b AND by:x", {"by:x"}, "cannot be near"},
           {"a NEAR/5 by:x NEAR/5 c", "a AND by:x AND c", {"by:x"}, "cannot be near"},
           {"* NEAR/5 b", "b", {"*"}, "cannot be near"},
           {"NEAR/5", "", {"NEAR/5"}, "has nothing to join"},
           {"ADJ/5 b", "b", {"ADJ/5"}, "has nothing to join"},
           {"a NEAR/5 +b", "a NEAR/5 b", {"+"}, "all asked for"},
           {"a NEAR/0 b", "a NEAR/1 b", {"NEAR/0"}, "read as 1"},
           {"a w/99999999999 b", "a NEAR/1000 b", {"w/99999999999"}, "read as 1000"},
           {"a w/5 b w/5 c w/5 d w/5 e w/5 f w/5 g w/5 h w/5 i w/5 j",
            "a NEAR/5 b NEAR/5 c NEAR/5 d NEAR/5 e NEAR/5 f NEAR/5 g NEAR/5 h AND i NEAR/5 j",
            {"i"},
            "at most 8"},
           {"by:(Marek NEAR/5 Ilse)", "by:Marek by:Ilse", {"NEAR/5"}, "joins words, not values"},
           {"a NEAR/5", "a", {"NEAR/5"}, "ignored"},
           {"a NEAR/5 NEAR/3 b", "a NEAR/3 b", {"NEAR/5"}, "ignored"},
           {"a NEAR/5 AND b", "a AND b", {"NEAR/5"}, "ignored"},
           {"(a NEAR/5) b", "a b", {"NEAR/5"}, "ignored"},
           {"a NEAR/5 - b", "a NEAR/5 b", {"-"}, "right before a word"},
       })
    check_reported(c);
}

TEST_CASE("parse: small letters and the begin of a query make NEAR and ADJ words") {
  CHECK(read("NEAR miss") == Query::any({Query::word("near"), Query::word("miss")}));
  CHECK(read("a near b adj") == Query::any({Query::word("a"), Query::word("near"),
                                            Query::word("b"), Query::word("adj")}));
  CHECK(read("w/5 a") == Query::any({Query::phrase("w/5"), Query::word("a")}));
  CHECK(read("a w/o b") ==
        Query::any({Query::word("a"), Query::phrase("w/o"), Query::word("b")}));
}

TEST_CASE("parse: a star behind a word asks for all words that begin so") {
  for (const Case& c : std::initializer_list<Case>{
           {"sabot*", "sabot*"},
           {"Sabot*, tanks", "Sabot* tanks"},
           {"title:sabot*", "title:sabot*"},
           {"said:sabot*", "said:sabot*"},
           {"+sabot* -tank*", "sabot* -tank*"},
           {"диверс*", "диверс*"},
           {"AND*", "AND*"},
           {"20*", "20*"},
           {"\"sabot*\"", "\"sabot*\""},
           {"* sabot", "* sabot"},
       })
    check_understood(c);
  CHECK(read("sabot*") == Query::prefix("sabot"));
  for (const Trouble& c : std::initializer_list<Trouble>{
           {"s*", "s", {"s*"}, "two letters before the star at least; searched for the word “s”"},
           {"習*", "習", {"習*"}, "two letters"},
           {"sab*tage", "\"sab*tage\"", {"sab*"}, "searched for the word “sab”"},
           {"well-kn*", "\"well-kn\"", {"kn*"}, "behind one word"},
           {"by:Mar*", "by:Mar", {"Mar*"}, "searched for the word “Mar”"},
           {"*sabot", "sabot", {"*sabot"}, "belongs behind a word; searched for the word “sabot”"},
       })
    check_reported(c);
}

TEST_CASE("parse: text over 8 KiB is cut at a word and reported") {
  std::string text(kMaxQueryBytes - 3, ' ');
  text += "ab";
  text += "cdef gh";
  const ParsedQuery parsed = parse(text);
  CHECK(parsed.query.kind() == Query::Kind::nothing);
  REQUIRE(parsed.issues.size() == 1);
  CHECK(parsed.issues[0].span == Span{kMaxQueryBytes - 4, static_cast<std::uint32_t>(text.size())});

  std::string wide;
  while (wide.size() < kMaxQueryBytes + 100) wide += "ж";
  const ParsedQuery one_word = parse(wide + "x");
  REQUIRE(one_word.issues.size() == 1);
  CHECK(one_word.issues[0].span.begin == kMaxQueryBytes);
  CHECK(one_word.query.text().size() == kMaxQueryBytes);
}

TEST_CASE("parse: terms over 256 are ignored and reported") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "w" + std::to_string(i) + ' ';
  const ParsedQuery parsed = parse(text);
  CHECK(parsed.query.children().size() == kMaxQueryTerms);
  REQUIRE(parsed.issues.size() == 1);
  CHECK(parsed.issues[0].span.of(text).starts_with("w256"));
  CHECK(parsed.issues[0].span.of(text).ends_with("w299"));

  const ParsedQuery phrase = parse("\"" + text + "\"");
  REQUIRE(phrase.issues.size() == 1);
  CHECK(phrase.query.kind() == Query::Kind::phrase);
  CHECK(phrase.query.text().ends_with(" w255"));
  CHECK(read(phrase.query.syntax()) == phrase.query);
}

TEST_CASE("parse: brackets over 64 deep are ignored and reported") {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "a AND (b OR ";
    return text + "c" + std::string(depth, ')');
  };
  CHECK(parse(nested(kMaxQueryDepth)).issues.empty());
  const ParsedQuery deep = parse(nested(kMaxQueryDepth + 1));
  REQUIRE(deep.issues.size() == 2);  // and the OR before it has lost its right side
  CHECK(deep.issues[1].message.find("64") != std::string::npos);
  CHECK(read(deep.query.syntax()) == deep.query);
  const ParsedQuery hostile = parse(std::string(kMaxQueryBytes, '('));
  CHECK(hostile.query.kind() == Query::Kind::nothing);
  CHECK(parse(std::string(3000, '(') + "a" + std::string(3000, ')')).issues.size() == 1);
}

TEST_CASE("parse: the same words in any case of field") {
  CHECK(read("BY:Marek SAID:tanks WHEN:2022") == read("by:Marek said:tanks when:2022"));
}

TEST_CASE("parse: NUL, control characters and broken UTF-8 are text") {
  const std::string text = "tanks\0missiles \xFF\xFE \xD0 by:\"Ma\0rek\x80\""s;
  const ParsedQuery parsed = parse(text);
  CHECK(parsed.query.syntax() == "tanks missiles by:\"Ma rek\xEF\xBF\xBD\"");
  CHECK(read(parsed.query.syntax()) == parsed.query);
}

TEST_CASE("parse_when: reads what when: reads, and nothing else") {
  const Day today = Day::from({2025, 3, 16});
  const auto day = [](std::int32_t y, std::int32_t m, std::int32_t d) {
    return Day::from({y, m, d});
  };
  CHECK(parse_when("2022-03", today) == Interval::of_days(day(2022, 3, 1), day(2022, 4, 1)));
  CHECK(parse_when("2022-12..2023-01", today) ==
        Interval::of_days(day(2022, 12, 1), day(2023, 2, 1)));
  CHECK(parse_when("..2020", today) == Interval{kAllTime.from, Instant::at(day(2021, 1, 1))});
  CHECK(parse_when("2020…", today) == Interval{Instant::at(day(2020, 1, 1)), kAllTime.until});
  CHECK(parse_when("-0044-03-15", today) == Interval::of_day(day(-44, 3, 15)));
  CHECK(parse_when("2020-W53-5", today) == Interval::of_day(day(2021, 1, 1)));
  CHECK(parse_when("2022-03-11T16:40..2022-03-11T17:00", today)->until.second_of_day() ==
        17 * 3600 + 60);
  for (const char* text :
       {"", "..", "2022-13", "2022-02-29", "2021-W53", "2022-Q5", "20221301", "99999",
        "2022-03-11T25:00", "2023..2022", "2022-", "2022-03-", "x..y"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_when(text, today).has_value());
  }
}

TEST_CASE("parse: a name's strictness stands behind a tilde, in per cent or as a share") {
  CHECK(parse_query("name:Marek~90").query == Query::name("Marek", NameScope::any, false, 90));
  CHECK(parse_query("name:Marek~0.9").query == Query::name("Marek", NameScope::any, false, 90));
  CHECK(parse_query("name:Marek~95%").query == Query::name("Marek", NameScope::any, false, 95));
  CHECK(parse_query("person:\"Ilse Marek\"~60").query ==
        Query::name("Ilse Marek", NameScope::person, false, 60));
  CHECK(parse_query("by:(Ilse Marek~70 OR Veld)").query.syntax() ==
        "said:(by:\"Ilse Marek\"~70 OR by:Veld)");
  CHECK(parse_query("name:Marek~90, ").issues.empty());
  CHECK(parse_query("by:Marek~1.0").query == Query::quotation(Query::speaker("Marek", false, 100)));
}

TEST_CASE(
    "parse: a strictness that cannot be is reported, and the name is searched for all the same") {
  for (const char* text : {"name:Marek~", "name:Marek~120", "name:Marek~9.9", "name:=Marek~90",
                           "name:(Marek)~90", "name:\"Marek\"~soon"}) {
    CAPTURE(text);
    const ParsedQuery parsed = parse_query(text);
    CHECK(parsed.issues.size() == 1);
    CHECK(parsed.query.text() == "Marek");
    CHECK(parsed.query.strictness() == 0);
  }
  const ParsedQuery low = parse_query("name:Marek~10");
  CHECK(low.query.strictness() == kLeastStrictness);
  CHECK(low.issues.size() == 1);
}
