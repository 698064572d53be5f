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

constexpr struct {
  std::uint64_t noun, mans, womans;  // what the owner is to the relative
} kInverse[] = {
    {hash_word("father"), hash_word("son"), hash_word("daughter")},
    {hash_word("mother"), hash_word("son"), hash_word("daughter")},
    {hash_word("brother"), hash_word("brother"), hash_word("sister")},
    {hash_word("sister"), hash_word("brother"), hash_word("sister")},
    {hash_word("husband"), 0, hash_word("wife")},
    {hash_word("wife"), hash_word("husband"), 0},
    {hash_word("uncle"), hash_word("nephew"), hash_word("niece")},
    {hash_word("aunt"), hash_word("nephew"), hash_word("niece")},
};

}  // namespace

bool is_child_noun(std::uint64_t noun) noexcept {
  return noun == hash_word("son") || noun == hash_word("daughter") || noun == hash_word("child");
}

void Kinship::add(EntityId owner, std::uint64_t noun, EntityId relative, Gender owners_gender) {
  if (!relative.known() || owner == relative) return;
  noun = plain_noun(noun);
  put({owner, noun, relative});
  if (!owner.known()) return;
  for (const auto& i : kInverse) {
    if (i.noun != noun) continue;
    if (i.mans != 0 && owners_gender != Gender::female) put({relative, i.mans, owner});
    if (i.womans != 0 && owners_gender != Gender::male) put({relative, i.womans, owner});
  }
}

void Kinship::put(Link link) {
  if (links_.size() == links_.capacity()) links_.erase(links_.begin());
  links_.push_back(link);
}

void Kinship::add_parent(EntityId child, EntityId parent, Gender parents_gender) {
  if (parents_gender != Gender::female) put({child, hash_word("father"), parent});
  if (parents_gender != Gender::male) put({child, hash_word("mother"), parent});
}

EntityId Kinship::relative_of(EntityId owner, std::uint64_t noun) const noexcept {
  if (!owner.known()) return EntityId::none();
  noun = plain_noun(noun);
  for (std::size_t k = links_.size(); k-- > 0;)
    if (links_[k].noun == noun && links_[k].owner == owner) return links_[k].relative;
  // Told of somebody that a pronoun left open.
  for (std::size_t k = links_.size(); k-- > 0;)
    if (links_[k].noun == noun && !links_[k].owner.known() && links_[k].relative != owner)
      return links_[k].relative;
  return EntityId::none();
}

}  // namespace quoth::names
