#include "quoth/results/searcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "results/matching.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

const std::vector<std::vector<Article>>& archive() {
  static const std::vector<std::vector<Article>> segments = {
      {article("budget",
               "“We will not raise taxes,” Premier Ilka Marenko said on Friday. Her rival, Tomas "
               "Veld, called the "
               "plan “a fairy tale.”",
               "2024-03-10", "Premier defends budget"),
       article("bridge",
               "The old bridge over the Senna reopened on 1 March, said Mayor Ana Rosh. Taxes paid "
               "for it.",
               "2024-03-02")},
      {article("tour",
               "President Oleksa Hrynko met Premier Ilka Marenko in Senna last week. “The bridge "
               "is a good "
               "sign,” Hrynko told reporters.",
               "2024-03-20")}};
  return segments;
}

std::set<std::string> ids(const Results& results) {
  std::set<std::string> out;
  for (const Hit& hit : results.hits) out.insert(hit.id);
  return out;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("searcher: speaker and words of one clause mean one quotation") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const Results right = searcher.search("by:Marenko said:taxes");
  CHECK(right.unit == Unit::quotations);
  REQUIRE(right.hits.size() == 1);
  CHECK(right.hits[0].id == "budget");
  CHECK(right.hits[0].quotations[0].speakers[0].name == "Ilka Marenko");
  CHECK(searcher.search("by:Veld said:taxes").hits.empty());
  // In C++ the same value.
  CHECK(ids(searcher.search(said("taxes").by("Marenko"))) == Ids{"budget"});
}

TEST_CASE(
    "searcher: a quotation clause beside others gives articles, with the quotation that matched") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const Results results = searcher.search("by:Hrynko when:2024-03");
  CHECK(results.unit == Unit::articles);
  REQUIRE(results.hits.size() == 1);
  CHECK(results.hits[0].id == "tour");
  REQUIRE(results.hits[0].quotations.size() == 1);
  CHECK(results.hits[0].quotations[0].speakers[0].name == "Oleksa Hrynko");
  CHECK(ids(searcher.search("bridge NOT by:Hrynko")) == Ids{"bridge"});
}

TEST_CASE("searcher: names are found in other spellings, exactly when asked exactly") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  CHECK(ids(searcher.search("name:Marenko")) == Ids{"budget", "tour"});
  CHECK(ids(searcher.search("name:Маренко")) == Ids{"budget", "tour"});
  CHECK(ids(searcher.search("name:=Marenco")).empty());
  CHECK(ids(searcher.search("person:\"Ilka Marenko\"")) == Ids{"budget", "tour"});
}

TEST_CASE("searcher: dates in the text and days of publication are different questions") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  CHECK(ids(searcher.search("when:2024-03-08")) == Ids{"budget"});
  CHECK(ids(searcher.search("when:2024-03-01")) == Ids{"bridge"});
  CHECK(ids(searcher.search("published:2024-03-02")) == Ids{"bridge"});
  CHECK(ids(searcher.search("published:2024")) == Ids{"budget", "bridge", "tour"});
}

TEST_CASE("searcher: of dates that overlap, those as precise as the question come first") {
  TemporaryIndex index({{article("year", "Much happened in 2023 and 2024.", "2025-01-10"),
                         article("month", "It rained in March 2024.", "2025-01-10"),
                         article("day", "The dam opened on 8 March 2024.", "2025-01-10")}});
  const Searcher searcher = Searcher::open(index.path());
  const auto first = [&](const char* query) { return searcher.search(query).hits.at(0).id; };
  CHECK(first("when:2024-03-08") == "day");
  CHECK(first("when:2024-03") == "month");
  CHECK(searcher.search("when:2024-03-08").hits.size() == 3);
  CHECK(first("when:2024") == "year");
}

TEST_CASE("searcher: a snippet marks what matched and nothing else") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const auto marked = [&](const char* query) {
    std::set<std::string> out;
    const Results results = searcher.search(query);
    REQUIRE(!results.hits.empty());
    const Snippet& snippet = results.hits[0].snippet;
    for (const Span mark : snippet.marks) out.insert(std::string(mark.of(snippet.text)));
    return out;
  };
  CHECK(marked("bridge NOT by:Hrynko") == std::set<std::string>{"bridge"});
  CHECK(marked("\"good sign\"") == std::set<std::string>{"good sign"});
  CHECK(marked("when:2024-03-08") == std::set<std::string>{"Friday"});
  CHECK(marked("name:Hrynko") == std::set<std::string>{"Oleksa Hrynko", "Hrynko"});
}

TEST_CASE("searcher: a title clause marks the title's words, not the same words in the body") {
  TemporaryIndex index({{article("a", "The premier spoke.", nullptr, "Premier speaks"),
                         article("b", "The premier slept.", nullptr, "Night falls")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const Plan plan = make_plan(parse_query("title:premier").query, snapshot);
  ArticleView view(snapshot.article({0, 1}));
  const auto matches = view.marks(plan.root, std::nullopt);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].span == Span{0, 7});
  CHECK(ids(Searcher(snapshot).search("title:premier")) == Ids{"a"});
}

TEST_CASE("searcher: one segment, two, and their merge give one list with equal scores") {
  TemporaryIndex apart(archive());
  std::vector<Article> together = archive()[0];
  together.push_back(archive()[1][0]);
  TemporaryIndex one({together}), merged(archive());
  Writer::open(merged.path()).merge();
  const Searcher a = Searcher::open(apart.path()), b = Searcher::open(one.path()),
                 c = Searcher::open(merged.path());
  CHECK(a.stats().segments == 2);
  CHECK(c.stats().segments == 1);
  for (const char* query : {"bridge taxes", "name:Marenko", "by:Hrynko said:bridge",
                            "premier -bridge", "*", "title:budget"}) {
    CAPTURE(query);
    const Results x = a.search(query), y = b.search(query), z = c.search(query);
    REQUIRE(x.hits.size() == y.hits.size());
    REQUIRE(x.hits.size() == z.hits.size());
    CHECK(!x.hits.empty());
    for (std::size_t i = 0; i < x.hits.size(); ++i) {
      CHECK(x.hits[i].id == y.hits[i].id);
      CHECK(x.hits[i].id == z.hits[i].id);
      CHECK(x.hits[i].score == doctest::Approx(y.hits[i].score).epsilon(1e-9));
      CHECK(x.hits[i].score == doctest::Approx(z.hits[i].score).epsilon(1e-9));
    }
  }
}

TEST_CASE("searcher: explain says by which rule a quotation has its speaker, and what counted") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  const Query query = parse_query("by:Hrynko").query;
  const Results results = searcher.quotes(query);
  REQUIRE(!results.hits.empty());
  const Explanation why = searcher.explain(query, results.hits.front());
  const auto speaker =
      std::find_if(why.parts.begin(), why.parts.end(), [](const Explanation::Part& part) {
        return part.what.starts_with("speaker “") && part.what.find("Hrynko") != std::string::npos;
      });
  REQUIRE(speaker != why.parts.end());
  REQUIRE(!speaker->details.empty());
  CHECK(speaker->details.front().starts_with("found by rule "));
  CHECK(speaker->details.size() > 1);
}

TEST_CASE("searcher: explain's parts add up to the score") {
  TemporaryIndex index(archive());
  const Searcher searcher = Searcher::open(index.path());
  for (const char* text : {"bridge taxes", "bridge name:Marenko", "+premier taxes \"old bridge\"",
                           "bridge by:Hrynko", "title:budget"}) {
    const Query query = parse_query(text).query;
    CAPTURE(text);
    const Results results = searcher.search(query);
    CHECK(!results.hits.empty());
    for (const Hit& hit : results.hits) {
      double sum = 0;
      for (const Explanation::Part& part : searcher.explain(query, hit).parts) sum += part.score;
      CHECK(sum == doctest::Approx(hit.score).epsilon(1e-9));
    }
  }
}

namespace {

const std::vector<std::vector<Article>>& spoken() {
  static const std::vector<std::vector<Article>> segments = {
      {article("tram",
               "The council met about the tram on Monday. “Nobody rides it,” Councillor Ada Moss "
               "said. The "
               "rails are from 1911.\n\nMayor Leo Brand never said that the fares were “a "
               "robbery”. In 2019 he "
               "said: “We will keep the tram.”",
               "2024-03-13", "Fares, rails and a robbery"),
       article("bridge",
               "The bridge is shut. “The tram can go round,” Ada Moss told reporters on Tuesday. "
               "Few did.",
               "2024-03-14")}};
  return segments;
}

std::vector<std::string> texts(const Results& results) {
  std::vector<std::string> out;
  for (const Hit& hit : results.hits) out.push_back(hit.quotations.at(0).text);
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("searcher: a quotation comes with the sentences before it, around it and after it") {
  TemporaryIndex index(spoken());
  const Searcher searcher = Searcher::open(index.path());
  const Results results = searcher.quotes(said("rides"));
  REQUIRE(results.hits.size() == 1);
  const FoundQuotation& q = results.hits[0].quotations[0];
  CHECK(q.context.before.text == "The council met about the tram on Monday.");
  CHECK(q.context.holding.text == "“Nobody rides it,” Councillor Ada Moss said.");
  CHECK(q.context.after.text == "The rails are from 1911.");
  REQUIRE(q.marks.size() == 1);
  CHECK(q.marks[0].of(q.text) == "rides");
  // An article's quotations have them, too; how many sentences is the caller's choice.
  const Results articles = searcher.search("rails said:rides");
  REQUIRE(articles.hits.size() == 1);
  CHECK(articles.hits[0].quotations.at(0).context == q.context);
  SearchOptions none;
  none.context.sentences = 0;
  CHECK(searcher.quotes(said("rides"), none).hits.at(0).quotations[0].context.before.text.empty());
}

TEST_CASE("searcher: found_quotation gives the context that a hit has") {
  TemporaryIndex index(spoken());
  const Searcher searcher = Searcher::open(index.path());
  const Results results = searcher.quotes(Query::everything());
  REQUIRE(results.hits.size() >= 4);
  for (const Hit& hit : results.hits) {
    const FoundQuotation& shown = hit.quotations.at(0);
    const StoredArticle stored = searcher.snapshot().article(hit.article);
    const FoundQuotation again = found_quotation(stored, text_of(stored.article), shown.ref);
    CHECK(again.context == shown.context);
    CHECK(again.text == shown.text);
  }
}

TEST_CASE("searcher: about means words said first, then words in the sentences round a quotation") {
  TemporaryIndex index(spoken());
  const Searcher searcher = Searcher::open(index.path());
  const Texts about_tram = texts(searcher.quotes(by("Moss") & about("tram")));
  CHECK(about_tram == Texts{"“The tram can go round,”", "“Nobody rides it,”"});
  // Not the title, and not a sentence further away.
  CHECK(texts(searcher.quotes(by("Moss") & about("robbery"))).empty());
  CHECK(texts(searcher.quotes(about("rails") & by("Moss"))) == Texts{"“Nobody rides it,”"});
  CHECK(texts(searcher.quotes(about("tram zeppelin"))).empty());
  // Whoever is named in it is found in any spelling; so is every word of several.
  CHECK(texts(searcher.quotes(about("rails council"))).size() == 1);
}

TEST_CASE("searcher: said_during is the day of saying, not of printing and no date in the text") {
  TemporaryIndex index(spoken());
  const Searcher searcher = Searcher::open(index.path());
  CHECK(texts(searcher.quotes(by("Brand") & said_during("2019"))) ==
        Texts{"“We will keep the tram.”"});
  CHECK(texts(searcher.quotes(by("Moss") & said_during("2024-03-12"))) ==
        Texts{"“The tram can go round,”"});
  CHECK(texts(searcher.quotes(by("Moss") & said_during("2024-03-14"))).empty());
  CHECK(texts(searcher.quotes(said_during("1911"))).empty());
  CHECK_THROWS_AS((void)said_during("soonish"), UsageError);
}

TEST_CASE("searcher: quotations are told apart by kind and by stance") {
  TemporaryIndex index(spoken());
  const Searcher searcher = Searcher::open(index.path());
  CHECK(texts(searcher.quotes(by("Moss") & in_speech(QuotationKind::direct))).size() == 2);
  CHECK(texts(searcher.quotes(by("Moss") & in_speech(QuotationKind::mixed))).empty());
  const Results denied = searcher.quotes(by("Brand") & with_stance(Stance::denied));
  REQUIRE(denied.hits.size() == 1);
  CHECK(denied.hits[0].quotations[0].stance == Stance::denied);
  CHECK(texts(searcher.quotes(by("Brand") & with_stance(Stance::asserted))) ==
        Texts{"“We will keep the tram.”"});
  // Beside conditions on the article, too; outside of quotations such a clause alone finds nothing.
  CHECK(ids(searcher.search("rails stance:denied")) == Ids{"tram"});
  CHECK(searcher.search(Query::all({Query::word("rails"), Query::stance(Stance::denied)}))
            .hits.empty());
}
