// One name token made ready to be compared with others: its letters and readings, and how alike two
// tokens are.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/names/letter_table.hpp"
#include "analyze/names/phonemes.hpp"
#include "analyze/names/sound_distance.hpp"

namespace quoth::names {

/// One reading of a token: a stretch of its sounds.
struct SoundReading {
  std::uint32_t weight = 0;  ///< of its sounds together (sound_distance.hpp)
  std::uint16_t begin = 0;
  std::uint8_t size = 0;
  Vowels vowels = Vowels::written;
};

struct TokenSound {
  std::string text;  ///< folded
  boost::container::static_vector<SoundReading, kMostReadings> readings;
  std::vector<SoundCode> sounds;  ///< of all readings, one after the other
  std::uint32_t variants = 0;     ///< its group in the table of variants, 0 for none
  /// `latin` too for what ICU writes in Latin letters: then `chunks` are of those letters.
  Letters letters = Letters::none;
  std::uint8_t size = 0;  ///< letters that take part in an alignment
  bool article = false;   ///< begins with the Arabic article, which may be missing
  /// Latin: three chunks a letter. A script with a table: two rows a letter and, with `article`,
  /// two a letter of the word without it. See letter_table.hpp.
  std::vector<ChunkId> chunks;
};

/// Without `letters` it tells only of the sounds: enough for two tokens of which neither is in a
/// script with a letter table.
[[nodiscard]] TokenSound token_sound(std::string folded_token, bool letters = true);

/// As token_similarity() has it. Symmetric, no allocation.
[[nodiscard]] double similarity_of(const TokenSound& a, const TokenSound& b);

/// The same for a caller who has no use for less than `at_least`: exact from there on, else any
/// number below it. Faster for tokens that are unlike.
[[nodiscard]] double similarity_of(const TokenSound& a, const TokenSound& b, double at_least);

/// The same for a token in ASCII letters that is compared once, such as one of many spellings that are
/// looked through for one that is alike: what only other scripts need is not made ready.
/// REQUIRES: `a` in ASCII letters too, and both are no variants of one name by the table.
[[nodiscard]] double similarity_of_latin(const TokenSound& a, std::string_view folded_b,
                                         double at_least);

/// By the readings alone, whatever the scripts: an edit distance, where similarity_of() may be the
/// chance that both are one word. For whole names, in which the other tokens speak too. Symmetric;
/// `at_least` as above.
[[nodiscard]] double readings_similarity(const TokenSound& a, const TokenSound& b, double at_least);

/// The cost of the alignment that similarity_of() scales, in bits. For fitting the scale.
/// REQUIRES: `native` of a script with a table, `latin` in Latin letters.
[[nodiscard]] double alignment_bits(const TokenSound& native, const TokenSound& latin);

}  // namespace quoth::names
