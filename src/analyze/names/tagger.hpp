// The tagger: a linear model over each stretch of capitals that settles where names begin and end
// and what they name, with what the rules found among its features.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/names/found_name.hpp"
#include "analyze/names/tag.hpp"
#include "analyze/names/tag_features.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// The model: for every feature seven small integers, one a tag, and for every pair of neighbouring
/// tags one. Features share kRows rows by hash; the weights were learned with that sharing.
class TagWeights {
 public:
  static constexpr std::size_t kRows = std::size_t{1} << 15;
  using Row = std::array<std::int8_t, 8>;  // the eighth is 0
  /// No weight is larger, so that a token's sum fits 16 bits.
  static constexpr int kMost = 127;
  static_assert(kMost * static_cast<int>(kMostTagFeatures) < 32767);

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

/// The sums of the weights of a token's features.
void score_tags(const TagWeights& weights, const TagFeatures& features, TagScores& out) noexcept;
/// The same by the book, one weight at a time: the reference.
void score_tags_plainly(const TagWeights& weights, const TagFeatures& features,
                        TagScores& out) noexcept;

/// The best sequence of tags for a stretch (Viterbi); `scores` and `tags` have one element a token,
/// what stands before the stretch is outside. Ties go to the lower tag. `back` is scratch.
void best_tags(const TagWeights& weights, const std::vector<TagScores>& scores,
               std::vector<std::array<Tag, 8>>& back, std::vector<Tag>& tags);

/// Revises what the rules found, `names`, in order and without overlaps before and after. Texts in
/// capitals only and words glued together keep what the rules say. Linear in the tokens.
void tag_names(const TokenTable& tokens, const WordFacts& facts, const TagWeights& weights,
               FoundNames& names);

}  // namespace quoth::names
