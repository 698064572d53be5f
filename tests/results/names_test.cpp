// Facets, the names of an index, people behind a query, did-you-mean and the reasons for a match.
#include "quoth/results/names.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "results/name_reasons.hpp"
#include "results/name_resolver.hpp"
#include "results/suggestions.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

const TemporaryIndex& archive() {
  static const TemporaryIndex index(
      {{article("a",
                "President Danylo Zolvenskyy spoke in Verkhiv. “We need pipes,” Zolvenskyy said."),
        article("b", "President Danylo Zolvensky met Premier Ilka Marenko. “Good,” Marenko said."),
        article("c", "President Danylo Solwenskyj thanked Premier Ilka Marenko.")},
       {article("d", "Mr Zolvenskyi was tired of talks."),
        article("e",
                "Chief engineer Petro Zolvenskyy built the dam. “It holds,” said Mr Zolvenskyy."),
        article("f", "The Meridian Bank lent money to Premier Ilka Marenko.")}});
  return index;
}

const ResolvedName* find(const std::vector<ResolvedName>& names, std::string_view name) {
  const auto at = std::find_if(names.begin(), names.end(),
                               [&](const ResolvedName& n) { return n.name == name; });
  return at == names.end() ? nullptr : &*at;
}

std::vector<ArticleName> person(std::string name, std::vector<std::string> variants = {},
                                Gender gender = Gender::unknown) {
  std::vector<ArticleName> out(1);
  out[0].name = std::move(name);
  out[0].variants = std::move(variants);
  out[0].gender = gender;
  out[0].mentions = 1;
  return out;
}

// How many people the names are, one article each, as often as given.
std::vector<std::string> resolved(const std::vector<std::pair<std::string, int>>& names) {
  NameResolver resolver;
  std::uint32_t number = 0;
  for (const auto& [name, times] : names)
    for (int i = 0; i < times; ++i, ++number)
      for (const ArticleName& n : person(name)) resolver.add(n, number);
  std::vector<std::string> out;
  for (const auto& group : resolver.resolve(
           EntityType::person, std::chrono::steady_clock::now() + std::chrono::seconds(60)))
    out.push_back(group.resolved.name);
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("names: facets count one person under every spelling, with the articles and quotations") {
  const Searcher searcher = Searcher::open(archive().path());
  const Facets facets = searcher.facets("*");
  CHECK(facets.articles == 6);
  REQUIRE(!facets.people.empty());
  const ResolvedName* marenko = find(facets.people, "Ilka Marenko");
  REQUIRE(marenko != nullptr);
  CHECK(marenko->articles == 3);
  CHECK(marenko->quotations == 1);
  CHECK(marenko->roles == std::vector<std::string>{"Premier"});
  const ResolvedName* president = nullptr;
  for (const ResolvedName& n : facets.people)
    if (n.name.starts_with("Danylo")) president = &n;
  REQUIRE(president != nullptr);
  CHECK(president->articles >= 3);
  CHECK(president->variants.size() >= 2);
  CHECK(find(facets.people, "Petro Zolvenskyy") != nullptr);
  CHECK(find(facets.organisations, "Meridian Bank") != nullptr);
  CHECK(find(facets.speakers, "Ilka Marenko") != nullptr);
}

TEST_CASE("names: facets are of what the query finds, and of quotations where it asks for those") {
  const Searcher searcher = Searcher::open(archive().path());
  CHECK(find(searcher.facets("pipes").people, "Ilka Marenko") == nullptr);
  const Facets facets = searcher.facets("by:Marenko");
  CHECK(facets.articles == 1);
  CHECK(find(facets.people, "Ilka Marenko") != nullptr);
  FacetOptions options;
  options.limit = 1;
  CHECK(searcher.facets("*", options).people.size() == 1);
  options.most_articles = 2;
  const Facets few = searcher.facets("*", options);
  CHECK(few.articles == 2);
  CHECK(!few.notes.empty());
  options.deadline = std::chrono::milliseconds(0);
  CHECK_THROWS_AS((void)searcher.facets("*", options), DeadlineError);
}

TEST_CASE("names: the names of an index are those of its living articles") {
  const TemporaryIndex index(
      {{article("a", "Mayor Ana Rosh spoke."), article("b", "Premier Ilka Marenko spoke.")}});
  {
    Writer writer = Writer::open(index.path());
    writer.remove("a");
    writer.commit();
  }
  const NameList list = Searcher::open(index.path()).names();
  CHECK(list.articles == 1);
  REQUIRE(list.names.size() == 1);
  CHECK(list.names[0].name == "Ilka Marenko");
}

TEST_CASE("names: a list can be of one type, like one name, and of the most frequent") {
  const Searcher searcher = Searcher::open(archive().path());
  NamesOptions options;
  options.type = EntityType::organisation;
  for (const ResolvedName& n : searcher.names(options).names)
    CHECK(n.type == EntityType::organisation);
  options = {};
  options.like = "Маренко";
  const NameList list = searcher.names(options);
  REQUIRE(list.names.size() == 1);
  CHECK(list.names[0].name == "Ilka Marenko");
  CHECK(list.names[0].articles == 3);
  options = {};
  options.limit = 1;
  CHECK(searcher.names(options).names.size() == 1);
  CHECK(searcher.names(options).left_out > 0);
  options.like = "Kovalyshyn";
  CHECK(searcher.names(options).names.empty());
}

TEST_CASE("names: hits that may mix people say so, four spellings of one do not") {
  const Searcher searcher = Searcher::open(archive().path());
  SearchOptions options;
  options.people = true;
  const Results mixed = searcher.search("name:Zolvenskyy", options);
  REQUIRE(mixed.notes.size() == 1);
  CHECK(mixed.notes[0].find("2 different people") != std::string::npos);
  CHECK(mixed.notes[0].find("Petro Zolvenskyy") != std::string::npos);
  CHECK(mixed.people.size() >= 2);
  const Results one = searcher.search("name:Zolvenskyy -dam", options);
  CHECK(one.notes.empty());
  CHECK(!one.people.empty());
  CHECK(searcher.search("name:\"Danylo Zolvenskyy\"", options).notes.empty());
  CHECK(searcher.search("name:Marenko", options).notes.empty());
  CHECK(searcher.search("water", options).people.empty());
  CHECK(searcher.search("name:Zolvenskyy").people.empty());  // only when asked
  // Speakers are people, too.
  CHECK(searcher.search("by:Zolvenskyy", options).notes.size() == 1);
}

TEST_CASE("names: who is whom across articles") {
  // A letter more or less, an initial, a bare surname.
  CHECK(resolved({{"Ilka Marenko", 3}, {"Ilka Marenco", 1}, {"I. Marenko", 1}, {"Marenko", 2}}) ==
        Names{"Ilka Marenko"});
  CHECK(resolved({{"Danylo Zolvensky", 2}, {"Dan Ilo Zolvensky", 1}, {"Zolvensky Danylo", 1}}) ==
        Names{"Danylo Zolvensky"});
  // Other given names, other middle initials, other generations.
  CHECK(resolved({{"Kim Jong-un", 3}, {"Kim Jong-il", 2}}).size() == 2);
  CHECK(
      resolved({{"George W. Bush", 3}, {"George H. W. Bush", 2}, {"George H.W. Bush", 1}}).size() ==
      2);
  CHECK(resolved({{"Ada Moss", 3}, {"Bert Moss", 2}}).size() == 2);
  CHECK(resolved({{"Bert Moss", 3}, {"Bert Moss Jr.", 2}}).size() == 2);
  // A bare surname goes to who is by far the most frequent, else to nobody.
  CHECK(resolved({{"Ada Moss", 30}, {"Bert Moss", 2}, {"Moss", 4}}).size() == 2);
  CHECK(resolved({{"Ada Moss", 3}, {"Bert Moss", 2}, {"Moss", 1}}).size() == 3);
}

TEST_CASE("names: man and woman of nearly one name are two people") {
  NameResolver resolver;
  for (const ArticleName& n : person("Toni Veld", {}, Gender::male)) resolver.add(n, 0);
  for (const ArticleName& n : person("Tony Veld", {}, Gender::female)) resolver.add(n, 1);
  const auto later = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  CHECK(resolver.resolve(EntityType::person, later).size() == 2);
}

TEST_CASE("names: few and many are joined alike") {
  // More names than are compared each with each, so that keys decide who is compared.
  std::vector<std::pair<std::string, int>> names{
      {"Danylo Zolvensky", 3}, {"Danylo Zolvenskyy", 2}, {"D. Zolvensky", 1}};
  const std::size_t few = resolved(names).size();
  for (char a = 'b'; a <= 'z'; ++a)
    for (char b = 'b'; b <= 'm'; ++b)
      names.push_back({std::string("Q") + a + "o" + b + "a " + "Tr" + b + "u" + a + "ex", 1});
  const auto many = resolved(names);
  CHECK(static_cast<std::size_t>(std::count_if(many.begin(), many.end(), [](const std::string& n) {
          return n.find("olvensk") != std::string::npos;
        })) == few);
}

TEST_CASE("names: did you mean another spelling, with a query that finds it") {
  const TemporaryIndex index({{article("a", "Premier Ilka Marenko spoke of barley."),
                               article("b", "Premier Ilka Marenko slept.")}});
  const Searcher searcher = Searcher::open(index.path());
  for (const auto& [asked, spelling] :
       std::vector<std::pair<std::string, std::string>>{{"name:Bmarenko", "marenko"},
                                                        {"name:Mrenko~95", "marenko"},
                                                        {"barlye", "barley"},
                                                        {"barly AND premier", "barley"}}) {
    CAPTURE(asked);
    const Results results = searcher.search(asked);
    CHECK(results.hits.empty());
    REQUIRE(!results.suggestions.empty());
    CHECK(results.suggestions[0].spelling == spelling);
    CHECK(results.suggestions[0].documents > 0);
    const Results again = searcher.search(results.suggestions[0].query);
    CHECK(again.issues.empty());
    CHECK(!again.hits.empty());
  }
  CHECK(searcher.search("name:Marenko").suggestions.empty());
  CHECK(searcher.search("name:Qqqqq zzzzz").suggestions.empty());
  SearchOptions without;
  without.suggestions = false;
  CHECK(searcher.search("barlye", without).suggestions.empty());
}

TEST_CASE("names: one edit away is one edit away, whatever the bytes") {
  const auto near = one_edit_away("dam");
  for (const char* one : {"dm", "dame", "dim", "adm", "am", "xdam"})
    CHECK(std::find(near.begin(), near.end(), one) != near.end());
  CHECK(std::find(near.begin(), near.end(), "dam") == near.end());
  CHECK(!one_edit_away("вода").empty());
  CHECK(one_edit_away("").empty());
  CHECK(one_edit_away(std::string(40, 'a')).empty());
  CHECK_NOTHROW((void)one_edit_away("\xff\xfe\x80"));
}

TEST_CASE("names: a match has a reason") {
  CHECK(why_alike("zolvenskyy", "zolvenskyy") == "the same spelling");
  CHECK(why_alike("zolvenskyy", "zolvensky") == "sounds alike");
  CHECK(why_alike("zolvensky", "золвенский") == "the same sounds, from Cyrillic");
  CHECK(why_alike("kiev", "kyiv") == "a known variant");
  CHECK(why_alike("danylo zolvensky", "zolvensky") == "the last name alone");
  CHECK(why_alike("danylo zolvensky", "zolvensky danylo") == "in another order");
  CHECK(why_alike("danylo zolvensky", "d zolvensky").find("an initial") != std::string::npos);
}

TEST_CASE("names: explain shows the spellings a hit has, and none that it has not") {
  const Searcher searcher = Searcher::open(archive().path());
  const Query query = Query::name("Zolvenskyy");
  for (const Hit& hit : searcher.search(query).hits) {
    if (hit.id != "c") continue;
    const Explanation why = searcher.explain(query, hit);
    REQUIRE(why.parts.size() >= 1);
    REQUIRE(why.parts[0].details.size() == 1);
    CHECK(why.parts[0].details[0].find("solwenskyj") != std::string::npos);
    CHECK(why.parts[0].details[0].find("sounds alike") != std::string::npos);
    CHECK(why.parts[0].details[0].find("in 1 article") != std::string::npos);
  }
}
