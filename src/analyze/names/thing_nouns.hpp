// The nouns that mean a place or an organisation named before, and which names they can mean.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

enum class ThingKind : std::uint8_t {
  country,
  town,
  capital,  ///< a town too
  region,
  state,  ///< a region with a government: province, county
  island,
  peninsula,
  continent,
  quarter,
  nature,
  site,    ///< the noun stands in the name: "the square" is Republic Square
  group,   ///< any organisation that no other noun fits better
  firm,    ///< any that sells
  agency,  ///< any outlet
  body,    ///< the noun stands in the name: "the ministry" is the Ministry of Health
  venue,   ///< any that is a site or a body
};
inline constexpr std::size_t kThingKinds = 16;

struct ThingNoun {
  std::uint64_t hash;  ///< hash_word of the noun
  EntityType type;
  ThingKind kind;
  std::uint8_t family = 0;  ///< nouns that can stand for each other; 0 for none
};

/// The nouns, by hash_word.
class ThingNouns {
 public:
  /// Those of English, en/names_nominals.tsv. Static data.
  [[nodiscard]] static const ThingNouns& english();
  /// The noun with that hash_word, or null: at once for nearly every word, which is none of them.
  [[nodiscard]] const ThingNoun* find(std::uint64_t hash) const noexcept {
    return may_be(hash) ? find_in_table(hash) : nullptr;
  }
  /// False for nearly every word that is no such noun.
  [[nodiscard]] bool may_be(std::uint64_t hash) const noexcept { return filter_[hash % kBits]; }

 private:
  static constexpr std::size_t kBits = 4096;
  ThingNouns();
  [[nodiscard]] const ThingNoun* find_in_table(std::uint64_t hash) const noexcept;

  std::vector<ThingNoun> table_;  // by hash
  std::bitset<kBits> filter_;
};

/// The same, among those of English.
[[nodiscard]] inline const ThingNoun* thing_noun(std::uint64_t hash) {
  return ThingNouns::english().find(hash);
}

/// What kind of place goes by a name, where it is listed as something else than a town: the hash is
/// `hash_phrase` over the words, begun with 0. Source: en/names_place_kinds.tsv.
[[nodiscard]] std::optional<ThingKind> listed_place_kind(std::uint64_t hash) noexcept;

}  // namespace quoth::names
