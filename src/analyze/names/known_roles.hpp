// The people of an article by country, role and office: whom "the Zorvan minister" can mean.
#pragma once

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "analyze/names/offices.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

class KnownRoles {
 public:
  static constexpr std::size_t kFew = 8;  ///< people kept of one country, role or office

  explicit KnownRoles(const Offices& offices) : offices_(offices), by_office_(offices.size()) {}

  void comes_from(EntityId id, std::int32_t country) { remember(by_country_[country], id); }
  void holds(EntityId id, WordId role) {
    remember(by_role_[role], id);
    if (const Office o = offices_.of_word(role); o != 0) remember(by_office_[o], id);
  }

  /// In the order they were told; empty for nobody. Valid until the next one is told.
  [[nodiscard]] std::span<const EntityId> of_country(std::int32_t country) const {
    return country == 0 ? std::span<const EntityId>() : found(by_country_, country);
  }
  [[nodiscard]] std::span<const EntityId> of_role(WordId role) const {
    return found(by_role_, role);
  }
  [[nodiscard]] std::span<const EntityId> of_office(Office office) const {
    return office == 0 ? std::span<const EntityId>() : list_of(by_office_[office]);
  }

 private:
  using Few = boost::container::static_vector<EntityId, kFew>;

  static std::span<const EntityId> list_of(const Few& few) { return {few.data(), few.size()}; }
  static void remember(Few& few, EntityId id) {
    if (few.size() < few.capacity() && std::find(few.begin(), few.end(), id) == few.end())
      few.push_back(id);
  }
  template <class Map, class Key>
  static std::span<const EntityId> found(const Map& map, Key key) {
    const auto at = map.find(key);
    return at == map.end() ? std::span<const EntityId>() : list_of(at->second);
  }

  const Offices& offices_;
  std::unordered_map<std::int32_t, Few> by_country_;
  std::unordered_map<WordId, Few> by_role_;
  std::vector<Few> by_office_;
};

}  // namespace quoth::names
