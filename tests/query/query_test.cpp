#include "quoth/query/query.hpp"

#include <doctest/doctest.h>

#include <string>

#include "quoth/error.hpp"
#include "quoth/query/parse.hpp"

using namespace quoth;

namespace {

const Query a = Query::word("a"), b = Query::word("b"), c = Query::word("c");
const Interval kMarch = Interval::of_days(Day::from({2022, 3, 1}), Day::from({2022, 4, 1}));

std::string plain(std::string_view text) {
  return parse_query(text, {Day::from({2025, 3, 16})}).query.plain_words();
}

}  // namespace

TEST_CASE("query: a new one asks for nothing") {
  CHECK(Query() == Query::all({}));
  CHECK(Query() == Query::any({}));
  CHECK(Query().kind() == Query::Kind::nothing);
  CHECK(Query().children().empty());
  CHECK(Query().syntax() == "");
}

TEST_CASE("query: equal trees are equal, whoever built them") {
  CHECK((a | b) == Query::any({Query::word("a"), Query::word("b")}));
  CHECK((a | b) != (b | a));
  CHECK(Query::word("a") != Query::phrase("a"));
  CHECK(Query::name("a") != Query::name("a", NameScope::person));
  CHECK(Query::name("a") != Query::name("a", NameScope::any, true));
  CHECK(Query::name("a") != Query::name("a", NameScope::any, false, 90));
  CHECK(Query::name("a", NameScope::any, true, 90) == Query::name("a", NameScope::any, true));
  CHECK(Query::when(kMarch) != Query::published(kMarch));
  CHECK(Query::when(kMarch, "last month") == Query::when(kMarch));
}

TEST_CASE("query: operators flatten where nothing is lost") {
  CHECK(((a & b) & c) == Query::all({a, b, c}));
  CHECK((a & (b & c)) == Query::all({a, b, c}));
  CHECK((a | (b | c)) == Query::any({a, b, c}));
  CHECK((a - b - c) == Query::without(a, b | c));
  CHECK(Query::prefer(Query::prefer(a, b), c) == Query::prefer(a, b | c));
  CHECK(Query::all({a}) == a);
  CHECK(Query::any({a}) == a);
}

TEST_CASE("query: nothing is absorbed and everything dropped") {
  const Query nothing, everything = Query::everything();
  CHECK((a & nothing) == nothing);
  CHECK((a | nothing) == a);
  CHECK((a - nothing) == a);
  CHECK((nothing - a) == nothing);
  CHECK((a - everything) == nothing);
  CHECK(Query::prefer(a, nothing) == a);
  CHECK(Query::prefer(nothing, a) == nothing);
  CHECK(Query::quotation(nothing) == nothing);
  CHECK((a & everything) == a);
  CHECK((everything & everything) == everything);
  CHECK((everything | everything) == everything);
  CHECK((a | everything).children().size() == 2);  // all documents, those with `a` scored
  CHECK((a & (everything - b)) == (a - b));
  CHECK(Query::when({kMarch.until, kMarch.from}) == nothing);
}

TEST_CASE("query: several quotations in one conjunction become one") {
  CHECK((by("Marek") & said("tanks")) ==
        Query::quotation(Query::all({Query::speaker("Marek"), Query::word("tanks")})));
  CHECK((by("Marek") & a & said("tanks")) ==
        Query::all(
            {Query::quotation(Query::all({Query::speaker("Marek"), Query::word("tanks")})), a}));
  CHECK(said("tanks").by("Marek") == (by("Marek") & said("tanks")));
}

TEST_CASE("query: quotations do not join through any, without or prefer") {
  CHECK(((by("Marek") | by("Ilse")) & said("tanks")).children().size() == 2);
  CHECK(((by("Marek") - by("Ilse")) & said("tanks")).children().size() == 2);
  CHECK((Query::prefer(by("Marek"), a) & said("tanks")).children().size() == 2);
}

TEST_CASE("query: a quotation inside a quotation is the same quotation") {
  CHECK(Query::quotation(by("Marek") | said("tanks")) ==
        Query::quotation(Query::speaker("Marek") | Query::word("tanks")));
  CHECK(Query::quotation(by("Marek") - (a & said("tanks"))) ==
        Query::quotation(Query::speaker("Marek") - (a & Query::word("tanks"))));
}

TEST_CASE("query: near is a tree of its own, of what has places in the text") {
  CHECK(Query::near({a, b}, 5) == Query::near({a, b}, 5));
  CHECK(Query::near({a, b}, 5) != Query::near({b, a}, 5));
  CHECK(Query::near({a, b}, 5) != Query::near({a, b}, 6));
  CHECK(Query::near({a, b}, 5) != Query::near({a, b}, 5, true));
  CHECK(Query::near({a, b}, 5).distance() == 5);
  CHECK(Query::near({a, b}, 5, true).ordered());
  CHECK(a.distance() == 0);
  CHECK(Query::near({}, 5) == Query());
  CHECK(Query::near({a}, 5) == a);
  CHECK(Query::near({a, Query()}, 5) == Query());
  CHECK(Query::near({a | b, Query::prefix("cd")}, 5).syntax() == "(a b) NEAR/5 cd*");
  CHECK(near({"sluice gates", "jammed"}, 5) ==
        Query::near({Query::phrase("sluice gates"), Query::word("jammed")}, 5));
  CHECK(near({"a", "b"}).distance() == kNearDistance);
  CHECK(in_order({"a", "b"}) == Query::near({a, b}, 1, true));
  CHECK(word_beginning("sabot") == Query::prefix("sabot"));
  CHECK(Query::prefix("sabot") != Query::word("sabot"));
}

TEST_CASE("query: wrong calls say what to do") {
  CHECK_THROWS_WITH_AS((void)Query::near({a, b}, 0), doctest::Contains("1 to 1000"), UsageError);
  CHECK_THROWS_AS((void)Query::near({a, b}, kMaxDistance + 1), UsageError);
  CHECK_THROWS_WITH_AS((void)Query::near({a, by("Marek")}, 5),
                       doctest::Contains("only words, phrases, prefixes"), UsageError);
  CHECK_THROWS_AS((void)Query::near({a, b & c}, 5), UsageError);
  CHECK_THROWS_WITH_AS((void)Query::near(std::vector<Query>(kMaxNear + 1, a), 5),
                       doctest::Contains("at most 8"), UsageError);
  CHECK_THROWS_AS((void)Query::near({a, Query::near({b, c}, 2)}, 5), UsageError);
  CHECK_THROWS_AS((void)Query::near({a, Query::everything()}, 5), UsageError);
  for (const char* text : {"", "s", "sabot*", "sabot age", "-", " sabot"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS((void)Query::prefix(text), doctest::Contains("at least two letters"),
                         UsageError);
  }
  CHECK_THROWS_WITH_AS((void)a.by("Marek"), doctest::Contains("begin with said"), UsageError);
  CHECK_THROWS_WITH_AS((void)Query::name("a", NameScope::any, false, 20),
                       doctest::Contains("50 to 100"), UsageError);
  CHECK_THROWS_AS((void)Query::speaker("a", false, 101), UsageError);
  CHECK_THROWS_WITH_AS((void)during("soonish"), doctest::Contains("2022-03"), UsageError);
  CHECK_THROWS_WITH_AS((void)during("2023..2022"), doctest::Contains("ends before"), UsageError);
  CHECK_THROWS_WITH_AS((void)Query::title(by("Marek")), doctest::Contains("words and phrases"),
                       UsageError);
}

TEST_CASE("query: a tower of operators is refused before it can break the stack") {
  Query tower = a;
  const auto grow = [&] {
    for (int i = 0; i < 100000; ++i) tower = i % 2 == 0 ? (tower & b) : (tower | c);
  };
  CHECK_THROWS_AS(grow(), UsageError);
  CHECK(tower == tower);
  CHECK_FALSE(tower.syntax().empty());
  CHECK_FALSE(tower.plain_words().empty());
}

TEST_CASE("query: only quotations are asked for when every condition is on one") {
  CHECK(by("Marek").only_quotations());
  CHECK((by("Marek") | said("tanks")).only_quotations());
  CHECK((by("Marek") - said("tanks")).only_quotations());
  CHECK_FALSE((by("Marek") & a).only_quotations());
  CHECK_FALSE((by("Marek") | a).only_quotations());
  CHECK_FALSE(Query().only_quotations());
  CHECK_FALSE(Query::everything().only_quotations());
}

TEST_CASE("query: said takes one word as a word and several as a phrase") {
  CHECK(said("tanks") == Query::quotation(Query::word("tanks")));
  CHECK(said("massive blow") == Query::quotation(Query::phrase("massive blow")));
  CHECK((said("massive blow").by("Marek") & during("2022-03")).syntax() ==
        "by:Marek said:\"massive blow\" when:2022-03");
}

TEST_CASE("query: text that no one can type is written so that it still means the same") {
  CHECK(Query::word("AND").syntax() == "\"AND\"");
  CHECK(Query::word("by:x").syntax() == "\"by:x\"");
  CHECK(Query::phrase("a \"b\" c").syntax() == "“a \"b\" c”");
  CHECK(Query::name("Marek (the Elder)").syntax() == "name:\"Marek (the Elder)\"");
  CHECK(Query::prefer(a, by("Marek")).syntax() == "(a AND (* OR by:Marek))");
}

TEST_CASE("query: plain words say what is asked for") {
  CHECK(plain("") == "nothing");
  CHECK(plain("*") == "all articles");
  CHECK(plain("said:*") == "all quotations");
  CHECK(plain("tanks") == "articles with the word “tanks”");
  CHECK(plain("massive blow") == "articles with any of the words “massive” and “blow”");
  CHECK(plain("massive AND blow") == "articles with both the words “massive” and “blow”");
  CHECK(plain("a AND b AND c") == "articles with all of the words “a”, “b” and “c”");
  CHECK(plain("\"massive blow\"") == "articles with the words “massive blow” side by side");
  CHECK(plain("\"massive blow\" tanks") == "articles with any of “massive blow” and “tanks”");
  CHECK(plain("tanks -missiles") ==
        "articles with the word “tanks”, but not those with the word “missiles”");
  CHECK(plain("sabot*") == "articles with any word beginning with “sabot”");
  CHECK(plain("sabot* tanks") ==
        "articles with any of any word beginning with “sabot” and “tanks”");
  CHECK(plain("sluice w/5 jammed") ==
        "articles with “sluice” and “jammed” within 5 words of each other");
  CHECK(plain("a ADJ \"b c\" ADJ (d OR e)") ==
        "articles with “a”, “b c” and (“d” or “e”) in this order within 1 word of each other");
  CHECK(plain("title:(a w/5 b)") ==
        "articles with “a” and “b” within 5 words of each other in the title");
  CHECK(plain("by:Marek said:(a w/5 b)") ==
        "quotations by Marek with “a” and “b” within 5 words of each other");
  CHECK(plain("-tanks") == "all articles other than those with the word “tanks”");
  CHECK(plain("+tanks missiles") ==
        "articles with the word “tanks”, those with the word “missiles” ranked higher");
  CHECK(plain("(a AND b) OR name:Marek") ==
        "articles either with both the words “a” and “b” or naming Marek");
  CHECK(plain("(by:Ilse OR tanks) AND name:Marek") ==
        "articles (either with a quotation by Ilse or with the word “tanks”) and naming Marek");
  CHECK(plain("title:talks source:Post lang:en") ==
        "articles with “talks” in the title, from Post and in the language “en”");
  CHECK(plain("title:(talks -peace)") ==
        "articles with a title (with the word “talks”, but not those with the word “peace”)");
  CHECK(plain("person:=Marek place:Arvenia org:Post") ==
        "articles naming the person Marek (in exactly that spelling), naming the place Arvenia and "
        "naming the organisation Post");
  CHECK(plain("name:Marek~90") == "articles naming Marek (spelled at least 90 % alike)");
  CHECK(plain("by:Marek") == "quotations by Marek");
  CHECK(plain("by:Marek about:tanks said:(when:2022-03)") ==
        "quotations by Marek about “tanks” and said in March 2022");
  CHECK(plain("by:Marek kind:direct stance:denied") ==
        "quotations by Marek in direct speech and that are denied");
  CHECK(plain("by:Marek OR by:Ilse") == "quotations either by Marek or by Ilse");
  CHECK(plain("by:Marek said:\"massive blow\"") ==
        "quotations by Marek with the words “massive blow” side by side");
  CHECK(plain("by:Marek said:(tanks when:2022-03)") ==
        "quotations by Marek with the word “tanks” and said in March 2022");
  CHECK(plain("by:Marek said:\"massive blow\" when:2022-03") ==
        "articles with a date in March 2022 and with a quotation by Marek with the words “massive "
        "blow” side by side");
}

TEST_CASE("query: plain words say a time as a reader would") {
  CHECK(plain("when:2022") == "articles with a date in 2022");
  CHECK(plain("when:2022-03-11") == "articles with a date on 11 March 2022");
  CHECK(plain("when:2022-03..2022-04") == "articles with a date from March to April 2022");
  CHECK(plain("when:2021-12..2022-04") == "articles with a date from December 2021 to April 2022");
  CHECK(plain("when:2022-03-01..2022-03-15") == "articles with a date from 1 to 15 March 2022");
  CHECK(plain("when:2022-W09") == "articles with a date from 28 February to 6 March 2022");
  CHECK(plain("published:..2020") == "articles published up to the end of 2020");
  CHECK(plain("published:2020-05..") == "articles published from May 2020 on");
  CHECK(plain("when:-0043") == "articles with a date in 44 BC");
  CHECK(plain("when:2022-03-11T16:40") == "articles with a date at 2022-03-11T16:40");
  CHECK(Query::when(kMarch, "last month").plain_words() ==
        "articles with a date in March 2022 (“last month”)");
  CHECK(Query::quotation(Query::when(kMarch)).plain_words() == "quotations said in March 2022");
}
