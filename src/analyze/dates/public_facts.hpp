// Facts known to everybody that date a text: wars and terms of office.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// Alternatives of one folded word, by hash: any of them fills the place.
using WordChoice = std::vector<std::uint64_t>;

/// Days [first, after).
struct Stretch {
  Day first, after;
};

struct War {
  std::string name;
  Day from;
  std::optional<Day> until;
  std::vector<WordChoice> words;  ///< each must be in the text
};

struct Office {
  std::string name;  ///< as evidence shows it: "president trump"
  Day from;
  std::optional<Day> until;
  WordChoice surname;
  std::vector<WordChoice> role;  ///< the words right before the name, in order
  WordChoice not_before;         ///< words before the role that turn it: former, vice
};

/// A set of words by hash, which most words are known not to be in by one bit.
class WordSet {
 public:
  WordSet() = default;
  explicit WordSet(std::vector<std::uint64_t> hashes);
  [[nodiscard]] std::size_t size() const noexcept { return hashes_.size(); }
  /// The word's place in the set, size() when it is not in it.
  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept {
    if ((bits_[hash % kBits / 64] >> hash % 64 & 1) == 0) return size();
    const auto at = std::lower_bound(hashes_.begin(), hashes_.end(), hash);
    return at != hashes_.end() && *at == hash ? static_cast<std::size_t>(at - hashes_.begin())
                                              : size();
  }

 private:
  static constexpr std::size_t kBits = 4096;
  std::vector<std::uint64_t> hashes_;  ///< sorted
  std::array<std::uint64_t, kBits / 64> bits_{};
};

/// The table tables/en/public_facts.tsv, read once.
struct PublicFacts {
  std::vector<War> wars;
  std::vector<Office> offices;
  Stretch news;  ///< the days whose news is read; a text that nothing dates lies in them
  WordChoice war_nouns, war_begins;  ///< "the war that began two weeks ago"
  WordChoice whole_wars;  ///< "the war in Ukraine"; "fighting in Ukraine" may be of another
  WordChoice away;        ///< "ten days away"
  WordChoice more, less;  ///< "more than two weeks", "nearly a year"
  WordSet wanted;         ///< the words of wars and the surnames of offices
  static const PublicFacts& english();
};

}  // namespace quoth::dates
