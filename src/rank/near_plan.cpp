#include "rank/near_plan.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace quoth {
namespace {

using Op = PlanNode::Op;

// Drops the alternatives that no document has.
void prune(PlanNode& part) {
  if (part.op != Op::any) return;
  std::erase_if(part.children, [](const PlanNode& child) { return child.op == Op::nothing; });
  if (part.children.empty()) part.op = Op::nothing;
  if (part.children.size() == 1) part = PlanNode(std::move(part.children.front()));
}

std::uint32_t width_of(const PlanNode& part) {
  if (part.op == Op::phrase) return static_cast<std::uint32_t>(part.forms.size());
  std::uint32_t width = 1;
  for (const PlanNode& child : part.children) width = std::max(width, width_of(child));
  return width;
}

// False when the texts that have it cannot be told by stems.
bool add_stems(const PlanNode& part, std::vector<std::string>& out) {
  switch (part.op) {
    case Op::word:
      out.push_back(part.terms.front());
      return true;
    case Op::synonyms:
      out.insert(out.end(), part.scored.front().stems.begin(), part.scored.front().stems.end());
      return true;
    case Op::any:
      return std::all_of(part.children.begin(), part.children.end(),
                         [&](const PlanNode& child) { return add_stems(child, out); });
    default:
      return false;
  }
}

void add_scored(const PlanNode& part, std::vector<PlanNode>& out) {
  for (const PlanNode& child : part.children) add_scored(child, out);
  if (part.op == Op::word || part.op == Op::synonyms) {
    out.push_back(part);
  } else if (part.op == Op::phrase) {
    for (const std::string& term : part.terms) {
      PlanNode word;
      word.op = Op::word;
      word.query = part.query;
      word.terms.push_back(term);
      out.push_back(std::move(word));
    }
  }
}

}  // namespace

PlanNode near_node(const Query& query, std::vector<PlanNode> parts) {
  PlanNode out;
  out.query = query;
  std::vector<std::uint32_t> widths;
  for (PlanNode& part : parts) {
    prune(part);
    if (part.op == Op::nothing) return out;
    widths.push_back(width_of(part));
  }
  out.op = Op::near;
  out.ordered = query.ordered();
  if (!out.ordered) std::sort(widths.begin(), widths.end());
  out.distance = query.distance();
  const std::size_t from = out.ordered ? 1 : 2, until = widths.size() - (out.ordered ? 1 : 0);
  for (std::size_t i = from; i < until; ++i) out.distance += widths[i];
  out.children = std::move(parts);
  return out;
}

std::vector<std::vector<std::string>> stems_of(const PlanNode& near) {
  std::vector<std::vector<std::string>> out;
  for (const PlanNode& part : near.children) {
    std::vector<std::string> terms;
    if (add_stems(part, terms)) out.push_back(std::move(terms));
  }
  return out;
}

std::vector<PlanNode> scored_words_of(const PlanNode& near) {
  std::vector<PlanNode> out;
  add_scored(near, out);
  return out;
}

}  // namespace quoth
