// Re-ranking as an argument.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <quoth/results/rerank.hpp>

namespace quoth_python {

/// None or False: none; True: Reranking::standard(); or a Reranking.
[[nodiscard]] std::optional<quoth::Reranking> rerank_argument(pybind11::handle given);

}  // namespace quoth_python
