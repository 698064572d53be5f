// Spellings that no rule of sound joins: Kyiv and Kiev, Mumbai and Bombay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

/// The first spelling, folded, of the group that a folded token belongs to; empty for none. Two
/// tokens with one first spelling are one name. A view of static data.
[[nodiscard]] std::string_view first_variant(std::string_view folded_token);

/// The group a folded token belongs to, or 0 for none. Two tokens of one group (not 0) are one
/// name. Source: src/analyze/tables/en/names_variants.tsv.
[[nodiscard]] std::uint32_t variant_group(std::string_view folded_token);

/// The best known place (or organisation) that a whole name means, counted from 1, by a spelling that some language
/// prefers; 0 for none. Two names of one number (not 0) are one thing: "Ivory Coast", "Côte d'Ivoire". `scratch` is
/// overwritten.
[[nodiscard]] std::uint32_t whole_variant_group(std::string_view name, EntityType type,
                                                std::string& scratch);

}  // namespace quoth::names
