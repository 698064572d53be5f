#include "analyze/names/thing_kinds.hpp"

#include <algorithm>
#include <iterator>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// So many words of a name are looked at: no noun is sought in a garbled one of thousands.
constexpr TokenIndex kLongestName = 24;

// "Northern Zorvan" is a region, where the lists do not say better; "North Zorvan" may be a town.
constexpr std::uint64_t kRegionWords[] = {
    hash_word("northern"),     hash_word("southern"),     hash_word("eastern"),
    hash_word("western"),      hash_word("central"),      hash_word("northeast"),
    hash_word("northwest"),    hash_word("southeast"),    hash_word("southwest"),
    hash_word("northeastern"), hash_word("northwestern"), hash_word("southeastern"),
    hash_word("southwestern"), hash_word("greater"),      hash_word("upper"),
    hash_word("lower"),        hash_word("inner"),        hash_word("outer")};

}  // namespace

KnownKinds::KnownKinds(const TokenTable& tokens, const FoundNames& names, const Clusters& clusters)
    : t_(tokens), names_(names), clusters_(clusters) {
  kinds_.resize(clusters.entities.size(), 0);
  for (std::size_t e = 0; e < clusters.entities.size(); ++e)
    if (clusters.entities[e].type != EntityType::person) kinds_[e] = kinds_of(e);
}

TokenRange KnownKinds::name_of(std::size_t e) const {
  TokenRange name = names_[clusters_.fullest[e]].tokens;
  name.end = std::min(name.end, name.begin + kLongestName);
  return name;
}

ThingKinds KnownKinds::kinds_of(std::size_t e) const {
  const WordClasses classes = clusters_.classes[e];
  const bool place = clusters_.entities[e].type == EntityType::place;
  ThingKinds kinds = 0;
  if (!place) {
    if (has(classes, WordClass::outlet)) kinds |= bit(ThingKind::agency);
  }
  const bool country = place && has(classes, WordClass::country);
  std::uint64_t whole = 0;
  bool complement = false;
  const TokenRange name = name_of(e);
  for (TokenIndex k = name.begin; k < name.end; ++k) {
    if (t_.kind(k) != TokenKind::word) continue;
    if (k == name.begin && has(t_.classes(k), WordClass::determiner)) continue;
    whole = hash_phrase(whole, t_.hash(k));
    // "Institute of Government" is no government.
    complement = complement || has(t_.classes(k), WordClass::preposition);
    if (name.size() < 2 || country || complement) continue;
    const ThingNoun* noun = thing_noun(t_.hash(k));
    if (noun != nullptr && t_.shape(k) != Shape::lower &&
        ((noun->type == EntityType::place) == place || noun->kind == ThingKind::site ||
         noun->kind == ThingKind::body))
      kinds |= bit(noun->kind);
  }
  if (!place) return kinds;
  if (const auto kind = listed_place_kind(whole))
    return bit(*kind) | (country ? bit(ThingKind::country) : 0) |
           (*kind == ThingKind::capital ? bit(ThingKind::town) : 0);
  if (country) return bit(ThingKind::country);
  if (kinds == 0 && name.size() > 1 &&
      std::find(std::begin(kRegionWords), std::end(kRegionWords), t_.hash(name.begin)) !=
          std::end(kRegionWords))
    return bit(ThingKind::region);
  if (kinds == 0 && has(classes, WordClass::place)) kinds = bit(ThingKind::town);
  return kinds;
}

void KnownKinds::told_after(EntityId id, TokenIndex after) noexcept {
  const auto e = static_cast<std::size_t>(id.index);
  using enum ThingKind;
  if ((kinds_[e] & (bit(country) | bit(town) | bit(capital) | bit(state))) != 0) return;
  constexpr TokenIndex kMostAdjectives = 2;
  for (TokenIndex k = after; k < t_.size() && k <= after + kMostAdjectives; ++k) {
    if (t_.sentence_of(k) != t_.sentence_of(after - 1) || t_.kind(k) != TokenKind::word ||
        t_.shape(k) != Shape::lower || has_any(t_.classes(k), kFunctionWord))
      return;
    const ThingNoun* noun = thing_noun(t_.hash(k));
    if (noun == nullptr) continue;
    if (noun->type == EntityType::place && noun->kind != site && noun->kind != region &&
        noun->kind != venue && noun->kind != country && noun->kind != capital)
      kinds_[e] |= bit(noun->kind);
    return;
  }
}

bool KnownKinds::may_be(const ThingNoun& noun, EntityId id) const {
  const auto e = static_cast<std::size_t>(id.index);
  return (clusters_.entities[e].type == noun.type && kinds_[e] == 0) || fits(noun, e);
}

bool KnownKinds::fits(const ThingNoun& noun, std::size_t e, TokenRange words) const {
  const ThingKinds kinds = kinds_[e];
  const auto any = [&](auto... kind) { return (kinds & (bit(kind) | ...)) != 0; };
  using enum ThingKind;
  if (any(noun.kind) && noun.kind != body && noun.kind != site) return true;
  switch (noun.kind) {
    case country:
    case continent:
      return false;
    case town:
    case capital:
      return kinds == 0;
    case state:
      return kinds == 0 || any(region);
    case region:
      return !any(site, nature, country) && !(any(ThingKind::town) && any(quarter));
    case island:
    case peninsula:
    case quarter:
      return kinds == 0;
    case nature:
      return false;
    case group:
      return true;
    case firm:
      return !any(agency, body) && !has(clusters_.classes[e], WordClass::metonym);
    case agency:
      return false;
    case venue:
      return any(site, body);
    case site:
    case body:
      return holds(noun, e) || shares_word(words, e);
  }
  return false;
}

bool KnownKinds::holds(const ThingNoun& noun, std::size_t e) const {
  const TokenRange name = name_of(e);
  for (TokenIndex k = name.begin; k < name.end; ++k) {
    if (t_.hash(k) == noun.hash) return true;
    if (noun.family != 0)
      if (const ThingNoun* other = thing_noun(t_.hash(k));
          other != nullptr && other->family == noun.family)
        return true;
    if (has(t_.classes(k), WordClass::preposition)) return false;
  }
  return false;
}

bool KnownKinds::shares_word(TokenRange words, std::size_t e) const {
  const TokenRange name = name_of(e);
  for (TokenIndex w = words.begin; w + 1 < words.end; ++w)
    for (TokenIndex k = name.begin; k < name.end; ++k)
      if (t_.hash(w) != 0 && t_.kind(w) == TokenKind::word && t_.hash(k) == t_.hash(w)) return true;
  return false;
}

bool KnownKinds::holds_itself(const ThingNoun& noun, std::size_t e) const {
  const TokenRange name = name_of(e);
  for (TokenIndex k = name.begin; k < name.end; ++k)
    if (t_.hash(k) == noun.hash) return true;
  return false;
}

}  // namespace quoth::names
