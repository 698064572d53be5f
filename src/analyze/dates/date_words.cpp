#include "analyze/dates/date_words.hpp"

#include "analyze/tables/language_setting.hpp"
#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"

namespace quoth::dates {
namespace {

constexpr std::string_view kRoles[] = {
#define QUOTH_NAME(role) #role,
    QUOTH_DATE_ROLES(QUOTH_NAME)
#undef QUOTH_NAME
};

}  // namespace

DateWords::DateWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
                     std::vector<std::string>* errors)
    : words_(lexicon) {
  const std::pair<std::string_view, tables::WordEndings*> endings[] = {
      {"past-ending", &past_},
      {"not-past-ending", &not_past_},
      {"ongoing-ending", &ongoing_},
      {"plural-ending", &plural_},
      {"not-plural-ending", &not_plural_}};
  const auto own = [&](std::span<const std::string_view> row, const auto& fail) {
    for (const auto& [name, list] : endings)
      if (row[0] == name) return list->add(row[1]), true;
    if (row[0] != "decimal-comma") return false;
    if (row[1] != "yes" && row[1] != "no") fail("needs yes or no after the TAB");
    decimal_comma_ = row[1] == "yes";
    return true;
  };
  const auto add = [&](std::string_view word, std::size_t role, const auto& fail) {
    if (word.find(' ') != std::string_view::npos && lexicon.find_text(word) == kNoWord)
      return fail("the phrase \"" + std::string(word) +
                  "\" is in no word list; add it to lexicon/calendar.tsv");
    words_.add(word, role);
  };
  tables::for_each_role({table, file, "src/analyze/dates/date_words.hpp", kRoles, errors}, own,
                        add);
  words_.settle();
}

const DateWords& DateWords::of(const Lexicon& lexicon) {
  static tables::PerLanguage<DateWords> words;
  return words.of(lexicon, [&](std::string_view language) {
    const std::string file = std::string(language) + "/date_words.tsv";
    DateWords out(tables::text_of(file), file, lexicon);
    out.capital_nouns_ = tables::language_sets(language, "capital-nouns");
    return out;
  });
}

}  // namespace quoth::dates
