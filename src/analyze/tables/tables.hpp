// The rule tables, compiled in: each TSV file of src/analyze/tables/<lang>/ as text.
#pragma once

#include <string_view>

namespace quoth::tables {

/// The text of a rule table, "en/dates.tsv"; empty when there is none. Static data.
[[nodiscard]] std::string_view text_of(std::string_view name) noexcept;

/// Calls `row(columns...)` for every line of a table that is neither blank nor a comment (#):
/// columns are the tab-separated fields, spaces at both ends removed, in a span valid for the call.
template <class F>
void for_each_row(std::string_view table, F&& row);

}  // namespace quoth::tables

#include <span>

namespace quoth::tables {

inline std::string_view trimmed(std::string_view s) noexcept {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

template <class F>
void for_each_row(std::string_view table, F&& row) {
  constexpr std::size_t kMostColumns = 16;
  while (!table.empty()) {
    const std::size_t eol = table.find('\n');
    std::string_view line = table.substr(0, eol);
    table.remove_prefix(eol == std::string_view::npos ? table.size() : eol + 1);
    if (trimmed(line).empty() || line.front() == '#') continue;
    std::string_view columns[kMostColumns];
    std::size_t count = 0;
    while (count < kMostColumns) {
      const std::size_t tab = line.find('\t');
      columns[count++] = trimmed(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    row(std::span<const std::string_view>(columns, count));
  }
}

}  // namespace quoth::tables
