// The word lists of one language, read from their tables and ready to be written down as a Lexicon.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/text/lexicon.hpp"

namespace quoth::tables {

/// Collects the rows of a language's lexicon tables. A wrong row is told in `errors()`, by file and
/// line and with what to do about it, and left out.
///
/// A row is: word or phrase, TAB, classes separated by spaces, each `class` or `class=value`. Rows
/// of one word add up. A word's value for a class is stated once; only a row of the language's own
/// may differ from a borrowed one, and wins.
class LexiconSource {
 public:
  struct Value {
    std::int32_t value = 0;
    bool borrowed = false;
  };
  struct Word {
    WordClasses classes = 0;
    std::map<unsigned, Value> values;  ///< by the class's bit
    unsigned words = 1;
    std::uint64_t hash = 0;
    std::uint64_t pair = 0;  ///< of a phrase: the hash of its first two words
  };

  /// Reads one table; `file` is its name for messages. Borrowed tables are read last.
  void add(std::string_view table, std::string_view file, bool borrowed = false);
  /// Reads a table of cue verbs, a lemma a row: five columns of forms, its frame, what it takes (see
  /// en/cue_verbs.tsv). Read after the word lists, whose prepositions it names.
  void add_verbs(std::string_view table, std::string_view file);
  /// Likewise of cue nouns: noun, plural, kind, what it takes (see en/cue_nouns.tsv).
  void add_nouns(std::string_view table, std::string_view file);
  /// Gives the words their derived classes. Call once, after all tables.
  void finish();

  /// By folded text; a phrase is its words joined by one space.
  [[nodiscard]] const std::map<std::string, Word>& words() const noexcept { return words_; }
  [[nodiscard]] unsigned longest_phrase() const noexcept { return longest_phrase_; }
  [[nodiscard]] const std::vector<std::string>& errors() const noexcept { return errors_; }

 private:
  void row(std::string_view line, const std::string& where, bool borrowed);
  void classes(std::string_view fields, const std::string& key, Word& word,
               const std::string& where, bool borrowed);
  void verb(std::string_view line, const std::string& where);
  void noun(std::string_view line, const std::string& where);
  [[nodiscard]] std::size_t complements(std::string_view names, const std::string& where);
  [[nodiscard]] std::int32_t complement(std::string_view name, const std::string& where);
  void fail(const std::string& where, const std::string& what) {
    errors_.push_back(where + ": " + what);
  }

  std::map<std::string, Word> words_;
  unsigned longest_phrase_ = 1;
  std::vector<std::string> errors_;
};

/// What `language.tsv` says of a language beside its words and rules.
struct LanguageSettings {
  std::vector<std::string> borrowed;  ///< word lists of other languages: "en/lexicon/places.tsv"
  bool ordinal_point = false;         ///< "3." is the third: its point ends no sentence
  bool capital_nouns = false;         ///< every noun has a capital
  bool verb_second = false;           ///< the finite verb stands second, its participle last
  std::vector<std::string> errors;
};
[[nodiscard]] LanguageSettings read_settings(std::string_view table, std::string_view file);

}  // namespace quoth::tables
