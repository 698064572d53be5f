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
  /// 32 bytes on a boundary of 32, so that asking for a word touches one cache line of entries.
  struct alignas(32) Entry {
    std::uint64_t hash;  ///< hash_word of a word, hash_phrase of a phrase
    WordClasses classes;
    std::uint32_t text;       ///< offset of the folded text in `pool`
    std::uint32_t values;     ///< offset of the first value in `values`
    std::uint16_t text_size;  ///< bytes
    std::uint8_t value_count;
    std::uint8_t words;  ///< 1 for a word, more for a phrase
  };
  /// Borrowed arrays that outlive the lexicon. `entries` is a minimal perfect hash table: the entry
  /// of a hash can stand at place_of(hash) only, so that no probe loops and no branch has to guess.
  /// Source: Pibiri and Trani, "PTHash: Revisiting FCH Minimal Perfect Hashing", 2021, with plain
  /// pilots. `pilots` has a power-of-two size.
  struct Data {
    std::span<const std::uint16_t> pilots;
    std::span<const Entry> entries;  ///< at least one
    std::span<const Value> values;
    std::string_view pool;
    std::uint8_t longest_phrase;  ///< words in the longest phrase, at least 1
    bool ordinal_point = false;   ///< "3." is the third, so its point seldom ends a sentence
  };

  constexpr explicit Lexicon(const Data& data) noexcept : data_(data) {}

  /// The entry of a word (`words` 1) or phrase by its hash, or kNoWord. The hash has 64 bits and
  /// the text is not compared: a text made to collide gets a wrong class, nothing worse.
  [[nodiscard]] WordId find(std::uint64_t hash, unsigned words = 1) const noexcept {
    const WordId id = place_of(hash);
    const Entry& entry = data_.entries[id];
    return entry.hash == hash && entry.words == words ? id : kNoWord;
  }
  struct Found {
    WordId id;            ///< kNoWord when the word is not in the lexicon
    WordClasses classes;  ///< 0 then
  };
  /// A single word and its classes. Without a branch: whether a word of a text is in the lexicon is
  /// guessed wrongly too often.
  [[nodiscard]] Found find_word(std::uint64_t hash) const noexcept {
    const WordId id = place_of(hash);
    const Entry& entry = data_.entries[id];
    const std::uint64_t differs = (entry.hash ^ hash) | (entry.words ^ 1u);
    const WordClasses none = WordClasses{0} - (((differs | -differs) >> 63));
    return {id | static_cast<WordId>(none), entry.classes & ~none};
  }
  /// Where among `entries` the entry of a hash stands, by the pilot of its bucket.
  [[nodiscard]] static constexpr WordId place_of(std::uint64_t hash, std::uint16_t pilot,
                                                 std::size_t entries) noexcept {
    const std::uint64_t mixed =
        (hash ^ (pilot + std::uint64_t{1}) * 0xd6e8feb86659fd93ULL) * 0x9e3779b97f4a7c15ULL;
    return static_cast<WordId>((mixed >> 32) * entries >> 32);
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
  [[nodiscard]] WordId place_of(std::uint64_t hash) const noexcept {
    return place_of(hash, data_.pilots[hash & (data_.pilots.size() - 1)], data_.entries.size());
  }

  Data data_;
};

}  // namespace quoth
