#include "analyze/names/one_type.hpp"

#include <array>
#include <vector>

#include "analyze/names/hash_map.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr auto index_of(EntityType type) noexcept { return static_cast<std::size_t>(type); }
constexpr std::size_t kPerson = index_of(EntityType::person);

std::uint64_t key_of(const TokenTable& t, const FoundName& name) noexcept {
  std::uint64_t key = 0;
  for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
    if (t.kind(k) != TokenKind::word && t.kind(k) != TokenKind::number) continue;
    if (k == name.tokens.begin && has(t.classes(k), WordClass::determiner)) continue;
    key = hash_phrase(key, t.hash(k));
  }
  return key;
}

}  // namespace

void give_one_type(const TokenTable& t, FoundNames& names) {
  struct Counts {
    std::array<std::uint32_t, 3> of{};
    std::size_t first = 0;
  };
  HashMap<Counts> counts;
  HashMap<bool> surnames;
  std::vector<std::uint64_t> keys;
  keys.reserve(names.size());
  bool mixed = false;
  for (std::size_t n = 0; n < names.size(); ++n) {
    keys.push_back(key_of(t, names[n]));
    const auto [of_key, fresh] = counts.emplace(keys[n]);
    if (fresh) of_key->first = n;
    ++of_key->of[index_of(names[n].type)];
    mixed = mixed || names[n].type != names[of_key->first].type;
    if (names[n].type == EntityType::person && names[n].tokens.size() > 1)
      surnames.emplace(hash_phrase(0, t.hash(names[n].tokens.end - 1)), true);
  }
  if (!mixed) return;
  for (std::size_t n = 0; n < names.size(); ++n) {
    FoundName& name = names[n];
    const Counts& c = *counts.find(keys[n]);
    const std::uint32_t all = c.of[0] + c.of[1] + c.of[2];
    const std::size_t mine = index_of(name.type);
    if (c.of[mine] == all || name.rule == Rule::titled || !name.role.empty()) continue;
    std::size_t most = index_of(names[c.first].type);
    for (std::size_t k = 0; k < c.of.size(); ++k)
      if (c.of[k] > c.of[most]) most = k;
    if (most == mine) continue;
    WordClasses classes = name.tokens.size() == 1 ? t.classes(name.tokens.begin) : 0;
    if (const auto phrase = t.phrase_at(name.tokens.begin);
        phrase.id != kNoWord && name.tokens.begin + phrase.words == name.tokens.end)
      classes = t.lexicon().classes(phrase.id);
    if (has(classes, WordClass::metonym)) continue;
    const bool person = mine == kPerson || most == kPerson;
    if (person) {
      // Washington the man and the city; a surname of the article is left a person.
      if (most == kPerson && has_any(classes, kPlaceName | kOrgName)) continue;
      if (mine == kPerson && surnames.find(keys[n]) != nullptr) continue;
      if (c.of[most] < 2 * c.of[mine]) continue;
    }
    name.type = static_cast<EntityType>(most);
  }
}

}  // namespace quoth::names
