// NEAR, ADJ and prefix* from the text of a query to what matched of an article.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "quoth/query/parse.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/searcher.hpp"
#include "results/matching.hpp"
#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

using Op = PlanNode::Op;
using Texts = std::multiset<std::string>;

const std::vector<std::vector<Article>>& archive() {
  static const std::vector<std::vector<Article>> segments = {
      {article("gate",
               "The sluice gates at Marsk jammed on Monday. Nobody spoke of sabotage. By night the "
               "gates had jammed again, and a sluice was lost.",
               nullptr, "Sluice gates jam"),
       article("talk",
               "“The sluice will never be jammed by saboteurs,” Mayor Ana Rosh said. “Gates open, "
               "gates shut,” she added.",
               nullptr, "Saboteurs blamed")},
      {article("far",
               "A sluice was painted. The workers had their bread and their beer, sang, went home "
               "and slept. A door jammed.",
               nullptr, "Paint dries")}};
  return segments;
}

class Archive {
 public:
  Archive() : index_(archive()), snapshot_(Snapshot::open(index_.path())) {}

  [[nodiscard]] Plan plan(const char* query, Unit unit = Unit::articles) const {
    const ParsedQuery parsed = parse_query(query);
    CHECK(parsed.issues.empty());
    return make_plan(parsed.query, snapshot_, unit);
  }
  /// The texts that a query marks in an article.
  [[nodiscard]] Texts marked(const char* query, const char* id) const {
    ArticleView view(snapshot_.article(*snapshot_.find(id)));
    Texts out;
    for (const MatchedSpan& m : view.marks(plan(query).root, std::nullopt))
      out.emplace(m.span.of(view.text()));
    return out;
  }
  [[nodiscard]] std::vector<std::uint32_t> quotations(const char* query, const char* id) const {
    const ArticleView view(snapshot_.article(*snapshot_.find(id)));
    return view.matched_quotations(plan(query).root);
  }
  [[nodiscard]] const Snapshot& snapshot() const noexcept { return snapshot_; }

 private:
  TemporaryIndex index_;
  Snapshot snapshot_;
};

}  // namespace

TEST_CASE("near: the marks are the words that stand close together, and no others") {
  const Archive a;
  CHECK(a.marked("sluice NEAR/4 jammed", "gate") ==
        Texts{"Sluice", "jam", "sluice", "jammed", "jammed", "sluice"});
  CHECK(a.marked("sluice NEAR/3 jammed", "gate") == Texts{"Sluice", "jam"});
  CHECK(a.marked("sluice NEAR/5 jammed", "far") == Texts{});
  CHECK(a.marked("jammed ADJ/5 sluice", "gate") == Texts{"jammed", "sluice"});
  CHECK(a.marked("\"sluice gates\" NEAR/3 jammed", "gate") ==
        Texts{"Sluice gates", "jam", "sluice gates", "jammed"});
  CHECK(a.marked("(sluice OR gates) ADJ/2 (jammed OR lost)", "gate") ==
        Texts{"Sluice", "gates", "jam", "gates", "jammed", "sluice", "lost"});
  CHECK(a.marked("nobody ADJ spoke ADJ of", "gate") == Texts{"Nobody", "spoke", "of"});
}

TEST_CASE("near: title and body are never near each other") {
  const Archive a;
  CHECK(a.marked("jam NEAR/1 the", "gate") == Texts{});
  CHECK(a.marked("title:(sluice ADJ/2 jam)", "gate") == Texts{"Sluice", "jam"});
  CHECK(a.marked("title:(marsk NEAR jam)", "gate") == Texts{});
}

TEST_CASE("near: inside a quotation only its own words count") {
  const Archive a;
  CHECK(a.quotations("said:(sluice NEAR/5 jammed)", "talk") == std::vector<std::uint32_t>{0});
  CHECK(a.quotations("said:(jammed NEAR/9 gates)", "talk").empty());
  CHECK(a.quotations("said:(gates ADJ/2 gates)", "talk") == std::vector<std::uint32_t>{1});
  CHECK(a.marked("said:(sluice NEAR/5 jammed)", "talk") == Texts{"sluice", "jammed"});
  CHECK(a.marked("said:(gates ADJ/2 gates)", "talk") == Texts{"Gates", "gates"});
}

TEST_CASE("near: a search finds what stands so, as articles and as quotations") {
  const Archive a;
  const Searcher searcher(a.snapshot());
  const auto found = [&](const char* query) {
    std::set<std::string> out;
    for (const Hit& hit : searcher.search(query).hits) out.insert(hit.id);
    return out;
  };
  using Ids = std::set<std::string>;
  CHECK(found("sluice AND jammed") == Ids{"gate", "talk", "far"});
  CHECK(found("sluice NEAR/5 jammed") == Ids{"gate", "talk"});
  CHECK(found("sluice ADJ/3 jammed") == Ids{"gate"});
  CHECK(found("jammed ADJ/9 sluice") == Ids{"gate"});
  CHECK(found("\"sluice gates\" w/3 jammed") == Ids{"gate"});
  CHECK(found("title:(sluice ADJ/2 jam)") == Ids{"gate"});
  CHECK(found("sabot*") == Ids{"gate", "talk"});
  CHECK(found("sabot* -title:sabot*") == Ids{"gate"});
  CHECK(found("said:(sluice NEAR/5 jam*)") == Ids{"talk"});
  const Results quotations = searcher.quotes("gates ADJ/2 gates");
  REQUIRE(quotations.hits.size() == 1);
  CHECK(quotations.hits[0].quotation == 1u);
  CHECK(to_plain(quotations.hits[0].snippet).find("«Gates»") != std::string::npos);
}

TEST_CASE("near: the plan makes room for the words in the middle of a row") {
  const Archive a;
  CHECK(a.plan("sluice NEAR/5 jammed").root.distance == 5);
  CHECK(a.plan("sluice NEAR/5 gates NEAR/5 jammed").root.distance == 6);
  CHECK(a.plan("sluice ADJ \"gates jammed again\" ADJ marsk").root.distance == 4);
  CHECK(a.plan("\"gates jammed again\" ADJ sluice ADJ marsk").root.distance == 2);
  CHECK(a.plan("\"gates jammed again\" NEAR/1 sluice NEAR/1 marsk").root.distance == 4);
  const PlanNode node = a.plan("sluice ADJ/2 (jammed OR \"painted again\" OR jam*)").root;
  CHECK(node.op == Op::near);
  CHECK(node.ordered);
  REQUIRE(node.children.size() == 2);
  CHECK(node.children[0].op == Op::word);
  REQUIRE(node.children[1].children.size() == 3);
  CHECK(node.children[1].children[1].op == Op::phrase);
  CHECK(node.children[1].children[2].op == Op::synonyms);
}

TEST_CASE("near: where no document has a part, nothing is near") {
  const Archive a;
  CHECK(a.plan("sluice NEAR/5 zorb*").root.op == Op::nothing);
  const PlanNode node = a.plan("sluice NEAR/5 (jammed OR zorb*)").root;
  REQUIRE(node.op == Op::near);
  CHECK(node.children[1].op == Op::word);
}

TEST_CASE("near: in a title, terms of titles stand before the places") {
  const Archive a;
  const PlanNode titled = a.plan("title:(sluice NEAR/5 jam*)").root;
  REQUIRE(titled.op == Op::all);
  REQUIRE(titled.children.size() == 3);
  CHECK(titled.children[0].op == Op::titled);
  CHECK(titled.children[0].terms == std::vector<std::string>{"Zsluic"});
  CHECK(titled.children[1].terms == std::vector<std::string>{"Zjam"});
  CHECK(titled.children[2].op == Op::near);
  CHECK(titled.children[2].in_title);
  CHECK_FALSE(titled.children[2].children[0].in_title);
  // A quotation asks its article.
  const PlanNode said = a.plan("title:(sluice NEAR/5 jam)", Unit::quotations).root;
  REQUIRE(said.op == Op::prefer);
  CHECK(said.children[0].op == Op::article);
  CHECK(said.children[0].children[0].op == Op::all);
}

TEST_CASE("prefix: all words that begin so are one term, over all segments") {
  const Archive a;
  const PlanNode node = a.plan("sabot*").root;
  REQUIRE(node.op == Op::synonyms);
  CHECK(node.scored.front().stems == std::vector<std::string>{"Zsabotag", "Zsaboteur"});
  CHECK(node.scored.front().documents == 2);
  CHECK(a.marked("sabot*", "gate") == Texts{"sabotage"});
  CHECK(a.marked("sabot*", "talk") == Texts{"Saboteurs", "saboteurs"});
  CHECK(a.plan("zorb*").root.op == Op::nothing);
  // Of quotations, words said.
  CHECK(a.plan("sabot*", Unit::quotations).root.scored.front().stems ==
        std::vector<std::string>{"Zsaboteur"});
  CHECK(a.quotations("said:sabot*", "talk") == std::vector<std::uint32_t>{0});
}

TEST_CASE("prefix: other words of the same stem are neither found, nor counted, nor marked") {
  const TemporaryIndex index(
      {{article("policies", "Policies change. The police looked on, and police it was.", nullptr,
                "Policing policies"),
        article("police",
                "The police looked on, policy or not. “Police help,” Mayor Ana Rosh said.", nullptr,
                "Police"),
        article("neither", "A ferry stood still.")}});
  const Snapshot snapshot = Snapshot::open(index.path());
  const Searcher searcher(snapshot);
  const auto found = [&](const char* query) {
    std::set<std::string> out;
    for (const Hit& hit : searcher.search(query).hits) out.insert(hit.id);
    return out;
  };
  const auto marked = [&](const char* query, const char* id) {
    ArticleView view(snapshot.article(*snapshot.find(id)));
    Texts out;
    for (const MatchedSpan& m :
         view.marks(make_plan(parse_query(query).query, snapshot, Unit::articles).root, {}))
      out.emplace(m.span.of(view.text()));
    return out;
  };
  using Ids = std::set<std::string>;
  CHECK(found("polici*") == Ids{"policies"});
  CHECK(found("policy*") == Ids{"police"});
  CHECK(found("polic*") == Ids{"policies", "police"});
  CHECK(found("title:polici*") == Ids{"policies"});
  CHECK(found("title:policy*").empty());
  CHECK(found("said:polici*").empty());
  CHECK(found("said:police*") == Ids{"police"});
  CHECK(found("polici* NEAR/1 change") == Ids{"policies"});
  CHECK(found("polici* NEAR/2 looked").empty());
  CHECK(found("police* NEAR/1 looked") == Ids{"policies", "police"});
  CHECK(marked("polici*", "policies") == Texts{"Policing", "policies", "Policies"});
  CHECK(marked("police*", "policies") == Texts{"police", "police"});
  CHECK(marked("polici* NEAR/1 change", "policies") == Texts{"Policies", "change"});
  const Plan plan = make_plan(Query::prefix("polici"), snapshot, Unit::articles);
  // "policing" has the stem of "police".
  CHECK(plan.root.scored.front().stems == std::vector<std::string>{"Zpolic", "Zpolici"});
  CHECK(plan.root.scored.front().documents == 2);
}

TEST_CASE("prefix: a title is told by the words of articles") {
  const Archive a;
  const PlanNode asked = a.plan("title:blam*", Unit::quotations).root;
  CHECK(asked.op == Op::article);
  REQUIRE(asked.children.size() == 1);
  const PlanNode& node = asked.children.front();
  CHECK(node.op == Op::titled);
  CHECK(node.terms == std::vector<std::string>{"Zblame"});
  CHECK(a.marked("title:sabot*", "talk") == Texts{"Saboteurs"});
}

TEST_CASE("prefix: the most frequent words are kept, and the note says how many are not") {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 1100; ++i) {
    std::string word = "zo";
    for (std::size_t rest = i + 26 * 26; rest > 0; rest /= 26)
      word += static_cast<char>('a' + rest % 26);
    articles.push_back(article(std::to_string(i), "A " + word + "k and a zowekk stood there."));
  }
  TemporaryIndex index({articles});
  const Snapshot snapshot = Snapshot::open(index.path());
  const Plan plan = make_plan(Query::prefix("zo"), snapshot, Unit::articles);
  CHECK(plan.root.scored.front().stems.size() == kMaxExpansions);
  CHECK(plan.root.scored.front().stems.front() == "Zzowekk");
  CHECK(plan.root.scored.front().documents == articles.size());
  REQUIRE(plan.notes.size() == 1);
  CHECK(plan.notes[0] == "“zo*” stands for 1101 words; the rarest 101 were left out");
}
