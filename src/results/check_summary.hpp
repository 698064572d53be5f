// The answer of a check in one or two sentences.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "quoth/results/quotation_check.hpp"

namespace quoth {

/// "Altered: Lake Post quotes Ada Moss with other words: “will” for “will not”. This turns the sense."
///
///   speakers  who is said to have said it, each once
/// REQUIRES: a verdict other than `unknown` has a source.
[[nodiscard]] std::string summary_of(const CheckResult& result,
                                     std::span<const CheckedSource> sources,
                                     std::span<const std::string> speakers);

/// "A, B and C": at most five are named.
[[nodiscard]] std::string listed(std::span<const std::string> names);

/// Whether the text has the source's words, apart from what it shows to be its own: an ellipsis, [brackets].
[[nodiscard]] bool is_exact(const CheckedSource& source);

}  // namespace quoth
