#include "analyze/tables/tables.hpp"

#include <iterator>

#include "quoth/analyze/analyzers.hpp"

namespace quoth {
namespace tables {

// Written by the table compiler, one pair a language; CMake writes the list of languages.
struct TextTable {
  const char* name;
  const char* text;
  std::size_t size;
};
#define X(lang)                          \
  extern const Lexicon k_lexicon_##lang; \
  extern const TextTable k_tables_##lang[];
#include "languages.inc"
#undef X

namespace {

struct Language {
  const Lexicon* lexicon;
  const TextTable* texts;
};
constexpr std::string_view kCodes[] = {
#define X(lang) #lang,
#include "languages.inc"
#undef X
};
constexpr Language kLanguages[] = {
#define X(lang) {&k_lexicon_##lang, k_tables_##lang},
#include "languages.inc"
#undef X
};

}  // namespace

std::span<const std::string_view> languages() noexcept { return kCodes; }

std::string_view language_of(std::string_view tag) noexcept {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
  for (const std::string_view code : kCodes) {
    bool same = code.size() == primary.size();
    for (std::size_t k = 0; k < code.size() && same; ++k) {
      const char c = primary[k];
      same = (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) == code[k];
    }
    if (same) return code;
  }
  return "en";
}

std::string_view text_of(std::string_view name) noexcept {
  for (const Language& language : kLanguages)
    for (const TextTable* table = language.texts; table->name != nullptr; ++table)
      if (name == table->name) return {table->text, table->size};
  return {};
}

}  // namespace tables

const Lexicon& lexicon_of(std::string_view lang) noexcept {
  const std::string_view code = tables::language_of(lang);
  for (std::size_t k = 0; k < std::size(tables::kCodes); ++k)
    if (code == tables::kCodes[k]) return *tables::kLanguages[k].lexicon;
  return tables::k_lexicon_en;
}

}  // namespace quoth
