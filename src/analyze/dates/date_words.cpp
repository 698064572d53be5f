#include "analyze/dates/date_words.hpp"

#include <algorithm>

#include "analyze/tables/language_setting.hpp"
#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::dates {
namespace {

std::optional<Role> role_named(std::string_view name) {
  const auto same = [&](std::string_view role) {
    return std::equal(role.begin(), role.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a == '_' ? '-' : a) == b; });
  };
#define QUOTH_MATCH(role) \
  if (same(#role)) return Role::role;
  QUOTH_DATE_ROLES(QUOTH_MATCH)
#undef QUOTH_MATCH
  return std::nullopt;
}

}  // namespace

DateWords::DateWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
                     std::vector<std::string>* errors) {
  std::vector<Roles> roles(lexicon.size());
  tables::for_each_row(table, [&](std::span<const std::string_view> row, std::size_t line) {
    const auto fail = [&](const std::string& what) {
      if (errors != nullptr)
        errors->push_back(std::string(file) + ":" + std::to_string(line) + ": " + what);
    };
    if (row.size() < 2) return fail("needs a role, a TAB and words with commas between them");
    Endings* endings = nullptr;
    if (row[0] == "past-ending") endings = &past_;
    if (row[0] == "not-past-ending") endings = &not_past_;
    if (row[0] == "ongoing-ending") endings = &ongoing_;
    if (row[0] == "plural-ending") endings = &plural_;
    if (row[0] == "not-plural-ending") endings = &not_plural_;
    if (endings != nullptr)
      return tables::for_each_word(row[1], [&](std::string_view word) { endings->emplace_back(word); });
    if (row[0] == "decimal-comma") {
      if (row[1] != "yes" && row[1] != "no") return fail("needs yes or no after the TAB");
      decimal_comma_ = row[1] == "yes";
      return;
    }
    const std::optional<Role> role = role_named(row[0]);
    if (!role)
      return fail("there is no role \"" + std::string(row[0]) +
                  "\"; use one of those listed in src/analyze/dates/date_words.hpp");
    const auto bit = static_cast<std::size_t>(*role);
    tables::for_each_word(row[1], [&](std::string_view word) {
      if (const WordId id = lexicon.find_text(word); id != kNoWord) {
        roles[id].set(bit);
        return;
      }
      if (word.find(' ') != std::string_view::npos)
        return fail("the phrase \"" + std::string(word) +
                    "\" is in no word list; add it to lexicon/calendar.tsv");
      const std::uint64_t hash = hash_word(folded(word));
      const auto known = std::find_if(unlisted_.begin(), unlisted_.end(),
                                      [&](const auto& u) { return u.first == hash; });
      if (known == unlisted_.end())
        unlisted_.emplace_back(hash, Roles{}.set(bit));
      else
        known->second.set(bit);
    });
  });
  // Few combinations occur, so that a byte a word tells which.
  sets_.emplace_back();
  set_of_word_.assign(lexicon.size(), 0);
  for (WordId word = 0; word < lexicon.size(); ++word) {
    if (roles[word].none()) continue;
    auto set = std::find(sets_.begin(), sets_.end(), roles[word]);
    if (set == sets_.end()) {
      if (sets_.size() == 256) {
        if (errors != nullptr)
          errors->push_back(std::string(file) +
                            ": more than 255 different combinations of roles; merge some");
        break;
      }
      set = sets_.insert(sets_.end(), roles[word]);
    }
    set_of_word_[word] = static_cast<std::uint8_t>(set - sets_.begin());
  }
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

bool DateWords::is_unlisted(std::uint64_t hash, Role role) const noexcept {
  for (const auto& [word, roles] : unlisted_)
    if (word == hash) return roles[static_cast<std::size_t>(role)];
  return false;
}

}  // namespace quoth::dates
