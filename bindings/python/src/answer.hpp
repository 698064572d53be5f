// The results of a search with the query they answer.
#pragma once

#include <quoth/results/hit.hpp>
#include <string>

#include "members.hpp"

namespace quoth_python {

struct Answer {
  quoth::Results results;
  std::string query;  ///< in plain words
};
constexpr auto members(Tag<Answer>) { return std::make_tuple(&Answer::results, &Answer::query); }

}  // namespace quoth_python
