#include "analyze/tables/tables.hpp"

#include <cstddef>

#include "quoth/analyze/analyzers.hpp"

namespace quoth {
namespace tables {

// Written by the table compiler, one pair a language.
struct TextTable {
  const char* name;
  const char* text;
  std::size_t size;
};
extern const Lexicon k_lexicon_en;
extern const TextTable k_tables_en[];

std::string_view text_of(std::string_view name) noexcept {
  for (const TextTable* table = k_tables_en; table->name != nullptr; ++table)
    if (name == table->name) return {table->text, table->size};
  return {};
}

}  // namespace tables

const Lexicon& lexicon_of(std::string_view) noexcept { return tables::k_lexicon_en; }

}  // namespace quoth
