// An analyzer of a user's own, beside Quoth's.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "quoth/analyze/analyzers.hpp"
#include "support/analyzer_contract.hpp"

using namespace quoth;

namespace {

Timex timex_at(std::uint32_t begin, std::uint32_t end, const char* value) {
  Timex timex;
  timex.span = {begin, end};
  timex.value = value;
  return timex;
}

std::string listed(const Annotations& annotations) {
  std::string out;
  for (const Timex& timex : annotations.timexes)
    out +=
        timex.value + std::to_string(timex.span.begin) + "-" + std::to_string(timex.span.end) + " ";
  return out;
}

// Takes every "sitting" for a date.
class EverySitting final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "test.sittings/1"; }
  void analyze(const Context& context, Annotations& out) const override {
    std::vector<Timex> found;
    for (TokenIndex i = 0; i < context.tokens.size(); ++i)
      if (context.tokens.text(i) == "sitting") {
        const Span span = context.tokens.span(i);
        found.push_back(timex_at(span.begin, span.end, "2024-03-12"));
        found.back().rule = out.rule("sittings:any");
      }
    out.add_timexes(std::move(found));
  }
};

}  // namespace

TEST_CASE("custom analyzer: its dates stand in order of place among those that were there") {
  const Analyzers analyzers = Analyzers::english().with(std::make_shared<EverySitting>());
  CHECK(analyzers.names().back() == "test.sittings/1");
  const Annotations found = analyzers.annotate(
      "The sitting of 1 March 2024 was short. The next sitting was on 5 March 2024.");
  REQUIRE(found.timexes.size() == 4);
  CHECK(found.timexes[0].value == "2024-03-12");
  CHECK(found.timexes[1].value == "2024-03-01");
  CHECK(found.timexes[2].value == "2024-03-12");
  CHECK(found.timexes[3].value == "2024-03-05");
}

TEST_CASE("custom analyzer: it keeps what analyzers promise, and so do Quoth's own") {
  quoth::testing::check_analyzer_contract(Analyzers::english());
  quoth::testing::check_analyzer_contract(
      Analyzers::english().with(std::make_shared<EverySitting>()));
}

TEST_CASE("add_timexes: what overlaps is left out, and what was there first stays") {
  Annotations a;
  a.timexes = {timex_at(5, 10, "a"), timex_at(20, 30, "b")};
  a.add_timexes({timex_at(30, 31, "f"), timex_at(0, 5, "c"), timex_at(8, 12, "x"),
                 timex_at(10, 20, "d"), timex_at(11, 12, "x"), timex_at(19, 35, "x"),
                 timex_at(21, 22, "x"), timex_at(40, 40, "x")});
  CHECK(listed(a) == "c0-5 a5-10 d10-20 b20-30 f30-31 ");
  a.add_timexes({});
  CHECK(a.timexes.size() == 5);
}

TEST_CASE(
    "add_timexes: whatever is added, timexes stay sorted and apart, and none that was there goes") {
  std::mt19937 random(5);
  MESSAGE("spans from seed 5");
  std::uniform_int_distribution<std::uint32_t> begin(0, 60), size(0, 6), count(0, 12);
  for (int round = 0; round < 3000; ++round) {
    Annotations a;
    for (int pass = 0; pass < 3; ++pass) {
      const std::vector<Timex> before = a.timexes;
      std::vector<Timex> more;
      for (std::uint32_t i = count(random); i > 0; --i) {
        const std::uint32_t b = begin(random);
        more.push_back(timex_at(b, b + size(random), "m"));
      }
      a.add_timexes(more);
      for (std::size_t i = 1; i < a.timexes.size(); ++i)
        REQUIRE(a.timexes[i - 1].span.end <= a.timexes[i].span.begin);
      for (const Timex& old : before)
        REQUIRE(std::find(a.timexes.begin(), a.timexes.end(), old) != a.timexes.end());
      for (const Timex& one : more) {  // left out only for a reason
        const bool there = std::any_of(a.timexes.begin(), a.timexes.end(), [&](const Timex& t) {
          return t.span.overlaps(one.span) || t.span == one.span;
        });
        REQUIRE((there || one.span.empty()));
      }
    }
  }
}
