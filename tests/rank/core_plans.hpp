// Random plans for the ranking core, and the comparison of its answer with the twin's.
#pragma once

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "quoth/postings/terms.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/executor.hpp"
#include "rank/core_twin.hpp"

namespace quoth::testing {

inline std::string some_word(std::mt19937& random, unsigned most = 260) {
  const double u = static_cast<double>(random() % 1000) / 1000;
  return "w" + std::to_string(static_cast<unsigned>(u * u * most));
}

inline PlanNode random_phrase(std::mt19937& random) {
  PlanNode out;
  out.op = PlanNode::Op::phrase;
  const bool scored = random() % 3 != 0;
  const std::size_t size = 1 + random() % 3;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string word = "w" + std::to_string(random() % 5);
    if (scored) out.terms.push_back("Z" + word);
    out.forms.push_back(random() % 4 == 0 ? word + "s" : word);
  }
  out.in_title = random() % 4 == 0;
  return out;
}

inline NameWords random_words(std::mt19937& random) {
  NameWords out;
  const std::size_t size = 1 + random() % 4;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string stem = (random() % 3 == 0 ? "Zx" : "Z") + some_word(random, 20);
    if (std::count(out.stems.begin(), out.stems.end(), stem) == 0) out.stems.push_back(stem);
  }
  out.documents = random() % 500;
  return out;
}

// Of forms: all of many stems, some of others ("w1s" but not "w1"), or of none.
inline std::string some_beginning(std::mt19937& random) {
  const std::string word = some_word(random, 20);
  return random() % 3 == 0 ? word + "s" : word.substr(0, 1 + random() % word.size());
}

inline PlanNode random_synonyms(std::mt19937& random) {
  PlanNode out;
  out.op = PlanNode::Op::synonyms;
  out.scored.push_back(random_words(random));
  if (random() % 2 == 0) out.beginning = some_beginning(random);
  return out;
}

inline PlanNode random_names(std::mt19937& random) {
  PlanNode out;
  out.op = PlanNode::Op::names;
  double similarity = 1;
  for (unsigned i = 0; i < 9; ++i) {
    if (random() % 2 == 0) continue;
    NameExpansion expansion;
    const std::string token = std::to_string(i);
    expansion.term =
        random() % 2 == 0 ? term::name_token(token) : term::name_token("POL"[random() % 3], token);
    expansion.similarity = similarity;
    out.expansions.push_back(expansion);
    similarity -= static_cast<double>(random() % 20) / 200;
  }
  for (std::size_t groups = random() % 3; groups > 0; --groups)
    out.scored.push_back(random_words(random));
  return out;
}

inline PlanNode random_dates(std::mt19937& random) {
  PlanNode out;
  out.op = PlanNode::Op::filter;
  for (unsigned i = 0; i < 14; ++i) {
    if (random() % 3 != 0) out.terms.push_back("XT" + std::to_string(i));
    if (random() % 3 == 0) out.precise.push_back("XT" + std::to_string(i));
  }
  return out;
}

inline PlanNode random_near(std::mt19937& random) {
  PlanNode out;
  out.op = PlanNode::Op::near;
  out.distance = 1 + static_cast<std::uint32_t>(random() % 6);
  out.ordered = random() % 2 == 0;
  out.in_title = random() % 5 == 0;
  const auto part = [&] {
    PlanNode child;
    switch (random() % 6) {
      case 0:
        return random_phrase(random);
      case 1:
        return random_synonyms(random);
      default:
        child.op = PlanNode::Op::word;
        child.terms = {"Z" + some_word(random, 6)};
        return child;
    }
  };
  const std::size_t size = 1 + random() % 4;
  for (std::size_t i = 0; i < size; ++i) {
    PlanNode child = part();
    if (random() % 5 == 0) {
      PlanNode group;
      group.op = PlanNode::Op::any;
      group.children = {std::move(child), part()};
      child = std::move(group);
    }
    out.children.push_back(std::move(child));
  }
  return out;
}

inline PlanNode random_plan(std::mt19937& random, int depth, bool of_quotations) {
  using Op = PlanNode::Op;
  PlanNode out;
  const unsigned kind = random() % (depth > 0 ? 16 : 10);
  switch (kind) {
    case 0:
    case 1:
    case 2:
      out.op = Op::word;
      out.terms = {"Z" + some_word(random)};
      break;
    case 3:
      return random_phrase(random);
    case 4:
      out.op = random() % 8 == 0 ? Op::everything : Op::filter;
      for (const char* filter : {"Len", "XSa", "XSnone"})
        if (random() % 2 == 0) out.terms.push_back(filter);
      if (out.op == Op::filter && out.terms.empty()) out.terms.push_back("Lde");
      break;
    case 5:
      return random_near(random);
    case 6:
      return random_synonyms(random);
    case 7:
      return random_names(random);
    case 8:
      return random_dates(random);
    case 9:
      out.op = random() % 2 == 0 ? Op::titled : Op::round;
      for (std::size_t size = 1 + random() % 3; size > 0; --size)
        out.terms.push_back("Z" + some_word(random, 60));
      if (out.op == Op::titled && random() % 2 == 0) out.beginning = some_beginning(random);
      break;
    case 10:
      out.op = of_quotations ? Op::article : Op::quotation;
      out.children.push_back(random_plan(random, depth - 1, !of_quotations));
      break;
    default: {
      static constexpr Op kOps[] = {Op::all, Op::any, Op::any, Op::without, Op::prefer};
      out.op = kOps[kind - 11];
      const std::size_t size = 1 + random() % 3;
      for (std::size_t i = 0; i < size; ++i)
        out.children.push_back(random_plan(random, depth - 1, of_quotations));
    }
  }
  return out;
}

// A plan in one line, for the message of a test that fails.
inline std::string described(const PlanNode& node) {
  static constexpr const char* kNames[] = {
      "nothing", "everything", "word", "phrase", "synonyms", "near",   "names",     "filter",
      "titled",  "round",      "all",  "any",    "without",  "prefer", "quotation", "article"};
  std::string out = kNames[static_cast<std::size_t>(node.op)];
  if (node.op == PlanNode::Op::near)
    out += std::to_string(node.distance) + (node.ordered ? " ordered" : "");
  if (node.in_title) out += " in title";
  const auto list = [&](const char* name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out += std::string(" ") + name;
    for (const std::string& text : texts) out += " " + text;
  };
  list("terms", node.terms), list("forms", node.forms), list("precise", node.precise);
  for (const NameExpansion& e : node.expansions) out += " " + e.term;
  for (const NameWords& words : node.scored) list("stems", words.stems);
  if (node.children.empty()) return out;
  out += " (";
  for (const PlanNode& child : node.children) out += described(child) + ", ";
  return out + ")";
}

// Holds the core's answer, and its score of single documents, against the twin's.
inline void check(core::Executor& executor, const PlanNode& plan, const Collection& collection,
                  bool of_quotations, const Twin& twin, const core::CoreOptions& options) {
  const auto views = collection.views(of_quotations);
  const core::CoreResult result = executor.run(plan, views, options);
  const std::vector<core::Scored> expected = twin.rank(plan, of_quotations);
  if (result.total_is_exact) CHECK(result.total == expected.size());
  CHECK(result.total >= expected.size());
  CHECK(result.at_least <= expected.size());
  CHECK(result.at_least >= std::min(expected.size(), options.limit));
  if (options.count_exactly >= 100'000) CHECK(result.total_is_exact);
  REQUIRE(result.documents.size() == std::min(expected.size(), options.limit));
  for (std::size_t i = 0; i < result.documents.size(); ++i) {
    CHECK(result.documents[i].segment == expected[i].segment);
    CHECK(result.documents[i].document == expected[i].document);
    CHECK(result.documents[i].score == expected[i].score);
  }
  for (std::uint32_t s = 0; s < collection.segments.size(); ++s) {
    const std::size_t documents = collection.space(s, of_quotations).documents.size();
    if (documents == 0) continue;
    const auto d = static_cast<std::uint32_t>((expected.size() * 7 + 3) % documents);
    CHECK(executor.score(plan, views, options, s, d) == twin.score(plan, {s, of_quotations, d}));
  }
}

}  // namespace quoth::testing
