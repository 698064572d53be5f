// What kind of place or organisation each name of an article is, and which nouns can mean it.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/names/entities.hpp"
#include "analyze/names/found_name.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Kinds as a set: bit `kind` of a word.
using ThingKinds = std::uint32_t;
[[nodiscard]] constexpr ThingKinds bit(ThingKind kind) noexcept {
  return 1u << static_cast<unsigned>(kind);
}

/// Entities go by their number. Keeps references to what it is made of.
class KnownKinds {
 public:
  KnownKinds(const TokenTable& tokens, const FoundNames& names, const Clusters& clusters);

  /// What the lists, its own words and the text so far tell of an entity; 0 for nothing.
  [[nodiscard]] ThingKinds of(std::size_t e) const noexcept { return kinds_[e]; }
  [[nodiscard]] bool is(std::size_t e, ThingKind kind) const noexcept {
    return (kinds_[e] & bit(kind)) != 0;
  }
  void tell(EntityId id, ThingKind kind) noexcept {
    kinds_[static_cast<std::size_t>(id.index)] |= bit(kind);
  }
  /// Learns from the noun after a name that ends before token `after`: "the Zorvan East geographical
  /// constituency" says what Zorvan East is. Looks ahead at most three tokens.
  void told_after(EntityId id, TokenIndex after) noexcept;

  /// Whether a noun with the words before it (`words`, which it ends) can mean an entity at all.
  [[nodiscard]] bool fits(const ThingNoun& noun, std::size_t e, TokenRange words = {}) const;
  /// Whether a noun beside the name can tell what it is.
  [[nodiscard]] bool may_be(const ThingNoun& noun, EntityId id) const;
  /// Whether the noun, or one that can stand for it, stands in the name, before any "of".
  [[nodiscard]] bool holds(const ThingNoun& noun, std::size_t e) const;
  /// Whether the noun itself stands in the name.
  [[nodiscard]] bool holds_itself(const ThingNoun& noun, std::size_t e) const;
  /// Whether a word before the noun that ends `words` stands in the name.
  [[nodiscard]] bool shares_word(TokenRange words, std::size_t e) const;

 private:
  [[nodiscard]] ThingKinds kinds_of(std::size_t e) const;
  [[nodiscard]] TokenRange name_of(std::size_t e) const;

  const TokenTable& t_;
  const FoundNames& names_;
  const Clusters& clusters_;
  std::vector<ThingKinds> kinds_;
};

}  // namespace quoth::names
