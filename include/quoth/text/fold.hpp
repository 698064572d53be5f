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

/// How hash_word takes a word in: eight bytes at a time, the first byte lowest, the last piece padded
/// with zeros (a word of 8, 16, ... bytes ends with a piece of zeros). The scanner calls it with
/// bytes that it has folded in a register.
struct WordHash {
  std::uint64_t state = 0xcbf29ce484222325ULL;

  constexpr void add(std::uint64_t eight_bytes) noexcept {
    state = (state ^ eight_bytes) * 0x9fb21c651e98df25ULL;
    state ^= state >> 32;
  }
  [[nodiscard]] constexpr std::uint64_t of_size(std::uint64_t bytes) const noexcept {
    std::uint64_t h = (state ^ bytes) * 0xbf58476d1ce4e5b9ULL;
    h ^= h >> 29;
    h *= 0x94d049bb133111ebULL;
    return h ^ (h >> 32);
  }
};

/// 64-bit hash of a folded word, the same on every machine (lexica are compiled with it). Nothing
/// on disk is made of it: see hash_bytes.
[[nodiscard]] constexpr std::uint64_t hash_word(std::string_view folded_word) noexcept {
  WordHash hash;
  for (std::size_t at = 0;; at += 8) {
    std::uint64_t piece = 0;
    for (std::size_t k = 0; k < 8 && at + k < folded_word.size(); ++k)
      piece |= std::uint64_t{static_cast<unsigned char>(folded_word[at + k])} << (8 * k);
    hash.add(piece);
    if (at + 8 > folded_word.size()) return hash.of_size(folded_word.size());
  }
}

/// 64-bit hash of any bytes that is the same on every machine and in every version, so that an
/// index may hold it. FNV-1a, finished with the mixer of SplitMix64.
[[nodiscard]] constexpr std::uint64_t hash_bytes(std::string_view bytes) noexcept {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
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
