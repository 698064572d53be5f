#include "analyze/names/offices.hpp"

#include <string_view>

#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"

namespace quoth::names {

Offices::Offices(const Lexicon& lexicon) {
  tables::for_each_row(tables::text_of("en/names_offices.tsv"), [&](auto columns) {
    if (columns.size() < 2) return;
    const auto office = static_cast<Office>(size_++);
    if (columns[0] == "relation") relation_ = office;
    std::string_view words = columns[1];
    while (!words.empty()) {
      const std::size_t end = words.find(';');
      if (const WordId id = lexicon.find_text(tables::trimmed(words.substr(0, end))); id != kNoWord)
        offices_.emplace(id, office);
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
  });
}

const Offices& Offices::of(const Lexicon& lexicon) {
  // Words go by their ids, which are another language's in another lexicon.
  static tables::PerLanguage<Offices> offices;
  return offices.of(lexicon, [&](std::string_view) { return Offices(lexicon); });
}

}  // namespace quoth::names
