// Spellings that no rule of sound joins: Kyiv and Kiev, Mumbai and Bombay.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::names {

/// The first spelling, folded, of the group that a folded token belongs to; empty for none. Two
/// tokens with one first spelling are one name. A view of static data.
[[nodiscard]] std::string_view first_variant(std::string_view folded_token);

/// The group a folded token belongs to, or 0 for none. Two tokens of one group (not 0) are one
/// name. Source: src/analyze/tables/en/names_variants.tsv.
[[nodiscard]] std::uint32_t variant_group(std::string_view folded_token);

}  // namespace quoth::names
