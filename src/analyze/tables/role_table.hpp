// Reads a table of roles: what single words of a language do, told by rows of a role and its words.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::tables {

/// One table and how its mistakes are told: "en/date_words.tsv:7: there is no role ...".
struct RoleTable {
  std::string_view text;    ///< rows: role <TAB> words with commas between them
  std::string_view file;    ///< its name, for messages
  std::string_view header;  ///< where its roles are listed, for messages
  std::span<const std::string_view>
      roles;  ///< identifiers; tables write a hyphen for the underscore
  std::vector<std::string>* errors = nullptr;  ///< receives a line for each row that cannot be read

  /// Whether a role's identifier is what a table writes so.
  [[nodiscard]] static bool names(std::string_view identifier, std::string_view written) noexcept {
    return std::equal(identifier.begin(), identifier.end(), written.begin(), written.end(),
                      [](char a, char b) { return (a == '_' ? '-' : a) == b; });
  }
};

/// Calls `word(text, role, fail)` for each word of each row, and before that `own(row, fail)`, which
/// returns true for a row that is no role's but the caller's: endings, settings. `fail(what)` tells
/// what is wrong with the row.
template <class Own, class Word>
void for_each_role(const RoleTable& table, Own&& own, Word&& word) {
  for_each_row(table.text, [&](std::span<const std::string_view> row, std::size_t line) {
    const auto fail = [&](const std::string& what) {
      if (table.errors != nullptr)
        table.errors->push_back(std::string(table.file) + ":" + std::to_string(line) + ": " + what);
    };
    if (row.size() < 2) return fail("needs a role, a TAB and words with commas between them");
    if (own(row, fail)) return;
    const auto role =
        std::find_if(table.roles.begin(), table.roles.end(),
                     [&](std::string_view known) { return RoleTable::names(known, row[0]); });
    if (role == table.roles.end())
      return fail("there is no role \"" + std::string(row[0]) + "\"; use one of those listed in " +
                  std::string(table.header));
    const auto number = static_cast<std::size_t>(role - table.roles.begin());
    for_each_word(row[1], [&](std::string_view text) { word(text, number, fail); });
  });
}

/// Words and the roles each plays, `N` roles in all. Immutable after settle().
template <std::size_t N>
class RoleWords {
 public:
  using Roles = std::bitset<N>;

  RoleWords() = default;
  explicit RoleWords(const Lexicon& lexicon) : lexicon_(&lexicon), listed_(lexicon.size()) {}

  /// Gives a role to a word or a phrase of the lexicon, or to a word that is not in it.
  void add(std::string_view text, std::size_t role) {
    if (const WordId id = lexicon_->find_text(text); id != kNoWord) {
      listed_[id].set(role);
      return;
    }
    const std::uint64_t hash = hash_word(folded(text));
    const auto known = std::find_if(unlisted_.begin(), unlisted_.end(),
                                    [&](const auto& u) { return u.first == hash; });
    if (known == unlisted_.end())
      unlisted_.emplace_back(hash, Roles{}.set(role));
    else
      known->second.set(role);
    unlisted_bits_ |= std::uint64_t{1} << (hash & 63);
  }
  /// Ends the adding. Few combinations occur, so that two bytes a word tell which.
  void settle() {
    sets_.assign(1, Roles{});
    set_of_word_.assign(listed_.size(), 0);
    for (WordId word = 0; word < listed_.size(); ++word) {
      if (listed_[word].none()) continue;
      auto set = std::find(sets_.begin(), sets_.end(), listed_[word]);
      if (set == sets_.end()) set = sets_.insert(sets_.end(), listed_[word]);
      set_of_word_[word] = static_cast<std::uint16_t>(set - sets_.begin());
    }
    listed_ = {};
  }

  /// The roles of a word or phrase of the lexicon.
  [[nodiscard]] Roles of(WordId word) const noexcept {
    return word < set_of_word_.size() ? sets_[set_of_word_[word]] : Roles{};
  }
  /// The roles of token `i` of a text scanned with that lexicon, in any case.
  [[nodiscard]] Roles of(const TokenTable& t, TokenIndex i) const noexcept {
    if (i >= t.size() || t.kind(i) != TokenKind::word) return {};
    const WordId word = t.word(i);
    if (word != kNoWord) return of(word);
    const std::uint64_t hash = t.hash(i);
    if ((unlisted_bits_ >> (hash & 63) & 1) != 0)
      for (const auto& [other, roles] : unlisted_)
        if (other == hash) return roles;
    return {};
  }

 private:
  const Lexicon* lexicon_ = nullptr;
  std::vector<Roles> listed_;  // by WordId, until settle()
  std::vector<std::uint16_t> set_of_word_;
  std::vector<Roles> sets_;
  std::vector<std::pair<std::uint64_t, Roles>> unlisted_;  // by hash: words not in the lexicon
  std::uint64_t unlisted_bits_ = 0;  // a bit for the low six of each hash in `unlisted_`
};

/// Endings that tell what a word in small letters is.
class WordEndings {
 public:
  void add(std::string_view list) {
    for_each_word(list, [&](std::string_view ending) { endings_.emplace_back(ending); });
  }
  [[nodiscard]] bool end(std::string_view word) const noexcept {
    for (const std::string& ending : endings_)
      if (word.ends_with(ending)) return true;
    return false;
  }

 private:
  std::vector<std::string> endings_;
};

}  // namespace quoth::tables
