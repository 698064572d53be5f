// The strictness behind a name: what stands behind the "~" of name:Zelensky~90.
#pragma once

#include <optional>
#include <string_view>

namespace quoth {

/// Reads "90", "90%" or "0.9" as per cent. Nothing when it is no such number of at most three digits.
[[nodiscard]] std::optional<int> read_strictness(std::string_view text) noexcept;

/// The text less the punctuation that may follow a value without being part of it: "by:Putin, ".
[[nodiscard]] std::string_view without_trailing_marks(std::string_view text) noexcept;

}  // namespace quoth
