// Which words name one office, so that "the premier" can be the prime minister.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "quoth/text/lexicon.hpp"

namespace quoth::names {

/// A row of en/names_offices.tsv by its number; 0 for none.
using Office = std::uint8_t;

/// Offices by the words of one lexicon.
class Offices {
 public:
  Offices() = default;
  explicit Offices(const Lexicon& lexicon);

  /// Those of the lexicon's language. Static data.
  [[nodiscard]] static const Offices& of(const Lexicon& lexicon);

  [[nodiscard]] Office of_word(WordId word) const {
    const auto at = offices_.find(word);
    return at == offices_.end() ? Office{0} : at->second;
  }
  /// An office told by somebody else's: "his counterpart".
  [[nodiscard]] bool is_relation(Office office) const noexcept {
    return office != 0 && office == relation_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::unordered_map<WordId, Office> offices_;
  Office relation_ = 0;
  std::size_t size_ = 1;
};

}  // namespace quoth::names
