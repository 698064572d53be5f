// A short list of words, known by their hashes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace quoth::names {

/// Whether the word with that hash_word is one of a few. Linear in their number.
template <std::size_t N>
[[nodiscard]] bool is_one_of(std::uint64_t hash, const std::uint64_t (&words)[N]) noexcept {
  return std::find(std::begin(words), std::end(words), hash) != std::end(words);
}

}  // namespace quoth::names
