// One compiled table of words and phrases: each word of a text is looked up here once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace quoth {

/// A set of word classes, one bit a class. The top three are the scanner's own;
/// what the others mean is said in analyze/word_class.hpp.
using WordClasses = std::uint64_t;

/// An entry of a lexicon. kNoWord: the word is not in it.
using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0xffffffff;

/// Bit 63 of every lexicon: a phrase of two or more words starts with this word.
inline constexpr WordClasses kStartsPhrase = WordClasses{1} << 63;
/// Bit 62: an abbreviation, so a full stop after it ends no sentence.
inline constexpr WordClasses kAbbreviation = WordClasses{1} << 62;
/// Bit 61: a function word; with a capital after "U.S." or a full stop it begins a sentence.
inline constexpr WordClasses kOpensSentence = WordClasses{1} << 61;

/// A compiled word list: immutable, used from any number of threads, usually static data (see
/// src/analyze/tables/compiler.cpp, which writes it). Words are folded (text/fold.hpp); a phrase is
/// its folded words joined by one space, looked up by the hashes of its words, so that no string is
/// built.
class Lexicon {
 public:
  struct Value {
    std::uint8_t word_class;  ///< the bit it belongs to
    std::int32_t value;       ///< month 1..12, weekday 1..7 (Monday 1), ...: see word_class.hpp
  };
  struct Entry {
    std::uint64_t hash;  ///< hash_word of a word, hash_phrase of a phrase
    WordClasses classes;
    std::uint32_t text;       ///< offset of the folded text in `pool`
    std::uint32_t values;     ///< offset of the first value in `values`
    std::uint16_t text_size;  ///< bytes
    std::uint8_t value_count;
    std::uint8_t words;  ///< 1 for a word, more for a phrase
  };
  /// Borrowed arrays that outlive the lexicon. `slots` has a power-of-two size, kNoWord where
  /// empty, probed linearly from hash & (size - 1).
  struct Data {
    std::span<const std::uint32_t> slots;
    std::span<const Entry> entries;
    std::span<const Value> values;
    std::string_view pool;
    std::uint8_t longest_phrase;  ///< words in the longest phrase, at least 1
    bool ordinal_point = false;   ///< "3." is the third, so its point seldom ends a sentence
  };

  constexpr explicit Lexicon(const Data& data) noexcept : data_(data) {}

  /// The entry of a word (`words` 1) or phrase by its hash, or kNoWord. The hash has 64 bits and
  /// the text is not compared: a text made to collide gets a wrong class, nothing worse.
  [[nodiscard]] WordId find(std::uint64_t hash, unsigned words = 1) const noexcept {
    const std::size_t mask = data_.slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
      const WordId id = data_.slots[slot];
      if (id == kNoWord) return kNoWord;
      const Entry& entry = data_.entries[id];
      if (entry.hash == hash && entry.words == words) return id;
    }
  }
  /// Looks up any text, folding it and splitting it at spaces. For tests and set-up, not for hot
  /// paths.
  [[nodiscard]] WordId find_text(std::string_view words) const;

  [[nodiscard]] WordClasses classes(WordId id) const noexcept {
    return id == kNoWord ? 0 : data_.entries[id].classes;
  }
  [[nodiscard]] std::string_view text(WordId id) const noexcept {
    const Entry& entry = data_.entries[id];
    return data_.pool.substr(entry.text, entry.text_size);
  }
  /// The value the table gives `id` for a class, or `otherwise`.
  [[nodiscard]] std::int32_t value(WordId id, unsigned word_class,
                                   std::int32_t otherwise = 0) const noexcept {
    if (id == kNoWord) return otherwise;
    const Entry& entry = data_.entries[id];
    for (const Value& v : data_.values.subspan(entry.values, entry.value_count))
      if (v.word_class == word_class) return v.value;
    return otherwise;
  }
  [[nodiscard]] std::size_t size() const noexcept { return data_.entries.size(); }
  [[nodiscard]] unsigned longest_phrase() const noexcept { return data_.longest_phrase; }
  [[nodiscard]] bool ordinal_point() const noexcept { return data_.ordinal_point; }

 private:
  Data data_;
};

}  // namespace quoth
