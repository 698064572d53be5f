// The rule tables, compiled in: each TSV file of src/analyze/tables/<lang>/ as text.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace quoth::tables {

/// The text of a rule table, "en/dates.tsv"; empty when there is none. Static data.
[[nodiscard]] std::string_view text_of(std::string_view name) noexcept;

/// The languages that have tables, by ISO 639 code: "de", "en". Static data.
[[nodiscard]] std::span<const std::string_view> languages() noexcept;

/// The language of `languages()` that a BCP 47 tag asks for: "de" of "de-AT" and "DE"; "en" of
/// anything unknown or empty.
[[nodiscard]] std::string_view language_of(std::string_view tag) noexcept;

/// Calls `row(columns)` or `row(columns, line)` for every line of a table that is neither blank nor
/// a comment (#): columns are the tab-separated fields, spaces at both ends removed, in a span valid
/// for the call; lines are counted from 1.
template <class F>
void for_each_row(std::string_view table, F&& row);

inline std::string_view trimmed(std::string_view s) noexcept {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// Calls `word(text)` for each word or phrase of a column that has commas between them.
template <class F>
void for_each_word(std::string_view list, F&& word) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (const std::string_view one = trimmed(list.substr(0, comma)); !one.empty()) word(one);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
}

template <class F>
void for_each_row(std::string_view table, F&& row) {
  constexpr std::size_t kMostColumns = 16;
  for (std::size_t number = 1; !table.empty(); ++number) {
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
    const std::span<const std::string_view> all(columns, count);
    if constexpr (std::is_invocable_v<F&, std::span<const std::string_view>, std::size_t>)
      row(all, number);
    else
      row(all);
  }
}

}  // namespace quoth::tables
