// Spellings that no rule of sound joins: Kyiv and Kiev, Mumbai and Bombay.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::names {

/// The group a folded token belongs to, or 0 for none. Two tokens of one group (not 0) are one
/// name. Source: src/analyze/tables/en/names_variants.tsv.
[[nodiscard]] std::uint32_t variant_group(std::string_view folded_token);

}  // namespace quoth::names
