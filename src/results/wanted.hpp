// The nodes of a plan that ask for something.
#pragma once

#include "quoth/rank/plan.hpp"

namespace quoth {

/// Calls `leaf` for every node that asked for something, not for what was asked to be absent.
template <class F>
void for_each_wanted(const PlanNode& node, F&& leaf) {
  switch (node.op) {
    case PlanNode::Op::all:
    case PlanNode::Op::any:
    case PlanNode::Op::prefer:
      for (const PlanNode& child : node.children) for_each_wanted(child, leaf);
      break;
    case PlanNode::Op::without:
      for_each_wanted(node.children.front(), leaf);
      break;
    default:
      leaf(node);
  }
}

}  // namespace quoth
