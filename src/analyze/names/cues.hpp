// The weights of src/analyze/tables/en/names.tsv, compiled once: which cue speaks for which type.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Features of the name itself.
enum class Feature : std::uint8_t {
  titled,
  role,
  role_after,
  age,
  given,
  surname,
  initial,
  suffix,
  particle,
  acronym,
  camel,
  two_words,
  three_words,
  many_words,
  one_word,
  common,
  org_word,
  possessive,
  comma_place,
  dateline,
  according,
  ampersand,
};
inline constexpr std::size_t kFeatures = 22;

/// Evidence for each type, by EntityType.
using Scores = std::array<std::int32_t, 3>;

/// A name is kept from kKept on and sure from kSure on.
inline constexpr std::int32_t kKept = 2, kSure = 4;

class Cues {
 public:
  /// Those of English. Static data.
  [[nodiscard]] static const Cues& english();

  void add(Feature feature, Scores& scores) const noexcept;
  void add_before(const TokenTable& tokens, TokenIndex i, Scores& scores) const noexcept;
  void add_after(const TokenTable& tokens, TokenIndex i, Scores& scores) const noexcept;
  /// What the last letters of a word tell. Only ASCII letters are read.
  void add_ending(std::string_view word, Scores& scores) const noexcept;
  /// Which row of the table speaks of the word before or after a name, or of its ending: numbered
  /// from 1, 0 for none.
  [[nodiscard]] std::uint32_t before_row(const TokenTable& tokens, TokenIndex i) const noexcept;
  [[nodiscard]] std::uint32_t after_row(const TokenTable& tokens, TokenIndex i) const noexcept;
  /// The row of what countries have: "X's president", "the capital of X".
  [[nodiscard]] std::uint32_t country_row() const noexcept { return country_row_; }
  [[nodiscard]] std::uint32_t ending_row(std::string_view word) const noexcept;
  /// What a noun says of the thing it is said of: "the band X", "X was a village".
  enum class Told : std::uint8_t { nothing, person, organisation, place, work };
  [[nodiscard]] Told told_by(const TokenTable& tokens, TokenIndex i) const noexcept;
  /// What a neighbour of known type in an enumeration tells.
  void add_listed(EntityType neighbour, Scores& scores) const noexcept;

 private:
  struct Weighted {
    std::uint64_t hash = 0;
    Scores scores{};
    std::uint32_t row = 0;
  };
  struct ByClass {
    WordClasses classes;
    Scores scores;
    std::uint32_t row;
  };
  /// Words by hash, open addressing: most words asked for are not in it, and cost one look.
  class Words {
   public:
    void add(const Weighted& word);
    [[nodiscard]] const Weighted* find(std::uint64_t hash) const noexcept {
      for (std::size_t place = hash & mask_;; place = (place + 1) & mask_) {
        if (places_[place].hash == hash) return &places_[place];
        if (places_[place].hash == 0) return nullptr;
      }
    }

   private:
    void grow();
    std::vector<Weighted> places_ = std::vector<Weighted>(16);
    std::size_t mask_ = 15, words_ = 0;
  };
  Cues();
  [[nodiscard]] const Weighted* find_ending(std::string_view word) const noexcept;
  static void add_word(const Words& words, std::uint64_t hash, Scores& scores) noexcept;

  std::array<Scores, kFeatures> features_{};
  std::array<Scores, 3> listed_{};
  // Which last two letters an ending of the table can have.
  std::array<std::uint32_t, 32> last_letters_{};
  Words before_, after_, endings_, nouns_;
  std::vector<ByClass> before_classes_, after_classes_;
  std::uint32_t country_row_ = 0;
};

}  // namespace quoth::names
