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

TEST_CASE("add_quotations: what was there keeps its parents and parts, and nothing new overlaps") {
  std::mt19937 random(9);
  MESSAGE("spans from seed 9");
  std::uniform_int_distribution<std::uint32_t> begin(0, 60), size(0, 8), count(0, 10), half(0, 1);
  const auto quotation_at = [](std::uint32_t b, std::uint32_t e) {
    Quotation q;
    q.span = {b, e};
    return q;
  };
  for (int round = 0; round < 3000; ++round) {
    // Some apart, some with one inside, some that are the second part of the one before.
    Annotations a;
    for (std::uint32_t at = begin(random) / 4; at < 60; at += 6 + size(random)) {
      const auto outer = static_cast<std::int32_t>(a.quotations.size());
      a.quotations.push_back(quotation_at(at, at + 6));
      a.quotations.back().group =
          outer > 0 && half(random) == 0 ? a.quotations[outer - 1u].group : outer;
      if (half(random) == 0) continue;
      a.quotations.push_back(quotation_at(at + half(random), at + 4));
      a.quotations.back().parent = outer;
      a.quotations.back().group = outer + 1;
    }
    const Annotations before = a;
    std::vector<Quotation> more;
    for (std::uint32_t i = count(random); i > 0; --i) {
      const std::uint32_t b = begin(random);
      more.push_back(quotation_at(b, b + size(random)));
      more.back().parent = more.back().group = 3;  // set by add_quotations, whatever it was
    }
    a.add_quotations(more);

    std::vector<std::size_t> now;  // where each of `before` is
    for (std::size_t i = 0; i < a.quotations.size(); ++i) {
      const Quotation& q = a.quotations[i];
      if (i > 0) REQUIRE(a.quotations[i - 1].span.begin <= q.span.begin);
      if (now.size() < before.quotations.size() && before.quotations[now.size()].span == q.span) {
        now.push_back(i);
        continue;
      }
      REQUIRE(q.parent == -1);
      REQUIRE(q.group == static_cast<std::int32_t>(i));
      for (std::size_t j = 0; j < a.quotations.size(); ++j)
        REQUIRE((i == j || !q.span.overlaps(a.quotations[j].span)));
    }
    REQUIRE(now.size() == before.quotations.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Quotation &old = before.quotations[i], &q = a.quotations[now[i]];
      REQUIRE(q.parent == (old.parent < 0 ? -1
                                          : static_cast<std::int32_t>(
                                                now[static_cast<std::size_t>(old.parent)])));
      REQUIRE(q.group == static_cast<std::int32_t>(now[static_cast<std::size_t>(old.group)]));
    }
    for (const Quotation& one : more) {  // left out only for a reason
      const bool there = std::any_of(a.quotations.begin(), a.quotations.end(),
                                     [&](const Quotation& q) { return q.span.overlaps(one.span); });
      REQUIRE((there || one.span.empty()));
    }
  }
}
