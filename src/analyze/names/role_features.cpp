#include "analyze/names/role_features.hpp"

namespace quoth::names {

void add_role_features(const RoleTold& told, const HeldBy& his, const Offices& offices,
                       Features<person_feature::kCount>& f) {
  using namespace person_feature;
  using Owner = RoleBeside::Owner;
  f[kBias] = 1;
  bool same_role = false, same_office = false;
  for (const HeldRole& h : his.held) {
    if (h.word == told.word) same_role = true;
    const Office o = offices.of_word(h.word);
    if (o != 0 && (o == told.office || offices.is_relation(o))) same_office = true;
  }
  f[kSameRole] = same_role;
  f[kSameOffice] = same_office && !same_role;
  f[kOtherRole] = !his.held.empty() && !same_role && !same_office;
  f[kNoRole] = his.held.empty();
  if (told.role.country != 0) {
    f[kHasCountry] = 1;
    f[his.country == told.role.country ? kSameCountry
      : his.country == 0               ? kUnknownCountry
                                       : kOtherCountry] = 1;
  }
  f[kSameGender] = told.role.gender != Gender::unknown && his.gender == told.role.gender;
  f[kUnknownGender] = told.role.gender != Gender::unknown && his.gender == Gender::unknown;
  f[kDefinite] = told.role.owner == Owner::definite;
  f[kOwnedByPronoun] = told.role.owner == Owner::pronoun;
  f[kOwnedByName] = told.role.owner == Owner::name;
  f[kBare] = told.role.owner == Owner::none;
  f[kPlain] = told.plain;
  const bool owned = told.role.owner == Owner::pronoun || told.role.owner == Owner::name;
  f[kOwnedRole] = owned && same_role;
  f[kOwnedNoRole] = owned && !same_role && told.role.country == 0;
  f[kPlainRole] = told.plain && (same_role || same_office);
}

}  // namespace quoth::names
