// The entities of an article while its names are being joined.
#pragma once

#include <cstddef>
#include <vector>

#include "analyze/names/found_name.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

struct EntityBuilder {
  const TokenTable& tokens;
  const FoundNames& names;
  std::vector<EntityType> types;     ///< by EntityId
  std::vector<std::size_t> fullest;  ///< by EntityId: index of its fullest name
  std::vector<EntityId> of_name;     ///< by index into the names

  EntityBuilder(const TokenTable& t, const FoundNames& n)
      : tokens(t), names(n), of_name(n.size(), EntityId::none()) {}

  /// A new entity, named by the name `first`.
  EntityId make(EntityType type, std::size_t first) {
    types.push_back(type);
    fullest.push_back(first);
    return {static_cast<std::int32_t>(types.size() - 1)};
  }
  [[nodiscard]] std::size_t& fullest_of(EntityId id) noexcept {
    return fullest[static_cast<std::size_t>(id.index)];
  }
};

}  // namespace quoth::names
