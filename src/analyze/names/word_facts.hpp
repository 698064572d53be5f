// What one article's own letters tell about its words: which also stand in small letters, and which
// sentences are headlines, where a capital means nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

inline constexpr WordClasses kFunctionWord =
    classes_of(WordClass::determiner, WordClass::pronoun, WordClass::possessive,
               WordClass::preposition, WordClass::conjunction, WordClass::subordinator,
               WordClass::auxiliary, WordClass::modal, WordClass::negation, WordClass::adverb);
inline constexpr WordClasses kPersonName = classes_of(WordClass::given_name, WordClass::surname);
inline constexpr WordClasses kPlaceName = classes_of(WordClass::place, WordClass::country);
inline constexpr WordClasses kOrgName =
    classes_of(WordClass::organisation, WordClass::outlet, WordClass::metonym);

enum class Casing : std::uint8_t {
  sentence,  ///< capitals mark names
  title,     ///< Most Words Have Capitals
  upper,     ///< ALL LETTERS ARE LARGE
};

/// Facts about one token table, borrowed. Linear in the tokens; not changed afterwards.
class WordFacts {
 public:
  explicit WordFacts(const TokenTable& tokens);

  /// How often the word of token `i` stands in small letters in this article (counted to 255).
  [[nodiscard]] unsigned lower_count(TokenIndex i) const noexcept {
    return counts_[slots_[i]].lower;
  }
  /// How often it stands with a capital where no sentence begins and no headline is.
  [[nodiscard]] unsigned capital_count(TokenIndex i) const noexcept {
    return counts_[slots_[i]].capital;
  }
  /// Where what is known of the word of token `i` stands: below `slots()`, the same for every
  /// spelling of one word; kNoSlot for a word that has no capital anywhere.
  [[nodiscard]] std::size_t slot_of(TokenIndex i) const noexcept { return slots_[i]; }
  /// By a word's hash.
  [[nodiscard]] std::size_t slot_of_hash(std::uint64_t hash) const noexcept;
  static constexpr std::size_t kNoSlot = 0;
  [[nodiscard]] unsigned lower_count_at(std::size_t slot) const noexcept {
    return counts_[slot].lower;
  }
  [[nodiscard]] unsigned capital_count_at(std::size_t slot) const noexcept {
    return counts_[slot].capital;
  }
  [[nodiscard]] std::size_t slots() const noexcept { return counts_.size(); }
  /// The words with a capital, in text order.
  [[nodiscard]] const std::vector<TokenIndex>& capitals() const noexcept { return capitals_; }
  /// The lexicon's classes of token `i`, or, of a word with a capital that the lexicon does not have,
  /// what the article itself tells: "Borovia" is a country and "Borovian" its demonym where both stand.
  [[nodiscard]] WordClasses classes(TokenIndex i) const noexcept {
    if (!any_kin_ || tokens_.word(i) != kNoWord || !is_capital(i)) return tokens_.classes(i);
    switch (counts_[slots_[i]].kin) {
      case Kin::country:
        return classes_of(WordClass::place, WordClass::country);
      case Kin::demonym:
        return classes_of(WordClass::demonym);
      default:
        return 0;
    }
  }
  [[nodiscard]] Casing casing(TokenIndex i) const noexcept {
    return casing_[tokens_.sentence_of(i)];
  }
  /// Whether the word begins a sentence or what may be one: after a quotation mark, a colon, a
  /// bullet.
  [[nodiscard]] bool at_start(TokenIndex i) const noexcept;
  /// Whether it is part of an address: "t.co/Ab3Xy", "Tessa.Quill@paper.com".
  [[nodiscard]] bool in_address(TokenIndex i) const noexcept;
  /// Whether token `i` is a word with a capital first letter.
  [[nodiscard]] bool is_capital(TokenIndex i) const noexcept {
    if (tokens_.kind(i) != TokenKind::word) return false;
    const Shape shape = tokens_.shape(i);
    if (shape == Shape::capitalised || shape == Shape::upper) return true;
    if (shape != Shape::mixed) return false;
    const char first = tokens_.text()[tokens_.span(i).begin];
    return !(first >= 'a' && first <= 'z');
  }

 private:
  enum class Kin : std::uint8_t { none, country, demonym };
  struct Count {
    std::uint64_t hash = 0;
    std::uint8_t lower = 0, capital = 0;
    Kin kin = Kin::none;
    bool adjective = false, person = false;  // how a word in -ian is used
  };
  void count_words();
  void judge_sentences();
  void find_kin();
  [[nodiscard]] int speaks_for_demonym(TokenIndex i) const noexcept;

  const TokenTable& tokens_;
  std::vector<TokenIndex> capitals_;
  std::vector<Count> counts_;          // by slot; the first is of no word
  std::vector<std::uint32_t> slots_;   // by token
  std::vector<std::uint32_t> places_;  // slots by hash: open addressing, a power of two
  std::vector<Casing> casing_;
  bool any_kin_ = false;
};

}  // namespace quoth::names
