// What a word does inside a whole name, by tables and by its ending.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::names {

enum class TokenRole : std::uint8_t {
  name,        ///< part of what somebody is called
  patronymic,  ///< by its ending: Stepanovich, Борисовна
  particle,    ///< von, al, bin
  title,       ///< Mr, President
  generation,  ///< Jr, III
  degree,      ///< PhD
  legal,       ///< Ltd, Aktiengesellschaft
  common,      ///< Bank, Trust: shared by many organisations
};

struct RoleFound {
  TokenRole role = TokenRole::name;
  std::uint16_t group = 0;  ///< of a generation or legal form: equal for Ltd and Limited, 0 else
};

/// The role of a folded token. Source: src/analyze/tables/en/names_token_roles.tsv.
[[nodiscard]] RoleFound role_of(std::string_view folded_token);

/// How much a folded token tells who is meant, by how often it stands in names: 1 for a rare one,
/// down to kCommonest. Source: src/analyze/tables/en/names_frequency.tsv.
[[nodiscard]] float rarity_of(std::string_view folded_token);
inline constexpr float kCommonest = .45F;

}  // namespace quoth::names
