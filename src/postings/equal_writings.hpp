// Words that are written in several ways, and words that turn a sentence's sense: the table
// quotation_words.tsv of a language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace quoth {

/// Immutable; any number of threads. Keys are folded words.
class EqualWritings {
 public:
  /// The table of a BCP 47 tag; the English one for languages without. Read once.
  [[nodiscard]] static const EqualWritings& of(std::string_view lang);
  explicit EqualWritings(std::string_view table);

  /// The words a contraction stands for; null when `folded` is none. `apostrophe`: one was written.
  [[nodiscard]] const std::vector<std::string>* contraction(std::string_view folded,
                                                            bool apostrophe) const;
  /// Brings the spelling of a folded word to one way.
  void unify_spelling(std::string& folded) const;
  /// Bits of word_trait: negation, condition, contrast.
  [[nodiscard]] std::uint16_t roles(std::string_view folded) const;
  /// Whether what the word begins belongs to the word before it: "told *to* go", "the head *of* it".
  [[nodiscard]] bool begins_complement(std::string_view folded) const;
  /// Whether an editor's word in brackets is nobody's: "sic".
  [[nodiscard]] bool is_skipped(std::string_view folded) const;
  /// Whether the word says that what it introduces was not said so: "misquoted".
  [[nodiscard]] bool is_misquoting(std::string_view folded) const;
  /// Other languages' small words, language by language: which ones a folded word is of, as bits.
  [[nodiscard]] std::uint32_t languages_of(std::string_view folded) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept {
      return std::hash<std::string_view>{}(s);
    }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  struct Contraction {
    std::vector<std::string> words;
    bool needs_apostrophe = false;
  };
  Map<Contraction> contractions_;
  Map<std::string> prefixes_;
  Map<std::uint16_t> roles_;
  Map<std::uint32_t> small_words_;
  std::uint32_t next_language_ = 1;
  std::unordered_set<std::string, Hash, std::equal_to<>> ise_, complements_, skipped_, misquoting_;
  std::size_t shortest_prefix_ = 0, longest_prefix_ = 0;
};

}  // namespace quoth
