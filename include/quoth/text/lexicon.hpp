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
  /// What the scanner asks of a word; a quarter of a cache line.
  struct alignas(16) Slot {
    std::uint64_t key;  ///< key_of its hash
    WordClasses classes;
  };
  struct Entry {
    std::uint32_t text;       ///< offset of the folded text in `pool`
    std::uint32_t values;     ///< offset of the first value in `values`
    std::uint16_t text_size;  ///< bytes
    std::uint8_t value_count;
  };
  /// Borrowed arrays that outlive the lexicon, by WordId. `slots` is a minimal perfect hash table: a
  /// key can stand at place_of(key) only, so that no probe loops and no branch has to guess.
  /// Source: Pibiri and Trani, "PTHash: Revisiting FCH Minimal Perfect Hashing", 2021, with plain
  /// pilots. `pilots` has a power-of-two size, or none for a lexicon without words.
  struct Data {
    std::span<const std::uint16_t> pilots;
    std::span<const Slot> slots;
    std::span<const Entry> entries;
    std::span<const Value> values;
    std::string_view pool;
    std::uint8_t longest_phrase;  ///< words in the longest phrase, at least 1
    bool ordinal_point = false;   ///< "3." is the third, so its point seldom ends a sentence
    /// A bit at pair_bit() of every two words that a phrase begins with; kPairBits bits, or none when
    /// any two may.
    std::span<const std::uint64_t> pairs = {};
  };

  static constexpr std::size_t kPairBits = std::size_t{1} << 16;
  /// Below kPairBits, by the hash_phrase of two words.
  [[nodiscard]] static constexpr std::size_t pair_bit(std::uint64_t hash) noexcept {
    return static_cast<std::size_t>((hash * 0x9e3779b97f4a7c15ULL) >> 48);
  }

  constexpr explicit Lexicon(const Data& data) noexcept : data_(data) {
    if (data_.pilots.empty() || data_.slots.empty()) {
      data_.pilots = kNoPilots;
      data_.slots = kNoSlots;
    }
  }

  /// The entry of a word (`words` 1) or phrase by its hash, or kNoWord. The hash has 64 bits and
  /// the text is not compared: a text made to collide gets a wrong class, nothing worse.
  [[nodiscard]] WordId find(std::uint64_t hash, unsigned words = 1) const noexcept {
    return find_key(key_of(hash, words)).id;
  }
  struct Found {
    WordId id;            ///< kNoWord when the word is not in the lexicon
    WordClasses classes;  ///< 0 then
  };
  /// A single word and its classes.
  [[nodiscard]] Found find_word(std::uint64_t hash) const noexcept {
    return find_key(key_of(hash, 1));
  }
  /// The key of a word or phrase: its hash, told apart by the number of words.
  [[nodiscard]] static constexpr std::uint64_t key_of(std::uint64_t hash, unsigned words) noexcept {
    return hash + (words - 1) * 0x9fb21c651e98df25ULL;
  }
  /// Where among `slots` a key stands, by the pilot of its bucket.
  [[nodiscard]] static constexpr WordId place_of(std::uint64_t key, std::uint16_t pilot,
                                                 std::size_t slots) noexcept {
    const std::uint64_t mixed =
        (key ^ (pilot + std::uint64_t{1}) * 0xd6e8feb86659fd93ULL) * 0x9e3779b97f4a7c15ULL;
    return static_cast<WordId>((mixed >> 32) * slots >> 32);
  }
  /// Looks up any text, folding it and splitting it at spaces. For tests and set-up, not for hot
  /// paths.
  [[nodiscard]] WordId find_text(std::string_view words) const;

  [[nodiscard]] WordClasses classes(WordId id) const noexcept {
    return id == kNoWord ? 0 : data_.slots[id].classes;
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
  /// Whether a phrase can begin with two words, by their hash_phrase: false for nearly all that do
  /// not.
  [[nodiscard]] bool may_begin_phrase(std::uint64_t hash) const noexcept {
    const std::size_t bit = pair_bit(hash);
    return data_.pairs.empty() || (data_.pairs[bit / 64] >> (bit % 64) & 1) != 0;
  }
  [[nodiscard]] bool ordinal_point() const noexcept { return data_.ordinal_point; }

 private:
  static constexpr std::uint16_t kNoPilots[1] = {0};
  static constexpr Slot kNoSlots[1] = {{~std::uint64_t{0}, 0}};

  // Without a branch: whether a word of a text is in the lexicon is guessed wrongly too often.
  [[nodiscard]] Found find_key(std::uint64_t key) const noexcept {
    const std::uint16_t pilot = data_.pilots[key & (data_.pilots.size() - 1)];
    const WordId id = place_of(key, pilot, data_.slots.size());
    const Slot& slot = data_.slots[id];
    const std::uint64_t differs = slot.key ^ key;
    const WordClasses none = WordClasses{0} - ((differs | -differs) >> 63);
    return {id | static_cast<WordId>(none), slot.classes & ~none};
  }

  Data data_;
};

}  // namespace quoth
