// What a name sounds like: one token of any script as a string over one small sound alphabet.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <string_view>

#include "analyze/names/sound_distance.hpp"

namespace quoth::names {

/// A reading of a token, one ASCII letter a sound:
///
///     a e i o u   vowels            j w      glides ("yes", "we")
///     p b t d k g f v s z m n l r h  as in English
///     x  kh       S  sh     Z  zh    C  ch     J  j of "John"    c  ts
struct Reading {
  std::string sounds;
  Vowels vowels = Vowels::written;  ///< how the script writes them
};

/// The readings of a token, the likeliest first: more than one where spelling leaves it open
/// ("ch" of Chirac, Christ and Chernyshev). None for a token without letters.
using Readings = boost::container::small_vector<Reading, 4>;
inline constexpr std::size_t kMostReadings = 4;

/// Reads a folded token (text/fold.hpp). Bounded: reads at most the first 64 code points.
[[nodiscard]] Readings readings_of(std::string_view folded_token);

/// A folded token in Latin letters, a-z and nothing else: itself if it is written so, else ICU's
/// transliteration (Han as Mandarin in pinyin: how a Japanese name in Han is read, no rule tells).
/// At most its first 64 code points.
[[nodiscard]] std::string latin_letters(std::string_view folded_token);

[[nodiscard]] constexpr bool is_vowel(char sound) noexcept {
  return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u';
}

/// A set of alternative readings that grows by sounds. Used while reading.
class ReadingBuilder {
 public:
  ReadingBuilder() { readings_.emplace_back(); }
  /// Every reading goes on with `sounds`; a sound equal to the last one is not repeated.
  void add(std::string_view sounds);
  /// Each reading goes on with `first` and, while there is room, also with `second`.
  void add_either(std::string_view first, std::string_view second);
  /// Sets `Reading::vowels` of all readings.
  void set_vowels(Vowels vowels) noexcept;
  [[nodiscard]] Readings take();

 private:
  static void append(std::string& to, std::string_view sounds);
  Readings readings_;
};

/// Reads a token written in Latin letters. REQUIRES: folded.
void read_latin(std::string_view token, ReadingBuilder& out);

/// Reads a token of another script: Cyrillic, Greek, Arabic, Hebrew, Hangul or kana by the rules
/// here, any other by ICU's transliteration to Latin. REQUIRES: folded.
void read_other_script(std::u32string_view token, ReadingBuilder& out);

}  // namespace quoth::names
