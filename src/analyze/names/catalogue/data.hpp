// What a catalogue of names holds: tokens, the keys that lead to them, and the names they stand in.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/names/catalogue/pair_table.hpp"
#include "analyze/names/prepared_name.hpp"
#include "quoth/analyze/name_catalogue.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_variants.hpp"

namespace quoth::names {

using TokenId = std::uint32_t;
using NameId = std::uint32_t;
inline constexpr std::uint32_t kMostTokenIds = 1U << 24;

/// A token's place in a name, packed in one word:
///
///     bits 0..23 the token   24 joined_next   25 capitals   26..28 its role here
struct PackedToken {
  std::uint32_t bits = 0;
  PackedToken() = default;
  PackedToken(TokenId token, const NameToken& place) noexcept
      : bits(token | std::uint32_t{place.joined_next} << 24 | std::uint32_t{place.capitals} << 25 |
             static_cast<std::uint32_t>(place.role) << 26) {}
  [[nodiscard]] TokenId token() const noexcept { return bits & (kMostTokenIds - 1); }
  [[nodiscard]] bool joined_next() const noexcept { return (bits >> 24 & 1) != 0; }
  [[nodiscard]] bool capitals() const noexcept { return (bits >> 25 & 1) != 0; }
  [[nodiscard]] TokenRole role() const noexcept { return static_cast<TokenRole>(bits >> 26 & 7); }
};
/// A joined token: bits 0..23 the token, 24..27 the first place, 28..31 how many.
struct PackedJoin {
  std::uint32_t bits = 0;
  PackedJoin() = default;
  PackedJoin(TokenId token, Join join) noexcept
      : bits(token | std::uint32_t{join.first} << 24 | std::uint32_t{join.count} << 28) {}
  [[nodiscard]] TokenId token() const noexcept { return bits & (kMostTokenIds - 1); }
  [[nodiscard]] std::uint8_t first() const noexcept { return bits >> 24 & 15; }
  [[nodiscard]] std::uint8_t count() const noexcept {
    return static_cast<std::uint8_t>(bits >> 28);
  }
};

struct NameRow {
  std::uint32_t text = 0, id = 0;  ///< where they begin in `texts`; each ends where the next begins
  std::uint32_t first = 0;         ///< in `places`: tokens, then joined ones
  std::uint8_t tokens = 0, joined = 0, comma = 0;
  bool capitals_tell = false;
  std::uint32_t variant = 0;
};

/// Lists of numbers behind hashed keys: open addressing, one flat array of numbers.
class KeyTable {
 public:
  /// Takes the pairs (hash, number); sorts them.
  void build(std::vector<std::pair<std::uint64_t, std::uint32_t>>& pairs);
  [[nodiscard]] std::span<const std::uint32_t> find(std::uint64_t hash) const noexcept;
  [[nodiscard]] std::size_t keys() const noexcept { return keys_; }
  [[nodiscard]] std::size_t memory() const noexcept {
    return slots_.size() * sizeof(Slot) + numbers_.size() * sizeof(std::uint32_t);
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t first = 0, count = 0;  ///< count 0: free
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> numbers_;
  std::size_t keys_ = 0;
};

using KeyHashes = boost::container::static_vector<std::uint64_t, kMaxNameKeys + kMostReadings + 2>;
/// The token itself and its keys, hashed; nothing for a single letter's keys.
[[nodiscard]] KeyHashes key_hashes(std::string_view folded_token, bool variants);
/// What a token may be shortened to, hashed: its first letter and its first sounds. `written` tells
/// a letter that stands in the name from one that the name only begins with.
[[nodiscard]] KeyHashes initial_hashes(const PreparedToken& token, bool written);

/// The key of a place or organisation of the gazetteer. A name is filed under the best it can mean.
[[nodiscard]] constexpr std::uint64_t key_of_thing(VariantRef thing) noexcept {
  return (thing.group() + std::uint64_t{1}) * 0x9e3779b97f4a7c15ULL;
}
inline constexpr std::size_t kMostThings = 16;

struct CatalogueData {
  std::string texts;
  std::vector<NameRow> names;         ///< one more than there are names
  std::vector<std::uint32_t> places;  ///< PackedToken and PackedJoin
  std::vector<PreparedToken> tokens;
  std::vector<std::uint32_t> posting_begins;  ///< of each token, one more
  std::vector<NameId> postings;               ///< ascending for each token
  KeyTable by_text, by_key, by_variant;       ///< hash -> tokens, tokens, names
  KeyTable by_thing;                          ///< key_of_thing -> names
  PairTable pairs;                            ///< two keys -> names
  std::string key_letters;                    ///< the bytes that keys are made of

  [[nodiscard]] std::span<const NameId> postings_of(TokenId token) const noexcept {
    return {postings.data() + posting_begins[token],
            posting_begins[token + 1] - posting_begins[token]};
  }
  [[nodiscard]] std::span<const std::uint32_t> places_of(NameId name) const noexcept {
    const NameRow& row = names[name];
    return {places.data() + row.first, std::size_t{row.tokens} + row.joined};
  }
  /// The name as the alignment sees it; borrows the tokens.
  void view_of(NameId name, NameView& view) const;
};

}  // namespace quoth::names
