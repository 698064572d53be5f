#include "analyze/names/kinship.hpp"

#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// Words of the nursery and their full forms are one relation.
std::uint64_t plain_noun(std::uint64_t noun) noexcept {
  if (noun == hash_word("dad") || noun == hash_word("daddy")) return hash_word("father");
  if (noun == hash_word("mum") || noun == hash_word("mom") || noun == hash_word("mummy"))
    return hash_word("mother");
  return noun;
}

}  // namespace

bool is_child_noun(std::uint64_t noun) noexcept {
  return noun == hash_word("son") || noun == hash_word("daughter") || noun == hash_word("child");
}

void Kinship::add(EntityId owner, std::uint64_t noun, EntityId relative) {
  if (!relative.known() || owner == relative) return;
  if (links_.size() == links_.capacity()) links_.erase(links_.begin());
  links_.push_back({owner, plain_noun(noun), relative});
}

void Kinship::add_parent(EntityId child, EntityId parent, Gender parents_gender) {
  if (parents_gender != Gender::female) add(child, hash_word("father"), parent);
  if (parents_gender != Gender::male) add(child, hash_word("mother"), parent);
}

EntityId Kinship::relative_of(EntityId owner, std::uint64_t noun) const noexcept {
  noun = plain_noun(noun);
  EntityId any = EntityId::none();
  for (std::size_t k = links_.size(); k-- > 0;) {
    const Link& link = links_[k];
    if (link.noun != noun || link.relative == owner) continue;
    if (owner.known() && link.owner == owner) return link.relative;
    if (!any.known()) any = link.relative;
  }
  return any;
}

}  // namespace quoth::names
