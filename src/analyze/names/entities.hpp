// Which names of an article mean the same person, organisation or place.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <vector>

#include "analyze/names/found_name.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// A role and the country it is held in, where the article tells.
struct HeldRole {
  WordId word = kNoWord;
  std::int32_t country = 0;  ///< ISO 3166-1 number, 0 unknown
};

struct Clusters {
  std::vector<Entity> entities;                                   ///< by EntityId
  std::vector<boost::container::small_vector<HeldRole, 2>> held;  ///< roles of each entity
  std::vector<std::int32_t> country;    ///< of a place or person, where known; else 0
  std::vector<WordClasses> classes;     ///< of a place or organisation: what the lists say of it
  std::vector<std::size_t> fullest;     ///< index of each entity's fullest name
  std::vector<EntityId> of_name;        ///< by index into the names
  std::vector<std::uint32_t> mentions;  ///< how many names each entity has
};

/// Clusters the names: full name, then surname, then acronym; spellings of one name that sound
/// alike are joined, people of one surname with different given names are kept apart. Names
/// get the type that most of their spelling have (give_one_type()), a person's letters taken for an
/// organisation ("MBS") the type `person`. Expected time linear in the
/// names.
[[nodiscard]] Clusters cluster(const TokenTable& tokens, FoundNames& names);

}  // namespace quoth::names
