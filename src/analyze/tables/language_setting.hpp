// Reads a yes-or-no setting of a language from its language.tsv.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyze/tables/tables.hpp"

namespace quoth::tables {

/// Whether language.tsv of the language sets `key` to yes: "capital-nouns". No when there is no such
/// row or table. The build has refused settings that do not exist. For set-up, not for hot paths.
[[nodiscard]] inline bool language_sets(std::string_view language, std::string_view key) {
  bool on = false;
  for_each_row(text_of(std::string(language) + "/language.tsv"),
               [&](std::span<const std::string_view> row) {
                 if (row.size() >= 2 && row[0] == key) on = row[1] == "yes";
               });
  return on;
}

}  // namespace quoth::tables
