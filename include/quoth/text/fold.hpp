// The folded form of a word: what two spellings must share to be the same term.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoth {

/// Appends the folded form of `word` to `out`: Unicode case folding, compatibility forms unified,
/// combining marks of Latin, Greek and Cyrillic letters dropped (except where the mark makes
/// another letter: й, ї), ø/ł/đ and their like reduced to the base letter, ß to ss, apostrophes
/// dropped ("O’Brien" -> "obrien") and full stops dropped ("U.S." -> "us"). ASCII takes a fast path
/// that touches no ICU. Any bytes are acceptable; broken ones fold to U+FFFD. The folding of a
/// folded word is itself.
void fold_word(std::string_view word, std::string& out);

[[nodiscard]] inline std::string folded(std::string_view word) {
  std::string out;
  fold_word(word, out);
  return out;
}

/// 64-bit hash of a folded word, the same on every machine and in every version (lexica are
/// compiled with it). FNV-1a, finished with the mixer of SplitMix64.
[[nodiscard]] constexpr std::uint64_t hash_word(std::string_view folded_word) noexcept {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : folded_word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  h ^= h >> 30;
  h *= 0xbf58476d1ce4e5b9ULL;
  h ^= h >> 27;
  h *= 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

/// Hash of a phrase from its words' hashes, in order: start with the first word's hash.
[[nodiscard]] constexpr std::uint64_t hash_phrase(std::uint64_t so_far,
                                                  std::uint64_t next) noexcept {
  return (so_far ^ (next + 0x9e3779b97f4a7c15ULL + (so_far << 6) + (so_far >> 2))) *
         0x9fb21c651e98df25ULL;
}

}  // namespace quoth
