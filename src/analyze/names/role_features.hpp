// What the role in a description ("the Zorvan minister") says for or against one person.
#pragma once

#include <span>

#include "analyze/names/entities.hpp"
#include "analyze/names/nominal_weights.hpp"
#include "analyze/names/offices.hpp"
#include "analyze/names/person_features.hpp"
#include "analyze/names/roles.hpp"

namespace quoth::names {

struct RoleTold {
  const RoleBeside& role;
  WordId word = kNoWord;
  Office office = 0;   ///< of the word
  bool plain = false;  ///< no office but "man", "boy"
};
struct HeldBy {
  std::span<const HeldRole> held;
  std::int32_t country = 0;
  Gender gender = Gender::unknown;
};

/// Sets the bias and the features of role, country, gender and owner; the others stay as they are.
void add_role_features(const RoleTold& told, const HeldBy& his, const Offices& offices,
                       Features<person_feature::kCount>& features);

}  // namespace quoth::names
