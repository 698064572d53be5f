// The sketch of a text: 64 bits by which copies of one article are found without reading them.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>

#include "quoth/postings/article_terms.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

namespace detail {

/// The finisher of SplitMix64: every bit of the input moves every bit of the output.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t h) noexcept {
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

}  // namespace detail

/// 64 bits of the runs of four words in the first 64 words of an article's body. Of two articles each bit is equal
/// with a probability of (1 + J) / 2, where J is the share of runs they have in common (Jaccard's index): so copies
/// differ in few bits, and unrelated articles in half of them.
///
/// Sources: one-permutation minwise hashing, Li, Owen and Zhang 2012; optimal densification of its empty bins,
/// Shrivastava 2017; one bit of each minimum, Li and König 2010.
///
/// Only the beginning is looked at because news is cut from its end: a wire story of forty paragraphs is printed in ten.
/// Words are compared as folded, without marks. Depends on `hash_word`: indexes hold sketches.
struct TextSketch {
  std::uint64_t bits = 0;
  friend constexpr bool operator==(TextSketch, TextSketch) noexcept = default;

  static constexpr std::uint32_t kRun = 4;      ///< words of a run
  static constexpr std::uint32_t kWords = 64;   ///< of the body that are looked at
  /// Shorter bodies have no sketch: too few runs to tell a copy from chance.
  static constexpr std::uint32_t kLeastWords = 12;
};

/// The hashes of the runs of TextSketch::kRun words of `tokens` from token `body` on, in text order; words behind the
/// first `most_words` are not looked at. Calls `visit(hash)` for each; gives back how many words were looked at.
template <class Visit>
std::uint32_t for_each_run(const TokenTable& tokens, TokenIndex body, std::uint32_t most_words,
                           Visit&& visit) noexcept(noexcept(visit(std::uint64_t{}))) {
  constexpr std::uint32_t kRun = TextSketch::kRun;
  // Odd and unlike each other, so that a run is not its words in another order. The first primes' square roots.
  constexpr std::uint64_t kPlaces[kRun] = {0x6a09e667f3bcc909ULL, 0xbb67ae8584caa73bULL,
                                           0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL};
  std::uint64_t last[kRun] = {};  // hashes of the last words, as a ring
  std::uint32_t words = 0;
  for (TokenIndex i = body; i < tokens.size() && words < most_words; ++i) {
    if (!is_indexed(tokens, i)) continue;
    last[words++ % kRun] = tokens.hash(i);
    if (words < kRun) continue;
    std::uint64_t h = 0;
    for (std::uint32_t k = 0; k < kRun; ++k) h += last[(words + k) % kRun] * kPlaces[k];
    visit(detail::mixed(h));
  }
  return words;
}

/// In how many bits two sketches are equal: 0..64, 32 expected of unrelated texts.
[[nodiscard]] constexpr int equal_bits(TextSketch a, TextSketch b) noexcept {
  return 64 - std::popcount(a.bits ^ b.bits);
}

/// Texts that share less than about half of their beginnings are below it; of a million unrelated ones some thirty
/// reach it by chance.
inline constexpr int kCopyCandidateBits = 48;

/// The sketch of the words of `tokens` from token `body` on, never 0; none of fewer than kLeastWords. Linear, allocates
/// nothing.
[[nodiscard]] std::optional<TextSketch> sketch_of(const TokenTable& tokens,
                                                  TokenIndex body) noexcept;

}  // namespace quoth
