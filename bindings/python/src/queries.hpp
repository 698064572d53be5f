// Queries as arguments.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <quoth/query/parse.hpp>
#include <string_view>
#include <vector>

namespace quoth_python {

/// A Query, or a str in the query language.
[[nodiscard]] quoth::ParsedQuery query_argument(pybind11::handle given,
                                                const std::optional<quoth::Day>& today,
                                                std::string_view name = "query");
/// Issues with their spans in code points of the query's text.
[[nodiscard]] std::vector<quoth::ParsedQuery::Issue> in_code_points(
    std::vector<quoth::ParsedQuery::Issue> issues, std::string_view text);

}  // namespace quoth_python
