// What a name clause finds, and how it is scored.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/plan.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

RankOptions at_most(std::size_t limit) {
  RankOptions options;
  options.limit = limit;
  return options;
}

std::vector<std::string> found(const Snapshot& snapshot, const char* text, int strictness = 0) {
  std::vector<std::string> out;
  const Plan plan = make_plan(parse_query(text).query, snapshot, Unit::articles, strictness);
  for (const RankedDocument& d : execute(plan, snapshot, at_most(100)).documents)
    out.push_back(snapshot.article({d.segment, d.docid}).article.id);
  return out;
}

std::set<std::string> ids(const Snapshot& snapshot, const char* text, int strictness = 0) {
  const auto all = found(snapshot, text, strictness);
  return {all.begin(), all.end()};
}

using Ids = std::set<std::string>;

const TemporaryIndex& archive() {
  static const TemporaryIndex index(
      {{article("full", "President Danylo Zolvenskyy spoke in Verkhiv."),
        article("surname", "Mr Zolvensky was tired of talks."),
        article("initial", "President D. Zolvenskyy signed the letter.")},
       {article("brother", "The farmer Petro Zolvenskyy sold the mill. Mr Zolvenskyy is glad."),
        article("other", "Premier Ilka Marenko met Mayor Danylo Rosh.")}});
  return index;
}

}  // namespace

TEST_CASE(
    "names: a full name finds its other spellings, initials and the surname alone, no namesake") {
  const Snapshot snapshot = Snapshot::open(archive().path());
  CHECK(ids(snapshot, "name:\"Danylo Zolvenskyy\"") == Ids{"full", "surname", "initial"});
  CHECK(ids(snapshot, "name:\"Zolvenskyy Danylo\"") == Ids{"full", "surname", "initial"});
  // The initial too, across scripts.
  CHECK(ids(snapshot, "name:\"Данило Золвенський\"") == Ids{"full", "surname", "initial"});
  CHECK(ids(snapshot, "name:\"Д. Золвенський\"") == Ids{"full", "surname", "initial"});
  CHECK(ids(snapshot, "name:\"П. Золвенський\"") == Ids{"brother", "surname"});
  CHECK(ids(snapshot, "name:Zolvensky") == Ids{"full", "surname", "initial", "brother"});
  // The brother is "Zolvenskyy" too, but his article names him in full.
  CHECK(ids(snapshot, "name:\"Petro Zolvensky\"") == Ids{"brother", "surname"});
  CHECK(found(snapshot, "name:\"Danylo Zolvenskyy\"").front() == "full");
}

TEST_CASE("names: one token with a type means a name of that type") {
  const TemporaryIndex index({{article("man", "Mr Senna came to the talks."),
                               article("river", "The town of Senna lies by the river.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(ids(snapshot, "name:Senna") == Ids{"man", "river"});
  CHECK(ids(snapshot, "person:Senna") == Ids{"man"});
  CHECK(ids(snapshot, "place:Senna") == Ids{"river"});
  CHECK(ids(snapshot, "org:Senna").empty());
}

TEST_CASE("names: strictness is the least likeness, a clause's own before the search's") {
  const Snapshot snapshot = Snapshot::open(archive().path());
  const double likeness = token_similarity("zolvenskyy", "zolvensky");
  REQUIRE(likeness < 1);
  REQUIRE(likeness > kSameToken);
  CHECK(ids(snapshot, "name:Zolvenskyy~100") == Ids{"full", "initial", "brother"});
  CHECK(ids(snapshot, "name:Zolvenskyy", 100) == Ids{"full", "initial", "brother"});
  CHECK(ids(snapshot, "name:Zolvenskyy~60", 100) == Ids{"full", "surname", "initial", "brother"});
  CHECK(ids(snapshot, "name:\"Danylo Zolvenskyy\"~100") == Ids{"full"});
  CHECK_THROWS_AS((void)make_plan(Query::name("x"), snapshot, Unit::articles, 20), UsageError);
}

TEST_CASE("names: every expansion is as alike as asked, whatever the strictness") {
  const Snapshot snapshot = Snapshot::open(archive().path());
  for (int strictness = kLeastStrictness; strictness <= 100; strictness += 5)
    for (const char* name : {"Zolvenskyy", "Danylo Zolvensky", "Rosh", "Маренко"}) {
      CAPTURE(strictness);
      CAPTURE(name);
      const Plan plan = make_plan(Query::name(name, NameScope::any, false, strictness), snapshot);
      const auto& all = plan.root.expansions;
      CHECK(std::all_of(all.begin(), all.end(), [&](const NameExpansion& e) {
        return e.similarity >= strictness / 100.0 && e.documents > 0;
      }));
      CHECK(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.similarity > b.similarity;
      }));
    }
}

TEST_CASE("names: a token of any type is counted once for each article that names it") {
  const TemporaryIndex index(
      {{article("person", "President Ada Moss spoke of water."),
        article("firm", "Moss Ltd said on Monday that talks had begun."),
        article("both", "Ada Moss left Moss Ltd on Monday. Mr Danylo Zolvenskyy stayed.")},
       {article("other", "Mr Moss met Mr Bausch in London.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  std::map<std::string, std::uint64_t> expected;
  for (std::uint32_t segment = 0; segment < snapshot.segment_count(); ++segment)
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(segment); ++docid) {
      std::set<std::string> tokens;
      for (const Entity& entity : snapshot.article({segment, docid}).annotations.entities) {
        for (const std::string& token : name_tokens(entity.name)) tokens.insert(token);
        for (const std::string& variant : entity.variants)
          for (const std::string& token : name_tokens(variant)) tokens.insert(token);
      }
      for (const std::string& token : tokens) ++expected[token];
    }
  REQUIRE(expected.size() > 4);
  std::size_t of_several_types = 0;
  for (const auto& [token, documents] : expected) {
    CAPTURE(token);
    const std::string term = term::name_token(token);
    CHECK(snapshot.document_frequency(Snapshot::Space::articles, term) == documents);
    std::size_t types = 0;
    for (const std::string& typed : term::typed_names(term))
      types += snapshot.document_frequency(Snapshot::Space::articles, typed) > 0 ? 1 : 0;
    of_several_types += types > 1 ? 1 : 0;
  }
  CHECK(of_several_types > 0);
}

TEST_CASE("names: among hits that are otherwise equal the more alike spelling comes first") {
  const TemporaryIndex index({{article("near", "Mr Zolvensky spoke of water."),
                               article("same", "Mr Zolvenskyy spoke of water."),
                               article("far", "Mr Solwenskyj spoke of water.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(found(snapshot, "name:Zolvenskyy") == std::vector<std::string>{"same", "near", "far"});
  CHECK(found(snapshot, "name:Zolvensky").front() == "near");
  CHECK(found(snapshot, "name:Solwenskyj").front() == "far");
}

TEST_CASE("names: a part of a name spelled another way is no whole name") {
  const TemporaryIndex index(
      {{article("both", "President Danylo Zolvenskyy spoke. Mr Zolvensky was tired of talks.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(ids(snapshot, "name:\"Danylo Zolvensky\"") == Ids{"both"});
  CHECK(ids(snapshot, "name:\"Petro Zolvensky\"").empty());
}

TEST_CASE("names: short names, acronyms and numerals are found by themselves, not by their sound") {
  const TemporaryIndex index({{article("un", "The UN said on Monday that talks had begun."),
                               article("on", "The firm Onn said on Monday that talks had begun."),
                               article("eu", "The EU said on Monday that talks had begun."),
                               article("us", "The US said on Monday that talks had begun."),
                               article("bausch", "Mr Bausch of Verkhiv spoke of water."),
                               article("bush", "Mr Bush of Verkhiv spoke of water.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(ids(snapshot, "name:UN") == Ids{"un"});
  CHECK(ids(snapshot, "name:EU") == Ids{"eu"});
  CHECK(ids(snapshot, "name:US") == Ids{"us"});
  CHECK(ids(snapshot, "name:Bush") == Ids{"bush"});
  CHECK(ids(snapshot, "name:Bush~80") == Ids{"bausch", "bush"});  // who asks for it gets it
}

TEST_CASE("names: who shares only a given name or an initial is somebody else") {
  const TemporaryIndex index({{article("full", "President Georg W. Tarenko spoke in Verkhiv."),
                               article("surname", "Mr Tarenko was tired of talks."),
                               article("given", "The singer Georg Wessel spoke in Verkhiv."),
                               article("father", "President Georg H. W. Tarenko spoke."),
                               article("king", "King Georg VI spoke in Verkhiv.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(ids(snapshot, "name:\"Georg W. Tarenko\"") == Ids{"full", "surname"});
}

TEST_CASE("names: a misspelt country is found, another word is not") {
  const TemporaryIndex index({{article("right", "Officials held talks in Turkey on Thursday."),
                               article("wrong", "Officials held talks in Turkier on Thursday."),
                               article("other", "Officials held talks in Torquay on Thursday.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(ids(snapshot, "place:Turkey") == Ids{"right", "wrong"});
  CHECK(ids(snapshot, "place:Türkiye") == Ids{"right", "wrong"});
}

TEST_CASE("names: the less alike a spelling is, the less its words count") {
  CHECK(spelling_weight(1) == 1);
  CHECK(spelling_weight(0.95) == 1);
  CHECK(spelling_weight(kSameToken) < 0.7);
  CHECK(spelling_weight(0.5) > 0);
  for (double s = 0; s < 1; s += 0.01) {
    CHECK(spelling_weight(s) <= spelling_weight(s + 0.01));
    CHECK(likeness_share(s) <= likeness_share(s + 0.01));
  }
}

TEST_CASE("names: a rare misspelling does not outrank the right name") {
  std::vector<Article> articles{article("slip", "Mr Zolvensky spoke of water.")};
  for (int i = 0; i < 9; ++i)
    articles.push_back(article("right" + std::to_string(i), "Mr Zolvenskyy spoke of water."));
  const TemporaryIndex index({articles});
  const Snapshot snapshot = Snapshot::open(index.path());
  CHECK(found(snapshot, "name:Zolvenskyy").back() == "slip");
  const Plan plan = make_plan(Query::name("Zolvenskyy"), snapshot);
  REQUIRE(plan.root.scored.size() == 1);
  CHECK(plan.root.scored[0].documents == 10);
}

TEST_CASE("names: scores are those the header defines, in one segment or three") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  constexpr const char* kSpellings[] = {"Zolvenskyy", "Zolvensky", "Solwenskyj", "Marenko"};
  std::vector<std::vector<Article>> segments(3), together(1);
  for (int i = 0; i < 45; ++i) {
    std::string body = std::string("Mr ") + kSpellings[random() % 4] + " spoke.";
    for (std::size_t more = random() % 4; more > 0; --more)
      body += std::string(" Water is dear, said Mr ") + kSpellings[random() % 4] + ".";
    segments[static_cast<std::size_t>(i / 15)].push_back(article("a" + std::to_string(i), body));
    together[0].push_back(segments[static_cast<std::size_t>(i / 15)].back());
  }
  const TemporaryIndex three(segments), one(together);
  const Snapshot a = Snapshot::open(three.path()), b = Snapshot::open(one.path());
  for (const char* name : {"Zolvenskyy", "Solwenskyj", "Marenko"}) {
    CAPTURE(name);
    const Plan plan = make_plan(Query::name(name), b);
    const auto x = execute(make_plan(Query::name(name), a), a, at_most(100)).documents;
    const auto y = execute(plan, b, at_most(100)).documents;
    REQUIRE(x.size() == y.size());
    double total = 0;
    for (std::uint32_t docid = 1; docid <= 45; ++docid) {
      std::string body = b.article({0, docid}).article.body;
      total += 1 + static_cast<double>(std::count(body.begin(), body.end(), ' '));
    }
    for (std::size_t i = 0; i < y.size(); ++i) {
      CHECK(a.article({x[i].segment, x[i].docid}).article.id ==
            b.article({0, y[i].docid}).article.id);
      CHECK(x[i].score == doctest::Approx(y[i].score).epsilon(1e-12));
      const std::string body = b.article({0, y[i].docid}).article.body;
      double wdf = 0, best = 0;
      for (const NameExpansion& e : plan.root.expansions)
        for (const char* spelling : kSpellings) {
          if (e.spelling != name_tokens(spelling).front()) continue;
          std::size_t count = 0;
          const std::string padded = std::string(spelling) + " ",
                            ended = std::string(spelling) + ".";
          for (const std::string& word : {padded, ended})
            for (std::size_t at = 0; (at = body.find(word, at)) != std::string::npos; ++at) ++count;
          wdf += static_cast<double>(count);
          if (count > 0) best = std::max(best, e.similarity);
        }
      const double length = 1 + static_cast<double>(std::count(body.begin(), body.end(), ' '));
      const double words =
          bm25(wdf, length, total / 45,
               bm25_idf(45, std::min<std::uint64_t>(45, plan.root.scored[0].documents)), {});
      const double expected =
          spelling_weight(best) * words + kNameLikenessScore * likeness_share(best);
      CHECK(y[i].score == doctest::Approx(expected).epsilon(1e-9));
    }
  }
}

TEST_CASE("names: what is remembered answers as what is looked up, in many threads at once") {
  const Snapshot shared = Snapshot::open(archive().path());
  const std::vector<std::string> expected =
      found(Snapshot::open(archive().path()), "name:Zolvenskyy");
  std::vector<std::vector<std::string>> answers(8);
  std::vector<std::thread> threads;
  for (auto& answer : answers)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        answer = found(shared, "name:Zolvenskyy");
        (void)found(shared, i % 2 == 0 ? "name:Rosh" : "name:\"Ilka Marenko\"");
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& answer : answers) CHECK(answer == expected);
}

TEST_CASE("names: a deadline that has passed stops the reading of a name's postings") {
  const Snapshot snapshot = Snapshot::open(archive().path());
  RankOptions options;
  options.deadline = std::chrono::milliseconds(0);
  CHECK_THROWS_AS((void)execute(make_plan(Query::name("Zolvenskyy"), snapshot), snapshot, options),
                  DeadlineError);
}
