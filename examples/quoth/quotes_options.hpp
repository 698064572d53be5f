// quoth quotes --by --about --when ...: a question about quotations in options.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "quoth/query/query.hpp"

namespace quoth_cli {

/// What was given, each as often as it was. Of several --about all must hold; of several of any other option, one.
struct QuotesOptions {
  std::vector<std::string> by, about, when, published, source, kind, stance;
  [[nodiscard]] bool empty() const noexcept {
    return by.empty() && about.empty() && when.empty() && published.empty() && source.empty() &&
           kind.empty() && stance.empty();
  }
};

void add_quotes_options(CLI::App& command, QuotesOptions& options);

/// Quotations that match `query` and all the options.
/// @throws quoth::UsageError  a date that is none, a name or words without a letter
[[nodiscard]] quoth::Query with_options(const quoth::Query& query, const QuotesOptions& options);

}  // namespace quoth_cli
