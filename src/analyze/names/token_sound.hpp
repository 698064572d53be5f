// One name token made ready to be compared with others: its readings, and how alike two are.
#pragma once

#include <cstdint>
#include <string>

#include "analyze/names/phonemes.hpp"

namespace quoth::names {

struct TokenSound {
  std::string text;  ///< folded
  Readings readings;
  std::uint32_t variants = 0;  ///< its group in the table of variants, 0 for none
};

[[nodiscard]] TokenSound token_sound(std::string folded_token);

/// As token_similarity() has it. Symmetric, no allocation.
[[nodiscard]] double similarity_of(const TokenSound& a, const TokenSound& b);

}  // namespace quoth::names
