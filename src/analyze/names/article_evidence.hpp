// What an article tells of each word that has a capital in it: which names the rules are sure of
// hold it, and what stands beside it anywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/names/cues.hpp"
#include "analyze/names/found_name.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Borrows tokens and facts. Linear in the tokens; not changed afterwards.
class ArticleEvidence {
 public:
  ArticleEvidence(const TokenTable& tokens, const WordFacts& facts, const FoundNames& names);

  struct Word {
    std::uint8_t count[3] = {0, 0, 0};  ///< in sure names of each EntityType, at most 255
    std::uint32_t seen = 0;             ///< bits: what has stood beside it in running text
  };
  /// By WordFacts::slot_of.
  [[nodiscard]] const Word& at(std::size_t slot) const noexcept { return words_[slot]; }

  /// Whether it has a parliament, a president or a capital, and is never titled or given a first name.
  [[nodiscard]] bool is_governed(std::size_t slot) const noexcept {
    constexpr std::uint32_t kGoverned = 1u << kGovernedBit, kPerson = 1u << 3 | 1u << 4;
    return (words_[slot].seen & (kGoverned | kPerson)) == kGoverned;
  }

  /// Whether it has stood after a title or a given name, and no parliament or capital was its own.
  [[nodiscard]] bool is_person(std::size_t slot) const noexcept {
    constexpr std::uint32_t kGoverned = 1u << kGovernedBit, kPerson = 1u << 3 | 1u << 4;
    return (words_[slot].seen & kPerson) != 0 && (words_[slot].seen & kGoverned) == 0 &&
           words_[slot].count[2] == 0;
  }

  /// What a noun says of the capitals that end before token `end`: "X is a small band", "X (born
  /// 1950) was a poet", "X, a village". Looks ahead at most some 30 tokens.
  [[nodiscard]] Cues::Told told_after(TokenIndex end) const noexcept;
  /// What the noun before token `begin` says: "the band X", "the village of X".
  [[nodiscard]] Cues::Told told_before(TokenIndex begin) const noexcept;

 private:
  static constexpr unsigned kGovernedBit = 23;
  void count_votes(const FoundNames& names);
  void note_surroundings();
  [[nodiscard]] bool is_governed_before(TokenIndex of) const noexcept;
  [[nodiscard]] bool breaks_before(TokenIndex i) const noexcept {
    return i >= t_.size() || t_.before(i, Gap::sentence | Gap::paragraph);
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const Cues& cues_;
  std::vector<Word> words_;
};

}  // namespace quoth::names
