// What near nodes and phrases mean in the ranking core, on texts one can read.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "quoth/error.hpp"
#include "rank/core/executor.hpp"

using namespace quoth;
using namespace quoth::core;
using Op = PlanNode::Op;

namespace {

PlanNode word(const std::string& stem) {
  PlanNode out;
  out.op = Op::word;
  out.terms = {"Z" + stem};
  return out;
}

PlanNode phrase(std::vector<std::string> forms) {
  PlanNode out;
  out.op = Op::phrase;
  out.forms = std::move(forms);
  return out;
}

PlanNode any(std::vector<PlanNode> children) {
  PlanNode out;
  out.op = Op::any;
  out.children = std::move(children);
  return out;
}

PlanNode near(std::uint32_t distance, std::vector<PlanNode> children, bool ordered = false) {
  PlanNode out;
  out.op = Op::near;
  out.distance = distance;
  out.ordered = ordered;
  out.children = std::move(children);
  return out;
}

PlanNode in_title(PlanNode node) {
  node.in_title = true;
  return node;
}

// One article, whose words are their own stems; "title | body".
class OneArticle {
 public:
  explicit OneArticle(const std::string& text) {
    std::map<std::string, std::vector<std::uint32_t>> places;
    std::istringstream in(text);
    std::uint32_t position = 0;
    std::uint16_t title = 0;
    for (std::string form; in >> form;) {
      if (form == "|") {
        title = static_cast<std::uint16_t>(position);
      } else {
        places[form].push_back(++position);
      }
    }
    std::vector<std::string> stems;
    for (const auto& [form, at] : places) stems.push_back("Z" + form);
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    for (const auto& [form, at] : places) {
      forms.push_back({terms.size(), form, at});
      terms.push_back({stems[terms.size()], static_cast<std::uint32_t>(at.size())});
    }
    storage::RanksBuilder builder;
    builder.add(terms, forms, title);
    builder.write([&](std::string_view piece) { bytes_ += piece; });
    REQUIRE(ranks_.open(bytes_));
  }
  bool matches(const PlanNode& plan) {
    SegmentView segment;
    segment.ranks = &ranks_;
    return executor_.run(plan, {&segment, 1}, CoreOptions{}).total == 1;
  }

 private:
  std::string bytes_;
  storage::Ranks ranks_;
  Executor executor_;
};

}  // namespace

TEST_CASE("core near: at most so many steps from the first word to the last") {
  OneArticle article("the ferry to the island was cancelled");
  CHECK(article.matches(near(1, {word("ferry"), word("to")})));
  CHECK(article.matches(near(3, {word("ferry"), word("island")})));
  CHECK_FALSE(article.matches(near(2, {word("ferry"), word("island")})));
  CHECK(article.matches(near(5, {word("cancelled"), word("island"), word("ferry")})));
  CHECK_FALSE(article.matches(near(4, {word("cancelled"), word("island"), word("ferry")})));
  CHECK_FALSE(article.matches(near(100, {word("ferry"), word("harbour")})));
}

TEST_CASE("core near: in order, or in any") {
  OneArticle article("the ferry to the island was cancelled");
  CHECK(article.matches(near(3, {word("island"), word("ferry")})));
  CHECK_FALSE(article.matches(near(3, {word("island"), word("ferry")}, true)));
  CHECK(article.matches(near(3, {word("ferry"), word("island")}, true)));
  CHECK(article.matches(near(1, {word("was"), word("cancelled")}, true)));
}

TEST_CASE("core near: from the end of a phrase to the begin of the next part") {
  OneArticle article("the ferry to the island was cancelled");
  CHECK(article.matches(near(1, {phrase({"the", "island"}), word("was")})));
  CHECK(article.matches(near(2, {phrase({"the", "ferry"}), phrase({"the", "island"})})));
  CHECK_FALSE(article.matches(near(1, {phrase({"the", "ferry"}), phrase({"the", "island"})})));
  CHECK(
      article.matches(near(2, {any({phrase({"the", "boat"}), word("ferry")}), word("the")}, true)));
}

TEST_CASE("core near: each part has a place of its own") {
  OneArticle article("rain and more rain");
  CHECK(article.matches(near(3, {word("rain"), word("rain")})));
  CHECK_FALSE(article.matches(near(3, {word("rain"), word("rain"), word("rain")})));
  CHECK_FALSE(article.matches(near(3, {phrase({"and", "more"}), word("more")})));
  // The first choice for "any" is in the phrase's place, but there is another.
  CHECK(article.matches(near(3, {any({word("more"), word("rain")}), phrase({"and", "more"})})));
}

TEST_CASE("core near: title and body are apart") {
  OneArticle article("storm closes harbour | harbour workers went home before the storm");
  CHECK_FALSE(article.matches(near(3, {word("closes"), word("workers")})));
  CHECK_FALSE(article.matches(phrase({"harbour", "harbour"})));
  CHECK(article.matches(near(2, {word("storm"), word("harbour")})));
  CHECK(article.matches(in_title(near(2, {word("storm"), word("harbour")}))));
  CHECK_FALSE(article.matches(in_title(near(9, {word("workers"), word("home")}))));
  CHECK(article.matches(in_title(phrase({"closes", "harbour"}))));
  CHECK_FALSE(article.matches(in_title(phrase({"harbour", "workers"}))));
}

TEST_CASE("core near: as many parts as there may be, and one more") {
  std::string text;
  std::vector<PlanNode> parts;
  for (std::size_t i = 0; i < kMaxNear; ++i) {
    text += "again ";
    parts.push_back(word("again"));
  }
  OneArticle article(text);
  CHECK(article.matches(near(kMaxNear - 1, parts)));
  CHECK_FALSE(article.matches(near(kMaxNear - 2, parts)));
  parts.push_back(word("again"));
  CHECK_THROWS_AS((void)article.matches(near(20, parts)), UsageError);
}
