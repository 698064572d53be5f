// Why a spelling counts as the name that was asked for, in plain words.
#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// For example "the same spelling", "a known variant", "the same sounds, from Cyrillic",
/// "the surname alone", "the same name in another order". Both are folded names of one token or
/// more. Never empty.
[[nodiscard]] std::string why_alike(std::string_view asked, std::string_view spelling);

}  // namespace quoth
