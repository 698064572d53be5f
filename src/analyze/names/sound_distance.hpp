// How far apart two readings of names are: edit distance with a cost for each pair of sounds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace quoth::names {

/// At most this many sounds of a reading take part.
inline constexpr std::size_t kMostSounds = 64;
inline constexpr std::uint32_t kTooFar = std::numeric_limits<std::uint32_t>::max();

/// The sounds of phonemes.hpp as numbers 0..27, for tables.
using SoundCode = std::uint8_t;
[[nodiscard]] SoundCode sound_code(char sound) noexcept;

/// How much of a name a sound is, in hundredths: a consonant 100, h 60, a vowel or j 40.
[[nodiscard]] std::uint32_t sound_weight(SoundCode sound) noexcept;

/// Whether vowels of both readings are written out, which decides what one more or less costs.
enum class Vowels : std::uint8_t {
  left_out,  ///< Arabic, Hebrew: next to nothing
  put_in,    ///< kana: some only part consonants
  written,
};

/// The least sum of costs, in hundredths, of changing, losing and adding sounds that makes one of
/// the other. Symmetric.
///
///   at_most   the caller needs no sum above it: kTooFar may be returned instead of one
///
/// REQUIRES: n, m <= kMostSounds, codes from sound_code(). Allocates nothing.
[[nodiscard]] std::uint32_t sound_distance(const SoundCode* a, std::size_t n, const SoundCode* b,
                                           std::size_t m, Vowels vowels,
                                           std::uint32_t at_most) noexcept;

/// The same by the definition, cell by cell: what sound_distance is tested against.
[[nodiscard]] std::uint32_t plain_sound_distance(const SoundCode* a, std::size_t n,
                                                 const SoundCode* b, std::size_t m, Vowels vowels);

}  // namespace quoth::names
