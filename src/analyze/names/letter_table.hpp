// Which letters of a script correspond to which Latin letters, and what each pair costs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/names/sound_key.hpp"

namespace quoth::names {

/// The scripts that have a table of corresponding letters.
enum class Letters : std::uint8_t { latin, cyrillic, arabic, hebrew, kana, hangul, none };
inline constexpr std::size_t kLetterTables = 5;  ///< all of these but latin and none

[[nodiscard]] constexpr bool has_letter_table(Letters script) noexcept {
  return script != Letters::latin && script != Letters::none;
}

/// The script of the letters of a folded token: that of its first letter beyond ASCII. `latin` for
/// ASCII alone, `none` for all scripts without a table.
[[nodiscard]] Letters letters_of(std::string_view folded_token) noexcept;

/// All costs are in sixteenths of a bit, 0..255.
inline constexpr int kCostUnit = 16;
inline constexpr std::uint8_t kNoPair = 255;       ///< these two chunks do not correspond
inline constexpr std::uint8_t kOtherLetter = 127;  ///< one letter for any other
inline constexpr std::uint8_t kNativeLost = 104;   ///< a native letter that Latin has nothing for
inline constexpr std::uint8_t kLatinLost = 92;     ///< the reverse

/// log2(n) in sixteenths, rounded down; the same on every machine. REQUIRES: n > 0.
[[nodiscard]] std::uint32_t log2_sixteenths(std::uint64_t n) noexcept;

/// Latin chunks by number, one numbering for all tables. A number is in 0..count-1.
using ChunkId = std::uint16_t;
inline constexpr ChunkId kNoChunk = 0;        ///< of these letters there is no chunk in any table
inline constexpr ChunkId kUnknownLetter = 1;  ///< one letter that no table has

/// The chunks of a Latin word (a-z) that begin at letter i: out[3*i + k-1] has k letters.
/// REQUIRES: room for 3 * letters.size() numbers.
void find_latin_chunks(std::string_view letters, ChunkId* out);

/// The table of one script: for native chunk n beside Latin chunk l
///
///     cost = (log2 c(n) + log2 c(l)) / 2 - log2 c(n, l)
///
/// with counts c from names_letters_*.tsv. This is the mean of -log2 P(l | n) and -log2 P(n | l), so
/// it favours neither the common spelling nor the short one, and is never less than 0. Immutable.
class LetterTable {
 public:
  /// The table of a script, made on first use. REQUIRES: not `latin`, not `none`.
  static const LetterTable& of(Letters script);

  /// Rows of the chunks of a native word: out[2*i] has one letter, out[2*i + 1] two. A single letter
  /// always has a row, two may have none (kNoChunk). REQUIRES: room for 2 * letters.size() numbers.
  void find_rows(std::u32string_view letters, ChunkId* out) const;

  /// The costs of a native chunk beside each column; row 0 is the empty chunk.
  [[nodiscard]] const std::uint8_t* row(ChunkId native) const noexcept {
    return costs_.data() + std::size_t{native} * width_;
  }
  /// The column of a Latin chunk in this table; column 0 is the empty chunk.
  [[nodiscard]] std::uint16_t column(ChunkId latin) const noexcept { return columns_[latin]; }

  /// What a native chunk adds to a key, the likeliest first. Costs of different chunks compare.
  [[nodiscard]] std::span<const KeyStep> key_steps(ChunkId native) const noexcept {
    return {steps_.data() + first_step_[native], first_step_[native + 1] - first_step_[native]};
  }

  static constexpr std::uint16_t kLackingColumn = 2;  ///< of a chunk that this table lacks
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  explicit LetterTable(Letters script);

  std::unordered_map<std::uint64_t, ChunkId> rows_;
  std::vector<std::uint16_t> columns_;  // by Latin chunk
  std::vector<std::uint8_t> costs_;
  std::size_t width_ = 0;
  std::vector<KeyStep> steps_;
  std::vector<std::uint32_t> first_step_;
};

/// Hash of all tables of corresponding letters; part of names_version().
[[nodiscard]] std::uint64_t letter_tables_hash();

}  // namespace quoth::names
