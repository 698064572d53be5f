// The tagger's weights, and the sums of those of a token's features.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "analyze/names/tag.hpp"
#include "analyze/names/tag_features.hpp"

namespace quoth::names {

/// The model: for every feature seven small integers, one a tag, and for every pair of neighbouring
/// tags one. Features share kRows rows by hash; the weights were learned with that sharing.
class TagWeights {
 public:
  static constexpr std::size_t kRows = std::size_t{1} << 15;
  using Row = std::array<std::int8_t, 8>;  // the eighth is 0
  static constexpr int kMost = 127;        ///< no weight is larger

  /// Those of English, tables/en/names_tagger.tsv. Static data.
  [[nodiscard]] static const TagWeights& english();
  TagWeights() : rows_(kRows) {}
  /// Reads a table of rows `template value weight...`; `transition tag weight...` for what follows
  /// a tag.
  explicit TagWeights(std::string_view table);

  [[nodiscard]] static constexpr std::size_t place_of(TagFeature feature) noexcept {
    const std::uint64_t mixed =
        (std::uint64_t{feature.value} * 64 + static_cast<std::uint64_t>(feature.which) + 1) *
        0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(mixed >> 49);
  }
  [[nodiscard]] const Row& row(std::size_t place) const noexcept { return rows_[place]; }
  [[nodiscard]] const Row* rows() const noexcept { return rows_.data(); }
  [[nodiscard]] Row& row(std::size_t place) noexcept { return rows_[place]; }
  [[nodiscard]] std::int8_t transition(Tag before, Tag after) const noexcept {
    return transitions_[before][after];
  }
  [[nodiscard]] std::int8_t& transition(Tag before, Tag after) noexcept {
    return transitions_[before][after];
  }
  [[nodiscard]] bool empty() const noexcept { return empty_; }
  void set_full() noexcept { empty_ = false; }

 private:
  std::vector<Row> rows_;
  std::array<Row, 8> transitions_{};
  bool empty_ = true;
};

/// Evidence for each tag of one token, the eighth unused.
using TagScores = std::array<std::int32_t, 8>;

/// Adds up the weights of one token's features, which need not be written down: as TagFeatures, but
/// for all tags at once. Two words hold four sums of sixteen bits each, of weights made positive.
class TagSum {
 public:
  explicit TagSum(const TagWeights& weights) noexcept : rows_(weights.rows()) {}
  void add(Template which, std::uint32_t value) noexcept {
    std::uint64_t row;
    std::memcpy(&row, rows_[TagWeights::place_of({which, value})].data(), sizeof row);
    row ^= 0x8080808080808080ULL;  // 128 more each
    even_ += row & kEven;
    odd_ += row >> 8 & kEven;
    ++size_;
  }
  void write(TagScores& out) const noexcept {
    for (std::size_t k = 0; k < out.size(); ++k) {
      const std::size_t byte = std::endian::native == std::endian::little ? k : 7 - k;
      const std::uint64_t sums = byte % 2 == 0 ? even_ : odd_;
      out[k] = static_cast<std::int32_t>(sums >> (byte / 2 * 16) & 0xffff) - 128 * size_;
    }
  }

 private:
  static constexpr std::uint64_t kEven = 0x00ff00ff00ff00ffULL;
  static_assert(255 * kMostTagFeatures < 65536);

  const TagWeights::Row* rows_;
  std::uint64_t even_ = 0, odd_ = 0;
  std::int32_t size_ = 0;
};

/// The sums of the weights of a token's features.
void score_tags(const TagWeights& weights, const TagFeatures& features, TagScores& out) noexcept;
/// The same by the book, one weight at a time: the reference.
void score_tags_plainly(const TagWeights& weights, const TagFeatures& features,
                        TagScores& out) noexcept;

}  // namespace quoth::names
