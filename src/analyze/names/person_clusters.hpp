// Which names of persons mean the same person.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <vector>

#include "analyze/names/entity_builder.hpp"
#include "analyze/names/hash_map.hpp"
#include "analyze/names/person_name.hpp"

namespace quoth::names {

/// Joins the names of persons into entities: full names first, then what is left of them. Expected
/// time linear in the names: of very many namesakes only a few are compared.
class PersonClusters {
 public:
  explicit PersonClusters(EntityBuilder& builder) : b_(builder), t_(builder.tokens) {}

  /// Gives every name of a person its entity.
  void run();

  /// Whom letters stand for ("MBS", "VDL"): their hash_word, folded; none() for nobody or several.
  [[nodiscard]] EntityId by_letters(std::uint64_t hash) const;
  /// Adds the name `n` to somebody known.
  void put(std::size_t n, EntityId id);

  [[nodiscard]] Gender gender_of(EntityId id) const noexcept {
    const auto e = static_cast<std::size_t>(id.index);
    return e < people_.size() ? people_[e].gender : Gender::unknown;
  }

 private:
  using Ids = boost::container::small_vector<EntityId, 2>;
  using ByHash = HashMap<Ids>;
  struct Person {
    PersonName name;      // the fullest
    std::string surname;  // folded
    Gender gender = Gender::unknown;
    std::uint32_t first = 0, last = 0;  // indices of names
    std::uint32_t mentions = 0;
  };

  Person& person(EntityId id) { return people_[static_cast<std::size_t>(id.index)]; }
  const FoundName& name_at(std::size_t n) const { return b_.names[n]; }
  Gender gender_hint(const FoundName& name) const noexcept;

  void place_full(std::size_t n);
  EntityId full_person(std::size_t n, const PersonName& name);
  void place_single(std::size_t n);
  bool share_surname(std::size_t n, const PersonName& name);
  EntityId new_person(std::size_t n, const PersonName& name);
  void grow(std::size_t n, const PersonName& name, EntityId id);
  void remember_parts(EntityId id, const FoundName& found, const PersonName& name);
  void add_sounds(EntityId id);
  EntityId sound_alike(std::size_t n, const PersonName& name);
  EntityId likeliest(const ByHash& people, std::uint64_t hash, std::size_t n,
                     const PersonName& name);

  EntityBuilder& b_;
  const TokenTable& t_;
  std::vector<Person> people_;  // by EntityId
  ByHash by_surname_, by_given_, by_middle_, by_sound_, by_letters_;
  HashMap<EntityId> by_full_, alike_;
  std::size_t sounds_ = 0;
};

}  // namespace quoth::names
