// The blurred consonants of a word: what two spellings of one name inside an article share.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoth::names {

/// A hash of the word's consonants, those that transliterations and ears confuse being one (l and r;
/// v, w and f; k, c, q and g; s, z and x; t and d; b and p; m and n), vowels, h, j and doubled letters
/// dropped. "shapovalova" and "shapovarova" have one skeleton. Expects a folded word; letters beyond
/// ASCII count by their bytes. Far cheaper than name_keys(), which must also join scripts; whoever
/// finds two words by it asks token_similarity().
[[nodiscard]] constexpr std::uint64_t skeleton(std::string_view folded_word) noexcept {
  //                           abcdefghijklmnopqrstuvwxyz
  constexpr char kClass[] = ".pkt.fk...klmm.pklst.ffs.s";
  static_assert(sizeof(kClass) == 27);
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  char last = 0;
  bool first = true;
  for (const char c : folded_word) {
    char sound = c >= 'a' && c <= 'z' ? kClass[c - 'a'] : c;
    // A vowel at the beginning counts as one: "Iran" and "Roni" are not alike.
    if (sound == '.' && !first) {
      last = 0;
      continue;
    }
    first = false;
    if (sound == last) continue;
    last = sound;
    hash = (hash ^ static_cast<unsigned char>(sound)) * 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace quoth::names
